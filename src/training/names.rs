//! The training data of the chain of names: the silver names of the corpus.

use super::{
    learn::{Data, Example},
    pack::Chain,
    pronouns::Text as Gold,
    silver::Silver,
};
use crate::{
    actors::names::{name::NameKind, runs},
    language::Document,
    lexicon::word_table::WordTable,
    model::linear::{
        name_features::Sight,
        names::{self, NameWeights},
    },
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
fn runs_of(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in document.tokens.sentences() {
        runs::runs(document, &sentence, &mut out);
    }
    out
}

/// The examples of `documents` with what is observed of them and their silver annotation.
pub(super) fn data<'a>(documents: impl Iterator<Item = (&'a Document<'a>, &'a Silver)>) -> Data {
    let mut out = Data::default();
    for (document, silver) in documents {
        let labels: Vec<u8> = silver.iter().map(|s| s.as_ref().map_or(0, |s| label(&s.class))).collect();
        let runs = runs_of(document);
        let mut sight = Sight::new(document, &document.seen, &runs);
        for run in &runs {
            let own = out.own.len();
            sight.keys(run, |keys| out.own.push(keys));
            out.examples.push(Example { own, tied: None, labels: labels[run.clone()].to_vec(), fixed: 0..0 });
        }
    }
    out
}

/// Adds the examples of texts with gold names. In a wholly annotated text, capitalised words within a sentence without a gold
/// name are of the kind "other"; in texts in which only people are annotated, the weights `rest` label the other names.
pub(super) fn add_gold<'a>(
    texts: impl Iterator<Item = &'a Gold>,
    words: &WordTable<'_>,
    rest: Option<&NameWeights<'_>>,
    out: &mut Data,
) {
    for gold in texts {
        let text = Document::new(&gold.article, words);
        let seen = &text.seen;
        let mut labels: Vec<Option<u8>> = vec![None; seen.len()];
        for (span, label) in &gold.names {
            for at in text.tokens.within(*span) {
                if text.lower(at) != "the" || at > text.tokens.at(span.start) {
                    labels[at] = Some(*label);
                }
            }
        }
        let runs = runs_of(&text);
        if !gold.is_whole() {
            let told = rest.map(|weights| names::tag(&text, seen, &runs, weights)).unwrap_or_default();
            for name in told {
                let slots = &mut labels[name.tokens];
                if slots.iter().all(Option::is_none) {
                    slots.fill(Some(name.kind.place() as u8 + 1));
                }
            }
            for label in &mut labels {
                *label = label.or(Some(0));
            }
        }
        let mut sight = Sight::new(&text, seen, &runs);
        for run in &runs {
            let unknown = |at: usize| labels[at].is_none() && runs::is_name_like(&text, at);
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

/// Reports precision and recall of a chain against the silver names, by span and kind.
pub(super) fn tell_fit(documents: &[Document<'_>], silver: &[Silver], chain: &Chain) {
    let Some(weights) = NameWeights::new(&chain.table, &chain.numbers) else { return };
    let (mut right, mut spanned, mut found, mut wanted) = ([0; 4], 0, [0; 4], [0; 4]);
    for (document, silver) in documents.iter().zip(silver) {
        let tagged = names::tag(document, &document.seen, &runs_of(document), &weights);
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
        let number = |kind: NameKind| kind.place() as u8;
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
