//! What the chain of names learns from: the silver names of the corpus.

use super::{
    actors::look,
    corpus::Document,
    learn::{Data, Example},
    pack::Chain,
    pronouns::Text as Gold,
    silver::Silver,
};
use crate::{
    actors::{
        name_chain::{self, NameKind, NameWeights},
        name_keys::{self, Sight},
        phrase::Text,
    },
    attribution::seen::Seen,
    language::Tokens,
};
use std::ops::Range;

/// The label of a silver class of names.
fn label(class: &str) -> u8 {
    match class {
        "PERSON" => 1,
        "ORGANIZATION" => 2,
        "LOCATION" => 3,
        "MISC" => 4,
        _ => 0,
    }
}

/// All runs of a document.
pub(super) fn runs(text: &Text<'_>, tokens: &Tokens) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in tokens.sentences() {
        name_keys::runs(text, &sentence, &mut out);
    }
    out
}

/// The examples of `documents` with what is observed of them and their silver annotation.
pub(super) fn data<'a>(documents: impl Iterator<Item = (&'a Document, &'a Seen, &'a Silver)>) -> Data {
    let mut out = Data::default();
    for (document, seen, silver) in documents {
        let text = Text { text: &document.article.text, tokens: &document.tokens };
        let labels: Vec<u8> = silver.iter().map(|s| s.as_ref().map_or(0, |s| label(&s.class))).collect();
        let runs = runs(&text, &document.tokens);
        let mut sight = Sight::new(&text, seen, &runs);
        for run in &runs {
            let own = out.own.len();
            sight.keys(run, |keys| out.own.push(keys));
            out.examples.push(Example { own, tied: None, labels: labels[run.clone()].to_vec(), fixed: 0..0 });
        }
    }
    out
}

/// Adds the examples of texts with gold names. Where all of a text is annotated, what is capitalised inside a sentence
/// and is no name of a person, a body or a place is another; else the weights `rest` tell of what is not annotated, so
/// that texts in which only people are do not make people of everything.
pub(super) fn add_gold<'a>(
    texts: impl Iterator<Item = &'a Gold>,
    rest: Option<&NameWeights<'_>>,
    out: &mut Data,
) {
    for gold in texts {
        let text = Text { text: &gold.article.text, tokens: &gold.tokens };
        let seen = &gold.evidence.seen;
        let mut labels: Vec<Option<u8>> = vec![None; seen.len()];
        for (span, label) in &gold.names {
            for at in gold.tokens.within(*span) {
                if text.lower(at) != "the" || at > gold.tokens.at(span.start) {
                    labels[at] = Some(*label);
                }
            }
        }
        let runs = runs(&text, &gold.tokens);
        if !gold.is_whole() {
            let told = rest.map(|weights| name_chain::tag(&text, seen, &runs, weights)).unwrap_or_default();
            for name in told {
                let slots = &mut labels[name.tokens];
                if slots.iter().all(Option::is_none) {
                    slots.fill(Some(name.kind as u8 + 1));
                }
            }
            for label in &mut labels {
                *label = label.or(Some(0));
            }
        }
        let mut sight = Sight::new(&text, seen, &runs);
        for run in &runs {
            let unknown = |at: usize| labels[at].is_none() && name_keys::is_name_like(&text, at);
            let own = out.own.len();
            sight.keys(run, |keys| out.own.push(keys));
            let label = |at: usize| labels[at].unwrap_or(if unknown(at) && !seen.opens(at) { 4 } else { 0 });
            out.examples.push(Example {
                own,
                tied: None,
                labels: run.clone().map(label).collect(),
                fixed: 0..0,
            });
        }
    }
}

/// Tells how many of the names that a chain finds are silver ones, span and kind, and how many of those it finds.
pub(super) fn tell_fit(documents: &[Document], silver: &[Silver], chain: &Chain) {
    let Some(weights) = NameWeights::new(&chain.table, &chain.numbers) else { return };
    let (mut right, mut spanned, mut found, mut wanted) = ([0; 4], 0, [0; 4], [0; 4]);
    for (document, silver) in documents.iter().zip(silver) {
        let seen = look(document);
        let text = Text { text: &document.article.text, tokens: &document.tokens };
        let tagged = name_chain::tag(&text, &seen, &runs(&text, &document.tokens), &weights);
        let class = |at: usize| silver.get(at).and_then(|s| s.as_ref()).map_or(0, |s| label(&s.class));
        let mut gold = Vec::new();
        let mut at = 0;
        while at < silver.len() {
            let of = class(at);
            let end = (at..silver.len()).find(|&i| class(i) != of).unwrap_or(silver.len());
            if of > 0 {
                gold.push((at..end, of - 1));
                wanted[usize::from(of - 1)] += 1;
            }
            at = end;
        }
        let number = |kind: NameKind| kind as u8;
        for name in tagged {
            found[number(name.kind) as usize] += 1;
            if let Some((_, of)) = gold.iter().find(|(range, _)| *range == name.tokens) {
                spanned += 1;
                right[number(name.kind) as usize] += usize::from(*of == number(name.kind));
            }
        }
    }
    eprintln!("dev: names right {right:?} (spans {spanned}) of found {found:?}, wanted {wanted:?}");
}
