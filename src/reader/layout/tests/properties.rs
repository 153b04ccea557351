//! Property tests: what holds for any text, width and setting.

use super::*;
use crate::printable;
use proptest::prelude::*;

/// Texts that commonly break programs that measure or wrap text.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,12} ",
        1 => "[a-zA-Z,.“”—-]{1,90}",
        1 => "(?s).{1,6}",
        1 => prop::sample::select(vec![
            "\u{202e}", "\u{2066}", "\u{200b}", "\u{200d}", "\u{feff}", "\u{ad}", "\u{2060}", "\u{301}", "\0", "\u{1b}[2J",
            "\u{9b}", "\t", "\r\n", "\n\n\n", "\u{2028}", "\u{a0}", "\u{3000}", "👨‍👩‍👧‍👦", "👍🏽", "🇫🇷", "🇬", "1️⃣", "क्षि",
            "שלום עולם (כן) ", "مرحبا 123 ", "ที่นี่ไม่มีช่องว่าง", "ພາສາລາວ", "中文。「好」", "한국어", "\u{1100}\u{1100}", "﷽", "لا", " – ", "https://example.org/a/b?c=d",
            " the ", "straightforwardness ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop::sample::select(vec![
        Title,
        Byline,
        Heading(2),
        Paragraph,
        BlockQuote,
        ListItem { depth: 3 },
        Verbatim,
        Furniture,
    ])
}

fn any_article() -> impl Strategy<Value = Article> {
    prop::collection::vec((kind(), hostile(), hostile()), 1..5).prop_map(|blocks| {
        let marked: Vec<_> =
            blocks.into_iter().map(|(kind, a, b)| (kind, format!("{a}⟦{}⟧{b}", b.len()))).collect();
        let trimmed: Vec<_> = marked.iter().map(|(kind, text)| (*kind, text.trim())).collect();
        article(&trimmed)
    })
}

/// What must be drawn of a text: its printable form without white space.
fn ink(text: &str) -> String {
    printable::line(text).replace(' ', "")
}

/// Replaces closing brackets by opening ones, since a right-to-left run shows the mirrored one.
fn upright(text: &str) -> String {
    let one = |c| match c {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '>' => '<',
        '»' => '«',
        '›' => '‹',
        '≥' => '≤',
        c => c,
    };
    text.chars().map(one).collect()
}

/// Any setting.
fn setting() -> impl Strategy<Value = Setting> {
    any::<[bool; 3]>().prop_map(|[justify, reorder, ascii]| Setting { justify, reorder, ascii })
}

proptest! {
    #[test]
    fn wrapping_loses_no_character(article in any_article(), width in 1_u16..200, setting in setting()) {
        let mut layout = Layout::new(&article, width).set_as(setting);
        let rows = all(&mut layout, &article);
        let mut shown = String::new();
        for (_, row) in &rows {
            shown.extend(row.glyphs(&article).map(|glyph| upright(&glyph.text)));
        }
        let mut expected = String::new();
        for block in &article.blocks {
            let mut at = block.span.start;
            for mark in article.markup.iter().filter(|mark| block.span.covers(**mark)) {
                expected.push_str(&ink(&article.text[at..mark.start]));
                at = mark.end;
            }
            expected.push_str(&ink(&article.text[at..block.span.end]));
        }
        prop_assert_eq!(shown.replace(' ', ""), upright(&expected));
    }

    #[test]
    fn rows_fit_and_follow_each_other(article in any_article(), width in 1_u16..200, setting in setting()) {
        let mut layout = Layout::new(&article, width).set_as(setting);
        let mut end = 0;
        for (at, row) in all(&mut layout, &article) {
            assert_fits(&row, &article, layout.width());
            prop_assert!(printable::line(&row.lead).chars().count() <= row.indent.into());
            prop_assert!(row.span.start >= end);
            let between: String = glyphs::glyphs(glyphs::Clusters::new(&article, Span::new(end, row.span.start), false)).map(|g| g.text).collect();
            prop_assert!(between.trim().is_empty(), "{:?} is left out", between);
            prop_assert_eq!(layout.offset(&article, at), row.span.start);
            end = row.span.end;
        }
    }

    #[test]
    fn every_offset_has_its_row(article in any_article(), width in 1_u16..200, setting in setting()) {
        let mut layout = Layout::new(&article, width).set_as(setting);
        let rows = all(&mut layout, &article);
        for (at, row) in &rows {
            for glyph in row.glyphs(&article) {
                prop_assert!(row.span.contains(glyph.offset));
                prop_assert_eq!(layout.at(&article, glyph.offset), *at);
            }
        }
        for offset in 0..=article.text.len() + 1 {
            let at = layout.at(&article, offset);
            let row = &rows.iter().find(|(found, _)| *found == at).unwrap().1;
            prop_assert!(row.is_text());
        }
    }

    #[test]
    fn stepping_down_and_up_comes_back(article in any_article(), width in 1_u16..200, by in 0_usize..400) {
        let mut layout = Layout::new(&article, width);
        let rows = all(&mut layout, &article);
        layout.set.clear();
        let reached = layout.step(&article, RowAt::default(), by.cast_signed());
        prop_assert_eq!(reached, rows[by.min(rows.len() - 1)].0);
        prop_assert_eq!(layout.step(&article, reached, -by.cast_signed()), RowAt::default());
        prop_assert_eq!(layout.last(&article), rows[rows.len() - 1].0);
        layout.set.clear();
        let up = layout.step(&article, rows[rows.len() - 1].0, -by.cast_signed());
        prop_assert_eq!(up, rows[(rows.len() - 1).saturating_sub(by)].0);
        layout.prepare(&article, up, 7);
        let seen: Vec<_> = layout.rows(up, 7).map(|(at, _)| at).collect();
        let first = rows.iter().position(|(at, _)| *at == up).unwrap();
        let expected: Vec<_> = rows[first..].iter().take(7).map(|(at, _)| *at).collect();
        prop_assert_eq!(seen, expected);
    }

    #[test]
    fn long_blocks_are_cut_without_loss(word in "[a-zé中👍 \n]{1,40}", kind in kind(), times in 200_usize..600, width in 20_u16..100) {
        let text = word.repeat(times);
        prop_assume!(!text.trim().is_empty());
        let article = article(&[(kind, text.trim())]);
        let mut layout = Layout::new(&article, width);
        let rows = all(&mut layout, &article);
        let shown: String = rows.iter().flat_map(|(_, row)| row.glyphs(&article)).map(|glyph| glyph.text).collect();
        prop_assert_eq!(shown.replace(' ', ""), ink(&text));
        for (at, row) in rows.iter().filter(|(_, row)| !row.span.is_empty()) {
            prop_assert_eq!(layout.at(&article, row.span.start), *at);
        }
    }
}
