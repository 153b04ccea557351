//! The names and kinds of actors, by their mentions and the words beside them.

use super::{Groups, KINDS, MentionLinker, MentionType, Mentioned};
use crate::{
    actors::{ActorKind, entities::descriptions, names::name::Name, nouns},
    attribution::carriers,
    language::{phrases::Phrases, words},
    lexicon::{classes::names::is_particle, given_names},
};
use std::{cmp::Reverse, collections::HashMap, ops::Range};

impl<L: MentionLinker> Groups<'_, L> {
    /// Adds the evidence of titles, appositions and pronouns to the log probabilities of the kinds.
    pub(super) fn tell<'b>(
        &self,
        chances: &mut [f32; KINDS],
        people: &[Option<Name>],
        sides: impl Iterator<Item = &'b Mentioned>,
    ) {
        const TOLD: f32 = 2.0;
        const CERTAIN: f32 = 20.0;
        let [person, organisation, place, ..] = chances;
        for name in people.iter().flatten() {
            let told = descriptions::chances(self.document, name);
            *person += told[0] - name.chances[0];
            *organisation += told[1] - name.chances[1];
            *place += told[2] - name.chances[2];
            let is_bare = name.tokens.len() == 1 && name.gender.is_none();
            let is_told = is_bare && descriptions::is_told_body(self.document, name);
            if is_told || carriers::is_outlet(self.document, &name.tokens) {
                *organisation += CERTAIN;
            }
        }
        let sides: Vec<&Mentioned> = sides.collect();
        // In "the mayor of Harle, Ann Roe", Harle is not a person.
        let is_seat = |side: &&Mentioned| {
            let of = side.tokens.start.checked_sub(1).filter(|at| &*self.document.lower(*at) == "of");
            let office = of.and_then(|of| of.checked_sub(1));
            side.kind == MentionType::Name && office.is_some_and(|at| self.is_office(at))
        };
        if people.iter().flatten().all(|name| name.tokens.len() == 1) && sides.iter().all(is_seat) {
            *person -= CERTAIN;
        }
        // "Vesta, which runs the ferry, said": a person is "who".
        let is_which = |side: &&Mentioned| {
            let word = |at: usize| self.document.lower(at);
            let before = side.tokens.start.checked_sub(1).map_or_else(Default::default, word);
            side.kind == MentionType::Name
                && &*word(side.tokens.end) == ","
                && &*word(side.tokens.end + 1) == "which"
                && !words::is_preposition(&before)
                && &*before != "and"
        };
        if people.iter().flatten().all(|name| name.tokens.len() == 1 && name.gender.is_none())
            && sides.iter().any(is_which)
        {
            *person -= CERTAIN;
        }
        // "Vesta said it would pay": without evidence of a person, "it" is evidence of an organisation.
        let is_bare = people.iter().flatten().all(|name| name.tokens.len() == 1 && name.gender.is_none());
        let says_it = |side: &&&Mentioned| {
            let word = |ahead: usize| self.document.lower(side.tokens.end + ahead);
            let subject = if &*word(1) == "that" { 2 } else { 1 };
            side.kind == MentionType::Speaker
                && &*word(subject) == "it"
                && matches!(
                    &*word(subject + 1),
                    "would" | "will" | "had" | "has" | "could" | "may" | "did" | "does" | "expects" | "plans"
                )
        };
        if is_bare && sides.iter().any(|side| says_it(&side)) {
            *person -= CERTAIN;
        }
        for side in sides.into_iter().filter(|side| self.is_pronoun(side)) {
            match &*self.document.lower(side.tokens.start) {
                "he" | "she" | "him" | "her" | "his" => *person += TOLD,
                "it" | "its" => *person -= TOLD,
                _ => {}
            }
        }
    }

    /// A name without the office before it: "Ann Roe" in "Harle Police Chief Ann Roe".
    pub(super) fn without_office(&self, tokens: Range<usize>) -> Range<usize> {
        let word = |at: usize| self.document.lower(at);
        let is_office = |at: &usize| {
            let noun = word(*at);
            // "Surgeon-general"
            let noun = noun.rsplit('-').next().unwrap_or_default();
            let is_title = nouns::is_title(noun) || nouns::is_honorific(noun);
            let is_noun = nouns::is_person(noun);
            let left = tokens.end - at - 1;
            let is_given = given_names::is_known(self.document.word(*at)) && left == 1;
            // "Joost van der Roe"
            let joins = |at: usize| is_particle(self.document.word(at));
            !is_given
                && !joins(*at)
                && !joins(at + 1)
                && (is_title || left > 1 && (is_noun || self.linker.is_role(*at)))
        };
        let last = tokens.clone().take(tokens.len().saturating_sub(1)).filter(is_office).last();
        let start = last.map_or(tokens.start, |at| at + 1);
        // "Minister of Education Ann Roe"
        let is_given = |at: &usize| given_names::is_known(self.document.word(*at)) && *at + 1 < tokens.end;
        let given = (start + 2..tokens.end).find(is_given);
        match given.filter(|_| last.is_some() && matches!(&*word(start), "of" | "for")) {
            Some(given) => given..tokens.end,
            None => start..tokens.end,
        }
    }

    /// "Roe" of "Harle Bank's Roe".
    pub(super) fn without_owner(&self, tokens: Range<usize>) -> Range<usize> {
        let is_owner = |at: &usize| {
            let is_mark = matches!(self.document.word(*at), "'s" | "’s" | "'" | "’");
            // "O' Neill", and the marks round a nickname: "Leonard 'Spud' Roe"
            let is_initial = *at > tokens.start && self.document.word(at - 1).len() == 1;
            let opens = at.checked_sub(2).filter(|opens| *opens > tokens.start);
            let closes = opens.is_some_and(|opens| matches!(self.document.word(opens), "'" | "‘" | "’"));
            is_mark && !is_initial && !closes
        };
        let owner = (tokens.start..tokens.end.saturating_sub(1)).rev().find(is_owner);
        owner.map_or(tokens.start, |at| at + 1)..tokens.end
    }

    /// A name up to its first comma: "Ann Roe" in "Ann Roe, R-Tex."
    pub(super) fn without_comma(&self, tokens: Range<usize>) -> Range<usize> {
        let is_generation = |at: usize| matches!(&*self.document.lower(at), "jr" | "jr." | "sr" | "sr.");
        let comma = tokens.clone().find(|&at| self.document.word(at) == "," && !is_generation(at + 1));
        tokens.start..comma.unwrap_or(tokens.end)
    }

    /// The fullest of names: with the most words, then the most frequent. A given name and a surname that stand apart are
    /// joined.
    pub(super) fn name(&self, names: &[Range<usize>]) -> Option<String> {
        let is_given = |name: &&Range<usize>| given_names::is_known(self.document.word(name.start));
        if names.iter().all(|name| name.len() == 1)
            && let Some(given) = names.iter().find(is_given)
            && let Some(surname) = names.iter().find(|name| !is_given(name))
        {
            return Some(format!("{} {}", self.text(given.clone()), self.text(surname.clone())));
        }
        let mut counts: HashMap<String, usize> = HashMap::new();
        for range in names {
            *counts.entry(self.text(range.clone())).or_default() += 1;
        }
        let best = names.iter().max_by_key(|range| {
            let name = self.text((*range).clone());
            (range.len(), counts.get(&name).copied(), name.len(), Reverse(range.start))
        });
        best.map(|range| self.text(range.clone()))
    }

    /// The first mention that is neither a pronoun nor a quote without a source.
    fn told<'b>(&self, mut sides: impl Iterator<Item = &'b Mentioned>) -> Option<&'b Mentioned> {
        sides.find(|side| side.kind != MentionType::Bare && !self.is_pronoun(side))
    }

    /// The kind of an actor without a name, corrected by the number of its head: "campaigners" are a group, "a team" is an
    /// organisation.
    pub(super) fn counted<'b>(
        &self,
        kind: ActorKind,
        sides: impl Iterator<Item = &'b Mentioned>,
    ) -> ActorKind {
        let is_body_or_group = |kind: &ActorKind| matches!(kind, ActorKind::Organisation | ActorKind::Group);
        let Some(side) = self.told(sides).filter(|_| is_body_or_group(&kind)) else { return kind };
        let core = self.document.core(side.tokens.clone());
        // In a coordination the first head counts.
        let joins = |at: &usize| matches!(&*self.document.lower(*at), "and" | "or");
        let end = core.clone().skip(1).find(joins).unwrap_or(core.end);
        let head = self.document.head(core.start..end);
        match head.and_then(|head| nouns::kind_of_head(&self.document.lower(head))) {
            // "A lawyer for the campaign and the party" is one person.
            Some(ActorKind::Person) => ActorKind::Anonymous,
            Some(told) if is_body_or_group(&told) => told,
            _ => kind,
        }
    }

    /// The description of an actor without a name: its first mention, without asides.
    pub(super) fn description<'b>(&self, sides: impl Iterator<Item = &'b Mentioned>) -> Option<String> {
        let side = self.told(sides)?;
        let all = self.text(self.document.without_asides(side.tokens.clone()));
        let opens = side.tokens.start;
        if let Some((_, rest)) =
            all.split_once(' ').filter(|_| words::is_possessive(&self.document.lower(opens)))
            && let Some(owner) = self.possessor(opens)
        {
            return Some(format!("{owner}’s {rest}"));
        }
        // "The" or "such" alone names nobody.
        let is_empty = |at: usize| {
            matches!(
                &*self.document.lower(at),
                "the" | "a" | "an" | "such" | "this" | "that" | "these" | "those"
            )
        };
        if side.tokens.clone().all(is_empty) {
            return None;
        }
        let name = words::without_article(&all);
        (name.chars().filter(|c| c.is_alphabetic()).count() > 1).then(|| name.to_owned())
    }
}
