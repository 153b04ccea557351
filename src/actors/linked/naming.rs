//! What actors are called, what they are and in which role: read off their mentions and the words beside them.

use super::{Groups, KINDS, MentionLinker, MentionType, Mentioned};
use crate::{
    actors::{ActorKind, entities::descriptions, names::name::Name, nouns},
    attribution::carriers,
    language::words,
    lexicon::given_names,
};
use std::{cmp::Reverse, collections::HashMap, ops::Range};

impl<L: MentionLinker> Groups<'_, L> {
    /// Adds to the (logarithms of the) chances of the kinds what stands beside names, and which pronouns mean the actor.
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
            if carriers::is_outlet(self.document, &name.tokens) {
                *organisation += CERTAIN;
            }
        }
        let sides: Vec<&Mentioned> = sides.collect();
        // "Vesta said it would pay": where nothing tells that it is a person, "it" tells of a body.
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

    /// "Ann Roe" of "Harle Police Chief Ann Roe".
    pub(super) fn without_office(&self, tokens: Range<usize>) -> Range<usize> {
        let word = |at: usize| self.document.lower(at);
        let is_office = |at: &usize| {
            let noun = word(*at);
            // "Surgeon-general"
            let noun = noun.rsplit('-').next().unwrap_or_default();
            let is_title = nouns::is_title(noun) || nouns::is_honorific(noun);
            let is_noun = nouns::kind_of_head(noun) == Some(ActorKind::Person);
            let left = tokens.end - at - 1;
            let is_given = given_names::is_known(self.document.word(*at)) && left == 1;
            !is_given && (is_title || left > 1 && (is_noun || self.linker.is_role(*at)))
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

    /// The words of a role without what only joins them to others; none where they are no role of such an actor.
    pub(super) fn role(&self, tokens: Range<usize>, kind: ActorKind) -> Option<String> {
        let joins = |at: usize| {
            let word = self.document.lower(at);
            words::is_preposition(&word)
                || words::is_determiner(&word)
                || words::is_possessive(&word)
                || matches!(&*word, "and" | "or" | "," | "-" | "'s" | "’s")
        };
        let start = tokens.clone().find(|at| !joins(*at))?;
        let end = (start..tokens.end).rev().find(|at| !joins(*at))? + 1;
        let is_person = |at: usize| {
            let word = self.document.lower(at);
            nouns::is_title(&word) || nouns::kind_of_head(&word) == Some(ActorKind::Person)
        };
        let fits = match kind {
            ActorKind::Person => end > start + 1 || is_person(start),
            _ => !(start..end).any(is_person),
        };
        fits.then(|| self.text(start..end).to_owned())
    }

    /// "Ann Roe" of "Ann Roe, R-Tex."
    pub(super) fn without_comma(&self, tokens: Range<usize>) -> Range<usize> {
        let is_generation = |at: usize| matches!(&*self.document.lower(at), "jr" | "jr." | "sr" | "sr.");
        let comma = tokens.clone().find(|&at| self.document.word(at) == "," && !is_generation(at + 1));
        tokens.start..comma.unwrap_or(tokens.end)
    }

    /// The fullest of names: of the most words, then the most frequent.
    pub(super) fn name(&self, names: &[Range<usize>]) -> Option<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for range in names {
            *counts.entry(self.text(range.clone())).or_default() += 1;
        }
        let best = names.iter().max_by_key(|range| {
            let name = self.text((*range).clone());
            (range.len(), counts.get(name).copied(), name.len(), Reverse(range.start))
        });
        best.map(|range| self.text(range.clone()).to_owned())
    }

    /// What somebody without a name is called: the first words that name them, as far as a relative clause.
    pub(super) fn description<'b>(&self, mut sides: impl Iterator<Item = &'b Mentioned>) -> Option<String> {
        let side = sides.find(|side| side.kind != MentionType::Bare && !self.is_pronoun(side))?;
        let cut = |at: &usize| {
            let word = self.document.lower(*at);
            matches!(&*word, "," | "who" | "which" | "(" | "that" | "—" | "–" | "―" | ";")
        };
        let end = side.tokens.clone().skip(1).find(cut).unwrap_or(side.tokens.end);
        let name = words::without_article(self.text(side.tokens.start..end));
        (name.chars().filter(|c| c.is_alphabetic()).count() > 1).then(|| name.to_owned())
    }

    /// The words of a role beside a mention, by the mention's place.
    pub(super) fn roles(&self) -> HashMap<usize, Range<usize>> {
        /// Tokens between a name and what explains it.
        const FAR: usize = 3;
        const LONGEST: usize = 14;
        /// The longest name whose end may be beside it, in tokens.
        const NEAR: usize = 40;
        let count = self.document.tokens.len();
        let sentence = |at: usize| self.document.tokens.sentence_of(at);
        let mut out = HashMap::new();
        let mut at = 0;
        while at < count {
            if !self.linker.is_role(at) {
                at += 1;
                continue;
            }
            let is_past = |next: &usize| !self.linker.is_role(*next) || sentence(*next) != sentence(at);
            let end = (at + 1..count).find(is_past).unwrap_or(count);
            let range = at..end;
            at = end;
            if range.len() > LONGEST {
                continue;
            }
            let gap = |side: &Mentioned| {
                let gap = if side.tokens.start >= range.end {
                    side.tokens.start - range.end
                } else {
                    range.start.saturating_sub(side.tokens.end)
                };
                let is_apart = side.tokens.start >= range.end || side.tokens.end <= range.start;
                let is_near = sentence(side.tokens.start) == sentence(range.start) && gap <= FAR;
                (is_apart && is_near && side.kind == MentionType::Name)
                    .then_some((gap, side.tokens.start < range.start))
            };
            let from = self.mentions.partition_point(|side| side.tokens.start + NEAR < range.start);
            let near = self
                .mentions
                .iter()
                .enumerate()
                .skip(from)
                .take_while(|(_, side)| side.tokens.start <= range.end + FAR);
            let best = near.filter_map(|(place, side)| Some((gap(side)?, place))).min();
            if let Some((_, place)) = best {
                out.entry(place).or_insert(range);
            }
        }
        out
    }
}
