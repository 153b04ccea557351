//! From tokens to quotes. Takes an article and its tokens, gives [`Quote`]s. Knows nothing of actors or screen.

pub mod chain;
pub mod cue;
mod cues;
mod drafts;
pub mod engine;
pub mod marks;
pub mod model;
pub mod nested;
pub mod observe;
pub mod parts;
pub mod rank;
mod report;
mod sentence;
mod source;
mod speech;
mod turns;

use crate::{article::Article, language::Tokens, span::Span};
use sentence::{Quoted, View};
use std::cmp::Reverse;

/// How a quote gives the words of its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// (Nearly) all of it stands in quotation marks.
    Direct,
    /// Part of it stands in quotation marks.
    Mixed,
    /// None of it does.
    Indirect,
}

impl QuoteKind {
    /// The field's word for it, as exports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// Words that an article gives as somebody's: content, cue and source, each where it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Direct, mixed or indirect.
    pub kind: QuoteKind,
    /// What is said, in one or more pieces in text order, quotation marks included. Never empty.
    pub content: Vec<Span>,
    /// The words that tell that something is said ("said", "according to").
    pub cue: Option<Span>,
    /// The words that name who says it.
    pub source: Option<Span>,
    /// The words that name who carried it to the writer ("according to Xinhua").
    pub via: Option<Span>,
    /// The words that name whom it was said to ("told Trump").
    pub to: Option<Span>,
    /// How sure the analysis is that this is a quote of this source, 0 to 1.
    pub confidence: f32,
}

impl Quote {
    /// From the first byte of the content to the last, whatever stands between the pieces.
    pub fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or(Span::new(0, 0));
        self.content.iter().copied().fold(first, Span::join)
    }
}

/// Finds the quotes of `article`, ordered by where their content begins. Linear in the text.
///
/// Rules, not a model: quotation marks are paired, cues are looked up in a list of verbs, and the noun phrase on the
/// one side of a cue is its source, the clause or passage on the other side its content.
pub fn attribute(article: &Article, tokens: &Tokens) -> Vec<Quote> {
    let text = &article.text;
    let passages = marks::passages(text, tokens);
    let quoted = Quoted::new(tokens, &passages);
    let mut claimed = vec![false; passages.len()];
    let mut found = Vec::new();
    for sentence in &tokens.sentences {
        let view = View { text, tokens, quoted: &quoted, range: sentence.tokens.clone() };
        let reports = report::reports(&view);
        found.extend(drafts::of_sentence(&view, &reports, &passages, &mut claimed));
    }
    speech::adopt(text, tokens, &passages, &mut claimed, &mut found);
    found.extend(turns::turns(text, tokens));
    let is_quoted = |token| quoted.passage(token).is_some();
    let mut out: Vec<Quote> = found.into_iter().map(|draft| draft.finish(text, tokens, is_quoted)).collect();
    out.retain(|q| !q.content.is_empty());
    // Of two that begin together, the one that holds the other comes first.
    out.sort_by_key(|q| (q.extent().start, Reverse(q.extent().end)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind};

    /// An article with a paragraph a line.
    pub(super) fn article(text: &str) -> Article {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len()).trim(text);
            if !span.is_empty() {
                blocks.push(Block { kind: BlockKind::Paragraph, span });
            }
            start += line.len();
        }
        Article { text: text.to_owned(), blocks, ..Article::default() }
    }

    /// The quotes of `text`, each as `kind: content | source | via | to`, pieces joined by ` … `.
    fn check(text: &str, expected: &[&str]) {
        let article = article(text);
        let found: Vec<String> = attribute(&article, &Tokens::of(&article))
            .iter()
            .map(|q| {
                let pieces: Vec<&str> = q.content.iter().map(|s| s.of(text)).collect();
                let name = |s: Option<Span>| s.map_or("", |s| s.of(text));
                let line = format!(
                    "{}: {} | {} | {} | {}",
                    q.kind.name(),
                    pieces.join(" … "),
                    name(q.source),
                    name(q.via),
                    name(q.to)
                );
                line.trim_end_matches([' ', '|']).to_owned()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn direct_speech_with_its_report_on_either_side() {
        check("\"We will pay,\" the mayor said.", &["direct: \"We will pay,\" | the mayor"]);
        check("“We will pay,” said Ann Roe, the mayor.", &["direct: “We will pay,” | Ann Roe"]);
        check("Roe said: \"We will pay. All of it.\"", &["direct: \"We will pay. All of it.\" | Roe"]);
        check("'Why us?' he asked.", &["direct: 'Why us?' | he"]);
    }

    #[test]
    fn a_quote_split_by_its_report_is_one() {
        check("\"We will pay,\" Roe said. \"All of it.\" ", &["direct: \"We will pay,\" | Roe"]);
        check(
            "\"We will pay,\" Roe said, \"if the bank lets us.\"",
            &["direct: \"We will pay,\" … \"if the bank lets us.\" | Roe"],
        );
    }

    #[test]
    fn indirect_speech_with_and_without_that() {
        check("Roe said that the bridge was safe.", &["indirect: the bridge was safe | Roe"]);
        check("The union said the bridge was safe.", &["indirect: the bridge was safe | The union"]);
        check("The bridge was safe, according to Roe.", &["indirect: The bridge was safe | Roe"]);
    }

    #[test]
    fn mixed_speech() {
        check(
            "Roe said the bridge was \"a ruin\" by then.",
            &["mixed: the bridge was \"a ruin\" by then | Roe"],
        );
    }

    #[test]
    fn carriers_and_addressees() {
        check("Vesta said Orr told Lind that it was late.", &["indirect: it was late | Orr | Vesta | Lind"]);
        check("“It is late,” Orr said, according to Vesta.", &["direct: “It is late,” | Orr | Vesta"]);
        check(
            "Orr told Lind he \"hopes to work\" and \"rest\", according to Vesta.",
            &["mixed: he \"hopes to work\" and \"rest\" | Orr | Vesta | Lind"],
        );
    }

    #[test]
    fn a_name_behind_a_dash_signs_a_quote() {
        check("“We will never pay for it.” — Ann Roe", &["direct: “We will never pay for it.” | Ann Roe"]);
    }

    #[test]
    fn turns_of_an_interview_are_their_labels_words() {
        check(
            "Roe: Who was it?\nOrr: A bear.\nRoe: And then?\nOrr: It left.",
            &[
                "direct: Who was it? | Roe",
                "direct: A bear. | Orr",
                "direct: And then? | Roe",
                "direct: It left. | Orr",
            ],
        );
        check("Update: It rained.\nNote: It rained again.", &[]);
    }

    #[test]
    fn scare_quotes_and_titles_are_no_speech() {
        check("The so-called \"peace train\" left at noon.", &[]);
        check("She reread \"The Long Way Home\" at night.", &[]);
    }

    #[test]
    fn speech_over_paragraphs() {
        check("“We will pay.\n“All of it,” Roe said.", &["direct: “We will pay. … “All of it,” | Roe"]);
    }
}
