//! The actors of an article in the making, and the rule by which a new name is one of them.

use super::{
    Actor, ActorId, ActorKind, Form, Mention, QuoteCounts, Why, describe,
    grammar::Site,
    name_chain::NameKind,
    names::{Name, Sure},
    nouns,
    phrase::Text,
    pronouns::Person,
};
use crate::{
    language::words,
    lexicon::{
        Gender,
        places::{self, Way},
    },
    span::Span,
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
    /// The words of the canonical name in lower case, without titles.
    key: Vec<String>,
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
    /// How many of them were subjects.
    pub subjects: u32,
    /// The sentence of the last one that was.
    pub acted: Option<u32>,
    /// The sentence of the last one that does not stand in the same sentence as the last.
    pub earlier: Option<u32>,
}

/// The actors of an article, in the order in which they were met.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub members: Vec<Member>,
    /// Which actors a word of a name can belong to.
    by_word: HashMap<String, Vec<ActorId>>,
    /// Names and aliases in lower case.
    by_name: HashMap<String, Vec<ActorId>>,
    /// Which actors a noun can describe.
    by_noun: HashMap<String, Vec<ActorId>>,
}

/// How many actors are looked through for a word that many of them share. More than any article has; the bound keeps a
/// text of many megabytes linear.
const MOST: usize = 100;

/// A chance from which a kind is taken for certain.
const CERTAIN: f32 = 0.75;

impl Cast {
    pub fn get(&self, id: ActorId) -> Option<&Member> {
        self.members.get(id.0)
    }

    pub fn get_mut(&mut self, id: ActorId) -> Option<&mut Member> {
        self.members.get_mut(id.0)
    }

    /// Adds an actor without a proper name.
    pub fn add(&mut self, name: String, kind: ActorKind) -> ActorId {
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
        let id = ActorId(self.members.len());
        self.members.push(Member {
            actor,
            gender: None,
            is_named: false,
            kinds: [0.0; 4],
            key,
            descriptions: Vec::new(),
            owner: None,
            trace: None,
        });
        id
    }

    /// Notes that `noun` (lower case) describes the actor.
    pub fn describe(&mut self, id: ActorId, noun: &str) {
        let known = self.by_noun.entry(noun.to_owned()).or_default();
        if known.last() != Some(&id) {
            known.push(id);
        }
    }

    /// The actors that `noun` describes, those met last first; a bounded number.
    pub fn described(&self, noun: &str) -> impl Iterator<Item = (ActorId, &Member)> {
        let ids = self.by_noun.get(noun).into_iter().flatten().rev().take(MOST);
        ids.filter_map(|id| Some((*id, self.get(*id)?)))
    }

    /// The actors that a word (lower case) of a name can belong to; a bounded number.
    pub fn with_word(&self, word: &str) -> impl Iterator<Item = (ActorId, &Member)> {
        let ids = self.by_word.get(word).into_iter().flatten().rev().take(MOST);
        ids.filter_map(|id| Some((*id, self.get(*id)?)))
    }

    /// Notes that `name` names the actor, so that it is found again by the whole, a word or the initials of it.
    fn register(&mut self, id: ActorId, name: &str) {
        let whole = self.by_name.entry(name.to_lowercase()).or_default();
        if whole.contains(&id) {
            return;
        }
        whole.push(id);
        let mut words = key(name);
        if words.len() > 1 {
            words.push(acronym(&words));
        }
        for word in words {
            let known = self.by_word.entry(word).or_default();
            if !known.iter().rev().take(MOST).any(|k| *k == id) {
                known.push(id);
            }
        }
    }

    /// Gives the actor another name.
    pub fn rename(&mut self, id: ActorId, alias: &str) {
        self.register(id, alias);
        if let Some(member) = self.get_mut(id) {
            member.learn(alias);
        }
    }

    /// The actor with exactly this name or alias.
    pub fn find(&self, name: &str) -> Option<ActorId> {
        self.by_name.get(&name.to_lowercase())?.last().copied()
    }

    /// Notes that the actor is mentioned.
    pub fn mention(&mut self, id: ActorId, mention: Mention) {
        if let Some(member) = self.get_mut(id) {
            let at = member.actor.mentions.partition_point(|m| m.span.start < mention.span.start);
            member.actor.mentions.insert(at, mention);
        }
    }

    /// Makes one of all names that name the same; gives for each whom it names. Full names first: what is short is
    /// looked up among them.
    pub fn unite(&mut self, text: &Text<'_>, names: &[Name]) -> Vec<ActorId> {
        let mut out = vec![ActorId(0); names.len()];
        let is_full = |name: &Name| name.tokens.len() > 1;
        for full in [true, false] {
            for (slot, name) in out.iter_mut().zip(names).filter(|(_, name)| is_full(name) == full) {
                *slot = self.meet(text, name);
            }
        }
        out
    }

    /// The actor that `name` names, a new one where it is none of those before.
    fn meet(&mut self, text: &Text<'_>, name: &Name) -> ActorId {
        let written = text.phrase(name.tokens.clone());
        let chances = describe::chances(text, name);
        let country = speaking_place(&written);
        let span = text.span(name.tokens.clone());
        let known = match country {
            _ if self.side(&written).is_some() => self.side(&written).map(|id| (id, Why::PlaceName)),
            Some(country) if name.kind == NameKind::Place => self
                .find(country)
                .map(|id| (id, if written == country { Why::SameName } else { Why::PlaceName })),
            _ => self.known(&written, name, &chances, span),
        };
        let (id, why) = known.unwrap_or_else(|| {
            let canonical = country.filter(|_| name.kind == NameKind::Place).unwrap_or(&written);
            let id = self.add(canonical.to_owned(), ActorKind::Person);
            if let Some(member) = self.get_mut(id) {
                member.is_named = true;
            }
            self.register(id, canonical);
            (id, Why::First)
        });
        self.register(id, &written);
        let from =
            self.get(id).and_then(|m| m.nearest(span.start)).map(|m| m.span).filter(|_| why != Why::First);
        if let Some(member) = self.get_mut(id) {
            member.learn(&written);
            member.weigh(&chances);
            member.agree(name.gender);
            if member.actor.role.is_none() {
                member.actor.role = describe::role(text, name);
            }
            for part in [&name.title, &name.apposition] {
                if !part.is_empty() {
                    member.descriptions.push(part.clone());
                }
            }
        }
        for noun in describe::nouns(text, name) {
            self.describe(id, &noun);
        }
        self.mention(id, Mention { span, form: Form::Name, why, from });
        id
    }

    /// The place that "North" is short for.
    fn side(&self, written: &str) -> Option<ActorId> {
        if !matches!(written, "North" | "South" | "East" | "West") {
            return None;
        }
        let lower = written.to_lowercase();
        let known = self.with_word(&lower).find(|(_, m)| m.likely() == NameKind::Place && m.key.len() > 1);
        known.map(|(id, _)| id)
    }

    /// The person that is named so, by a full name or a part of it.
    pub fn person(&self, name: &str) -> Option<ActorId> {
        let sought = key(name);
        let found = self.candidates(&sought).filter(|(_, m)| m.is_named && m.likely() == NameKind::Person);
        found.filter(|(_, m)| m.names(&sought).is_some()).map(|(id, _)| id).next()
    }

    fn candidates(&self, sought: &[String]) -> impl Iterator<Item = (ActorId, &Member)> {
        let initials = acronym(sought);
        let mut ids: Vec<ActorId> = [sought.first(), sought.last(), Some(&initials)]
            .into_iter()
            .flatten()
            .filter_map(|word| self.by_word.get(word))
            .flat_map(|ids| ids.iter().rev().take(MOST))
            .copied()
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| Some((id, self.get(id)?)))
    }

    /// The actor that is named so, by a full name, a part of it, or an acronym, and why.
    fn known(&self, written: &str, name: &Name, chances: &[f32; 4], span: Span) -> Option<(ActorId, Why)> {
        let sought = key(written);
        let agrees = |m: &Member| match (m.gender, name.gender) {
            (Some((a, sure)), Some((b, also))) => {
                a == b || sure.min(also) < Sure::Noun && sought.len() > 1 && m.key == sought
            }
            _ => true,
        };
        let matches = self.candidates(&sought).filter(|(_, m)| m.is_named && m.allows(chances) && agrees(m));
        let matches = matches.filter_map(|(id, m)| Some((m.names(&sought)?, id, m)));
        // Of two people with one surname, it is whoever was called by it before, else whoever was named last.
        let best = matches.max_by_key(|(why, _, m)| {
            let is_called_so = m.actor.aliases.iter().any(|a| a == written);
            let before = m.nearest(span.start).map(|m| m.span.start).filter(|at| *at <= span.start);
            (
                *why == Why::SameName,
                is_called_so,
                before,
                std::cmp::Reverse(m.nearest(span.start).map(|m| m.span.start)),
            )
        });
        best.map(|(why, id, _)| (id, why))
    }
}

impl Member {
    /// The mention before the byte `offset`, or the first one behind it.
    pub fn nearest(&self, offset: usize) -> Option<&Mention> {
        let at = self.actor.mentions.partition_point(|m| m.span.start < offset);
        self.actor.mentions.get(at.saturating_sub(1))
    }

    /// Takes evidence of gender in, where it is surer than what is known.
    pub fn agree(&mut self, gender: Option<(Gender, Sure)>) {
        if let Some((_, sure)) = gender
            && self.gender.is_none_or(|(_, known)| sure > known)
        {
            self.gender = gender;
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

    fn weigh(&mut self, chances: &[f32; 4]) {
        for (sum, chance) in self.kinds.iter_mut().zip(chances) {
            *sum += chance;
        }
        self.actor.kind = match self.likely() {
            NameKind::Person => ActorKind::Person,
            NameKind::Organisation => ActorKind::Organisation,
            NameKind::Place => ActorKind::Place,
            NameKind::Other if self.key.last().is_some_and(|w| nouns::is_plural(w)) => ActorKind::Group,
            NameKind::Other => ActorKind::Organisation,
        };
    }

    /// Whether a name with these chances can be its: not where both are certain of kinds that differ.
    fn allows(&self, chances: &[f32; 4]) -> bool {
        let own = self.likely() as usize;
        let total: f32 = chances.iter().sum();
        let best =
            (0..4).max_by(|&a, &b| chances.get(a).unwrap_or(&0.0).total_cmp(chances.get(b).unwrap_or(&0.0)));
        let Some(best) = best else { return true };
        let is_sure = chances.get(best).is_some_and(|c| *c >= CERTAIN * total);
        let of_own = chances.get(own).copied().unwrap_or_default();
        best == own || !is_sure || of_own > 0.15 * total || self.chance(self.likely()) < 0.6
    }

    /// Why the words `sought` can name it, if they can.
    fn names(&self, sought: &[String]) -> Option<Why> {
        if self.key == sought || self.actor.aliases.iter().any(|a| key(a) == sought) {
            return Some(Why::SameName);
        }
        let (first, last) = (self.key.first()?, self.key.last()?);
        let is_part = match self.likely() {
            NameKind::Person => match sought {
                [one] => self.key.len() > 1 && (one == last || one == first),
                [a, .., z] => a == first && z == last || self.key.len() == 1 && (first == z || first == a),
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
    fn learn(&mut self, written: &str) {
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
    let leads = long.len() - short.len();
    let before = long.get(..leads).unwrap_or_default();
    long.ends_with(short)
        && !(short.len() == 1 && !short.iter().any(is_noun) && before.last().is_none_or(|w| w != "of"))
        && !(short.len() == 1 && before.iter().any(|w| w == "university" || w == "bank"))
}

/// The place whose government a name stands for.
fn speaking_place(name: &str) -> Option<&'static str> {
    let place = places::named(name).or_else(|| places::find(name, Way::Capital));
    place.or_else(|| places::find(name, Way::Office)).map(|place| place.name)
}

fn key(name: &str) -> Vec<String> {
    name.split([' ', '-'])
        .map(|w| words::lower(w).trim_matches('.').to_owned())
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "the" | "'s"))
        .collect()
}

fn is_company_form(word: &str) -> bool {
    matches!(word, "inc" | "corp" | "ltd" | "co" | "plc" | "llc" | "gmbh")
}

fn acronym(key: &[String]) -> String {
    key.iter()
        .filter(|w| !matches!(w.as_str(), "of" | "and" | "the" | "for" | "in" | "on"))
        .filter_map(|w| w.chars().next())
        .collect()
}
