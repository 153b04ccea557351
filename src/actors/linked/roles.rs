//! The roles of actors, by the words beside their names and by their other mentions.

use super::{Groups, MentionLinker, MentionType, Mentioned, seats::state_of_seat};
use crate::{
    actors::{ActorKind, entities::descriptions, names::name::Name, nouns},
    language::{TokenKind, phrases::Phrases, pronouns::pronoun, words},
    lexicon::{
        classes::people,
        given_names,
        nouns::{Noun, NounKind, entry},
        places,
    },
};
use std::{collections::HashMap, ops::Range};

/// An actor whose role is to be found.
pub(super) struct Who<'a> {
    pub kind: ActorKind,
    /// The indices of its mentions.
    pub group: &'a [usize],
    /// Its names as they were found.
    pub own: &'a [Range<usize>],
    /// The same names without the offices before them.
    pub cut: &'a [Range<usize>],
    /// The same names as they are shown: without titles and possessors, too.
    pub names: &'a [Range<usize>],
    /// The names that were parsed as those of a person.
    pub people: &'a [Option<Name>],
}

impl<L: MentionLinker> Groups<'_, L> {
    /// The role of an actor with this name. `roles` are the tokens of roles, by the index of the mention beside them.
    pub(super) fn role_of(
        &self,
        who: &Who<'_>,
        roles: &HashMap<usize, Range<usize>>,
        name: &str,
    ) -> Option<String> {
        let is_person = who.kind == ActorKind::Person;
        let tagged = who.group.iter().filter_map(|at| self.role(roles.get(at)?.clone(), who.kind));
        let told = who.people.iter().flatten().find_map(|name| descriptions::role(self.document, name));
        let mut offices = who.own.iter().zip(who.cut).map(|(own, cut)| own.start..cut.start);
        let office = offices.find(|words| words.len() > 1 && is_person).map(|words| self.text(words));
        let called = who.own.iter().filter(|_| is_person).filter_map(|name| self.called(name));
        let all = called.chain(tagged).chain(office).chain(told);
        let all: Vec<String> = all.filter(|role| is_role(role)).collect();
        let described = || {
            let sides = who.group.iter().filter_map(|at| self.mentions.get(*at));
            self.described(sides.filter(|side| !who.own.is_empty() && side.kind != MentionType::Name))
        };
        let beside = || who.own.iter().find_map(|name| self.beside(name, who.kind));
        let role = Self::fullest(&all).or_else(described).or_else(beside);
        let role = self.with_seat(role, &all, who.names).map(|role| self.owned(role, who.own));
        let role = role.map(without_address).filter(|role| !holds_name(role, name));
        role.filter(|role| tells(role, who.kind))
    }

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
        let is_plain = |at: &usize| !nouns::is_honorific(&word(*at));
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
        // "Ann Roe Names Former Chief of Staff to Replace Jo Lind"
        let names_another =
            (start..joins).any(|at| given_names::is_known(self.document.word(at)) && is_name(at));
        (joins + 1 < end && is_aside && is_one && !names_another).then(|| self.text(start..end))
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

    /// The first of the roles found that is not vague; a longer one with the same head where there is one: "ambassador to
    /// Westland" rather than "Ambassador", "House majority whip" rather than "GOP whip".
    pub(super) fn fullest(told: &[String]) -> Option<String> {
        /// The most words of a role that replaces a shorter one.
        const MOST: usize = 5;
        let first = told.iter().find(|role| !is_vague(role)).or_else(|| told.first())?;
        let office = descriptions::whole(&first.to_lowercase()).to_owned();
        let count = |role: &str| role.split(' ').count();
        let says_more = |role: &&String| {
            count(role) > 1 && role.split(' ').any(|word| word.eq_ignore_ascii_case(&office))
        };
        if count(first) == 1 {
            return Some(told.iter().find(says_more).unwrap_or(first).clone());
        }
        let head = |role: &str| role.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let is_longer =
            |role: &&String| (count(first) + 1..=MOST).contains(&count(role)) && head(role) == head(first);
        Some(told.iter().filter(|_| count(first) == 2).find(is_longer).unwrap_or(first).clone())
    }

    /// Whether the word is an honorific ("Dr.", "Lord").
    fn is_honorific(&self, at: usize) -> bool {
        descriptions::is_address(&self.document.lower(at))
    }

    /// Whether the word is a title or a noun for a person.
    pub(super) fn is_office(&self, at: usize) -> bool {
        let word = self.document.lower(at);
        nouns::is_title(&word) || nouns::is_person(&word)
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
        let lead = self.lead_to_body(start..end).filter(|_| kind == ActorKind::Person).unwrap_or(start);
        fits.then(|| self.text(lead..end))
    }

    /// Where "of the" begins before a body that tells whose somebody is: "of the Harle Institute" of "Ann Roe of the Harle
    /// Institute". None where the role is more than a name.
    fn lead_to_body(&self, role: Range<usize>) -> Option<usize> {
        self.name_at(role.start).filter(|name| *name == role)?;
        let before = role.start.checked_sub(1)?;
        let the = usize::from(&*self.document.lower(before) == "the");
        let lead = before.checked_sub(the)?;
        matches!(&*self.document.lower(lead), "of" | "at" | "from" | "with").then_some(lead)
    }

    /// Whether a role is that of several people: "astronomers led" in "astronomers led by Ann Roe".
    fn are_several(&self, role: Range<usize>) -> bool {
        let word = |at: usize| self.document.lower(at);
        let head = self.document.head(role.clone());
        let head = head.map(|at| if at > role.start && self.document.is_verb(at) { at - 1 } else { at });
        // "French duo Ann Roe and Jo Lind"
        let are_people = |noun: Noun| match noun.kind {
            NounKind::Person => noun.is_plural,
            kind => kind == NounKind::Group,
        };
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
        let is_whole = nouns::is_person(&self.document.lower(end - 1));
        if !is_whole && !between.is_empty() && between.all(is_title) {
            return role.start..whose.tokens.start;
        }
        role.start..end
    }

    /// The mention that a role beside the one at `place` is of: Ann Roe in "Senator Ann Roe of Westland, the majority
    /// leader".
    fn holder(&self, place: usize, role: &Range<usize>) -> usize {
        let found = || {
            let side = self.mentions.get(place).filter(|side| side.tokens.end <= role.start)?;
            let of = side.tokens.start.checked_sub(1).filter(|at| &*self.document.lower(*at) == "of")?;
            let is_office = self.document.head(role.clone()).is_some_and(|head| self.is_office(head));
            if !is_office || !places::is_named(&self.text(side.tokens.clone())) {
                return None;
            }
            self.name_that_ends(of)
        };
        found().unwrap_or(place)
    }

    /// The roles beside names, by the index of the mention.
    pub(super) fn roles(&self) -> HashMap<usize, Range<usize>> {
        /// The most tokens between a name and its role.
        const FAR: usize = 3;
        /// Tokens of a party and state between them.
        const SEAT: usize = 4;
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
                // "Sen. Ann Roe, D-Ohio, the top Democrat"
                let has_seat = side.tokens.end < range.start
                    && state_of_seat(self.document.word(side.tokens.end + 1)).is_some();
                let far = if has_seat { FAR + SEAT } else { FAR };
                let is_near = sentence(side.tokens.start) == sentence(range.start) && gap <= far;
                // "Ann Roe, chancellor under Jo Lind", "Ann Roe, head of the council and Lind's rival", "Jo Lind, an aide to
                // Rep. Ann Roe", "a former counsel to Roe"
                let is_title = |at: &usize| nouns::is_title(&self.document.lower(*at));
                let titles = range.clone().rev().take_while(is_title).count();
                let last = (range.end - titles).checked_sub(1).filter(|at| *at >= range.start);
                let last = last.map_or_else(Default::default, |at| self.document.lower(at));
                let is_theirs = side.tokens.start >= range.end
                    && (words::is_preposition(&last)
                        || &*last == "to"
                        || titles == 0 && words::is_conjunction(&last));
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
            if let Some(place) = best.map(|(_, place)| self.holder(place, &range))
                && let Some(whose) = self.mentions.get(place)
            {
                out.entry(place).or_insert_with(|| self.to_the_end(range, whose));
            }
        }
        out
    }
}

/// Whether words can be a role: more than a sign, a pronoun or letters ("Ph."), and not cut off before what they belong to
/// ("director of Harle's", "a cook named").
fn is_role(words: &str) -> bool {
    /// Letters of the shortest role that is no abbreviation in capitals ("MP").
    const SHORTEST: usize = 3;
    let last = words.rsplit(' ').next().unwrap_or_default();
    // "Westland-based" tells of a place alone; a quotation mark belongs to a title that was cut.
    let is_adjective =
        !words.contains(' ') && ["-based", "-born", "-ranked"].iter().any(|end| words.ends_with(end));
    let is_open = words.matches(['"', '“', '”']).count() == 1;
    let is_cut = is_adjective
        || is_open
        || last.ends_with("’s")
        || last.ends_with("'s")
        || matches!(last, "named" | "called");
    // "Monitored" is what is done to somebody.
    let is_deed = !words.contains(' ') && words.ends_with("ed") && entry(words).is_none();
    let is_long = words.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST;
    let is_abbreviation = words.len() > 1 && words.chars().all(char::is_uppercase);
    (is_long || is_abbreviation) && !is_cut && !is_deed && pronoun(&words.to_lowercase()).is_none()
}

/// A role without an honorific at its end, which belongs to the name: "chairman" for "chairman Lord Roe".
fn without_address(mut role: String) -> String {
    let is_office = |word: &str| nouns::is_title(word) || nouns::is_person(word);
    while let Some((before, last)) = role.rsplit_once(' ')
        && descriptions::is_address(&last.to_lowercase())
        && is_office(&before.rsplit(' ').next().unwrap_or_default().to_lowercase())
    {
        role.truncate(before.len());
    }
    role
}

/// Whether a role of one word is informative for an actor of this kind: "woman" is not for a person, and for an organisation only
/// a noun for organisations or people is ("charity", "developer", but not "taxi").
fn tells(role: &str, kind: ActorKind) -> bool {
    let lower = role.to_lowercase();
    match kind {
        _ if role.contains(' ') => true,
        ActorKind::Person => !matches!(&*lower, "man" | "woman" | "boy" | "girl" | "person"),
        ActorKind::Organisation => entry(&lower).is_some() || lower.ends_with("-based"),
        _ => true,
    }
}

/// Whether a role contains the whole name, and so adds nothing: "collected by the Roe Institute" for the Roe Institute.
fn holds_name(role: &str, name: &str) -> bool {
    format!(" {} ", role.to_lowercase()).contains(&format!(" {} ", name.to_lowercase()))
}

/// Whether a role is vague: it says only that it is somebody ("local man"), an age, or a relation such as "rival".
fn is_vague(role: &str) -> bool {
    let lower = role.to_lowercase();
    let head = lower.rsplit(' ').next().unwrap_or_default();
    // "The first Westland woman in space" tells more than "local woman".
    let is_short = lower.split(' ').count() <= 2;
    is_short && people::is_anybody(head) || people::is_other(head) || head.ends_with("year-old")
}
