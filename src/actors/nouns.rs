//! What a common noun says about the actor that it names: kind, gender, number.

use super::ActorKind;
use crate::lexicon::{
    Gender,
    nouns::{self, NameKind, NounKind, Title},
};

/// The gender that a title or the noun of a role implies.
pub(crate) fn gender(noun: &str) -> Option<Gender> {
    nouns::entry(noun)?.gender
}

/// How the word stands before names, with or without its full stop ("Sen.", "Dr").
fn title(word: &str) -> Option<Title> {
    let known = |word: &str| nouns::entry(word)?.title;
    known(word).or_else(|| known(word.trim_end_matches('.')))
}

/// Whether the word is a title or a role that stands before a name.
pub(crate) fn is_title(word: &str) -> bool {
    title(word).is_some()
}

/// Whether the word is only used before names ("Mr").
pub(crate) fn is_honorific(word: &str) -> bool {
    title(word) == Some(Title::Honorific)
}

/// The kind of actor that a noun phrase with this head names; several people or organisations are a group.
pub(crate) fn kind_of_head(head: &str) -> Option<ActorKind> {
    let noun = nouns::entry(head)?;
    Some(match noun.kind {
        NounKind::Document => ActorKind::Document,
        NounKind::Place => ActorKind::Place,
        NounKind::Group => ActorKind::Group,
        NounKind::Person | NounKind::Organisation if noun.is_plural => ActorKind::Group,
        NounKind::Person => ActorKind::Person,
        NounKind::Organisation => ActorKind::Organisation,
    })
}

/// Whether a noun is for one person.
pub(crate) fn is_person(noun: &str) -> bool {
    kind_of_head(noun) == Some(ActorKind::Person)
}

/// Whether a name of several words with this last word is that of a place on a map.
pub(crate) fn is_place_word(word: &str) -> bool {
    nouns::name_that_ends_in(word) == Some(NameKind::Place)
}

/// Whether a name of several words with this last word is that of an event, a law or a work.
pub(crate) fn is_thing_word(word: &str) -> bool {
    nouns::name_that_ends_in(word) == Some(NameKind::Thing)
}

/// Whether a name with this last word is that of an organisation.
pub(crate) fn is_organisation_word(word: &str) -> bool {
    match nouns::name_that_ends_in(word) {
        Some(kind) => kind == NameKind::Organisation,
        None => nouns::entry(word).is_some_and(|noun| noun.kind == NounKind::Organisation),
    }
}

/// Whether the (lower-case) noun is a plural, by the table of nouns or by its ending.
pub(crate) fn is_plural(noun: &str) -> bool {
    nouns::entry(noun).map_or_else(
        || {
            noun.len() > 3
                && noun.ends_with('s')
                && !noun.ends_with("ss")
                && !noun.ends_with("us")
                && !noun.ends_with("is")
        },
        |noun| noun.is_plural || noun.kind == NounKind::Group,
    )
}
