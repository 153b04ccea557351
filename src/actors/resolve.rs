//! Which actor the words around a cue mean.

use super::{
    ActorId, ActorKind,
    cast::Cast,
    names::{self, Name, Text},
    nouns::{self, Gender},
    places,
};
use crate::{
    language::{TokenKind, words},
    span::Span,
};
use std::ops::Range;

/// What is known while the quotes are resolved one by one, in text order.
pub(super) struct Resolver<'a> {
    pub text: Text<'a>,
    pub cast: Cast,
    /// The names of the text in order, with whom they name.
    pub names: Vec<(Name, ActorId)>,
    /// The speakers so far, the latest last, with where they were named.
    spoken: Vec<(usize, ActorId)>,
    /// Who speaks the words that are looked at: "he" and "she" in them are somebody else.
    pub around: Option<ActorId>,
}

impl<'a> Resolver<'a> {
    pub fn new(text: Text<'a>, cast: Cast, names: Vec<(Name, ActorId)>) -> Self {
        Self { text, cast, names, spoken: Vec::new(), around: None }
    }

    /// Notes who speaks, so that a pronoun after it can mean them.
    pub fn note_speaker(&mut self, at: usize, id: ActorId) {
        self.spoken.push((at, id));
    }

    /// The actor that `span` means; a new one where it is none of those before and a source could be called so.
    pub fn resolve(&mut self, span: Span) -> Option<ActorId> {
        let range = self.text.tokens.within(span);
        if range.is_empty() {
            return None;
        }
        let first = self.text.lower(range.start).into_owned();
        if range.len() == 1 && words::is_pronoun(&first) {
            let id = self.pronoun(range.start, &first)?;
            self.cast.mention(id, span);
            return Some(id);
        }
        if let Some(id) = self.named(&range) {
            return Some(id);
        }
        let id = self.described(&range)?;
        self.cast.mention(id, span);
        Some(id)
    }

    /// The person that the label of an interview's turn names; nobody where it is "Q" or "A".
    pub fn label(&mut self, span: Span) -> Option<ActorId> {
        let range = self.text.tokens.within(span);
        let name = self.text.phrase(range);
        if name.chars().count() < 2 {
            return None;
        }
        let id = self.cast.person(&name).unwrap_or_else(|| self.cast.add(name, ActorKind::Person, None));
        self.cast.mention(id, span);
        Some(id)
    }

    /// The names that begin in `range`.
    fn names_in(&self, range: &Range<usize>) -> &[(Name, ActorId)] {
        let from = self.names.partition_point(|(n, _)| n.tokens.start < range.start);
        let to = self.names.partition_point(|(n, _)| n.tokens.start < range.end);
        self.names.get(from..to.max(from)).unwrap_or_default()
    }

    /// The actor whose name is the head of the phrase.
    fn named(&mut self, range: &Range<usize>) -> Option<ActorId> {
        let zone_end = self.zone_end(range);
        let is_owner = |n: &Name| self.text.kind(n.tokens.end) == Some(TokenKind::Possessive);
        let inside: Vec<(Name, ActorId)> =
            self.names_in(&(range.start..zone_end)).iter().filter(|(n, _)| !is_owner(n)).cloned().collect();
        if let [(a, x), (b, y)] = inside.as_slice()
            && self.text.lower(a.tokens.end) == "and"
            && b.title.start.min(b.tokens.start) <= a.tokens.end + 2
            && x != y
        {
            let name = format!("{} and {}", self.name(*x), self.name(*y));
            let id = self.cast.find(&name).unwrap_or_else(|| self.cast.add(name, ActorKind::Group, None));
            self.cast.mention(id, self.text.span(a.tokens.start..b.tokens.end));
            return Some(id);
        }
        if let Some((name, id)) = inside.last() {
            // "White House officials", "the Vesta news agency"
            let rest = name.tokens.end..zone_end;
            let head = rest.clone().rev().find(|&i| self.text.kind(i) == Some(TokenKind::Word));
            let kind = head.and_then(|i| nouns::kind_of_head(&self.text.lower(i)));
            let is_about = head.is_some_and(|i| nouns::is_plural(&self.text.lower(i)))
                || matches!(kind, Some(ActorKind::Person | ActorKind::Document | ActorKind::Group));
            let is_side = head.is_some_and(|i| self.text.lower(i) == "side");
            if is_about {
                return None;
            }
            // "the US side": a place speaks.
            if is_side || kind.is_none() || kind == Some(ActorKind::Organisation) {
                return Some(*id);
            }
        }
        // "Ardeyn's sister, Dessa Ardeyn": the name stands in the apposition.
        let after = self.text.word(zone_end) == ",";
        let apposed = self
            .names_in(&(zone_end..range.end))
            .first()
            .filter(|(n, _)| after && n.title.start.min(n.tokens.start) <= zone_end + 2);
        apposed.filter(|(n, _)| !is_owner(n)).map(|(_, id)| *id)
    }

    /// Where the head of the phrase ends: at the first preposition or comma.
    fn zone_end(&self, range: &Range<usize>) -> usize {
        let in_name = |at: usize| {
            let before = self.names.partition_point(|(n, _)| n.tokens.start <= at);
            before.checked_sub(1).and_then(|i| self.names.get(i)).is_some_and(|(n, _)| n.tokens.contains(&at))
        };
        (range.start..range.end)
            .find(|&i| {
                let word = self.text.lower(i);
                let ends = matches!(&*word, "," | "(" | "who" | "which" | "that" | "—" | "–")
                    || words::is_preposition(&word);
                ends && i > range.start && !in_name(i)
            })
            .unwrap_or(range.end)
    }

    fn name(&self, id: ActorId) -> &str {
        self.cast.get(id).map_or("", |m| m.actor.name.as_str())
    }

    /// Whom a pronoun at `at` means.
    fn pronoun(&self, at: usize, word: &str) -> Option<ActorId> {
        /// How far back a pronoun is looked up, in tokens.
        const FAR: usize = 160;
        let floor = at.saturating_sub(FAR);
        let gender = match word {
            "he" | "him" | "his" | "himself" => Some(Gender::Male),
            "she" | "her" | "herself" => Some(Gender::Female),
            "who" | "which" => {
                let before = self.names.partition_point(|(n, _)| n.tokens.end <= at);
                let (name, id) = before.checked_sub(1).and_then(|i| self.names.get(i))?;
                return (name.tokens.end + 3 > at).then_some(*id);
            }
            "they" | "them" | "it" | "we" => {
                let fits =
                    |id: &ActorId| self.cast.get(*id).is_some_and(|m| m.actor.kind != ActorKind::Person);
                return self
                    .spoken
                    .iter()
                    .rev()
                    .find(|(i, id)| *i < at && *i >= floor && fits(id))
                    .map(|(_, id)| *id);
            }
            _ => return None,
        };
        let fits = |id: &ActorId| {
            Some(*id) != self.around
                && self.cast.get(*id).is_some_and(|m| {
                    matches!(m.actor.kind, ActorKind::Person | ActorKind::Anonymous)
                        && (m.is_certain || m.actor.name.contains(' '))
                        && (m.gender.is_none() || gender.is_none() || m.gender == gender)
                })
        };
        // Whoever takes turns with the speaker is "you" to them, so those who spoke are not looked at inside words.
        let mut spoken = self.spoken.iter().rev().filter(|_| self.around.is_none());
        let spoken = spoken.find(|(i, id)| *i < at && *i >= floor && fits(id));
        // The subject of the latest sentence that names somebody, or whoever spoke since.
        let sentences = &self.text.tokens.sentences;
        let here = sentences.partition_point(|s| s.tokens.end <= at);
        let named = (0..=here).rev().take(4).find_map(|s| {
            let range = sentences.get(s)?.tokens.clone();
            let range = range.start..range.end.min(at);
            self.names_in(&range).iter().find(|(n, id)| {
                fits(id)
                    && self.text.kind(n.tokens.end) != Some(TokenKind::Possessive)
                    && !self.is_in_marks(n.tokens.start, range.start)
            })
        });
        match (spoken, named) {
            (Some((i, id)), Some((name, named))) => Some(if name.tokens.start > *i { *named } else { *id }),
            (spoken, named) => spoken.map(|(_, id)| *id).or(named.map(|(_, id)| *id)),
        }
    }

    /// Whether an odd number of quotation marks stands between the sentence's start and `at`.
    fn is_in_marks(&self, at: usize, from: usize) -> bool {
        (from..at).filter(|&i| matches!(self.text.word(i), "\"" | "“" | "”")).count() % 2 == 1
    }

    /// The actor that a phrase without a name describes.
    fn described(&mut self, range: &Range<usize>) -> Option<ActorId> {
        let zone = range.start..self.zone_end(range);
        let head_at = names::head(&self.text, zone.clone())?;
        let head = self.text.lower(head_at).into_owned();
        let first = self.text.lower(range.start).into_owned();
        if matches!(
            &*first,
            "whose"
                | "nobody"
                | "everyone"
                | "everybody"
                | "someone"
                | "neither"
                | "either"
                | "none"
                | "it's"
                | "that"
                | "what"
        ) {
            return None;
        }
        if let Some(id) = self.country(&zone) {
            return Some(id);
        }
        let kind = nouns::kind_of_head(&head);
        let is_indefinite = matches!(&*first, "a" | "an" | "another" | "one");
        let is_plural = nouns::is_plural(&head) || kind == Some(ActorKind::Group);
        let start = zone.start + usize::from(words::is_determiner(&first) && !is_plural || first == "the");
        let name = self.short_phrase(start..range.end);
        if name.is_empty() {
            return None;
        }
        if kind == Some(ActorKind::Person) && !is_plural {
            if is_indefinite {
                return Some(self.cast.add(name, ActorKind::Anonymous, None));
            }
            if let Some(id) = self.role_holder(&zone, &head, range.start) {
                return Some(id);
            }
        }
        if !is_indefinite
            && !is_plural
            && kind == Some(ActorKind::Organisation)
            && let Some(id) = self.organisation(&head, range.start)
        {
            return Some(id);
        }
        let same = self
            .cast
            .find(&name)
            .or_else(|| (first == "the" || first == "this").then(|| self.called(&head)).flatten());
        if same.is_some() {
            return same;
        }
        let kind = match kind {
            _ if is_plural => {
                if kind == Some(ActorKind::Document) {
                    ActorKind::Document
                } else {
                    ActorKind::Group
                }
            }
            Some(kind) => kind,
            None if words::is_capitalised(self.text.word(head_at)) => ActorKind::Organisation,
            None if zone.len() == 1 => return None,
            None => ActorKind::Document,
        };
        let id = self.cast.add(name, kind, None);
        if let Some(member) = self.cast.get_mut(id) {
            member.gender = nouns::gender(&head);
        }
        Some(id)
    }

    /// The document or group that was last called by this head noun.
    fn called(&self, head: &str) -> Option<ActorId> {
        let is_called = |m: &super::cast::Member| {
            matches!(m.actor.kind, ActorKind::Document | ActorKind::Group)
                && m.actor.name.split(' ').any(|w| words::lower(w) == head)
        };
        self.cast.latest().find(|(_, m)| is_called(m)).map(|(id, _)| id)
    }

    /// The phrase as an actor's name: cut at a comma or a relative clause, first letter as written.
    fn short_phrase(&self, range: Range<usize>) -> String {
        const LONGEST: usize = 9;
        let end = (range.start..range.end)
            .find(|&i| matches!(&*self.text.lower(i), "," | "who" | "which" | "(" | "that" | "—"))
            .unwrap_or(range.end);
        self.text.phrase(range.start..end.min(range.start + LONGEST))
    }

    /// "Beijing", "the North", "the US side".
    fn country(&mut self, zone: &Range<usize>) -> Option<ActorId> {
        let words: Vec<&str> = zone.clone().map(|i| self.text.word(i)).collect();
        let side = match words.as_slice() {
            ["The" | "the", side @ ("North" | "South" | "West")] => *side,
            ["The" | "the", adjective, "side"] => places::country_of_adjective(adjective)?,
            _ => return None,
        };
        let of_side =
            |m: &super::cast::Member| m.actor.kind == ActorKind::Place && m.actor.name.starts_with(side);
        let known = self.cast.latest().filter(|(_, m)| of_side(m)).last().map(|(id, _)| id);
        let id = known.unwrap_or_else(|| self.cast.add(side.to_owned(), ActorKind::Place, None));
        let written = words.join(" ");
        let alias = written.strip_prefix("The ").or(written.strip_prefix("the ")).unwrap_or(&written);
        self.cast.rename(id, alias);
        Some(id)
    }

    /// The person who was introduced with the role that the phrase names ("the Chinese leader", "the spokeswoman").
    fn role_holder(&self, zone: &Range<usize>, head: &str, at: usize) -> Option<ActorId> {
        let adjective = zone
            .clone()
            .find(|&i| places::country_of_adjective(self.text.word(i)).is_some())
            .map(|i| self.text.word(i));
        let leads = |word: &str| {
            matches!(
                word,
                "leader" | "president" | "premier" | "chancellor" | "king" | "queen" | "emperor" | "minister"
            )
        };
        let here = self.text.span(at..at + 1).start;
        let holders = self.cast.latest().filter(|(_, m)| {
            let Some(role) = m.actor.role.as_deref().filter(|_| m.actor.kind == ActorKind::Person) else {
                return m.actor.kind == ActorKind::Anonymous && m.actor.name.split(' ').any(|w| w == head);
            };
            let mut role_words = role.split(' ').map(words::lower);
            let has_head =
                role_words.any(|w| w == head || leads(&w) && (head == "leader" || &*w == "leader"));
            has_head && adjective.is_none_or(|a| role.contains(a))
        });
        holders.filter_map(|(id, m)| Some((m.last_before(here)?, id))).max().map(|(_, id)| id)
    }

    /// The organisation that was last named before `at` and is called `head`.
    fn organisation(&self, head: &str, at: usize) -> Option<ActorId> {
        let here = self.text.span(at..at + 1).start;
        let named = self.cast.latest().filter(|(_, m)| {
            m.actor.kind == ActorKind::Organisation
                && m.actor
                    .name
                    .split(' ')
                    .chain(m.actor.role.iter().flat_map(|r| r.split(' ')))
                    .any(|w| words::lower(w) == head)
        });
        named.filter_map(|(id, m)| Some((m.last_before(here)?, id))).max().map(|(_, id)| id)
    }
}
