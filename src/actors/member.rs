//! An actor in the making: what it is called, what is known of it, and which names can be its.

use super::{
    Actor, ActorId, ActorKind, Form, Mention, QuoteCounts, Why, grammar::Site, name_chain::NameKind,
    names::Sure, nouns, pronouns::Person,
};
use crate::{
    language::words,
    lexicon::{
        Gender, given_names,
        places::{self, Way},
    },
};
use std::{collections::HashMap, ops::Range};

/// An actor in the making.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub actor: Actor,
    pub gender: Option<(Gender, Sure)>,
    /// Whether it has a proper name.
    pub is_named: bool,
    /// The summed chances of each kind of name, in the order of [`NameKind`].
    kinds: [f32; 4],
    /// How many names that is the sum of.
    named: u32,
    /// How often each name of several words was used.
    forms: HashMap<String, u32>,
    /// Where its names stand, those of several words and those of one, each in text order.
    names: [Vec<Mention>; 2],
    /// The words of the canonical name in lower case, without titles.
    key: Vec<String>,
    /// What it is called in marks within its name ("Roberta “Bobbie” Flood"), in lower case.
    nicknames: Vec<String>,
    /// The tokens of what the text says it is: titles, appositions, predicates.
    pub descriptions: Vec<Range<usize>>,
    /// Whose it is ("his lawyer").
    pub owner: Option<ActorId>,
    /// Its mentions so far, while the text is gone through.
    pub trace: Option<Trace>,
}

/// What is known of an actor's mentions at some place of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trace {
    /// The last one.
    pub site: Site,
    /// Its form.
    pub form: Form,
    /// What it agreed with, where it was a pronoun.
    pub pronoun: Option<Person>,
    /// How many there were.
    pub count: u32,
    /// The sentence of the last one that was the source of a quote.
    pub spoke: Option<u32>,
    /// How many of them were subjects.
    pub subjects: u32,
    /// The sentence of the last one that was.
    pub acted: Option<u32>,
    /// The sentence of the last one that does not stand in the same sentence as the last.
    pub earlier: Option<u32>,
}

/// A chance from which a kind is taken for certain.
const CERTAIN: f32 = 0.75;

impl Member {
    /// Whether `word` (lower case) is a word of its name.
    pub fn is_called(&self, word: &str) -> bool {
        self.key.iter().any(|own| own == word)
    }

    /// An actor without a proper name.
    pub fn new(name: String, kind: ActorKind) -> Self {
        let key = key(&name);
        let actor = Actor {
            name,
            kind,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            quotes: QuoteCounts::default(),
            words: 0,
        };
        Self {
            actor,
            gender: None,
            is_named: false,
            kinds: [0.0; 4],
            named: 0,
            forms: HashMap::new(),
            names: [const { Vec::new() }; 2],
            key,
            nicknames: Vec::new(),
            descriptions: Vec::new(),
            owner: None,
            trace: None,
        }
    }

    /// Notes a name of it; `is_full` where it is of several words.
    pub fn note(&mut self, mention: Mention, is_full: bool) {
        // Names of one length come in text order but for the few that the text explains, so that little is moved.
        let list = &mut self.names[usize::from(!is_full)];
        let at = list.partition_point(|m| m.span.start < mention.span.start);
        list.insert(at, mention);
    }

    /// The name before the byte `offset`, or the first one behind it.
    pub fn nearest(&self, offset: usize) -> Option<&Mention> {
        let before = |list: &Vec<Mention>| list.partition_point(|m| m.span.start < offset).checked_sub(1);
        let last = self.names.iter().filter_map(|list| list.get(before(list)?)).max_by_key(|m| m.span);
        last.or_else(|| self.names.iter().filter_map(|list| list.first()).min_by_key(|m| m.span))
    }

    /// The name that begins at the byte `start`.
    pub fn name_at(&self, start: usize) -> Option<&Mention> {
        let find = |list: &Vec<Mention>| list.binary_search_by_key(&start, |m| m.span.start).ok();
        self.names.iter().find_map(|list| list.get(find(list)?))
    }

    /// Counts a name of several words.
    pub fn count_form(&mut self, written: &str) {
        if written.contains(' ') {
            *self.forms.entry(written.to_owned()).or_default() += 1;
        }
    }

    /// The actor under the name by which readers know it: a person's most used of several words, the fullest of those, and
    /// the country that a capital speaks for.
    pub fn into_actor(self) -> Actor {
        let mut actor = self.actor;
        let most = || self.forms.into_iter().max_by_key(|(form, count)| (*count, form.len(), form.clone()));
        let best = match actor.kind {
            ActorKind::Person => most().map(|(form, _)| form),
            ActorKind::Place => places::find(&actor.name, Way::Capital).map(|place| place.name.to_owned()),
            _ => None,
        };
        if let Some(form) = best.filter(|form| *form != actor.name) {
            actor.aliases.retain(|alias| *alias != form);
            let other = std::mem::replace(&mut actor.name, form);
            actor.aliases.insert(0, other);
        }
        actor
    }

    /// All its names, in no order.
    #[cfg(feature = "training")]
    pub fn named(&self) -> impl Iterator<Item = &Mention> {
        self.names.iter().flatten()
    }

    /// Takes a description of it in. A few tell what there is to tell.
    pub fn learn_description(&mut self, tokens: Range<usize>) {
        const MOST: usize = 12;
        if !tokens.is_empty() && self.descriptions.len() < MOST {
            self.descriptions.push(tokens);
        }
    }

    /// Takes in what it is called in marks within a name.
    pub fn learn_nicknames(&mut self, name: &str) {
        for nickname in nicknames(name).map(str::to_lowercase) {
            if !self.nicknames.contains(&nickname) {
                self.nicknames.push(nickname);
            }
        }
    }

    /// Whether `words` (lower case, without titles) are the whole of its canonical name.
    pub fn is_named_so(&self, words: &[String]) -> bool {
        self.key == words
    }

    /// How many words its canonical name has.
    pub fn length(&self) -> usize {
        self.key.len()
    }

    /// Takes evidence of gender in, where it is surer than what is known.
    pub fn agree(&mut self, gender: Option<(Gender, Sure)>) {
        if let Some((_, sure)) = gender
            && self.gender.is_none_or(|(_, known)| sure > known)
        {
            self.gender = gender;
        }
    }

    /// "he" or "she" was taken to mean it: whatever its name looks like, it is a person.
    pub fn make_person(&mut self) {
        if let Some(person) = self.kinds.get_mut(NameKind::Person as usize).filter(|_| self.is_named) {
            *person += 1.0;
            self.settle();
        }
    }

    /// What a name of it most likely names.
    pub fn likely(&self) -> NameKind {
        const KINDS: [NameKind; 4] =
            [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];
        let best = KINDS.into_iter().zip(self.kinds).max_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or(NameKind::Other, |(kind, _)| kind)
    }

    /// How probable it is that it is of `kind`, as its names tell.
    pub fn chance(&self, kind: NameKind) -> f32 {
        let total: f32 = self.kinds.iter().sum();
        self.kinds.get(kind as usize).map_or(0.0, |c| c / total.max(f32::MIN_POSITIVE))
    }

    pub fn weigh(&mut self, chances: &[f32; 4]) {
        for (sum, chance) in self.kinds.iter_mut().zip(chances) {
            *sum += chance;
        }
        self.named += 1;
        self.settle();
    }

    /// How sure it is that its names are names: their mean chance to be any, more where more tells of them.
    pub fn certainty(&self) -> f32 {
        self.kinds.iter().sum::<f32>() / self.named.max(1) as f32
    }

    /// Makes its kind what its names most likely tell.
    fn settle(&mut self) {
        self.actor.kind = match self.likely() {
            NameKind::Person => ActorKind::Person,
            NameKind::Place => ActorKind::Place,
            NameKind::Other if self.key.last().is_some_and(|w| nouns::is_plural(w)) => ActorKind::Group,
            NameKind::Organisation | NameKind::Other => ActorKind::Organisation,
        };
    }

    /// Whether a name with these chances can be its: not where both are certain of kinds that differ.
    pub fn allows(&self, chances: &[f32; 4], is_attested: bool) -> bool {
        let own = self.likely() as usize;
        let total: f32 = chances.iter().sum();
        let best =
            (0..4).max_by(|&a, &b| chances.get(a).unwrap_or(&0.0).total_cmp(chances.get(b).unwrap_or(&0.0)));
        let Some(best) = best else { return true };
        let is_sure = chances.get(best).is_some_and(|c| *c >= CERTAIN * total);
        let of_own = chances.get(own).copied().unwrap_or_default();
        best == own || !is_sure || !is_attested || of_own > 0.15 * total || self.chance(self.likely()) < 0.6
    }

    /// Why the words `sought` can name it, if they can.
    pub fn names(&self, sought: &[String]) -> Option<Why> {
        if self.key == sought || self.actor.aliases.iter().any(|a| key(a) == sought) {
            return Some(Why::SameName);
        }
        let (first, last) = (self.key.first()?, self.key.last()?);
        let is_part = match self.likely() {
            NameKind::Person => match sought {
                [one] => self.key.len() > 1 && (one == last || one == first) || self.nicknames.contains(one),
                [a, .., z] => {
                    (a == first || given_names::are_forms_of_one(a, first)) && z == last
                        || self.key.len() == 1 && (first == z || first == a)
                        || self.key.ends_with(sought)
                        || sought.ends_with(&self.key)
                }
                [] => false,
            },
            NameKind::Organisation | NameKind::Other => {
                if sought.len() == 1 && self.key.len() > 1 && acronym(&self.key) == *sought.first()?
                    || self.key.len() == 1 && sought.len() > 1 && acronym(sought) == *first
                {
                    return Some(Why::Acronym);
                }
                is_short_for(sought, &self.key) || is_short_for(&self.key, sought)
            }
            NameKind::Place => false,
        };
        is_part.then_some(Why::PartOfName)
    }

    /// Takes in another name for the actor: the fullest is canonical, the others are aliases.
    pub fn learn(&mut self, written: &str) {
        let sought = key(written);
        let is_fuller = self.actor.kind != ActorKind::Place && sought.len() > self.key.len();
        let alias = if is_fuller {
            self.key = sought;
            std::mem::replace(&mut self.actor.name, written.to_owned())
        } else {
            written.to_owned()
        };
        if alias != self.actor.name && !self.actor.aliases.contains(&alias) {
            self.actor.aliases.push(alias);
        }
    }
}

/// Whether `short` is what an organisation with the name `long` is called for short: its last words ("Supreme Court"
/// of "US Supreme Court"), or its first before the noun of what it is ("Labour" of "Labour Party"), or what a noun is
/// of ("Sheffield" of "University of Sheffield" is not: that is a place).
fn is_short_for(short: &[String], long: &[String]) -> bool {
    if short.len() >= long.len() || short.is_empty() {
        return false;
    }
    let rest = long.get(short.len()..).unwrap_or_default();
    let is_noun = |w: &String| nouns::is_organisation_word(w) || is_company_form(w);
    if long.starts_with(short) && rest.iter().all(is_noun) {
        return true;
    }
    // "Pell" of "Pell Chemicals"
    if let ([one], [first, ..]) = (short, long)
        && one == first
        && rest.len() <= 2
        && nouns::kind_of_head(one).is_none()
        && !matches!(
            one.as_str(),
            "national"
                | "united"
                | "royal"
                | "new"
                | "north"
                | "south"
                | "east"
                | "west"
                | "american"
                | "first"
                | "international"
                | "federal"
                | "central"
                | "general"
                | "state"
                | "world"
                | "free"
                | "great"
        )
    {
        return true;
    }
    let leads = long.len() - short.len();
    let before = long.get(..leads).unwrap_or_default();
    long.ends_with(short)
        && !(short.len() == 1 && !short.iter().any(is_noun) && before.last().is_none_or(|w| w != "of"))
        && !(short.len() == 1 && before.iter().any(|w| w == "university" || w == "bank"))
}

pub(super) fn key(name: &str) -> Vec<String> {
    name.split([' ', '-'])
        .map(|w| words::lower(w).trim_matches('.').to_owned())
        .filter(|w| {
            !w.is_empty()
                && !w.starts_with(MARKS)
                && !matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "the" | "'s")
        })
        .collect()
}

const MARKS: [char; 5] = ['“', '"', '‘', '\'', '«'];

/// The words in quotation marks within a name.
pub(super) fn nicknames(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(' ').filter(|w| w.starts_with(MARKS));
    words.map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).filter(|w| w.len() > 1)
}

fn is_company_form(word: &str) -> bool {
    matches!(word, "inc" | "corp" | "ltd" | "co" | "plc" | "llc" | "gmbh")
}

pub(super) fn acronym(key: &[String]) -> String {
    key.iter()
        .filter(|w| !matches!(w.as_str(), "of" | "and" | "the" | "for" | "in" | "on"))
        .filter_map(|w| w.chars().next())
        .collect()
}
