//! The analysis of whole articles: invariants for any text, and expectations for real ones.

use dixit::{
    actors::ActorId,
    analysis::{Analysis, Analyzer, Architecture},
    article::{Article, Format},
    attribution::QuoteKind,
    source::Source,
    span::Span,
};
use proptest::prelude::*;
use std::path::Path;

fn analyse(text: &str, format: Format) -> (Article, Analysis) {
    let article = Article::from_text("text", text.to_owned(), format);
    let analysis = Analyzer::default().analyse(&article);
    (article, analysis)
}

fn spans(analysis: &Analysis) -> impl Iterator<Item = Span> + '_ {
    let quotes = analysis.quotes.iter().flat_map(|q| {
        let q = &q.quote;
        q.content.iter().copied().chain(q.cue).chain(q.source).chain(q.via).chain(q.to)
    });
    quotes.chain(
        analysis
            .actors
            .iter()
            .flat_map(|a| a.mentions.iter().flat_map(|m| std::iter::once(m.span).chain(m.from))),
    )
}

/// What must hold for every analysis of every text.
fn holds(article: &Article, analysis: &Analysis) {
    for span in spans(analysis) {
        assert!(article.text.get(span.range()).is_some_and(|s| !s.is_empty()), "{span:?} names no text");
    }
    for attributed in &analysis.quotes {
        let quote = &attributed.quote;
        assert!(!quote.content.is_empty() && (0.0..=1.0).contains(&quote.confidence));
        assert!(quote.content.windows(2).all(|pair| pair[0].end <= pair[1].start), "pieces out of order");
        for id in [attributed.speaker, attributed.via, attributed.to].into_iter().flatten() {
            assert!(analysis.actor(id).is_some(), "{id:?} is nobody");
        }
    }
    for (at, actor) in analysis.actors.iter().enumerate() {
        let quotes = analysis.quotes.iter().filter(|q| q.speaker == Some(ActorId(at))).count();
        assert_eq!(actor.quotes.total(), quotes, "{}", actor.name);
        assert!(!actor.name.is_empty() && !actor.mentions.is_empty(), "{actor:?}");
        assert!(actor.mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{actor:?}");
    }
    let starts: Vec<usize> = analysis.quotes.iter().map(|q| q.quote.extent().start).collect();
    assert!(starts.is_sorted(), "quotes out of order");
}

/// Words and marks that the rules look for, in any order.
fn newslike() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "said",
        "told",
        "according to",
        "Xi",
        "Ann Roe",
        "the mayor",
        "he",
        "who",
        "that",
        ",",
        ".",
        "\"",
        "“",
        "”",
        "'",
        "’",
        "«",
        "»",
        "''",
        ":",
        "\n\n",
        "\n",
        "—",
        "(",
        ")",
        "A senior official",
        "Roe's",
        "added",
        "adding",
        "and",
        "quoted",
        "as saying",
        "Q:",
        "é",
        "北京",
        "\u{202e}",
        "\u{0}",
        "the US side",
        "used to say",
        "last week",
        "in a statement",
    ]);
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn any_news_like_text_is_analysed_soundly(text in newslike()) {
        let (article, analysis) = analyse(&text, Format::Plain);
        holds(&article, &analysis);
    }

    #[test]
    fn any_text_at_all_is_analysed_soundly(text in any::<String>(), markdown in any::<bool>()) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let (article, analysis) = analyse(&text, format);
        holds(&article, &analysis);
    }
}

#[test]
fn the_samples_are_analysed_soundly_and_show_every_kind() {
    let mut kinds = Vec::new();
    for source in Source::samples() {
        let article = source.load_first().expect("a sample opens");
        let analysis = Analyzer::default().analyse(&article);
        holds(&article, &analysis);
        kinds.extend(analysis.quotes.iter().map(|q| q.quote.kind));
    }
    for kind in [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect] {
        assert!(kinds.contains(&kind), "no {} quote in the samples", kind.name());
    }
}

#[test]
fn a_thousand_marks_that_are_never_closed_are_analysed_soundly() {
    for between in [" ", "\n\n"] {
        let text = ["“The bridge was shut, Orr told the board, and it said so."; 1_000].join(between);
        let (article, analysis) = analyse(&text, Format::Plain);
        holds(&article, &analysis);
        assert!(!analysis.quotes.is_empty());
    }
}

/// Speaker, carrier and addressee of each direct or mixed quote; empty where there is none.
fn voices(analysis: &Analysis) -> Vec<[&str; 3]> {
    let name = |id: Option<ActorId>| id.and_then(|id| analysis.actor(id)).map_or("", |a| a.name.as_str());
    let quoted = analysis.quotes.iter().filter(|q| q.quote.kind != QuoteKind::Indirect);
    quoted.map(|q| [name(q.speaker), name(q.via), name(q.to)]).collect()
}

/// The article that dixit was first made for is only in a folder beside the developers' checkout.
#[test]
fn in_the_first_article_every_passage_in_marks_has_its_speaker() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles/xi-kim-trump.txt");
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return;
    }
    let article = Source::Path(path).load_first().expect("the article opens");
    let analyzer = Analyzer::shipped(Architecture::Encoder).expect("the careful model is built in");
    let analysis = analyzer.analyse(&article);
    holds(&article, &analysis);
    let speakers: Vec<&str> = voices(&analysis).into_iter().map(|[speaker, ..]| speaker).collect();
    let expected = ["Xi Jinping", "KCNA", "KCNA", "Kim Jong Un", "Kim Jong Un", "Xi Jinping", "White House"];
    assert_eq!(speakers, expected);
    for surname in ["Xi", "Kim", "Trump"] {
        let called = analysis.actors.iter().filter(|a| a.name.split(' ').any(|w| w == surname)).count();
        assert_eq!(called, 1, "{surname} is one actor");
    }
}
