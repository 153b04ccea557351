//! The shipped samples: every quote that is shown in them, with its speaker.

use dixit::{
    actors::AttributedQuote,
    analysis::{Analyzer, Architecture, Threshold},
    article::{Article, Format},
};

/// Who says what in a sample, a line a quote: speaker, carrier, addressee, how the content begins.
fn lines(name: &str) -> String {
    let path = format!("{}/assets/articles/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the sample is there");
    let format = if name == "interview.md" { Format::Markdown } else { Format::Plain };
    let article = Article::from_text(name, text, format);
    let analyzer = Analyzer::shipped(Architecture::Encoder).expect("the careful model is built in");
    let analysis = analyzer.analyse(&article).above(&article, Threshold::Likely).analysis;
    let name = |id: Option<_>| id.and_then(|id| analysis.actor(id)).map_or("-", |actor| actor.name.as_str());
    let line = |quote: &AttributedQuote| {
        let words = quote.quote.content[0].of(&article.text);
        let words: Vec<&str> = words.split_whitespace().take(6).collect();
        let (who, via, to) = (name(quote.speaker), name(quote.via), name(quote.to));
        format!("{who} | {via} | {to} | {}: {}", quote.quote.kind.name(), words.join(" "))
    };
    analysis.quotes.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_quote_of_the_samples_is_right() {
    for name in ["summit.txt", "council.txt", "interview.md"] {
        insta::assert_snapshot!(format!("sample_{}", name.split('.').next().unwrap_or(name)), lines(name));
    }
}
