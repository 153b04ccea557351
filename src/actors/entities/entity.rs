//! An entity: its names, what is known of it, and which further names can be its own.

use super::few::{Few, Rare};
use crate::{
    actors::{
        Actor, ActorId, ActorKind, Form, Mention, QuoteCounts, Why,
        grammar::Site,
        names::{
            key::{Key, nicknames},
            name::{NameKind, Sure},
        },
        nouns,
    },
    language::pronouns::Person,
    lexicon::{
        Gender,
        classes::bodies,
        given_names,
        places::{self, Way},
    },
    span::Span,
};
use std::ops::Range;

/// An actor while the text is gone through.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    /// Its canonical name.
    pub name: Box<str>,
    pub kind: ActorKind,
    pub gender: Option<(Gender, Sure)>,
    /// Whether it has a proper name.
    pub is_named: bool,
    /// The description with which it is introduced.
    pub role: Option<Box<str>>,
    /// Its other names, in order of first use.
    aliases: Rare<Alias>,
    /// How often the text uses the canonical name, if that has several words.
    count: u32,
    /// How many names were added up in `kinds`.
    named: u32,
    /// The sums of the scores of each kind of name, in the order of [`NameKind::ALL`].
    kinds: [f32; 4],
    /// Where its names stand (start and end in bytes): those of several words, and those of one; each in text order.
    names: [Few<[u32; 2]>; 2],
    /// The words of the canonical name.
    key: Key,
    /// Its nicknames ("Roberta “Bobbie” Flood"), in lower case.
    nicknames: Rare<String>,
    /// The tokens of its descriptions: titles, appositions, predicates.
    pub descriptions: Rare<Range<usize>>,
    /// Whose it is ("his lawyer").
    pub owner: Option<ActorId>,
    /// Its mentions so far.
    pub trace: Option<Trace>,
}

/// Another name of an actor.
#[derive(Debug, Clone)]
struct Alias {
    name: Box<str>,
    /// How often the text uses it, if it has several words.
    count: u32,
}

/// What is known of an entity's mentions at some point of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trace {
    /// The last one.
    pub site: Site,
    /// Its form.
    pub form: Form,
    /// Its grammatical person, if it was a pronoun.
    pub pronoun: Option<Person>,
    /// How many there were.
    pub count: u32,
    /// The sentence of the last one that was the source of a quote.
    pub spoke: Option<u32>,
    /// How many of them were subjects.
    pub subjects: u32,
    /// The sentence of the last one that was a subject.
    pub acted: Option<u32>,
    /// The last sentence with a mention before the sentence of the last mention.
    pub earlier: Option<u32>,
}

/// The probability from which a kind is taken for certain.
const CERTAIN: f32 = 0.75;

impl Entity {
    /// The words of its canonical name, in lower case.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.key.words()
    }

    /// Whether `word` (lower case) is a word of its name.
    pub fn is_called(&self, word: &str) -> bool {
        self.words().any(|own| own == word)
    }

    /// An actor without a proper name.
    pub fn new(name: String, kind: ActorKind) -> Self {
        Self {
            key: Key::of(&name),
            name: name.into(),
            kind,
            gender: None,
            is_named: false,
            role: None,
            aliases: Rare::default(),
            count: 0,
            named: 0,
            kinds: [0.0; 4],
            names: Default::default(),
            nicknames: Rare::default(),
            descriptions: Rare::default(),
            owner: None,
            trace: None,
        }
    }

    /// Adds an occurrence of its names; `is_full` if that has several words.
    pub fn note(&mut self, span: Span, is_full: bool) {
        // Almost all names of one kind come in text order, so that little is moved.
        let list = &mut self.names[usize::from(!is_full)];
        let at = list.partition_point(|[start, _]| (*start as usize) < span.start);
        list.insert(at, [span.start as u32, span.end as u32]);
    }

    /// Its last name before the byte `offset`, or else the first one after it.
    pub fn nearest(&self, offset: usize) -> Option<Span> {
        let before = |list: &Few<[u32; 2]>| {
            list.partition_point(|[start, _]| (*start as usize) < offset).checked_sub(1)
        };
        let last = self.names.iter().filter_map(|list| list.get(before(list)?)).max();
        let nearest = last.or_else(|| self.names.iter().filter_map(|list| list.first()).min());
        nearest.map(|&[start, end]| Span::new(start as usize, end as usize))
    }

    /// Counts an occurrence of one of its names of several words.
    pub fn count_form(&mut self, written: &str) {
        if !written.contains(' ') {
        } else if *self.name == *written {
            self.count += 1;
        } else if let Some(alias) = self.aliases.iter_mut().find(|alias| *alias.name == *written) {
            alias.count += 1;
        }
    }

    /// The name of several words that the text uses most often; of several such, the longest.
    fn most_used(&self) -> Option<&str> {
        // A name that was an alias before it became canonical is counted in both places.
        let before = self.aliases.iter().filter(|alias| alias.name == self.name).map(|alias| alias.count);
        let own = (self.count + before.sum::<u32>(), &*self.name);
        let all = self.aliases.iter().map(|alias| (alias.count, &*alias.name)).chain([own]);
        let most =
            all.filter(|(count, _)| *count > 0).max_by_key(|(count, name)| (*count, name.len(), *name));
        most.map(|(_, name)| name)
    }

    /// The actor, without quotes, under the name by which readers know it: the most used name of a person, the country of a
    /// capital.
    pub fn into_actor(self, mentions: Vec<Mention>) -> Actor {
        let best = match self.kind {
            ActorKind::Person => self.most_used().map(str::to_owned),
            ActorKind::Place => places::find(&self.name, Way::Capital).map(|place| place.name.to_owned()),
            _ => None,
        };
        let name = String::from(self.name);
        let aliases = self.aliases.into_vec().into_iter().map(|alias| String::from(alias.name)).collect();
        let role = self.role.map(String::from);
        let (quotes, words) = (QuoteCounts::default(), 0);
        let mut actor = Actor { name, kind: self.kind, role, aliases, mentions, quotes, words };
        if let Some(form) = best.filter(|form| *form != actor.name) {
            actor.aliases.retain(|alias| *alias != form);
            let other = std::mem::replace(&mut actor.name, form);
            actor.aliases.insert(0, other);
        }
        actor
    }

    /// Where all its names stand, in no particular order.
    #[cfg(feature = "training")]
    pub fn named(&self) -> impl Iterator<Item = Span> {
        let names = self.names.iter().flat_map(|list| list.iter());
        names.map(|&[start, end]| Span::new(start as usize, end as usize))
    }

    /// Adds a description of it; only the first few are kept.
    pub fn learn_description(&mut self, tokens: Range<usize>) {
        const MOST: usize = 12;
        if !tokens.is_empty() && self.descriptions.len() < MOST {
            self.descriptions.push(tokens);
        }
    }

    /// Adds the nicknames in a name of it.
    pub fn learn_nicknames(&mut self, name: &str) {
        for nickname in nicknames(name).map(str::to_lowercase) {
            if !self.nicknames.contains(&nickname) {
                self.nicknames.push(nickname);
            }
        }
    }

    /// Whether this is the key of its canonical name.
    pub fn is_named_so(&self, sought: &Key) -> bool {
        self.key == *sought
    }

    /// Whether the name is one of its aliases.
    pub fn has_alias(&self, name: &str) -> bool {
        self.aliases.iter().any(|alias| *alias.name == *name)
    }

    /// How many words its canonical name has.
    pub fn length(&self) -> usize {
        self.key.len()
    }

    /// Takes over a gender if the evidence is stronger than what is known.
    pub fn agree(&mut self, gender: Option<(Gender, Sure)>) {
        if let Some((_, sure)) = gender
            && self.gender.is_none_or(|(_, known)| sure > known)
        {
            self.gender = gender;
        }
    }

    /// Counts a "he" or "she" that was linked to it as evidence that it is a person.
    pub fn make_person(&mut self) {
        if let Some(person) = self.kinds.get_mut(NameKind::Person.place()).filter(|_| self.is_named) {
            *person += 1.0;
            self.settle();
        }
    }

    /// The most probable kind of its names.
    pub fn likely(&self) -> NameKind {
        let best = NameKind::ALL.into_iter().zip(self.kinds).max_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or(NameKind::Other, |(kind, _)| kind)
    }

    /// The probability that its names are of `kind`.
    pub fn chance(&self, kind: NameKind) -> f32 {
        let total: f32 = self.kinds.iter().sum();
        self.kinds.get(kind.place()).map_or(0.0, |c| c / total.max(f32::MIN_POSITIVE))
    }

    pub fn weigh(&mut self, chances: &[f32; 4]) {
        for (sum, chance) in self.kinds.iter_mut().zip(chances) {
            *sum += chance;
        }
        self.named += 1;
        self.settle();
    }

    /// How certain its names are names at all: the mean sum of the scores of their kinds.
    pub fn certainty(&self) -> f32 {
        self.kinds.iter().sum::<f32>() / self.named.max(1) as f32
    }

    /// Sets its kind by the most probable kind of its names.
    fn settle(&mut self) {
        self.kind = match self.likely() {
            NameKind::Person => ActorKind::Person,
            NameKind::Place => ActorKind::Place,
            NameKind::Other if self.key.last().is_some_and(nouns::is_plural) => ActorKind::Group,
            NameKind::Organisation | NameKind::Other => ActorKind::Organisation,
        };
    }

    /// Whether a name with these scores can be its own: not where both are certain of different kinds.
    pub fn allows(&self, chances: &[f32; 4], is_attested: bool) -> bool {
        let own = self.likely().place();
        let total: f32 = chances.iter().sum();
        let best =
            (0..4).max_by(|&a, &b| chances.get(a).unwrap_or(&0.0).total_cmp(chances.get(b).unwrap_or(&0.0)));
        let Some(best) = best else { return true };
        let is_sure = chances.get(best).is_some_and(|c| *c >= CERTAIN * total);
        let of_own = chances.get(own).copied().unwrap_or_default();
        best == own || !is_sure || !is_attested || of_own > 0.15 * total || self.chance(self.likely()) < 0.6
    }

    /// Why the name `sought` can be its own, if it can.
    pub fn names(&self, sought: &Key) -> Option<Why> {
        if self.key == *sought || self.aliases.iter().any(|alias| Key::of(&alias.name) == *sought) {
            return Some(Why::SameName);
        }
        let (first, last) = (self.key.first()?, self.key.last()?);
        let is_part = match self.likely() {
            NameKind::Person => match (sought.first(), sought.last()) {
                (Some(one), _) if sought.len() == 1 => {
                    self.key.len() > 1 && (one == last || one == first)
                        || self.nicknames.iter().any(|nickname| nickname == one)
                }
                (Some(a), Some(z)) => {
                    (a == first || given_names::are_forms_of_one(a, first)) && z == last
                        || self.key.len() == 1 && (first == z || first == a)
                        || self.key.ends_with(sought)
                        || sought.ends_with(&self.key)
                }
                _ => false,
            },
            NameKind::Organisation | NameKind::Other => {
                if sought.len() == 1 && self.key.len() > 1 && self.key.acronym() == sought.first()?
                    || self.key.len() == 1 && sought.len() > 1 && sought.acronym() == first
                {
                    return Some(Why::Acronym);
                }
                is_short_for(sought, &self.key) || is_short_for(&self.key, sought)
            }
            NameKind::Place => false,
        };
        is_part.then_some(Why::PartOfName)
    }

    /// Adds a name: the longest is canonical, the others are aliases.
    pub fn learn(&mut self, written: &str) {
        let sought = Key::of(written);
        let is_fuller = self.kind != ActorKind::Place && sought.len() > self.key.len();
        let (name, count) = if is_fuller {
            self.key = sought;
            let other = std::mem::replace(&mut self.name, written.into());
            (other, std::mem::take(&mut self.count))
        } else if *self.name == *written {
            return;
        } else {
            (written.into(), 0)
        };
        let known = self.aliases.iter().count();
        match self.aliases.iter_mut().find(|alias| alias.name == name) {
            Some(alias) => alias.count += count,
            None if known < MOST_ALIASES => self.aliases.push(Alias { name, count }),
            None => {}
        }
    }
}

/// Most aliases of an entity that are kept. No article has so many; every name that may be of the same actor is compared
/// with all of them, so that the time stays linear in the text.
const MOST_ALIASES: usize = 64;

/// Whether `short` is a short form of the organisation's name `long`: its last words ("Supreme Court" of "US Supreme
/// Court"), or its first ones before the noun ("Labour" of "Labour Party"), but not a complement ("Sheffield" of
/// "University of Sheffield" is a place).
fn is_short_for(short: &Key, long: &Key) -> bool {
    let (length, whole) = (short.len(), long.len());
    if length >= whole || length == 0 {
        return false;
    }
    let is_noun = |w: &str| nouns::is_organisation_word(w) || bodies::is_company_form(w);
    if long.starts_with(short) && long.words().skip(length).all(is_noun) {
        return true;
    }
    // "Pell" of "Pell Chemicals"
    if length == 1
        && long.starts_with(short)
        && whole - length <= 2
        && let Some(one) = short.first()
        && nouns::kind_of_head(one).is_none()
        && !bodies::begins_many(one)
    {
        return true;
    }
    let before = || long.words().take(whole - length);
    long.ends_with(short)
        && !(length == 1 && !short.words().any(is_noun) && before().last().is_none_or(|w| w != "of"))
        && !(length == 1 && before().any(|w| w == "university" || w == "bank"))
}
