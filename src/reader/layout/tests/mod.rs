//! Tests of rows as they are drawn.

mod properties;
mod tables;

use super::*;
use crate::article::Block;

use BlockKind::{BlockQuote, Byline, Date, Furniture, Heading, ListItem, Paragraph, Title, Verbatim};

/// An article of these blocks, separated by blank lines. Text between `⟦` and `⟧` is markup.
fn article(blocks: &[(BlockKind, &str)]) -> Article {
    let mut article = Article::default();
    for &(kind, marked) in blocks {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        for (n, part) in marked.split(['⟦', '⟧']).enumerate() {
            let from = article.text.len();
            article.text.push_str(part);
            if n % 2 == 1 {
                article.markup.push(Span::new(from, article.text.len()));
            }
        }
        article.blocks.push(Block { kind, span: Span::new(start, article.text.len()) });
    }
    article
}

fn drawn(article: &Article, row: &Row) -> String {
    match row.kind {
        RowKind::Gap => return String::new(),
        RowKind::Elision => return "⋯".to_owned(),
        RowKind::Text(_) | RowKind::Rule => {}
    }
    let mut cells = if row.lead.is_empty() {
        vec![" ".to_owned(); row.indent.into()]
    } else {
        row.lead.chars().map(String::from).collect()
    };
    for glyph in row.glyphs(article) {
        let x = usize::from(glyph.x);
        cells.resize(cells.len().max(x + usize::from(glyph.width)), " ".to_owned());
        cells[x..x + usize::from(glyph.width)].fill(String::new());
        cells[x] = glyph.text.into_owned();
    }
    let mut out = cells.concat();
    out.push_str(if row.hyphen { "-" } else { "" });
    out
}

fn all(layout: &mut Layout, article: &Article) -> Vec<(RowAt, Row)> {
    layout.prepare(article, RowAt::default(), usize::MAX);
    layout.rows(RowAt::default(), usize::MAX).map(|(at, row)| (at, row.clone())).collect()
}

#[track_caller]
fn check_blocks(blocks: &[(BlockKind, &str)], width: u16, expected: &[&str]) {
    let article = article(blocks);
    let rows = all(&mut Layout::new(&article, width), &article);
    let rows: Vec<_> = rows.iter().map(|(_, row)| drawn(&article, row)).collect();
    assert_eq!(rows, expected);
}

#[track_caller]
fn check(text: &str, width: u16, expected: &[&str]) {
    check_blocks(&[(Paragraph, text)], width, expected);
}

#[track_caller]
fn check_excerpt(blocks: &[(BlockKind, &str)], pieces: &[&str], expected: &[&str]) {
    let article = article(blocks);
    let mut from = 0;
    let span = |piece: &&str| {
        let start = from + article.text[from..].find(piece).expect("the piece is in the text");
        from = start + piece.len();
        Span::new(start, from)
    };
    let pieces: Vec<_> = pieces.iter().map(span).collect();
    let rows = all(&mut Layout::excerpt(&article, 30, &pieces), &article);
    let rows: Vec<_> = rows.iter().map(|(_, row)| drawn(&article, row)).collect();
    assert_eq!(rows, expected);
}

/// Checks the rows of an article in Markdown.
#[track_caller]
fn check_markdown(text: &str, width: u16, expected: &[&str]) {
    let article = Article::from_text("t.md", text, crate::article::Format::Markdown);
    check_rows(&article, width, Setting::default(), expected);
}

#[track_caller]
fn check_rows(article: &Article, width: u16, setting: Setting, expected: &[&str]) {
    let mut layout = Layout::new(article, width).set_as(setting);
    let rows = all(&mut layout, article);
    for (at, row) in &rows {
        assert_fits(row, article, width);
        for glyph in row.glyphs(article) {
            assert_eq!(layout.at(article, glyph.offset), *at, "{:?}", glyph.text);
        }
        assert_eq!(layout.offset(article, *at), row.span.start);
    }
    let rows: Vec<_> = rows.iter().map(|(_, row)| drawn(article, row)).collect();
    let rows: Vec<_> = rows.iter().map(|row| row.trim_end()).collect();
    assert_eq!(rows, expected);
}

/// Checks that no two glyphs overlap and that none is outside the row.
#[track_caller]
fn assert_fits(row: &Row, article: &Article, width: u16) {
    let mut taken: Vec<_> = row.glyphs(article).map(|glyph| (glyph.x, glyph.x + glyph.width)).collect();
    taken.sort_unstable();
    assert!(taken.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{taken:?}");
    assert!(taken.first().is_none_or(|first| first.0 >= row.indent), "{taken:?}");
    let end = taken.last().map_or(row.indent, |last| last.1);
    assert!(end + u16::from(row.hyphen) <= width, "{taken:?} in {width}");
}

#[test]
fn lines_are_of_even_length() {
    check(
        "Of all that was said in the hall that night, little was kept.",
        24,
        &["Of all that was said", "in the hall that night,", "little was kept."],
    );
}

#[test]
fn a_line_break_and_any_white_space_is_one_space() {
    check("one\ntwo \t three\r\n  four", 40, &["one two three four"]);
}

#[test]
fn a_no_break_space_holds() {
    check("a sum of 5\u{a0}million euros", 13, &["a sum of", "5 million", "euros"]);
}

#[test]
fn a_word_breaks_where_the_gap_would_be_wide() {
    check("over the misunderstandings of May", 20, &["over the misunder-", "standings of May"]);
    check("so were the misunderstandings", 24, &["so were the", "misunderstandings"]);
}

#[test]
fn names_titles_and_other_languages_are_not_hyphenated() {
    check("over the Misunderstandings of May", 20, &["over the", "Misunderstandings", "of May"]);
    check("por la incomprensiblemente larga", 20, &["por la", "incomprensiblemente", "larga"]);
    let title = [(Title, "over the misunderstandings of May")];
    check_blocks(&title, 20, &["over the", "misunderstandings", "of May"]);
}

#[test]
fn compounds_break_after_their_hyphen_and_dashes_stay_with_the_word_before() {
    check("a well-known story", 8, &["a well-", "known", "story"]);
    check("it was he – or she – who", 7, &["it was", "he – or", "she –", "who"]);
    check("yes—no—never", 8, &["yes—no—", "never"]);
    check("take -5 or --all", 6, &["take", "-5 or", "--all"]);
}

#[test]
fn soft_hyphens_show_where_a_line_breaks_and_nowhere_else() {
    check("Donau\u{ad}dampf\u{ad}schiff", 12, &["Donaudampf-", "schiff"]);
    check("Donau\u{ad}dampf\u{ad}schiff", 40, &["Donaudampfschiff"]);
}

#[test]
fn a_word_wider_than_the_line_is_cut() {
    check("see abcdefghijklm", 5, &["see", "abcde", "fghij", "klm"]);
    check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
}

#[test]
fn chinese_wraps_and_no_row_begins_with_closing_punctuation() {
    check("北京表示欢迎。", 8, &["北京表示", "欢迎。"]);
    check("他说很好。是", 8, &["他说很", "好。是"]);
}

#[test]
fn three_dots_stand_for_an_ellipsis_where_signs_are_of_ascii() {
    let ascii = Setting { ascii: true, ..Setting::default() };
    let article = article(&[(Paragraph, "wait… what is this…"), (Verbatim, "x… y")]);
    check_rows(&article, 12, ascii, &["wait... what", "is this...", "", "  x... y"]);
    check_rows(&article, 12, Setting::default(), &["wait… what", "is this…", "", "  x… y"]);
}

#[test]
fn a_family_of_emoji_stays_one() {
    let family = "👨\u{200d}👩\u{200d}👧";
    check(&format!("北北{family}北"), 8, &["北北", "👨👩👧北"]);
    check(&format!("xxxxx{family}"), 8, &["xxxxx", "👨👩👧"]);
}

#[test]
fn markup_is_not_shown() {
    check("⟦**⟧bold⟦**⟧ and ⟦[⟧a link⟦](https://example.org)⟧.", 40, &["bold and a link."]);
    check_blocks(&[(BlockQuote, "one\n⟦> ⟧two")], 20, &["│ one two"]);
}

#[test]
fn blocks_stand_apart_but_not_items_of_a_list() {
    check_blocks(
        &[
            (Title, "Rain"),
            (Byline, "Ann Lee"),
            (Date, "2 May"),
            (Paragraph, "It rained."),
            (Heading(2), "After"),
            (ListItem { depth: 0 }, "mud and more of it"),
            (ListItem { depth: 1 }, "deep"),
            (ListItem { depth: 0 }, "2. puddles and more"),
            (BlockQuote, "We got wet, all of us."),
            (Furniture, "Comments"),
            (Furniture, "Share this"),
        ],
        14,
        &[
            "Rain",
            "",
            "Ann Lee",
            "2 May",
            "",
            "It rained.",
            "",
            "After",
            "",
            "• mud and more",
            "  of it",
            "  ◦ deep",
            "2. puddles",
            "  and more",
            "",
            "│ We got wet,",
            "│ all of us.",
            "",
            "Comments",
            "Share this",
        ],
    );
}

#[test]
fn kept_lines_are_kept() {
    check_blocks(
        &[(Verbatim, "fn a() {\n\tb();\n\n    c(d);\n}")],
        20,
        &["  fn a() {", "    b();", "  ", "      c(d);", "  }"],
    );
    check_blocks(&[(Verbatim, "a\tbc\td")], 5, &["a bc", "  d"]);
    check_blocks(&[(Verbatim, "    a long line goes on")], 14, &["      a long ", "↳ line goes on"]);
}

#[test]
fn hostile_text_is_drawn_harmlessly() {
    check("a\u{1b}[31mb\0 \u{202e}c\u{200b}\u{200b}d", 40, &["a␛[31mb␀ \u{fffd}cd"]);
}

#[test]
fn an_excerpt_marks_what_it_leaves_out() {
    let blocks = [
        (Paragraph, "“Yes,” she said, “we do.” He left."),
        (Paragraph, "Rain fell."),
        (Paragraph, "“No,” he said."),
        (BlockQuote, "“Never.”"),
    ];
    check_excerpt(
        &blocks,
        &["“Yes,”", "“we do.”", "“No,”", "“Never.”"],
        &["“Yes,”", "⋯", "“we do.”", "⋯", "“No,”", "⋯", "│ “Never.”"],
    );
    check_excerpt(&blocks, &["fell.", "“No,” he"], &["fell.", "", "“No,” he"]);
    check_excerpt(&blocks, &["“Yes,” she", "said, “we"], &["“Yes,” she said, “we"]);
    check_excerpt(&blocks, &["left.\n\nRain"], &["left.", "", "Rain"]);
    check_excerpt(&blocks, &[], &[]);
}

#[test]
fn nothing_to_show_is_no_rows() {
    let article = Article::default();
    let mut layout = Layout::new(&article, 40);
    assert_eq!(layout.last(&article), RowAt::default());
    assert_eq!(layout.step(&article, RowAt::default(), 5), RowAt::default());
    assert_eq!(layout.at(&article, 7), RowAt::default());
    assert_eq!(layout.offset(&article, RowAt::default()), 0);
    assert!(all(&mut layout, &article).is_empty());
}

#[test]
fn a_place_from_another_width_is_the_nearest_row() {
    let text = "word ".repeat(50);
    let article = article(&[(Paragraph, text.trim())]);
    let below = Layout::new(&article, 10).last(&article);
    let mut wide = Layout::new(&article, 80);
    let last = wide.last(&article);
    assert_eq!(wide.step(&article, below, 0), last);
}

#[test]
fn an_endless_line_opens_at_either_end_and_only_what_is_seen_is_kept() {
    let text = "Ein Satz über Größe, 大. ".repeat(200_000);
    let article = article(&[(Paragraph, text.trim())]);
    let mut layout = Layout::new(&article, 72);
    let last = layout.last(&article);
    assert_eq!(layout.at(&article, article.text.len() - 1), last);
    let mut at = RowAt::default();
    for _ in 0..40 {
        at = layout.step(&article, at, 300);
        layout.prepare(&article, at, 50);
        assert!(layout.set.len() <= KEPT + 2);
    }
    assert_eq!(layout.rows(at, 50).count(), 50);
    assert_eq!(layout.step(&article, at, -100_000), RowAt::default());
}

#[test]
fn what_is_drawn_beside_the_text() {
    check_markdown(
        "# One\n\n# Two\n\nThree.\n\n---\n\n- [x] done, all of it\n- [ ] to do\n- plain\n",
        16,
        &[
            "One",
            "",
            "Two",
            "───",
            "",
            "Three.",
            "",
            "────────────────",
            "",
            "[x] done, all",
            "    of it",
            "[ ] to do",
            "• plain",
        ],
    );
}

#[test]
fn justified_text_has_an_even_edge_but_for_the_last_line() {
    let text = "Of all that was said in the hall that night, little was kept.";
    let justified = Setting { justify: true, ..Setting::default() };
    check_rows(
        &article(&[(Paragraph, text), (ListItem { depth: 0 }, text), (Verbatim, "a b")]),
        24,
        justified,
        &[
            "Of  all  that  was  said",
            "in the hall that  night,",
            "little was kept.",
            "",
            "• Of all that was",
            "  said in the hall",
            "  that night, little",
            "  was kept.",
            "",
            "  a b",
        ],
    );
}

#[test]
fn no_word_is_alone_on_the_last_line_where_that_can_be_helped() {
    check("It was said by all who were there then", 37, &["It was said by all who were", "there then"]);
}

#[test]
fn scripts_from_right_to_left_are_put_in_the_order_in_which_they_are_seen() {
    let reorder = Setting { reorder: true, ..Setting::default() };
    let check = |text: &str, width, expected: &[&str]| {
        check_rows(&article(&[(Paragraph, text)]), width, reorder, expected);
    };
    check("He said שלום עולם (12) to us.", 40, &["He said (12) םלוע םולש to us."]);
    check("שלום, Ann!", 14, &["    !Ann ,םולש"]);
    check("one שלום", 40, &["one םולש"]);
    check_rows(&article(&[(Paragraph, "one שלום two")]), 40, Setting::default(), &["one שלום two"]);
}

#[test]
fn no_line_ends_inside_a_family() {
    check("who is 👨\u{200d}👩\u{200d}👧", 11, &["who is", "👨👩👧"]);
}
