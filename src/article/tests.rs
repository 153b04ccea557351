//! Properties of all articles, and the structure of common plain texts.

use super::*;
use BlockKind::{BlockQuote, Byline, Date, Heading, ListItem, Paragraph, Title};
use proptest::prelude::*;

fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let article = Article::from_text("t.txt", text, Format::Plain);
    let found: Vec<_> = article.blocks.iter().map(|b| (b.kind, article.shown(b.span))).collect();
    let found: Vec<_> = found.iter().map(|(kind, shown)| (*kind, shown.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn paragraphs_between_empty_lines() {
    check(
        "The mayor spoke first.\n\nThen they voted.\r\n\r\nNobody left.",
        &[
            (Paragraph, "The mayor spoke first."),
            (Paragraph, "Then they voted."),
            (Paragraph, "Nobody left."),
        ],
    );
}

#[test]
fn a_paragraph_a_line() {
    check(
        "The mayor of the harbour town spoke first, for an hour.\nThen they voted.\nNobody left before ten.",
        &[
            (Paragraph, "The mayor of the harbour town spoke first, for an hour."),
            (Paragraph, "Then they voted."),
            (Paragraph, "Nobody left before ten."),
        ],
    );
}

#[test]
fn what_is_quoted_in_a_quotation_stands_apart() {
    check(
        "I disagree.\n\n> The plan is good,\n> and all know it.\n>> It is not.\n> It is.",
        &[
            (Title, "I disagree."),
            (BlockQuote, "The plan is good, and all know it."),
            (BlockQuote, "It is not."),
            (BlockQuote, "It is."),
        ],
    );
}

#[test]
fn hard_wrapped_paragraphs() {
    check(
        "The mayor of the harbour town spoke\nfirst, for an hour, and said that the\nplan was hers.\n\nThen the council voted, and nobody\nleft the hall before Ten\nBells had closed for the night.",
        &[
            (
                Paragraph,
                "The mayor of the harbour town spoke first, for an hour, and said that the plan was hers.",
            ),
            (
                Paragraph,
                "Then the council voted, and nobody left the hall before Ten Bells had closed for the night.",
            ),
        ],
    );
}

#[test]
fn hard_wrapped_with_indented_first_lines() {
    check(
        "  The mayor of the harbour town spoke\nfirst, for an hour, and said that the\nplan was hers.\n  Then the council voted, and nobody\nleft the hall before Monday came with\nits noise.\n  “No,” said the mayor to the papers as\nshe went home.",
        &[
            (
                Paragraph,
                "The mayor of the harbour town spoke first, for an hour, and said that the plan was hers.",
            ),
            (
                Paragraph,
                "Then the council voted, and nobody left the hall before Monday came with its noise.",
            ),
            (Paragraph, "“No,” said the mayor to the papers as she went home."),
        ],
    );
}

#[test]
fn head_and_lists_and_quotations() {
    check(
        "Harbour plan passes\nBy Mara Lind\n8 May 2018\n\nThe council met late on Monday and voted for these, after a long debate:\n\n- a new quay\n- two cranes\n  of steel\n1. First this.\n\n> “Nobody likes it,\n> nobody at all.”\n\n    A letter said that the quay was old and that it should be kept for ever and a day.\n\nWhat comes next\n\nWork begins in May.",
        &[
            (Title, "Harbour plan passes"),
            (Byline, "By Mara Lind"),
            (Date, "8 May 2018"),
            (Paragraph, "The council met late on Monday and voted for these, after a long debate:"),
            (ListItem { depth: 0 }, "a new quay"),
            (ListItem { depth: 0 }, "two cranes of steel"),
            (ListItem { depth: 0 }, "1. First this."),
            (BlockQuote, "“Nobody likes it, nobody at all.”"),
            (
                BlockQuote,
                "A letter said that the quay was old and that it should be kept for ever and a day.",
            ),
            (Heading(2), "What comes next"),
            (Paragraph, "Work begins in May."),
        ],
    );
}

#[test]
fn words_are_counted_as_they_are_shown() {
    let words = |text, format| Article::from_text("t", text, format).words();
    assert_eq!(words("“It’s well-known,” she said — twice.", Format::Plain), 5);
    assert_eq!(
        words(
            "# un**believ**able\n\n[words](http://h.example/a/b) - to.\n\nComments are closed.",
            Format::Markdown
        ),
        3
    );
}

/// Texts that resemble articles: lines of all kinds with a meaning, in any order.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(String::new()),
        Just("> quoted “words".to_owned()),
        Just("By Mara Lind".to_owned()),
        Just("8 May 2018\r".to_owned()),
        Just("- item".to_owned()),
        Just("  12) *item*".to_owned()),
        Just("Comments".to_owned()),
        Just("---".to_owned()),
        Just("title: É".to_owned()),
        Just("# Head".to_owned()),
        Just("<p>é</p".to_owned()),
        Just("|a|*b*|".to_owned()),
        Just("|-|-|".to_owned()),
        Just("- [x] ~~done~~".to_owned()),
        "[ \ta-z*_`>#|é“\\[\\]()!<&-]{0,40}",
        "\\PC{0,20}",
        any::<String>(),
    ];
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

fn assert_sound(article: &Article) {
    let text = &article.text;
    let ordered = |spans: &[Span]| spans.windows(2).all(|w| matches!(w, [a, b] if a.end <= b.start));
    let blocks: Vec<Span> = article.blocks.iter().map(|b| b.span).collect();
    assert!(ordered(&blocks), "{blocks:?}");
    assert!(ordered(&article.markup), "{:?}", article.markup);
    let links: Vec<Span> = article.links.iter().map(|link| link.span).collect();
    assert!(ordered(&links), "{links:?}");
    for link in &links {
        assert!(
            blocks.iter().any(|b| b.start <= link.start && link.end <= b.end),
            "{link:?} of {blocks:?} in {text:?}"
        );
    }
    let styles: Vec<Span> = article.styles.iter().map(|style| style.span).collect();
    assert!(ordered(&styles), "{styles:?} in {text:?}");
    let rows: Vec<_> = article.tables.iter().flat_map(|table| &table.rows).collect();
    let cells: Vec<Span> = rows.iter().flat_map(|row| row.cells.clone()).collect();
    assert!(ordered(&cells), "{cells:?} in {text:?}");
    for row in &rows {
        assert!(row.cells.iter().all(|cell| row.span.covers(*cell)), "{row:?} in {text:?}");
        assert!(blocks.iter().any(|block| block.covers(row.cells[0])), "{row:?} of {blocks:?} in {text:?}");
    }
    for span in styles.iter().chain(&cells) {
        assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    }
    assert!(article.ornaments.windows(2).all(|w| w[0].at <= w[1].at), "{:?} in {text:?}", article.ornaments);
    let about = [article.title, article.byline, article.published];
    for span in blocks.iter().chain(&article.markup).chain(about.iter().flatten()) {
        assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    }
    for block in &blocks {
        assert!(!block.is_empty() && *block == block.trim(text), "{:?}", block.of(text));
    }
}

proptest! {
    #[test]
    fn spans_are_sound(text in any_text()) {
        assert_sound(&Article::from_text("t", text.as_str(), Format::Plain));
        assert_sound(&Article::from_text("t", text.as_str(), Format::Markdown));
    }

    #[test]
    fn plain_text_loses_nothing(text in any_text()) {
        let article = Article::from_text("t", text.as_str(), Format::Plain);
        let mut kept = vec![false; text.len()];
        for block in &article.blocks {
            kept[block.span.range()].fill(true);
        }
        for (at, c) in text.char_indices() {
            // Bullets and quotation signs at the start of a line are before the block.
            prop_assert!(kept[at] || c.is_whitespace() || "-*•‣◦▪·>".contains(c), "{c:?} at {at} of {text:?}");
        }
    }

    #[test]
    fn any_bytes_make_an_article(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Some(text) = decode::decode(bytes, None) {
            assert_sound(&Article::from_text("t", text.as_str(), Format::Plain));
            assert_sound(&Article::from_text("t", text, Format::Markdown));
        }
    }
}
