//! Names that the model has missed, where the source of a quote tells that it has one.

use crate::{
    attribution::Quote,
    language::{Document, words},
    lexicon::given_names,
};
use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
};

/// Further names: sources of one word that is the surname of a full name, which the model has missed. "Dane said" means
/// Amir Dane and not a Danish person.
pub(super) fn surnames(
    document: &Document<'_>,
    names: &[Range<usize>],
    quotes: &[Quote],
) -> Vec<Range<usize>> {
    let full = names.iter().filter(|name| name.len() > 1 && given_names::is_known(document.word(name.start)));
    let last: HashSet<&str> = full.map(|name| document.word(name.end - 1)).collect();
    let starts: HashSet<usize> = names.iter().cloned().flatten().collect();
    let sources = quotes.iter().filter_map(|quote| Some(document.tokens.within(quote.source?)));
    let is_new = |source: &Range<usize>| {
        source.len() == 1 && last.contains(document.word(source.start)) && !starts.contains(&source.start)
    };
    let found: BTreeSet<usize> = sources.filter(is_new).map(|source| source.start).collect();
    found.into_iter().map(|at| at..at + 1).collect()
}

/// Further names: the given name and the surname with which a source begins and of which the model has found nothing: "Tom Lund of
/// the union" is nobody who was named before.
pub(super) fn full_names(
    document: &Document<'_>,
    names: &[Range<usize>],
    quotes: &[Quote],
) -> Vec<Range<usize>> {
    let taken: HashSet<usize> = names.iter().cloned().flatten().collect();
    let is_capital =
        |at: usize| words::is_capitalised(document.word(at)) && !words::is_acronym(document.word(at));
    let sources = quotes.iter().filter_map(|quote| Some(document.tokens.within(quote.source?)));
    let full = sources.filter_map(|source| {
        let name = source.start..source.start + 2;
        let is_name = name.end <= source.end
            && given_names::is_known(document.word(name.start))
            && name.clone().all(|at| is_capital(at) && !taken.contains(&at));
        is_name.then_some(name)
    });
    full.map(|name| name.start).collect::<BTreeSet<usize>>().into_iter().map(|at| at..at + 2).collect()
}
