//! Names that are one, of which the model has found the parts.

use super::{input::Input, parts::is_personal_title, surnames, words::Words};
use crate::{actors::nouns, language::words::is_acronym, lexicon::classes::names as particles};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// The full names that follow a title ("President Ann Roe") and that the model has not found: of them `names` has nothing,
/// only the end, or each word as a name. The first word is a given name, or the last one a name elsewhere.
pub(super) fn titled(words: &Words<'_>, names: &[Range<usize>]) -> Vec<Range<usize>> {
    /// The most words of such a name.
    const MOST: usize = 3;
    let found: HashMap<usize, &Range<usize>> =
        names.iter().flat_map(|name| name.clone().map(move |at| (at, name))).collect();
    let is_capital = |at: &usize| words.is_capital(*at);
    let is_given = |at: usize| words.is_given(at);
    let alone: HashSet<&str> =
        names.iter().filter(|name| name.len() == 1).map(|name| words.lower(name.start)).collect();
    // In a heading in capitals they are no sign of a name: "JUDGE TO DECIDE".
    let is_shouted = |at: &usize| words.written.get(*at).is_some_and(|word| is_acronym(word));
    let titles = (0..words.lower.len())
        .filter(|at| is_capital(at) && !is_shouted(at) && is_personal_title(words.lower(*at)));
    let full = titles.filter_map(|title| {
        let name = title + 1..title + 1 + (title + 1..title + 1 + MOST).take_while(is_capital).count();
        // "Lord Justice Ann Roe": the name begins after the second title, where it is found as well.
        let opens_with_title = is_personal_title(words.lower(name.start));
        let is_name = is_given(name.start) || !opens_with_title && alone.contains(words.lower(name.end - 1));
        (name.len() > 1 && is_name).then_some(name)
    });
    let is_new = |name: &Range<usize>| {
        let part = name.clone().find_map(|at| found.get(&at));
        let is_word = |at: usize| found.get(&at).is_some_and(|part| **part == (at..at + 1));
        part.is_none_or(|part| part.start > name.start && part.end == name.end) || name.clone().all(is_word)
    };
    full.filter(is_new).collect()
}

/// Joins a name with the nickname in quotation marks and the surname after it: "Leonard 'Spud' Roe", 'William "Mo" Roe'.
fn nicknamed(words: &Words<'_>, names: Vec<Range<usize>>) -> Vec<Range<usize>> {
    /// Tokens from the given name to the mark before the nickname.
    const FAR: usize = 2;
    let is_mark = |at: usize| matches!(words.lower(at), "'" | "‘" | "\"" | "“" | "”");
    let is_capital = |at: usize| words.is_capital(at);
    let is_given = |at: usize| words.is_given(at);
    let surname = |at: usize| {
        (is_mark(at) && is_capital(at + 1) && is_mark(at + 2) && is_capital(at + 3)).then_some(at + 3)
    };
    let mut out: Vec<Range<usize>> = Vec::with_capacity(names.len());
    for name in names {
        if out.last().is_some_and(|last| last.end > name.start) {
            // The surname or the nickname of the one before.
            if let Some(last) = out.last_mut() {
                last.end = last.end.max(name.end);
            }
            continue;
        }
        let near = name.start + 1..=(name.start + FAR).min(name.end);
        let joined = near.into_iter().filter(|_| is_given(name.start)).find_map(surname);
        out.push(joined.map_or_else(|| name.clone(), |surname| name.start..name.end.max(surname + 1)));
    }
    out
}

/// Joins and extends names over the small words in them: "Joost van der Roe", of which the model has "Joost" and "Roe", or "Roe".
fn with_particles(words: &Words<'_>, names: Vec<Range<usize>>) -> Vec<Range<usize>> {
    /// The most such words in a name.
    const MOST: usize = 3;
    let is_particle = |at: &usize| {
        words
            .written
            .get(*at)
            .is_some_and(|word| particles::is_particle(word) && !matches!(*word, "y" | "la" | "le" | "al"))
    };
    let is_capital = |at: usize| words.is_capital(at);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(names.len());
    for name in names {
        let small = (name.start.saturating_sub(MOST)..name.start).rev().take_while(is_particle).count();
        let first = name.start - small;
        let floor = out.last().map_or(0, |last| last.end);
        let is_given = |at: usize| {
            let word = words.lower(at);
            is_capital(at) && !nouns::is_title(word) && !nouns::is_honorific(word) && word.len() > 2
        };
        let given = first.checked_sub(1).filter(|given| small > 0 && *given >= floor && is_given(*given));
        if let Some(last) = out.last_mut().filter(|last| small > 0 && last.end == first) {
            last.end = name.end;
        } else {
            out.push(given.unwrap_or(name.start)..name.end);
        }
    }
    out
}

/// Joins names that are one: "Roe & Lind", and "Sri Varda" everywhere if it is a name anywhere.
pub(super) fn whole(input: &Input, words: &Words<'_>, names: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(names.len());
    for name in names {
        match joined.last_mut() {
            Some(last) if last.end + 1 == name.start && words.lower(last.end) == "&" => last.end = name.end,
            _ => joined.push(name),
        }
    }
    // "Vestan President" before "Ann Roe" is not a name.
    let starts: HashSet<usize> = joined.iter().map(|name| name.start).collect();
    joined.retain(|name| !(is_personal_title(words.lower(name.end - 1)) && starts.contains(&name.end)));
    let joined = nicknamed(words, with_particles(words, joined));
    let joined = surnames::alone(input, words, joined);
    let spelt = |range: Range<usize>| range.map(|at| words.lower(at)).collect::<Vec<_>>();
    let known: HashSet<Vec<&str>> = joined.iter().filter(|name| name.len() > 1).cloned().map(spelt).collect();
    let mut joined = joined;
    let mut floor = 0;
    for name in &mut joined {
        let longer = name.start.checked_sub(1).filter(|start| *start >= floor).map(|start| start..name.end);
        if let Some(longer) = longer.filter(|longer| known.contains(&spelt(longer.clone()))) {
            *name = longer;
        }
        floor = name.end;
    }
    joined
}
