//! The roles of actors, by the words beside their names and by their other mentions.

use super::{Groups, MentionLinker, MentionType, Mentioned};
use crate::{
    actors::{ActorKind, entities::descriptions, nouns},
    language::{TokenKind, phrases::Phrases, words},
    lexicon::nouns::{Noun, NounKind, entry},
};
use std::{collections::HashMap, ops::Range};

impl<L: MentionLinker> Groups<'_, L> {
    /// A role with a complement before a name: "head of the crime unit" in "the head of the crime unit, Inspector Ann Roe",
    /// "Governor of Westland" in "Governor of Westland Ann Roe".
    pub(super) fn called(&self, name: &Range<usize>) -> Option<String> {
        const LONGEST: usize = 10;
        let word = |at: usize| self.document.lower(at);
        let from = self.document.sentence(name.start).start.max(name.start.saturating_sub(LONGEST));
        let end = match (from..name.start).rev().find(|at| &*word(*at) == ",") {
            Some(comma) if (comma + 1..name.start).all(|at| nouns::is_title(&word(at))) => comma,
            _ => name.start,
        };
        // "Archbishop of Hull Dr Ann Roe"
        let is_plain = |at: &usize| !self.is_honorific(*at);
        let end = (from..end).rev().find(is_plain).map_or(end, |last| last + 1);
        let is_part = |at: &usize| {
            matches!(self.document.kind(*at), Some(TokenKind::Word | TokenKind::Possessive))
                && !self.document.is_verb(*at)
        };
        let from = (from..end).rev().take_while(is_part).last()?;
        let is_name = |at: usize| {
            let around = self.mentions.partition_point(|side| side.tokens.start <= at);
            let before = self.mentions.get(..around).unwrap_or_default().iter().rev().take(LONGEST);
            before.filter(|side| side.kind == MentionType::Name).any(|side| side.tokens.contains(&at))
        };
        let joins = (from + 1..end)
            .find(|at| matches!(&*word(*at), "of" | "to" | "for") && self.is_office(*at - 1))
            .filter(|at| !is_name(*at - 1))?;
        let start = (from..joins)
            .rev()
            .take_while(|at| !words::is_determiner(&word(*at)) && !words::is_preposition(&word(*at)))
            .last()?;
        // "mayor of Selby told the council, Ann Roe": without a determiner it is not in apposition.
        let is_aside =
            &*word(end) != "," || start.checked_sub(1).is_some_and(|the| words::is_determiner(&word(the)));
        let is_one = (joins..end).all(|at| !matches!(&*word(at), "as" | "by" | "with" | "from" | "that"));
        (joins + 1 < end && is_aside && is_one).then(|| self.text(start..end))
    }

    /// A role by another mention: "rural affairs minister" in "the rural affairs minister said".
    pub(super) fn described<'b>(&self, mut sides: impl Iterator<Item = &'b Mentioned>) -> Option<String> {
        const LONGEST: usize = 5;
        let fits = |side: &&Mentioned| {
            let tokens = &side.tokens;
            let is_plain = |at: usize| {
                self.document.kind(at) == Some(TokenKind::Word)
                    && !words::is_preposition(&self.document.lower(at))
            };
            (2..=LONGEST).contains(&tokens.len())
                && &*self.document.lower(tokens.start) == "the"
                && tokens.clone().all(is_plain)
                && self.is_office(tokens.end - 1)
        };
        let side = sides.find(fits)?;
        Some(self.text(side.tokens.start + 1..side.tokens.end))
    }

    /// The first of several roles; but a fuller one with the same office if the first is only that: "ambassador to Westland"
    /// rather than "Ambassador".
    pub(super) fn fullest(told: &[String]) -> Option<String> {
        let first = told.first()?;
        let office = descriptions::whole(&first.to_lowercase()).to_owned();
        let says_more = |role: &&String| {
            role.split(' ').count() > 1 && role.split(' ').any(|word| word.eq_ignore_ascii_case(&office))
        };
        let is_bare = !first.contains(' ');
        Some(told.iter().find(|role| is_bare && says_more(role)).unwrap_or(first).clone())
    }

    /// Whether the word is an honorific ("Dr.", "Lord").
    fn is_honorific(&self, at: usize) -> bool {
        nouns::is_honorific(self.document.lower(at).trim_matches('.'))
    }

    /// Whether the word is a title or a noun for a person.
    pub(super) fn is_office(&self, at: usize) -> bool {
        let word = self.document.lower(at);
        nouns::is_title(&word) || nouns::kind_of_head(&word) == Some(ActorKind::Person)
    }

    /// The party and state of a US politician as they are written after the name, and the title before it:
    /// ("Sen.", " (R-Tex.)") of "Sen. Ann Roe (R-Tex.) said", ("", ", R-Tex.") of "Ann Roe, R-Tex., said".
    pub(super) fn seat(&self, name: &Range<usize>) -> Option<(&str, String)> {
        let at = name.end + 1;
        let word = self.document.word(at);
        let state = ["R-", "D-", "I-"].iter().find_map(|party| word.strip_prefix(party))?;
        let is_cut = self.document.word(at + 1) == "." && self.document.sentence(at).contains(&(at + 2));
        let seat = format!("{word}{}", if is_cut { "." } else { "" });
        let before = name.start.checked_sub(1);
        let title = before.filter(|at| nouns::is_title(self.document.lower(*at).trim_matches('.')));
        let title = title.map_or("", |at| self.document.word(at));
        match self.document.word(name.end) {
            _ if !state.starts_with(char::is_uppercase) => None,
            "(" => Some((title, format!(" ({seat})"))),
            "," => Some((title, format!(", {seat}"))),
            _ => None,
        }
    }

    /// The words of a role without function words at both ends; none where they cannot be the role of such an actor.
    pub(super) fn role(&self, tokens: Range<usize>, kind: ActorKind) -> Option<String> {
        let joins = |at: usize| {
            let word = self.document.lower(at);
            words::is_preposition(&word)
                || words::is_determiner(&word)
                || words::is_possessive(&word)
                || matches!(&*word, "and" | "or" | "," | "-" | "'s" | "’s")
        };
        // "61, cook"
        let is_age = |at: usize| {
            self.document.kind(at) == Some(TokenKind::Number) && &*self.document.lower(at + 1) == ","
        };
        // "Earlier this month deputy minister Ann Roe", "58-year-old singer"
        let is_time = |at: usize| {
            let word = self.document.lower(at);
            words::is_time(&word) || word.starts_with("year-old")
        };
        let start = tokens.clone().find(|at| !joins(*at) && !is_age(*at) && !is_time(*at))?;
        // "A professor at Harle who has studied eels"
        let is_relative = |at: &usize| words::is_relative(&self.document.lower(*at));
        let tokens = start..(start..tokens.end).find(is_relative).unwrap_or(tokens.end);
        let mut end = (start..tokens.end).rev().find(|at| !joins(*at))? + 1;
        // "biologist Professor" of "biologist Professor Ann Roe", "chairman Lord"
        let is_manner = |at: usize| {
            self.is_honorific(at) || &*self.document.lower(at) == "professor" && self.is_office(at - 1)
        };
        while end > start + 1 && is_manner(end - 1) {
            end -= 1;
        }
        // "World number one"
        let is_rank = |at: usize| {
            self.document.kind(at) == Some(TokenKind::Number)
                || words::is_determiner(&self.document.lower(at))
        };
        if &*self.document.lower(end - 1) == "number" && is_rank(end) {
            end += 1;
        }
        let fits = match kind {
            ActorKind::Person => (end > start + 1 || self.is_office(start)) && !self.are_several(start..end),
            _ => !(start..end).any(|at| self.is_office(at)),
        };
        fits.then(|| self.text(start..end))
    }

    /// Whether a role is that of several people: "astronomers led" in "astronomers led by Ann Roe".
    fn are_several(&self, role: Range<usize>) -> bool {
        let word = |at: usize| self.document.lower(at);
        let head = self.document.head(role.clone());
        let head = head.map(|at| if at > role.start && self.document.is_verb(at) { at - 1 } else { at });
        let are_people = |noun: Noun| noun.is_plural && noun.kind == NounKind::Person;
        head.is_some_and(|at| entry(&word(at)).is_some_and(are_people))
    }

    /// A role, extended to the end of a name that it ends within ("at Harle Hill" before "Hospital"), and up to the name that
    /// it belongs to where only titles are in between ("former Westland" before "MP Ann Roe").
    fn to_the_end(&self, role: Range<usize>, whose: &Mentioned) -> Range<usize> {
        let until = self.mentions.partition_point(|side| side.tokens.start < role.end);
        let near = self.mentions.get(..until).unwrap_or_default().iter().rev().take(4);
        let names = near.filter(|side| side.kind == MentionType::Name && side.tokens != whose.tokens);
        let cut = names.map(|side| &side.tokens).find(|name| name.start > role.start && name.end > role.end);
        let end = cut.map_or(role.end, |name| name.end);
        let is_title = |at: usize| nouns::is_title(&self.document.lower(at)) && !self.is_honorific(at);
        let mut between = end..whose.tokens.start;
        let is_whole = nouns::kind_of_head(&self.document.lower(end - 1)) == Some(ActorKind::Person);
        if !is_whole && !between.is_empty() && between.all(is_title) {
            return role.start..whose.tokens.start;
        }
        role.start..end
    }

    /// The roles beside names, by the index of the mention.
    pub(super) fn roles(&self) -> HashMap<usize, Range<usize>> {
        /// The most tokens between a name and its role.
        const FAR: usize = 3;
        const LONGEST: usize = 14;
        /// The longest name that may end beside a role, in tokens.
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
                let mut between = side.tokens.end.min(range.end)..side.tokens.start.max(range.start);
                // "Roe for president" is not a role of hers.
                let joins = |at: usize| {
                    let word = self.document.lower(at);
                    &*word != "for" && (!self.document.is_verb(at) || words::is_be(&word))
                };
                let is_apart = is_apart && between.all(joins);
                let is_near = sentence(side.tokens.start) == sentence(range.start) && gap <= FAR;
                // "Ann Roe, chancellor under Jo Lind", "Ann Roe, head of the council and Lind's rival"
                let last = self.document.lower(range.end - 1);
                let is_theirs = side.tokens.start >= range.end
                    && (words::is_preposition(&last) || words::is_conjunction(&last));
                let is_near = is_near && !is_theirs;
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
            if let Some((_, place)) = best
                && let Some(whose) = self.mentions.get(place)
            {
                out.entry(place).or_insert_with(|| self.to_the_end(range, whose));
            }
        }
        out
    }
}
