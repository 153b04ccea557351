//! The plain text of articles.

use super::*;
use crate::{
    actors::{ActorKind, QuoteCounts},
    analysis::Threshold,
    article::Format,
    attribution::{Quote, QuoteKind},
    span::Span,
};

fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(start, start + part.len())
}

fn quote(text: &str, kind: QuoteKind, pieces: &[&str], speaker: Option<usize>) -> AttributedQuote {
    let content = pieces.iter().map(|piece| span(text, piece)).collect();
    AttributedQuote::new(Quote::new(kind, content), speaker.map(ActorId))
}

fn actor(name: &str, quotes: usize, words: usize) -> Actor {
    let kind = if name == "HBC" { ActorKind::Organisation } else { ActorKind::Person };
    let role = (name == "Ida Brandt").then(|| "mayor".to_owned());
    Actor {
        name: name.into(),
        kind,
        role,
        aliases: vec![],
        mentions: vec![],
        quotes: QuoteCounts { indirect: quotes, ..QuoteCounts::default() },
        words,
    }
}

fn whole(analysis: Analysis) -> Reduced {
    Reduced { analysis, ..Reduced::default() }
}

const TEXT: &str = "Harbour plan passes\n\nBy Mara Lind\n\n“Nobody likes it,” Ida Brandt told the HBC, “nobody \
        at all.”\n\nJonas Weil said **it was late**.\n\n“Whose words\n\nare these?”\n\nComments are closed.";

fn check(text: &str, options: Options, expected: &str) {
    let article = Article::from_text("t", text, Format::Markdown);
    let mut analysis = Analysis {
        quotes: vec![
            quote(text, QuoteKind::Direct, &["“Nobody likes it,”", "“nobody at all.”"], Some(0)),
            quote(text, QuoteKind::Indirect, &["it was late"], Some(2)),
            quote(text, QuoteKind::Direct, &["“Whose words\n\nare these?”"], None),
        ],
        actors: vec![actor("Ida Brandt", 1, 6), actor("HBC", 0, 0), actor("Jonas Weil", 1, 3)],
        ..Analysis::default()
    };
    analysis.quotes[0].via = Some(ActorId(1));
    analysis.quotes[0].quote.source = Some(span(text, "Ida Brandt"));
    analysis.quotes[1].quote.source = Some(span(text, "Jonas"));
    let mut out = Vec::new();
    write(&mut out, &article, &whole(analysis), &[], options).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn quotes_are_numbered_and_told_about() {
    check(
        TEXT,
        Options { width: None, colors: ColorDepth::None },
        "\
Harbour plan passes
By Mara Lind

[1 “Nobody likes it,” 1] Ida Brandt told the HBC, [1 “nobody at all.” 1]
    1: Ida Brandt, direct, via HBC

Jonas Weil said [2 it was late 2].
    2: Jonas Weil (from “Jonas”), indirect

[3 “Whose words
    3: speaker not known, direct

are these?” 3]

Who is quoted
  Ida Brandt (person, mayor): 1 quote, 67% of the quoted words
  Jonas Weil (person): 1 quote, 33% of the quoted words
  Speaker not known: 1 quote
",
    );
}

#[test]
fn boxes_and_rules_are_printed() {
    let text = "One.\n\n- [x] done\n- [ ] to do\n\n---\n\nTwo.";
    let article = Article::from_text("t", text, Format::Markdown);
    let mut out = Vec::new();
    let options = Options { width: None, colors: ColorDepth::None };
    write(&mut out, &article, &whole(Analysis::default()), &[], options).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.starts_with("One.\n\n- [x] done\n- [ ] to do\n\n---\n\nTwo.\n"), "{out}");
}

#[test]
fn lines_keep_to_the_width() {
    let article = Article::from_text("t", TEXT, Format::Markdown);
    let analysis = Analysis {
        quotes: vec![quote(TEXT, QuoteKind::Direct, &["“Nobody likes it,”"], Some(0))],
        actors: vec![actor("Ida Brandt of the Old Harbour", 1, 3)],
        ..Analysis::default()
    };
    let mut out = Vec::new();
    write(&mut out, &article, &whole(analysis), &[], Options { width: Some(24), colors: ColorDepth::None })
        .unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.lines().all(|line| line.chars().count() <= 24), "{out}");
    assert!(out.contains("[1 “Nobody likes it,” 1]\n"), "{out}");
}

#[test]
fn highlights_follow_with_their_notes() {
    let article = Article::from_text("t", TEXT, Format::Markdown);
    let late = Highlight::of(TEXT, span(TEXT, "**it was late**"), Some("when?\u{1b}\n".to_owned()));
    let gone = Highlight { words: "gone".to_owned(), note: None, ..late.clone() };
    let mut out = Vec::new();
    let options = Options { width: None, colors: ColorDepth::None };
    write(&mut out, &article, &Reduced::default(), &[gone, late], options).unwrap();
    let out = String::from_utf8(out).unwrap();
    let expected =
        "\n\nHighlights and notes\n  it was late\n    note: when?␛\n  gone (not in this text any more)\n";
    assert!(out.ends_with(expected), "{out}");
}

#[test]
fn colour_is_used_where_it_may_be() {
    let article = Article::from_text("t", TEXT, Format::Markdown);
    let analysis = Analysis {
        quotes: vec![quote(TEXT, QuoteKind::Direct, &["“Nobody likes it,”"], Some(0))],
        actors: vec![actor("Ida Brandt", 1, 3)],
        ..Analysis::default()
    };
    let mut out = Vec::new();
    write(&mut out, &article, &whole(analysis), &[], Options { width: None, colors: ColorDepth::Sixteen })
        .unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("\x1b[36m[1 “Nobody\x1b[0m"), "{out:?}");
    assert!(out.contains("\x1b[1mHarbour"), "{out:?}");
}

#[test]
fn what_is_left_out_or_doubtful_is_said_in_words() {
    let article = Article::from_text("t", TEXT, Format::Markdown);
    let mut doubtful = quote(TEXT, QuoteKind::Indirect, &["it was late"], Some(1));
    doubtful.quote.confidence = 0.7;
    let mut unlikely = quote(TEXT, QuoteKind::Indirect, &["Harbour plan passes"], Some(0));
    unlikely.quote.confidence = 0.2;
    let analysis = Analysis {
        quotes: vec![unlikely, doubtful],
        actors: vec![actor("Ida Brandt", 1, 3), actor("Jonas Weil", 1, 3)],
        ..Analysis::default()
    };
    let shown = |threshold| {
        let reduced = analysis.clone().above(&article, threshold);
        let mut out = Vec::new();
        write(&mut out, &article, &reduced, &[], Options { width: None, colors: ColorDepth::None }).unwrap();
        String::from_utf8(out).unwrap()
    };
    let likely = shown(Threshold::Likely);
    assert!(likely.contains("1: Jonas Weil (not named here), indirect, doubtful\n"), "{likely}");
    assert!(likely.ends_with("Left out: 1 quote\n") && !likely.contains("Ida Brandt ("), "{likely}");
    let all = shown(Threshold::All);
    assert!(
        all.contains("1: Ida Brandt (not named here), indirect, unlikely\n") && !all.contains("Left out"),
        "{all}"
    );
}
