//! The heads of sources, carriers and addressees: a pronoun, a name or a noun.

use super::mentions;
use crate::{
    actors::{
        ActorId, ActorKind,
        grammar::Grammar,
        names::{modifiers, name::Name},
        nouns,
    },
    language::{TokenKind, phrases::Phrases, pronouns},
    span::Span,
};
use std::ops::Range;

/// The head of a source, carrier or addressee; the numbers are indices of tokens and of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::actors) enum Target {
    /// The pronoun at this token.
    Pronoun(u32),
    /// The name with this index.
    Name(u32),
    /// The two names with these indices, together.
    Pair(u32, u32),
    /// A noun phrase.
    Noun {
        /// Its first token.
        start: u32,
        /// The token after its last one.
        end: u32,
        /// The token after its core, where complements and asides begin.
        zone_end: u32,
        /// The token of its noun.
        head: u32,
    },
}

/// The names of a text, in order, and the entity of each.
#[derive(Clone, Copy)]
pub(in crate::actors) struct Named<'a> {
    pub grammar: &'a Grammar<'a>,
    pub names: &'a [Name],
    pub ids: &'a [u32],
}

impl<'a> Named<'a> {
    /// The indices of the names that begin in `range`.
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.names.partition_point(|n| n.tokens.start < range.start);
        let to = self.names.partition_point(|n| n.tokens.start < range.end);
        from..to.max(from)
    }

    /// The entity of the name with this index.
    pub fn id(&self, number: usize) -> Option<ActorId> {
        self.ids.get(number).map(|&id| ActorId(id as usize))
    }

    fn get(&self, number: usize) -> Option<&'a Name> {
        self.names.get(number)
    }

    fn is_owner(&self, name: &Name) -> bool {
        self.grammar.text.kind(name.tokens.end) == Some(TokenKind::Possessive)
    }

    /// The head of the words at `span`.
    pub fn target(&self, span: Span) -> Option<Target> {
        let text = self.grammar.text;
        let mut range = text.tokens.within(span);
        // "the woman's" in "the woman's claim that"
        if range.len() > 1 && text.kind(range.end - 1) == Some(TokenKind::Possessive) {
            range.end -= 1;
        }
        let first = text.lower(range.start);
        if range.is_empty() {
            return None;
        }
        if range.len() == 1 && pronouns::pronoun(&first).is_some() {
            return Some(Target::Pronoun(range.start as u32));
        }
        if let Some(target) = self.named(&range) {
            return Some(target);
        }
        let zone_end = self.zone_end(&range);
        let head = modifiers::noun(text, range.start..zone_end)?;
        let Range { start, end } = range;
        let [start, end, zone_end, head] = [start, end, zone_end, head].map(|at| at as u32);
        Some(Target::Noun { start, end, zone_end, head })
    }

    /// The name that is the head of the phrase.
    fn named(&self, range: &Range<usize>) -> Option<Target> {
        let text = self.grammar.text;
        let zone_end = self.zone_end(range);
        let inside: Vec<usize> = self
            .within(&(range.start..zone_end))
            .filter(|&n| self.get(n).is_some_and(|name| !self.is_owner(name)))
            .collect();
        if let [a, b] = *inside.as_slice()
            && let (Some(first), Some(second)) = (self.get(a), self.get(b))
            && text.lower(first.tokens.end) == "and"
            && second.title.start.min(second.tokens.start) <= first.tokens.end + 2
            && self.id(a) != self.id(b)
        {
            return Some(Target::Pair(a as u32, b as u32));
        }
        if let Some(&last) = inside.last()
            && let Some(name) = self.get(last)
        {
            // "White House officials", "the Vesta news agency"
            let rest = name.tokens.end..zone_end;
            let head = rest.clone().rev().find(|&i| text.kind(i) == Some(TokenKind::Word));
            let kind = head.and_then(|i| nouns::kind_of_head(&text.lower(i)));
            let is_plural = head.is_some_and(|i| nouns::is_plural(&text.lower(i)));
            let is_about =
                is_plural || matches!(kind, Some(ActorKind::Person | ActorKind::Document | ActorKind::Group));
            let is_side = head.is_some_and(|i| text.lower(i) == "side");
            if is_about {
                return None;
            }
            // "the US side": the place speaks.
            if is_side || kind.is_none() || kind == Some(ActorKind::Organisation) {
                return Some(Target::Name(last as u32));
            }
        }
        // "Ardeyn's sister, Dessa Ardeyn": the name stands in the apposition.
        let first = self.within(&(zone_end..range.end)).next()?;
        let name = self.get(first)?;
        let is_apposed =
            text.word(zone_end) == "," && name.title.start.min(name.tokens.start) <= zone_end + 2;
        (is_apposed && !self.is_owner(name)).then_some(Target::Name(first as u32))
    }

    /// The end of the core of the phrase; words within a name do not end it.
    fn zone_end(&self, range: &Range<usize>) -> usize {
        self.grammar.text.core_with(range.clone(), |at| mentions::in_name(self.names, at)).end
    }
}
