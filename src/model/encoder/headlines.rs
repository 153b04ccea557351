//! Names in headlines in which most words are capitalised, so that verbs and the names beside one another look like one name.

use super::{input::Input, words::Words};
use crate::actors::nouns;
use std::{collections::HashSet, ops::Range};

/// The names with those in headlines cut to what the text calls somebody: with "Ann Roe" in the text, "Ann Roe Names Jo Lind" is
/// "Ann Roe" and "Jo Lind" if the text has both, and "Roe Lashes Out" is "Roe".
pub(super) fn cut(input: &Input, words: &Words<'_>, names: Vec<Range<usize>>) -> Vec<Range<usize>> {
    /// The most words of a person's name.
    const LONGEST: usize = 5;
    let is_given = |at: usize| words.is_given(at);
    let spelt = |range: Range<usize>| range.map(|at| words.lower(at)).collect::<Vec<_>>();
    let in_text = || names.iter().filter(|name| !input.is_in_heading(name.start));
    let alone: HashSet<&str> =
        in_text().filter(|name| name.len() == 1).map(|name| words.lower(name.start)).collect();
    let mut known: HashSet<Vec<&str>> = HashSet::new();
    let mut people: HashSet<Vec<&str>> = HashSet::new();
    let mut surnames: HashSet<&str> = HashSet::new();
    for name in in_text() {
        known.insert(spelt(name.clone()));
        let last = words.lower(name.end - 1);
        let is_person = is_given(name.start) || alone.contains(last);
        if name.len() > 1 && is_person && !nouns::is_organisation_word(last) {
            people.insert(spelt(name.clone()));
            surnames.insert(words.lower(name.end - 1));
        }
    }
    let mut out = Vec::with_capacity(names.len());
    for name in names {
        let is_whole = name.len() == 1 || known.contains(&spelt(name.clone()));
        if is_whole || !input.is_in_headline(name.start) {
            out.push(name);
            continue;
        }
        let is_body = nouns::is_organisation_word(words.lower(name.end - 1));
        let mut parts = Vec::new();
        let mut at = name.start;
        while at < name.end {
            let full =
                (at + 2..=name.end.min(at + LONGEST)).rev().find(|end| people.contains(&spelt(at..*end)));
            // "Mo Lind Senate", but not "Lind Council"
            let has_given = at > name.start && is_given(at - 1);
            let is_bare = surnames.contains(words.lower(at)) && (!is_body || has_given);
            let end = full.or_else(|| is_bare.then_some(at + 1));
            if let Some(end) = end {
                // "Jo Lind", where the text has "Joanna Lind"
                let given = at.checked_sub(1).filter(|given| *given >= name.start && full.is_none());
                let start = given.filter(|given| is_given(*given)).unwrap_or(at);
                parts.push(start..end);
                at = end;
            } else {
                at += 1;
            }
        }
        let is_cut =
            parts.iter().any(|part| part.len() > 1) || parts.first().is_some_and(|part| part.end < name.end);
        if is_cut { out.extend(parts) } else { out.push(name) }
    }
    out
}
