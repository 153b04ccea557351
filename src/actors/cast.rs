//! The actors met so far, and the rule by which a new name is one of them.

use super::{
    Actor, ActorId, ActorKind, Form, Mention, QuoteCounts, Why,
    names::{self, Name, Text},
    nouns::{self, Gender},
    places,
};
use crate::{language::words, span::Span};
use std::collections::HashMap;

/// An actor in the making.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub actor: Actor,
    pub gender: Option<Gender>,
    /// Whether the kind rests on evidence rather than on the shape of the name.
    pub is_certain: bool,
    /// The words of the canonical name in lower case, without titles.
    key: Vec<String>,
}

/// The actors of an article, in order of first mention.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub members: Vec<Member>,
    /// Which actors a word of a name can belong to.
    by_word: HashMap<String, Vec<ActorId>>,
    /// Names and aliases in lower case.
    by_name: HashMap<String, ActorId>,
}

/// How many actors are looked through for a word that many of them share, or for a role. More than any article has;
/// the bound keeps a text of many megabytes linear.
const MOST: usize = 300;

impl Cast {
    pub fn get(&self, id: ActorId) -> Option<&Member> {
        self.members.get(id.0)
    }

    pub fn get_mut(&mut self, id: ActorId) -> Option<&mut Member> {
        self.members.get_mut(id.0)
    }

    /// Adds an actor that is none of those before.
    pub fn add(&mut self, name: String, kind: ActorKind, role: Option<String>) -> ActorId {
        let key = key(&name);
        let actor = Actor {
            name,
            kind,
            role,
            aliases: Vec::new(),
            mentions: Vec::new(),
            quotes: QuoteCounts::default(),
            words: 0,
        };
        let id = ActorId(self.members.len());
        self.register(id, &actor.name);
        self.members.push(Member { actor, gender: None, is_certain: true, key });
        id
    }

    /// Notes that `name` names the actor, so that it is found again by the whole, a word or the initials of it.
    fn register(&mut self, id: ActorId, name: &str) {
        if self.by_name.contains_key(&name.to_lowercase()) {
            return;
        }
        self.by_name.insert(name.to_lowercase(), id);
        let mut words = key(name);
        if words.len() > 1 {
            words.push(acronym(&words));
        }
        for word in words {
            let known = self.by_word.entry(word).or_default();
            if known.last() != Some(&id) {
                known.push(id);
            }
        }
    }

    /// Gives the actor another name.
    pub fn rename(&mut self, id: ActorId, alias: &str) {
        self.register(id, alias);
        if let Some(member) = self.get_mut(id) {
            member.learn(alias, None, None);
        }
    }

    /// The actors met last, the latest first; a bounded number of them.
    pub fn latest(&self) -> impl Iterator<Item = (ActorId, &Member)> {
        self.members.iter().enumerate().rev().take(MOST).map(|(at, member)| (ActorId(at), member))
    }

    /// The actor with exactly this name or alias.
    pub fn find(&self, name: &str) -> Option<ActorId> {
        self.by_name.get(&name.to_lowercase()).copied()
    }

    /// Notes that the actor is mentioned at `span`.
    pub fn mention(&mut self, id: ActorId, span: Span) {
        if let Some(member) = self.get_mut(id) {
            let at = member.actor.mentions.partition_point(|m| m.span.start < span.start);
            let mention = Mention { span, form: Form::Name, why: Why::First, from: None };
            member.actor.mentions.insert(at, mention);
        }
    }

    /// The actor that `name` names, a new one where it is none of those before.
    pub fn meet(&mut self, text: &Text<'_>, name: &Name) -> ActorId {
        let written = text.phrase(name.tokens.clone());
        let shape = kind(text, name, &written);
        let known = match (places::country(&written), places::is_capital(&written)) {
            (Some(country), _) if shape == Some(ActorKind::Place) => self.find(country),
            _ => self.known(&written, name.gender, shape),
        };
        let id = known.unwrap_or_else(|| {
            let canonical = if shape == Some(ActorKind::Place) {
                places::country(&written).unwrap_or(&written).to_owned()
            } else {
                written.clone()
            };
            let id = self.add(canonical, shape.unwrap_or(ActorKind::Person), None);
            if let Some(member) = self.get_mut(id) {
                member.is_certain = shape.is_some();
            }
            id
        });
        self.register(id, &written);
        if let Some(member) = self.get_mut(id) {
            member.learn(&written, name.gender, shape);
            if member.actor.role.is_none() {
                member.actor.role = role(text, name);
            }
        }
        id
    }

    /// The person that is named so, by a full name or a part of it.
    pub fn person(&self, name: &str) -> Option<ActorId> {
        self.known(name, None, Some(ActorKind::Person))
    }

    /// The actor that is named so, by a full name, a part of it, or an acronym.
    fn known(&self, written: &str, gender: Option<Gender>, shape: Option<ActorKind>) -> Option<ActorId> {
        let sought = key(written);
        let agrees = |m: &&(usize, &Member)| m.1.gender.is_none() || gender.is_none() || m.1.gender == gender;
        let initials = acronym(&sought);
        let mut ids: Vec<ActorId> = [sought.first(), sought.last(), Some(&initials)]
            .into_iter()
            .flatten()
            .filter_map(|word| self.by_word.get(word))
            .flat_map(|ids| ids.iter().rev().take(MOST))
            .copied()
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let matches: Vec<(usize, &Member)> = ids
            .iter()
            .filter_map(|id| Some((id.0, self.get(*id)?)))
            .filter(|(_, m)| m.is_named(&sought, shape))
            .collect();
        let found = matches.iter().find(|(_, m)| m.key == sought).or_else(|| {
            // Of two people with one surname, it is whoever was called by it before, else whoever was named last.
            matches.iter().filter(agrees).max_by_key(|(_, m)| {
                let is_called_so = m.actor.aliases.iter().any(|a| a == written);
                (is_called_so, m.actor.mentions.last().map(|m| m.span.start))
            })
        });
        found.map(|(at, _)| ActorId(*at))
    }
}

impl Member {
    /// Where the actor was last mentioned before the byte `offset`.
    pub fn last_before(&self, offset: usize) -> Option<usize> {
        let at = self.actor.mentions.partition_point(|m| m.span.start < offset).checked_sub(1)?;
        self.actor.mentions.get(at).map(|m| m.span.start)
    }

    /// Whether the words `sought` can name this actor.
    fn is_named(&self, sought: &[String], shape: Option<ActorKind>) -> bool {
        if self.key == sought || self.actor.aliases.iter().any(|a| key(a) == sought) {
            return true;
        }
        let (Some(first), Some(last)) = (self.key.first(), self.key.last()) else { return false };
        match self.actor.kind {
            ActorKind::Person if !matches!(shape, Some(ActorKind::Place | ActorKind::Organisation)) => {
                match sought {
                    [one] => self.key.len() > 1 && (one == last || one == first),
                    [a, .., z] => {
                        a == first && z == last || self.key.len() == 1 && (first == z || first == a)
                    }
                    [] => false,
                }
            }
            ActorKind::Organisation => match sought {
                [one] => {
                    self.key.len() > 1
                        && (acronym(&self.key) == *one || one == first && is_company_form(last))
                }
                _ => {
                    self.key.len() == 1 && acronym(sought) == *first
                        || self.key.len() > sought.len() && self.key.ends_with(sought)
                }
            },
            _ => false,
        }
    }

    /// Takes in another name for the actor: the fullest is canonical, the others are aliases.
    pub fn learn(&mut self, written: &str, gender: Option<Gender>, kind: Option<ActorKind>) {
        self.gender = self.gender.or(gender);
        if let Some(kind) = kind.filter(|_| !self.is_certain) {
            self.actor.kind = kind;
            self.is_certain = true;
        }
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

fn key(name: &str) -> Vec<String> {
    name.split([' ', '-'])
        .filter(|w| !w.is_empty())
        .map(|w| words::lower(w).trim_matches('.').to_owned())
        .collect()
}

fn is_company_form(word: &str) -> bool {
    matches!(word, "inc" | "corp" | "ltd" | "co" | "plc" | "llc" | "gmbh")
}

fn acronym(key: &[String]) -> String {
    key.iter()
        .filter(|w| !matches!(w.as_str(), "of" | "and" | "the" | "for" | "in"))
        .filter_map(|w| w.chars().next())
        .collect()
}

/// What the name is, where it or what stands around it tells.
fn kind(text: &Text<'_>, name: &Name, written: &str) -> Option<ActorKind> {
    let last = text.lower(name.tokens.end - 1);
    let is_scenery = name.tokens.len() > 1 && nouns::is_place_word(&last);
    if places::country(written).is_some() || places::is_capital(written) || is_scenery {
        return Some(ActorKind::Place);
    }
    let after = text.lower(name.tokens.end);
    let after_next = text.lower(name.tokens.end + 1);
    let is_organisation = |word: &str| nouns::kind_of_head(word) == Some(ActorKind::Organisation);
    if nouns::is_organisation_word(&last)
        || is_organisation(&text.lower(name.tokens.start))
        || is_organisation(&after)
        || matches!(&*after, "news") && is_organisation(&after_next)
    {
        return Some(ActorKind::Organisation);
    }
    let described = [&name.title, &name.apposition]
        .into_iter()
        .find_map(|range| names::head(text, range.clone()).and_then(|i| nouns::kind_of_head(&text.lower(i))));
    if let Some(kind) = described.filter(|k| matches!(k, ActorKind::Person | ActorKind::Organisation)) {
        return Some(kind);
    }
    if name.gender.is_some() {
        return Some(ActorKind::Person);
    }
    if words::is_acronym(written) && !written.contains(' ') || name.is_definite {
        return Some(ActorKind::Organisation);
    }
    None
}

/// The description with which `name` is introduced here, short enough for a line.
fn role(text: &Text<'_>, name: &Name) -> Option<String> {
    const LONGEST: usize = 60;
    let title = text.phrase(name.title.clone());
    let honorific = matches!(
        &*words::lower(&title),
        "mr." | "mrs." | "ms." | "mr" | "mrs" | "ms" | "miss" | "dr." | "dr" | "mx."
    );
    let mut range = if title.is_empty() || honorific { name.apposition.clone() } else { name.title.clone() };
    let first = text.lower(range.start);
    if words::is_determiner(&first) || words::is_possessive(&first) {
        range.start += 1;
    }
    let found = text.phrase(range);
    (!found.is_empty() && found.len() <= LONGEST).then_some(found)
}
