//! Surnames after words that describe their bearers and were tagged as part of the name.

use super::{
    input::{Input, case},
    parts::is_personal_title,
    words::Words,
};
use crate::{actors::nouns, lexicon::places};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// The names without descriptions before a surname, where the text has the full name as well: with "Ann Roe" somewhere, the name
/// is "Roe" in "Oceanographer Roe", "Harle Bank's Roe", "Vestan-born Roe", "Vestan Roe" and the headline "Angry Roe walks out".
pub(super) fn alone(input: &Input, words: &Words<'_>, mut names: Vec<Range<usize>>) -> Vec<Range<usize>> {
    /// How often a word must occur alone as a name to count as a surname.
    const OFTEN: usize = 2;
    let is_given = |at: usize| words.is_given(at);
    let is_compound = |at: usize| {
        let last = words.written.get(at).and_then(|word| word.rsplit_once('-'));
        last.is_some_and(|(_, last)| last.starts_with(char::is_lowercase))
    };
    let is_person_noun = |at: usize| nouns::is_person(words.lower(at));
    let tells = |at: usize| is_compound(at) || is_person_noun(at);
    // The last words of full names: of people by their given names, and of others without a description.
    let mut surnames: HashSet<&str> = HashSet::new();
    let mut last_words: HashSet<&str> = HashSet::new();
    for name in names.iter().filter(|name| name.len() > 1) {
        let last = words.lower(name.end - 1);
        if is_given(name.start) {
            surnames.insert(last);
        } else if !tells(name.start) && !nouns::is_organisation_word(last) {
            last_words.insert(last);
        }
    }
    // Names of one word, for headlines such as "Council Subpoenas Roe" above "Mr. Roe said".
    let mut singles: HashMap<&str, usize> = HashMap::new();
    let spelt = |name: &Range<usize>| name.clone().map(|at| words.lower(at)).collect::<Vec<_>>();
    let mut in_text: HashSet<Vec<&str>> = HashSet::new();
    for name in names.iter().filter(|name| !input.is_in_heading(name.start)) {
        if name.len() == 1 {
            *singles.entry(words.lower(name.start)).or_default() += 1;
        } else {
            in_text.insert(spelt(name));
        }
    }
    for name in &mut names {
        let last = name.end - 1;
        let surname = words.lower(last);
        if name.len() < 2 || is_given(name.start) {
            continue;
        }
        let is_owned = matches!(words.lower(last - 1), "'s" | "'");
        let is_described = name.len() == 2
            && (tells(name.start) || input.is_in_heading(name.start) || {
                !places::senses(words.written.get(name.start).copied().unwrap_or_default()).is_empty()
            });
        let is_of_full = surnames.contains(surname) && (is_owned || is_described);
        let is_told = name.len() == 2 && tells(name.start) && last_words.contains(surname);
        let is_headline = name.len() == 2
            && input.is_in_headline(name.start)
            && !nouns::is_organisation_word(surname)
            && input.case.get(name.start) != Some(&case::UPPER)
            && singles.get(surname).is_some_and(|times| *times >= OFTEN)
            && !in_text.contains(&spelt(name));
        if is_of_full || is_told || is_headline {
            name.start = last;
        }
    }
    names
}

/// The names of people without the noun for what is theirs: "Roe" of "the Roe Presidency" and "the Roe Campaign", where the text
/// has "Ann Roe" or "President Roe".
pub(super) fn without_institution(words: &Words<'_>, mut names: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut people: HashSet<&str> = HashSet::new();
    for name in &names {
        let is_titled = || name.start.checked_sub(1).is_some_and(|at| is_personal_title(words.lower(at)));
        let is_person = if name.len() == 1 { is_titled() } else { words.is_given(name.start) };
        if is_person && !nouns::is_organisation_word(words.lower(name.end - 1)) {
            people.insert(words.lower(name.end - 1));
        }
    }
    for name in names.iter_mut().filter(|name| name.len() > 1) {
        let last = name.end - 1;
        let is_theirs = matches!(
            words.lower(last),
            "presidency" | "administration" | "campaign" | "regime" | "cabinet" | "camp"
        );
        if is_theirs && people.contains(words.lower(last - 1)) {
            name.end = last;
        }
    }
    names
}
