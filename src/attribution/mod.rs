//! From tokens to quotes. Takes an article and its tokens, gives [`Quote`]s. Knows nothing of actors or screen.

pub(crate) mod cue;
pub(crate) mod cue_keys;
mod drafts;
pub(crate) mod forms;
pub(crate) mod keys;
pub(crate) mod marks;
pub(crate) mod model;
pub mod nested;
pub(crate) mod observe;
pub(crate) mod part_keys;
pub(crate) mod parts;
pub(crate) mod rank;
pub(crate) mod seen;
mod set_off;
mod speech;
mod turns;
mod whole;
pub(crate) mod window;

use crate::{article::Article, language::Tokens, span::Span};
use cue::{Cue, Tagger};
use drafts::Draft;
use marks::Passage;
use model::Model;
use part_keys::Ties;
use parts::{Finder, PartWeights};
use rank::Attribution;
use seen::{Glass, Seen};
use std::{cmp::Reverse, collections::HashSet};

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

/// What is seen of a text before anything is decided, for attribution and for the actors.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The stretches in quotation marks, in text order.
    pub(crate) passages: Vec<Passage>,
    /// What is seen of each token.
    pub(crate) seen: Seen,
}

impl Evidence {
    /// Pairs the quotation marks and looks every token up. Linear in the text.
    pub fn of(article: &Article, tokens: &Tokens) -> Self {
        let passages = marks::passages(&article.text, tokens);
        let lexicon = Model::shipped().map(|model| &model.lexicon);
        let seen = lexicon.map(|lexicon| observe::observe(&article.text, tokens, &passages, lexicon));
        Self { passages, seen: seen.unwrap_or_default() }
    }
}

/// The tags of tokens that are finite verbs or modals more often than not.
pub(crate) fn verb_tags() -> &'static [u8] {
    Model::shipped().map_or(&[], |model| model.verbs)
}

/// Finds the quotes of `article`, ordered by where their content begins. Linear in the text.
///
/// A trained model finds the cues, then the content and the source of each cue, and tells how sure it is. Rules have
/// their say only where they are certain: which quotation marks belong together, that a passage in marks is taken as
/// a whole, that speech in marks is a quote though it has no cue, whose words a block quotation holds, and whose turn it
/// is in an interview.
pub fn attribute(article: &Article, tokens: &Tokens, evidence: &Evidence) -> Vec<Quote> {
    let text = &article.text;
    let Evidence { passages, seen } = evidence;
    let Some(model) = Model::shipped() else { return Vec::new() };
    let found = rank::certain(find(seen, tokens, model), model.threshold);
    let found = found.into_iter().map(|a| nested::Attribution {
        content: whole::content(&a, passages),
        cue: a.cue.tokens,
        source: a.parts.source,
        confidence: a.confidence,
    });
    let mut quotes = nested::nest(text, tokens, found.collect());
    quotes.retain(|q| !whole::is_title(text, tokens, &q.attribution.content, passages));
    let contents = quotes.iter().map(|q| (q.attribution.confidence, q.attribution.content.as_slice()));
    let is_apart = rank::apart(contents, tokens.len());
    let quotes = quotes.into_iter().zip(is_apart).filter(|(_, is_apart)| *is_apart);
    let mut drafts: Vec<Draft> = quotes.map(|(quote, _)| Draft::from(quote)).collect();
    speech::adopt(text, tokens, (passages, seen), &mut drafts);
    set_off::adopt(article, tokens, seen, &mut drafts);
    let turns = turns::turns(text, tokens);
    let colons: HashSet<usize> = turns.iter().filter_map(|t| t.cue.as_ref()).map(|cue| cue.start).collect();
    drafts.retain(|d| d.cue.as_ref().is_none_or(|cue| !colons.contains(&cue.start)));
    drafts.extend(turns);
    let mut out: Vec<Quote> =
        drafts.into_iter().filter_map(|draft| draft.finish(text, tokens, seen)).collect();
    // Of two that begin together, the one that holds the other comes first.
    out.sort_by_key(|q| (q.extent().start, Reverse(q.extent().end)));
    out
}

/// All attributions that the model sees, kept or not, in the order of their cues.
fn find<'a>(
    seen: &'a Seen,
    tokens: &'a Tokens,
    model: &'a Model<'_>,
) -> impl Iterator<Item = Attribution> + 'a {
    let mut cues = Vec::new();
    let mut tagger = Tagger::new(&model.cues);
    let mut glass = Glass::new(seen);
    for sentence in tokens.sentences() {
        let near = glass.over(sentence.start.saturating_sub(cue::BESIDE)..sentence.end + cue::BESIDE);
        tagger.tag(near, &sentence, &mut cues);
    }
    attributions(seen, tokens, cues, (&model.parts, model.verbs, &model.rank))
}

/// Content and source of all `cues`, by the weights of the second chain, the tags of verbs and the weights of the rank.
pub(crate) fn attributions<'a>(
    seen: &'a Seen,
    tokens: &'a Tokens,
    cues: Vec<Cue>,
    (parts, verbs, ranks): (&'a PartWeights<'a>, &'a [u8], &'a [f32]),
) -> impl Iterator<Item = Attribution> + 'a {
    let steps = cue::steps(&cues, seen.len());
    let mut glass = Glass::new(seen);
    let mut finder = Finder::new(parts);
    cues.into_iter().filter_map(move |cue| {
        let near = glass.over(window::reach(tokens, &cue));
        let window = window::window(near, tokens, &cue);
        let parts = finder.find(&Ties::new(near, &steps, verbs), &cue, &window)?;
        let confidence = rank::confidence(ranks, &rank::figures(near, &cue, &parts));
        Some(Attribution { cue, parts, confidence })
    })
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
        let tokens = Tokens::of(&article);
        let found: Vec<String> = attribute(&article, &tokens, &Evidence::of(&article, &tokens))
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
        check("“We will pay,” said Ann Roe, the mayor.", &["direct: “We will pay,” | Ann Roe, the mayor"]);
        check("Roe said: \"We will pay. All of it.\"", &["direct: \"We will pay. All of it.\" | Roe"]);
        check("'Why us?' he asked.", &["direct: 'Why us?' | he"]);
    }

    #[test]
    fn a_quote_split_by_its_report_is_one() {
        check(
            "\"We will pay,\" Roe said. \"All of it.\" ",
            &["direct: \"We will pay,\" … \"All of it.\" | Roe"],
        );
        check(
            "\"We will pay,\" Roe said, \"if the bank lets us.\"",
            &["direct: \"We will pay,\" … \"if the bank lets us.\" | Roe"],
        );
    }

    #[test]
    fn indirect_speech_with_and_without_that() {
        check("Roe said that the bridge was safe.", &["indirect: that the bridge was safe | Roe"]);
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
        check(
            "Vesta said Orr told Lind that it was late.",
            &["indirect: that it was late | Orr | Vesta | Lind"],
        );
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
    fn speech_that_the_paragraph_before_announces() {
        check(
            "The harbour master stated:\n“We will pay for all of it.”",
            &["direct: “We will pay for all of it.” | The harbour master"],
        );
        check(
            "It was late. Roe added,\n\"We will pay for all of it.\"",
            &["direct: \"We will pay for all of it.\" | Roe"],
        );
    }

    #[test]
    fn speech_over_paragraphs() {
        check("“We will pay.\n“All of it,” Roe said.", &["direct: “We will pay. … “All of it,” | Roe"]);
    }
}
