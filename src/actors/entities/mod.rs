//! The entities of an article, and the rules by which a name belongs to one of them.

pub(crate) mod descriptions;
pub(crate) mod entity;
pub(crate) mod few;
pub(super) mod selection;

use super::{
    ActorId, ActorKind, Why,
    names::{
        aliases,
        key::{Key, nicknames},
        name::{Name, NameKind, Sure},
    },
    nouns,
};
use crate::language::Document;
use crate::{
    language::words,
    lexicon::places::{self, Way},
    span::Span,
};
use entity::Entity;
use few::Index;
use std::collections::HashSet;

/// The entities of an article, in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub all: Vec<Entity>,
    /// The entities by the words of their names.
    by_word: Index,
    /// The entities by name and alias, in lower case.
    by_name: Index,
    /// The entities by the nouns of their descriptions.
    by_noun: Index,
    /// For each name of the text, why it belongs to its entity.
    told: Vec<Told>,
}

/// Why a name belongs to its entity, and the start and end in bytes of the earlier name that supports this.
type Told = (Why, Option<[u32; 2]>);

/// A name that has no entity yet.
const NOBODY: u32 = u32::MAX;

/// The most entities that are looked through for one word. More than any article has; it keeps the time linear for a text
/// of many megabytes.
const MOST: usize = 100;

impl Entities {
    pub fn get(&self, id: ActorId) -> Option<&Entity> {
        self.all.get(id.0)
    }

    pub fn get_mut(&mut self, id: ActorId) -> Option<&mut Entity> {
        self.all.get_mut(id.0)
    }

    /// Adds an entity without a proper name.
    pub fn add(&mut self, name: String, kind: ActorKind) -> ActorId {
        let id = ActorId(self.all.len());
        self.all.push(Entity::new(name, kind));
        id
    }

    /// Adds `noun` (lower case) to the descriptions of an entity.
    pub fn describe(&mut self, id: ActorId, noun: &str) {
        if self.by_noun.get(noun).next_back() != Some(id) {
            self.by_noun.add(noun, id, MOST);
        }
    }

    /// The entities that `noun` describes, the latest first; a bounded number.
    pub fn described(&self, noun: &str) -> impl Iterator<Item = (ActorId, &Entity)> {
        let ids = self.by_noun.get(noun).rev().take(MOST);
        ids.filter_map(|id| Some((id, self.get(id)?)))
    }

    /// The entities with this word (lower case) in their names; a bounded number.
    pub fn with_word(&self, word: &str) -> impl Iterator<Item = (ActorId, &Entity)> {
        let ids = self.by_word.get(word).rev().take(MOST);
        ids.filter_map(|id| Some((id, self.get(id)?)))
    }

    /// Indexes an entity by `name`: by the whole of it, its words and its acronym.
    fn register(&mut self, id: ActorId, name: &str) {
        let whole = name.to_lowercase();
        if self.by_name.get(&whole).any(|known| known == id) {
            return;
        }
        self.by_name.add(&whole, id, usize::MAX);
        let key = Key::of(name);
        let initials = (key.len() > 1).then(|| key.acronym());
        for word in key.words().chain(initials.as_deref()) {
            if !self.by_word.get(word).rev().take(MOST).any(|known| known == id) {
                self.by_word.add(word, id, MOST);
            }
        }
    }

    /// Gives an entity another name.
    pub fn rename(&mut self, id: ActorId, alias: &str) {
        self.register(id, alias);
        if let Some(entity) = self.get_mut(id) {
            entity.learn(alias);
        }
    }

    /// The entity with exactly this name or alias.
    pub fn find(&self, name: &str) -> Option<ActorId> {
        self.by_name.get(&name.to_lowercase()).next_back()
    }

    /// Unites the names of each entity; gives the entity of each name. Full names come first, so that short ones are looked up
    /// among them.
    pub fn unite(&mut self, text: &Document<'_>, names: &[Name]) -> Vec<u32> {
        let mut out = vec![NOBODY; names.len()];
        self.told = vec![(Why::First, None); names.len()];
        let pairs = aliases::pairs(text, names);
        let is_short: HashSet<usize> = pairs.iter().map(|pair| pair.short).collect();
        let meet = |entities: &mut Self, out: &mut [u32], at: usize| {
            let slot = out.get_mut(at).filter(|id| **id == NOBODY);
            if let (Some(slot), Some(name)) = (slot, names.get(at)) {
                *slot = entities.meet(text, name, at).0 as u32;
            }
        };
        for at in (0..names.len()).filter(|at| !is_short.contains(at)) {
            if names.get(at).is_some_and(|name| name.tokens.len() > 1) {
                meet(self, &mut out, at);
            }
        }
        for pair in pairs {
            meet(self, &mut out, pair.long);
            if let (Some(id), Some(name)) = (out.get(pair.long).copied(), names.get(pair.short))
                && let Some(slot) = out.get_mut(pair.short)
            {
                self.take(text, (name, pair.short), ActorId(id as usize), pair.why);
                *slot = id;
            }
        }
        for at in 0..names.len() {
            meet(self, &mut out, at);
        }
        out
    }

    /// Why the name with this index belongs to its entity, and the earlier name that supports this.
    pub fn why(&self, number: usize) -> Option<(Why, Option<Span>)> {
        let span = |[start, end]: [u32; 2]| Span::new(start as usize, end as usize);
        self.told.get(number).map(|&(why, from)| (why, from.map(span)))
    }

    /// The entity of `name`, which has this index: a known one, or else a new one.
    fn meet(&mut self, text: &Document<'_>, name: &Name, number: usize) -> ActorId {
        let written = text.written(name.tokens.clone());
        if let Some(id) = self.couple(text, name, &written) {
            return id;
        }
        let chances = descriptions::chances(text, name);
        let country = speaking_place(&written);
        let span = text.span(name.tokens.clone());
        let known = match country {
            _ if self.side(&written).is_some() => self.side(&written).map(|id| (id, Why::PlaceName)),
            // "Washington" is the city, or Leroy Washington.
            Some(_)
                if name.kind == NameKind::Place && chances[0] > 0.2 && self.person(&written).is_some() =>
            {
                self.person(&written).map(|id| (id, Why::PartOfName))
            }
            Some(country) if name.kind == NameKind::Place => self
                .find(country)
                .map(|id| (id, if written == country { Why::SameName } else { Why::PlaceName })),
            _ => self.known(&written, name, &chances, span),
        };
        let (id, why) = known.unwrap_or_else(|| {
            let canonical = country.filter(|_| name.kind == NameKind::Place).unwrap_or(&written);
            let id = self.add(canonical.to_owned(), ActorKind::Person);
            if let Some(entity) = self.get_mut(id) {
                entity.is_named = true;
            }
            self.register(id, canonical);
            (id, Why::First)
        });
        self.take(text, (name, number), id, why);
        id
    }

    /// Adds `name`, which has this index, to an entity.
    fn take(&mut self, text: &Document<'_>, (name, number): (&Name, usize), id: ActorId, why: Why) {
        let written = text.written(name.tokens.clone());
        let span = text.span(name.tokens.clone());
        self.register(id, &written);
        for nickname in nicknames(&written) {
            self.register(id, nickname);
        }
        let from = self.get(id).and_then(|m| m.nearest(span.start)).filter(|_| why != Why::First);
        if let Some(entity) = self.get_mut(id) {
            entity.learn(&written);
            entity.count_form(&written);
            entity.learn_nicknames(&written);
            entity.weigh(&descriptions::chances(text, name));
            let is_surname = why == Why::PartOfName && name.tokens.len() == 1;
            entity.agree(name.gender.filter(|(_, sure)| *sure > Sure::Given || !is_surname));
            if entity.role.is_none() {
                entity.role = descriptions::role(text, name).map(Into::into);
            }
            for part in [&name.title, &name.apposition] {
                entity.learn_description(part.clone());
            }
        }
        for noun in descriptions::nouns(text, name) {
            self.describe(id, &noun);
        }
        if let Some(told) = self.told.get_mut(number) {
            *told = (why, from.map(|from| [from.start as u32, from.end as u32]));
        }
        if let Some(entity) = self.get_mut(id) {
            entity.note(span, name.tokens.len() > 1);
        }
    }

    /// The group of people who are named together: "Mr and Mrs Roe", "the Roes".
    fn couple(&mut self, text: &Document<'_>, name: &Name, written: &str) -> Option<ActorId> {
        let start = name.title.start.min(name.tokens.start);
        let before = |by: usize| start.checked_sub(by).map(|at| text.lower(at)).unwrap_or_default();
        let surname = written.strip_suffix("es").into_iter().chain(written.strip_suffix('s'));
        let are_two = before(1) == "and" && nouns::is_honorific(&before(2)) && !name.title.is_empty();
        let is_family = || {
            before(1) == "the" && name.tokens.len() == 1 && surname.clone().any(|s| self.person(s).is_some())
        };
        let called = if are_two {
            text.written(start.saturating_sub(2)..name.tokens.end)
        } else if is_family() {
            written.to_owned()
        } else {
            return None;
        };
        let id = self.find(&called).unwrap_or_else(|| {
            let id = self.add(called.clone(), ActorKind::Group);
            self.by_name.add(&called.to_lowercase(), id, usize::MAX);
            id
        });
        let span = text.span(name.tokens.clone());
        if let Some(entity) = self.get_mut(id) {
            entity.note(span, name.tokens.len() > 1);
        }
        Some(id)
    }

    /// The place of which "North" is a short form.
    fn side(&self, written: &str) -> Option<ActorId> {
        if !matches!(written, "North" | "South" | "East" | "West") {
            return None;
        }
        let lower = written.to_lowercase();
        let known = self.with_word(&lower).find(|(_, m)| m.likely() == NameKind::Place && m.length() > 1);
        known.map(|(id, _)| id)
    }

    /// The person with this name, full or in part.
    pub fn person(&self, name: &str) -> Option<ActorId> {
        let sought = Key::of(name);
        let found = self.candidates(&sought).filter(|(_, m)| m.is_named && m.likely() == NameKind::Person);
        found.filter(|(_, m)| m.names(&sought).is_some()).map(|(id, _)| id).next()
    }

    fn candidates(&self, sought: &Key) -> impl Iterator<Item = (ActorId, &Entity)> {
        let initials = sought.acronym();
        let words = [sought.first(), sought.last(), Some(&*initials)].into_iter().flatten();
        let mut ids: Vec<ActorId> = words.flat_map(|word| self.by_word.get(word).rev().take(MOST)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| Some((id, self.get(id)?)))
    }

    /// The entity with this name, full, in part or as an acronym, and why.
    fn known(&self, written: &str, name: &Name, chances: &[f32; 4], span: Span) -> Option<(ActorId, Why)> {
        let sought = Key::of(written);
        // "Clinton" is also a given name, but need not be one here.
        let told = name.gender.filter(|(_, sure)| *sure > Sure::Given || sought.len() > 1);
        let agrees = |m: &Entity| match (m.gender, told) {
            (Some((a, sure)), Some((b, also))) => {
                a == b || sure.min(also) < Sure::Noun && sought.len() > 1 && m.is_named_so(&sought)
            }
            _ => true,
        };
        let is_attested = descriptions::is_attested(name, written);
        // "UN" is not part of "Kim Jong Un".
        let spells = |m: &Entity| {
            let is_short = written.len() <= 3 && words::is_acronym(written);
            !is_short || m.likely() != NameKind::Person || m.name.contains(written)
        };
        let matches = self
            .candidates(&sought)
            .filter(|(_, m)| m.is_named && m.allows(chances, is_attested) && agrees(m) && spells(m));
        let matches = matches.filter_map(|(id, m)| Some((m.names(&sought)?, id, m)));
        // Of two people with the same surname: the one called by it before, or else the one named last.
        let best = matches.max_by_key(|(why, _, m)| {
            let nearest = m.nearest(span.start).map(|nearest| nearest.start);
            let before = nearest.filter(|at| *at <= span.start);
            (*why == Why::SameName, m.has_alias(written), before, std::cmp::Reverse(nearest))
        });
        best.map(|(why, id, _)| (id, why))
    }
}

/// The place whose government a name stands for.
fn speaking_place(name: &str) -> Option<&'static str> {
    places::find(name, Way::Capital).or_else(|| places::named(name)).map(|place| place.name)
}
