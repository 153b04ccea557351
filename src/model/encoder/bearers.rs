//! Who bears a surname: full names by their last words, offices and relatives.

use super::{
    entity::Entity,
    figures::{self, Side},
    spelling::Spelling,
    words::Words,
};
use crate::{
    actors::{
        linked::{KINDS, MentionType},
        nouns,
    },
    lexicon::classes::people,
};
use std::{collections::HashMap, ops::Range};

/// The entities by the surname of their full names, and by single names.
#[derive(Debug, Default)]
pub(super) struct Bearers {
    full: HashMap<String, Vec<usize>>,
    bare: HashMap<String, usize>,
    /// By the surname of a full name and the office before it; none where several entities have both.
    by_office: HashMap<(String, String), Option<usize>>,
}

impl Bearers {
    /// How many entities of one surname are kept; more make no difference.
    const MOST: usize = 3;
    /// The least probability of being a person, since a place or an organisation may have the same name.
    const LEAST: f32 = 0.3;

    pub fn add(&mut self, name: &Spelling, office: Option<&str>, entity: usize, [person, ..]: &[f32; KINDS]) {
        if let Some(only) = name.only().filter(|_| *person >= Self::LEAST) {
            self.bare.entry(only.to_owned()).or_insert(entity);
        }
        let Some(surname) = name.surname() else { return };
        if let Some(office) = office {
            let one = self.by_office.entry((surname.to_owned(), office.to_owned())).or_insert(Some(entity));
            *one = one.filter(|one| *one == entity);
        }
        let all = self.full.entry(surname.to_owned()).or_default();
        if all.len() < Self::MOST && !all.contains(&entity) {
            all.push(entity);
        }
    }

    /// The entity of a person's name. For a full name: the one that has it already, or else, where no full name with this surname
    /// came before, the one that was called by the surname alone, as in a headline. For a surname alone: the only one that has
    /// the same office before it, or the only one that it fits.
    pub fn find(
        &self,
        name: &Spelling,
        office: Option<&str>,
        entities: &[Entity],
        [person, ..]: &[f32; KINDS],
    ) -> Option<usize> {
        if *person < Self::LEAST {
            return None;
        }
        if let Some(surname) = name.surname() {
            let mut full = self.full.get(surname).into_iter().flatten().copied();
            let is_same = |entity: &Entity| entity.names.iter().any(|own| own.is_same(name));
            let same =
                full.find(|at| entities.get(*at).is_some_and(|one| is_same(one) && !one.refuses(name)));
            if same.is_some() {
                return same;
            }
            let bare = self.bare.get(surname).filter(|_| !self.full.contains_key(surname))?;
            return entities.get(*bare).is_some_and(|entity| !entity.refuses(name)).then_some(*bare);
        }
        let only = name.only()?;
        let holder = office.and_then(|office| self.by_office.get(&(only.to_owned(), office.to_owned())));
        if let Some(holder) = holder.copied().flatten() {
            return Some(holder);
        }
        let all = self.full.get(only).filter(|all| all.len() < Self::MOST)?;
        let mut fit =
            all.iter().filter(|entity| entities.get(**entity).is_some_and(|entity| !entity.refuses(name)));
        let first = fit.next()?;
        fit.next().is_none().then_some(*first)
    }
}

/// The gender of a name, also by "himself" or "herself" after it.
pub(super) fn gender(words: &Words<'_>, side: &Side) -> i32 {
    match (side.gender, words.lower(side.tokens.end)) {
        (0, "himself") => figures::MALE,
        (0, "herself") => figures::FEMALE,
        (known, _) => known,
    }
}

/// The last word of the office before a name: "inspector" of "Chief Inspector Roe".
pub(super) fn office<'a>(words: &'a Words<'_>, name: &Range<usize>) -> Option<&'a str> {
    let word = words.lower(name.start.checked_sub(1)?);
    (nouns::is_title(word) && !nouns::is_honorific(word)).then_some(word)
}

/// The surname that a single given name shares with the name beside it: of "Ben" in "Ben and Clara Hoyle", and of "Clara" in
/// "Ben Hoyle and his wife, Clara".
pub(super) fn family<'a>(words: &'a Words<'_>, sides: &[Side], at: usize) -> Option<&'a str> {
    let own = &sides.get(at)?.tokens;
    let is_given = |at: usize| words.is_given(at);
    if own.len() != 1 || !is_given(own.start) {
        return None;
    }
    let full =
        |side: &&Side| side.kind == MentionType::Name && side.tokens.len() > 1 && is_given(side.tokens.start);
    let beside = if words.lower(own.end) == "and" {
        let after = sides.get(at + 1..)?.iter().take_while(|side| side.tokens.start <= own.end + 1);
        after.filter(full).find(|side| side.tokens.start == own.end + 1)
    } else {
        let comma = usize::from(own.start > 0 && words.lower(own.start - 1) == ",");
        let noun = own.start.checked_sub(1 + comma)?;
        let is_relative = people::is_relative(words.lower(noun));
        let his =
            noun.checked_sub(1).filter(|his| is_relative && matches!(words.lower(*his), "his" | "her"))?;
        let before = sides.get(..at)?.iter().rev().take_while(|side| side.tokens.end + 2 >= his);
        before.filter(full).find(|side| side.tokens.end <= his)
    };
    beside.map(|side| words.lower(side.tokens.end - 1))
}
