//! Output formats: JSON Lines and flat rows for programs; plain text for people, pipes and screen readers; Markdown, HTML, CSV,
//! bibliographic entries, brat and TEI for other programs.
//!
//! Takes an [`Article`](crate::article::Article) and its [`Analysis`](crate::analysis::Analysis). Knows nothing of the
//! screen.

pub mod bibliography;
pub mod citation;
pub mod faults;
pub mod format;
pub mod html;
pub mod json;
pub mod markdown;
pub mod opml;
pub mod page;
pub mod plain;
mod points;
pub mod rows;
pub mod sources;
pub mod standoff;
pub mod tei;
mod word_wrap;

#[cfg(test)]
mod tests {
    use super::{json, plain};
    use crate::{
        actors::{Actor, ActorId, ActorKind, AttributedQuote, QuoteCounts},
        analysis::{Analysis, Reduced},
        article::{Article, Format},
        attribution::{Quote, QuoteKind},
        color::ColorDepth,
        span::Span,
    };
    use proptest::prelude::*;

    /// Quotes at any places of the text, overlapping or not, as a bad analysis might give them.
    fn analysis(text: &str, places: &[(usize, usize)]) -> Analysis {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let bound = |n: usize| bounds[n % bounds.len()];
        let quotes = places.iter().enumerate().map(|(n, &(a, b))| {
            let (a, b) = (bound(a), bound(b));
            let content = vec![Span::new(a.min(b), a.max(b))];
            let quote = Quote { confidence: 0.5, ..Quote::new(QuoteKind::Mixed, content) };
            AttributedQuote::new(quote, (n % 2 == 0).then_some(ActorId(0)))
        });
        let actor = Actor {
            name: text.chars().take(9).collect(),
            kind: ActorKind::Person,
            role: Some(text.to_owned()),
            aliases: vec![],
            mentions: vec![],
            quotes: QuoteCounts { mixed: 1, ..QuoteCounts::default() },
            words: 0,
        };
        Analysis { quotes: quotes.collect(), actors: vec![actor], ..Analysis::default() }
    }

    proptest! {
        #[test]
        fn any_text_with_any_quotes_is_exported(
            text in "(\\PC|\n|[\u{0}-\u{a0}“”>#*`]){0,120}",
            places in prop::collection::vec((0_usize..200, 0_usize..200), 0..6),
            width in prop::option::of(20_usize..60),
            markdown: bool,
        ) {
            let format = if markdown { Format::Markdown } else { Format::Plain };
            let article = Article::from_text("t", text.as_str(), format);
            let analysis = analysis(&text, &places);

            let mut line = Vec::new();
            json::write(&mut line, &article, &analysis).unwrap();
            let object: serde_json::Value = serde_json::from_slice(&line).unwrap();
            prop_assert_eq!(object["article"]["text"].as_str(), Some(text.as_str()));

            let mut out = Vec::new();
            let options = plain::Options { width, colors: ColorDepth::None };
            let reduced = Reduced { analysis, ..Reduced::default() };
            plain::write(&mut out, &article, &reduced, &[], options).unwrap();
            let out = String::from_utf8(out).unwrap();
            prop_assert!(out.chars().all(|c| c == '\n' || !c.is_control()), "{out:?}");
        }
    }
}
