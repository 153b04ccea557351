//! From a document to quotes. Takes a [`Document`] and what a model finds in it, gives [`Quote`]s. Knows nothing of actors
//! or screen, nor of how the model finds what it finds.

mod attributions;
pub mod carriers;
mod credits;
mod drafts;
mod interview;
mod quote;
mod sense;
mod set_off;
mod speech;
mod tags;
mod untagged;
mod voices;
mod whole;

use crate::language::{Document, pronouns::pronoun};
pub use attributions::Attribution;
pub(crate) use attributions::apart;
pub(crate) use drafts::Draft;
pub use quote::{Quote, QuoteKind, Sense};
use std::{cmp::Reverse, collections::HashSet};

/// A model that finds attributions in a document.
pub(crate) trait QuoteFinder {
    /// Those that it is confident enough of, in the order of their cues; no two share a cue.
    fn find(&mut self) -> Vec<Attribution>;
}

/// Finds the quotes of `document`, ordered by where their content begins. Linear in the text.
///
/// A trained model finds the cues, and the content and the source of each, with a confidence. Rules decide only what is
/// certain: which quotation marks belong together, that a passage in marks is taken as a whole, that speech in marks is a
/// quote though it has no cue, and who speaks in block quotations and interviews.
pub(crate) fn attribute(document: &Document<'_>, finder: &mut dyn QuoteFinder) -> Vec<Quote> {
    let Document { tokens, passages, .. } = document;
    let found = finder.find().into_iter();
    let found = found.map(|found| {
        let others: Vec<_> = std::iter::once(&found.cue).chain(&found.source).cloned().collect();
        Attribution { content: whole::content(&found.content, &others, passages), ..found }
    });
    let mut quotes = carriers::nest(document, found.collect());
    quotes.retain(|q| !whole::is_title(document, &q.attribution.content, passages));
    let contents = quotes.iter().map(|q| (q.attribution.confidence, q.attribution.content.as_slice()));
    let is_apart = apart(contents, tokens.len());
    let quotes = quotes.into_iter().zip(is_apart).filter(|(_, is_apart)| *is_apart);
    let mut drafts: Vec<Draft> = quotes.map(|(quote, _)| Draft::from(quote)).collect();
    speech::adopt(document, &mut drafts);
    finish(document, drafts)
}

/// As [`attribute`], for a model that finds quotes whole: with carriers and addressees, and speech without a cue.
pub(crate) fn arrange(document: &Document<'_>, mut drafts: Vec<Draft>) -> Vec<Quote> {
    for draft in &mut drafts {
        let others: Vec<_> = draft.cue.iter().chain(&draft.source).cloned().collect();
        draft.content = whole::content(&draft.content, &others, &document.passages);
    }
    tags::mend(document, &mut drafts);
    voices::adopt(document, &mut drafts);
    untagged::adopt(document, &mut drafts);
    carriers::address(document, &mut drafts);
    answer(document, &mut drafts);
    finish(document, drafts)
}

/// Adds the answers of an interview without labels. Quotes of the first person within them are part of them.
fn answer(document: &Document<'_>, drafts: &mut Vec<Draft>) {
    let answers = interview::answers(document);
    let is_in = |draft: &Draft| {
        let at = answers.partition_point(|answer| answer.end() <= draft.start());
        answers.get(at).is_some_and(|answer| answer.start() <= draft.start() && draft.end() <= answer.end())
    };
    let is_own = |draft: &Draft| {
        draft.source.as_ref().is_none_or(|source| {
            // "My grandmother said" is a quote of somebody else.
            source.len() == 1
                && pronoun(&document.lower(source.start)).is_some_and(|(person, _)| person.is_own())
        })
    };
    drafts.retain(|draft| !is_in(draft) || !is_own(draft));
    drafts.extend(answers);
}

/// Adds block quotations and the turns of an interview, and sorts all quotes.
fn finish(document: &Document<'_>, mut drafts: Vec<Draft>) -> Vec<Quote> {
    set_off::adopt(document, &mut drafts);
    let turns = interview::turns(document);
    let colons: HashSet<usize> = turns.iter().filter_map(|t| t.cue.as_ref()).map(|cue| cue.start).collect();
    drafts.retain(|d| d.cue.as_ref().is_none_or(|cue| !colons.contains(&cue.start)));
    drafts.extend(turns);
    let mut out: Vec<Quote> = drafts.into_iter().filter_map(|draft| draft.finish(document)).collect();
    // Of two that begin together, the longer one comes first.
    out.sort_by_key(|q| (q.extent().start, Reverse(q.extent().end)));
    out
}

#[cfg(test)]
mod tests {
    use crate::{actors::AttributedQuote, analysis::Analyzer, language::tests::article, span::Span};

    /// The quotes of `text`, each as `kind: content | source | via | to`, pieces joined by ` … `.
    fn check(text: &str, expected: &[&str]) {
        let article = article(text);
        let found: Vec<String> = Analyzer::default()
            .analyse(&article)
            .quotes
            .iter()
            .map(|AttributedQuote { quote: q, .. }| {
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
        check(
            "Roe said he \"hopes to have the bridge ready by the end of the summer\" and \"consider a ferry\".",
            &[
                "mixed: he \"hopes to have the bridge ready by the end of the summer\" and \"consider a ferry\" | Roe",
            ],
        );
    }

    #[test]
    fn carriers_and_addressees() {
        check(
            "Xinhua said Orr told Lind that the bridge was closed.",
            &["indirect: that the bridge was closed | Orr | Xinhua | Lind"],
        );
        check("“It is late,” Orr said, according to Vesta.", &["direct: “It is late,” | Orr | Vesta"]);
        check(
            "Orr told Lind he \"hopes to work\" and \"rest\", according to Vesta.",
            &["mixed: he \"hopes to work\" and \"rest\" | Orr | Vesta | Lind"],
        );
    }

    #[test]
    fn a_name_after_a_dash_signs_a_quote() {
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
        check(
            "Tom Orr met Ann Roe.\nAR: Who was it?\nTO: A bear.\nAR: And then?\nTO: It left.",
            &[
                "direct: Who was it? | Ann Roe",
                "direct: A bear. | Tom Orr",
                "direct: And then? | Ann Roe",
                "direct: It left. | Tom Orr",
            ],
        );
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
        check("“We will pay.\n“All of it,” Roe said.", &["direct: “We will pay.\n“All of it,” | Roe"]);
    }
}
