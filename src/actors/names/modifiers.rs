//! The modifiers of a name: titles before it, appositions between commas.

use super::name::{Name, NameKind};
use crate::{
    actors::{ActorKind, nouns},
    language::{Document, TokenKind, phrases::Phrases, words},
    lexicon::{self, classes::people},
};
use std::ops::Range;

/// Removes appositions that are names of others, as in a list: "the Herald, Professor Ann Roe, the chair".
pub(in crate::actors) fn part_lists(names: &mut [Name]) {
    for at in 0..names.len() {
        let Some((name, after)) = names.get_mut(at..).and_then(<[Name]>::split_first_mut) else { return };
        let range = &name.apposition;
        let is_other = |other: &Name| {
            other.tokens.end == range.end && other.title.start.min(other.tokens.start) == range.start
        };
        if after.iter().take_while(|other| other.tokens.start < range.end).any(is_other) {
            name.apposition = name.tokens.end..name.tokens.end;
        }
    }
}

/// Gives an apposition after a place to the person before it: "Rep. Roe of Maryland, the chair".
pub(in crate::actors) fn pass_on(text: &Document<'_>, names: &mut [Name]) {
    for at in 1..names.len() {
        let Some((before, rest)) = names.split_at_mut_checked(at) else { return };
        let (Some(person), Some(place)) = (before.last_mut(), rest.first_mut()) else { return };
        let joins = place.title.start.min(place.tokens.start).checked_sub(1) == Some(person.tokens.end)
            && matches!(text.word(person.tokens.end), "of" | "from");
        let takes = person.kind == NameKind::Person && person.apposition.is_empty();
        let is_person =
            || noun(text, place.apposition.clone()).is_some_and(|at| nouns::is_person(&text.lower(at)));
        if joins && takes && is_person() {
            let none = place.tokens.end..place.tokens.end;
            person.apposition = std::mem::replace(&mut place.apposition, none);
        }
    }
}

/// The title of the name that begins at `first`: the capitalised titles from `start`, and the words of a role before them
/// ("foreign ministry spokeswoman").
pub(in crate::actors) fn title_before(
    text: &Document<'_>,
    first: usize,
    start: usize,
    floor: usize,
) -> Range<usize> {
    const LONGEST: usize = 7;
    let mut from = start;
    let is_role = |at: usize| {
        let word = text.lower(at);
        nouns::is_title(&word) || nouns::kind_of_head(&word) == Some(ActorKind::Organisation)
    };
    if start == first && !(start > floor && is_role(start - 1)) {
        return first..first;
    }
    while from > floor && first - from < LONGEST {
        let word = text.lower(from - 1);
        // No word before "Mr." belongs to the title.
        let is_whole = from < start && nouns::is_honorific(&text.lower(from)) && !nouns::is_title(&word);
        let is_part = words::is_capitalised(text.word(from - 1)) || describes(&word);
        let ends = text.kind(from - 1) != Some(TokenKind::Word) || is_common(&word) || is_whole || !is_part;
        if ends {
            break;
        }
        from -= 1;
    }
    from..first
}

/// Whether a (lower-case) word can be part of a title or a description before a name.
fn describes(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["al", "ic", "ary", "ive", "ior", "based"];
    lexicon::nouns::entry(word).is_some_and(|noun| !noun.is_plural)
        || people::describes_office(word)
        || word.contains('-')
        || word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// The apposition before a name: "its state broadcaster" in "its state broadcaster, Skylight".
pub(in crate::actors) fn apposition_before(
    text: &Document<'_>,
    start: usize,
    end: usize,
    floor: usize,
) -> Option<Range<usize>> {
    const LONGEST: usize = 7;
    let comma = start.checked_sub(1).filter(|&i| i > floor && text.word(i) == ",")?;
    let opens = |at: usize| {
        let word = text.lower(at);
        words::is_determiner(&word)
            || words::is_possessive(&word)
            || text.kind(at) == Some(TokenKind::Possessive)
    };
    let from = (floor.max(comma.saturating_sub(LONGEST))..comma).rev().find(|&i| opens(i))?;
    // "Sent by his mother, Roe left": without a comma after it, the name is not in apposition.
    let closes = matches!(text.word(end), "," | "." | ")" | ";" | "—" | "–" | "")
        || text.kind(end) == Some(TokenKind::Mark);
    let is_phrase = closes
        && (from..comma).all(|i| {
            matches!(text.kind(i), Some(TokenKind::Word | TokenKind::Possessive))
                && !words::looks_like_verb(&text.lower(i))
        });
    let from = from + usize::from(text.kind(from) == Some(TokenKind::Possessive));
    (is_phrase && nouns::kind_of_head(&text.lower(comma - 1)).is_some()).then_some(from..comma)
}

/// The head of a description: the last noun of its core that the table of nouns has, or else the head of the phrase
/// ("president" in "the president, Monday").
pub(in crate::actors) fn noun(text: &Document<'_>, range: Range<usize>) -> Option<usize> {
    let is_known = |at: &usize| {
        text.kind(*at) == Some(TokenKind::Word) && nouns::kind_of_head(&text.lower(*at)).is_some()
    };
    text.core(range.clone()).rev().find(is_known).or_else(|| text.head(range))
}

/// The apposition after a name, where the tokens between the commas can describe it: "Roe, the mayor of Wells, ...".
pub(in crate::actors) fn apposition(text: &Document<'_>, end: usize, limit: usize) -> Range<usize> {
    const LONGEST: usize = 20;
    let none = end..end;
    if end >= limit || text.word(end) != "," {
        return none;
    }
    // "Roe, 34, baker"
    let is_age = text.kind(end + 1) == Some(TokenKind::Number) && text.word(end + 2) == ",";
    let from = end + if is_age { 3 } else { 1 };
    let first = text.lower(from);
    // "Democrats, including Senator Ann Roe," describes Roe.
    if words::is_preposition(&first) || matches!(&*first, "including" | "such" | "namely") {
        return none;
    }
    let describes = words::is_determiner(&first)
        || words::is_possessive(&first)
        || nouns::kind_of_head(&first).is_some()
        || text.kind(from + 1) == Some(TokenKind::Possessive)
        || text.word(from).starts_with(char::is_lowercase)
            && nouns::kind_of_head(&text.lower(from + 1)).is_some();
    let to = (from..limit.min(from + LONGEST)).find(|&i| {
        matches!(text.word(i), "," | "." | ";" | ":" | "—" | "–") || text.kind(i) == Some(TokenKind::Mark)
    });
    let Some(to) = to.filter(|_| describes) else { return none };
    let tells = |at: usize| {
        let word = text.lower(at);
        words::is_auxiliary(&word)
            || words::is_subject_pronoun(&word) && &*word != "who"
            || matches!(&*word, "said" | "says" | "told" | "tells" | "wrote" | "writes" | "added" | "shows")
    };
    // "plans to release his own"
    let is_verb = text.word(from).starts_with(char::is_lowercase) && text.lower(from + 1) == "to";
    // "the president's approval rating" is a rating, "the moderator of this year's debate" a moderator.
    let is_noun_behind = |at: &usize| {
        let is_possessive = text.kind(*at) == Some(TokenKind::Possessive);
        is_possessive && !(from..*at).any(|before| words::is_preposition(&text.lower(before)))
    };
    let own = (from..to).rev().find(is_noun_behind).map_or(from, |at| at + 1);
    let is_somebody = (own..to).any(|at| nouns::kind_of_head(&text.lower(at)).is_some());
    if is_verb || !is_somebody || (from..to).any(tells) {
        return none;
    }
    let who = (from..to).find(|&i| words::is_relative(&text.lower(i))).unwrap_or(to);
    from..who
}

/// Whether a word (lower case) cannot be part of a title or a description.
fn is_common(word: &str) -> bool {
    words::is_determiner(word)
        || words::ends_phrase(word)
        || words::is_pronoun(word)
        || words::is_possessive(word)
        || words::is_adverb(word)
        || words::is_time(word)
        || words::is_subject_pronoun(word)
        || matches!(
            word,
            "there"
                | "here"
                | "yes"
                | "no"
                | "according"
                | "asked"
                | "q"
                | "a"
                | "well"
                | "oh"
                | "dear"
                | "god"
        )
}
