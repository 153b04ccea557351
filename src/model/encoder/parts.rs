//! Ranges that are tagged as one name and hold several.

use super::words::{Words, is_title};
use crate::{actors::nouns, lexicon::places};
use std::ops::Range;

/// The stretches of a range between parentheses and outside them: "Vesta News Agency (VNA)" is two names. It is cut also where
/// `divides` holds.
pub(super) fn stretches(
    words: &Words<'_>,
    range: Range<usize>,
    divides: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if matches!(words.lower(at), "(" | ")") || divides(at) {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..range.end);
    out.retain(|part| !part.is_empty());
    out
}

/// The names that a range is cut into, in order. Two names are "The League's Ann Roe", "Education Ann Roe" after "Minister of",
/// "Chile Ann Roe" after "to", "Growers Association Ann Roe" after "president of the", "Ann Roe and Jo Lind", "Ann Roe and
/// Premier Jo Lind", "Premier Ann Roe of Westland", and "Lind and Poe" at the end of a list; "Lloyd's of London" is one.
pub(super) fn parts(words: &Words<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut out, mut rest) = (Vec::new(), vec![range]);
    while let Some(range) = rest.pop() {
        match cut(words, range.clone()) {
            Some((end, start)) => rest.extend([start..range.end, range.start..end]),
            None => out.push(range),
        }
    }
    out
}

/// Where a range is two names: the end of the first one and the beginning of the second.
fn cut(words: &Words<'_>, range: Range<usize>) -> Option<(usize, usize)> {
    let begins_name = |at: &usize| words.is_given(*at + 1);
    let inner = || range.clone().take(range.len().saturating_sub(2));
    // "Marden Mr Roe" after "in": the name begins after the form of address.
    let addressed = (range.start + 1..range.end.saturating_sub(1))
        .find(|at| matches!(words.lower(*at).trim_end_matches('.'), "mr" | "mrs" | "ms" | "miss"));
    if let Some(address) = addressed {
        return Some((address, address + 1));
    }
    // "Minister of Education Ann Roe", "Minister for Rural Affairs Ann Roe", "Speaker of the House Ann Roe"
    let before = |back: usize| range.start.checked_sub(back).map_or("", |at| words.lower(at));
    let article = usize::from(before(1) == "the");
    let is_office = matches!(before(1 + article), "of" | "for") && is_title_of(before(2 + article));
    let is_full = range.len() > 3 && range.start.checked_sub(1).is_some_and(|before| begins_name(&before));
    let is_listed = before(1) == "," && words.is_capital(range.start.saturating_sub(2));
    // The title before a name, in the range or before it.
    let titles = range.clone().take_while(|at| is_personal_title(words.lower(*at))).count();
    let own = range.start + titles;
    let is_titled = titles > 0 || is_personal_title(before(1));
    let divides = |at: &usize| match words.lower(*at) {
        "'s" => begins_name(at),
        "of" => is_titled && *at > own,
        "and" => {
            let begins_titled = *at + 2 < range.end && is_personal_title(words.lower(*at + 1));
            let are_full = is_titled && *at == own + 2 && range.end == own + 5;
            is_full && begins_name(at) || is_listed || begins_titled || are_full
        }
        _ => false,
    };
    if let Some(between) = range.clone().skip(1).take(range.len().saturating_sub(2)).find(divides) {
        return Some((between, between + 1));
    }
    // In "president of the Growers Association Ann Roe" the name of a body is followed by that of a person.
    let is_body = |at: usize| at > range.start && nouns::is_organisation_word(words.lower(at));
    let ends_body = |at: usize| {
        is_body(at)
            || at > range.start + 1
                && words.lower(at - 1) == "of"
                && nouns::is_organisation_word(words.lower(at - 2))
    };
    let is_of_body = |at: &usize| {
        before(1) == "the"
            && matches!(before(2), "of" | "at" | "for" | "from")
            && begins_name(at)
            && ends_body(*at)
    };
    if let Some(last) = inner().find(is_of_body) {
        return Some((last + 1, last + 1));
    }
    let is_at_place = matches!(before(1), "of" | "to" | "for" | "in" | "at");
    let begins =
        |at: &usize| begins_name(at) && (is_office || is_at_place && is_place(words, range.start..*at + 1));
    let last = inner().find(begins)?;
    // "Archbishop of Canterbury Dr Ann Roe"
    let is_honorific = |at: &usize| nouns::is_honorific(words.lower(*at));
    let titles = (range.start + 1..=last).rev().take_while(is_honorific).count();
    Some((last + 1 - titles, last + 1))
}

/// Whether the words are the name of a place, with at most an honorific after it: "Ukraine", "Hull Dr".
pub(super) fn is_place(words: &Words<'_>, range: Range<usize>) -> bool {
    let is_honorific = |at: &usize| nouns::is_honorific(words.lower(*at));
    let titles = range.clone().skip(1).rev().take_while(is_honorific).count();
    let written = words.written.get(range.start..range.end - titles).unwrap_or_default();
    places::is_named(&written.join(" "))
}

/// Whether the word is the title before "of" or "for" that begin the rest of an office.
fn is_title_of(word: &str) -> bool {
    is_title(word) || nouns::is_title(word)
}

/// Whether the word is a title of people that does not occur in names of organisations ("Health and General Services").
pub(super) fn is_personal_title(word: &str) -> bool {
    word != "general" && nouns::is_title(word)
}
