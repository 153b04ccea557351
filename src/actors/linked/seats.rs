//! The constituency, place or party of an office-holder, as written beside the name: "Ohio Gov. Ann Roe", "Senator Ann Roe of
//! Ohio", "Sen. Ann Roe (R-Tex.)", "Representative Ann Roe, Republican of Idaho".

use super::{Groups, MentionLinker};
use crate::{
    actors::{entities::descriptions, nouns},
    language::{TokenKind, words},
    lexicon::places::{self, Way},
};
use std::ops::Range;

/// The party and state of a politician of the United States, as written after the name.
struct Seat<'a> {
    /// The token after its last one.
    end: usize,
    /// The title directly before the name; empty if there is none.
    title: &'a str,
    /// The words after the name, as they are appended to the role: " (R-Tex.)".
    suffix: String,
}

impl<L: MentionLinker> Groups<'_, L> {
    /// A role with what follows one of the names: "Representative of Ohio" for "Representative Ann Roe of Ohio", "Sen., top
    /// Democrat on the committee" for "Sen. Ann Roe, the top Democrat on the committee". `told` are all roles found for the
    /// actor.
    pub(super) fn with_seat(
        &self,
        role: Option<String>,
        told: &[String],
        names: &[Range<usize>],
    ) -> Option<String> {
        let mut apposition = None;
        let mut role = match names.iter().find_map(|name| self.seat(name)) {
            Some(Seat { title, suffix, end }) => {
                apposition = self.apposition(end);
                role.or_else(|| (!title.is_empty()).then(|| title.to_owned())).map(|role| role + &suffix)?
            }
            None => self.with_place(role?, names),
        };
        let office = role.split([' ', ',']).next().unwrap_or_default().to_owned();
        let is_bare = |title: &str| nouns::is_title(&title.to_lowercase());
        let whole = descriptions::whole(&office.to_lowercase()).to_owned();
        let is_new = |other: &&String| {
            let lower = other.to_lowercase();
            let is_office = |word: &str| nouns::is_person(word);
            let ends_cut = lower.rsplit(' ').next().is_some_and(descriptions::is_address);
            let is_whole = lower.split(' ').any(is_office) && !ends_cut;
            is_whole && other.contains(' ') && !role.contains(other.as_str()) && !lower.contains(&whole)
        };
        if is_bare(&office)
            && told.contains(&office)
            && let Some(other) = told.iter().find(is_new).or(apposition.as_ref())
        {
            role = format!("{role}, {other}");
        }
        Some(role)
    }

    /// The party and state after a name, and the title before it.
    fn seat(&self, name: &Range<usize>) -> Option<Seat<'_>> {
        let at = name.end + 1;
        let word = self.document.word(at);
        let before = name.start.checked_sub(1);
        let title = before.filter(|at| nouns::is_title(&self.document.lower(*at)));
        let title = title.map_or("", |at| self.document.word(at));
        if let Some(state) = state_of_seat(word) {
            let is_cut = self.document.word(at + 1) == "." && self.document.sentence(at).contains(&(at + 2));
            let seat = format!("{word}{}", if is_cut { "." } else { "" });
            return match self.document.word(name.end) {
                _ if !state.starts_with(char::is_uppercase) => None,
                "(" => Some(Seat { title, suffix: format!(" ({seat})"), end: at + 2 + usize::from(is_cut) }),
                "," => Some(Seat { title, suffix: format!(", {seat}"), end: at + 1 + usize::from(is_cut) }),
                _ => None,
            };
        }
        let party = at + usize::from(words::is_determiner(&self.document.lower(at)));
        let is_party = matches!(self.document.word(party), "Republican" | "Democrat" | "Independent");
        let is_of = matches!(self.document.word(party + 1), "of" | "from");
        if self.document.word(name.end) != "," || !is_party || !is_of {
            return None;
        }
        let state = self.place_at(party + 2)?;
        Some(Seat { title, suffix: format!(", {}", self.text(party..state.end)), end: state.end })
    }

    /// The apposition after a party and state that end at `seat`: "top Democrat on the committee" in "D-Ohio, the top Democrat
    /// on the committee, said".
    fn apposition(&self, seat: usize) -> Option<String> {
        /// The most words of such an apposition.
        const MOST: usize = 9;
        let opens = seat + 1;
        let is_led = &*self.document.lower(seat) == "," && words::is_determiner(&self.document.lower(opens));
        let is_part = |at: &usize| {
            self.document.kind(*at) == Some(TokenKind::Word)
                && !self.document.is_verb(*at)
                && !words::is_relative(&self.document.lower(*at))
        };
        let end = opens + 1 + (opens + 1..).take(MOST).take_while(is_part).count();
        let is_closed = matches!(&*self.document.lower(end), "," | "." | ";");
        let is_office = |at: usize| nouns::is_person(&self.document.lower(at));
        (is_led && is_closed && (opens + 1..end).any(is_office)).then(|| self.text(opens + 1..end))
    }

    /// A role that is only a title, completed by a place: one before the title ("Westland Gov. Ann Roe") or after the name
    /// ("Gov. Ann Roe of Westland", "Inspector Ann Roe of Selby Police").
    fn with_place(&self, role: String, names: &[Range<usize>]) -> String {
        if role.contains(' ') || !nouns::is_title(&role.to_lowercase()) {
            return role;
        }
        let is_before = |name: &&Range<usize>| {
            name.start.checked_sub(1).is_some_and(|title| self.document.word(title) == role)
        };
        for name in names.iter().filter(is_before) {
            let title = name.start - 1;
            let floor = self.document.sentence(title).start;
            if let Some(at) = title.checked_sub(1).filter(|at| *at >= floor && self.tells_of_office(*at)) {
                return self.text(at..name.start);
            }
            if self.document.word(name.end) == "of"
                && let Some(place) = self.place_at(name.end + 1)
            {
                return format!("{role} {}", self.text(name.end..place.end));
            }
        }
        role
    }

    /// Whether the word before a title specifies the office: a place, its adjective, or "state".
    fn tells_of_office(&self, at: usize) -> bool {
        let word = self.document.word(at);
        let is_adjective = places::find(word, Way::Adjective).is_some();
        matches!(word, "state" | "State" | "then" | "acting") || places::named(word).is_some() || is_adjective
    }

    /// The proper name that begins at `at`, including "the" before it.
    fn place_at(&self, at: usize) -> Option<Range<usize>> {
        let opens = at + usize::from(&*self.document.lower(at) == "the");
        let known = || {
            let is_word = self.document.kind(opens) == Some(TokenKind::Word);
            let longest = (1..=3).rev().map(|count| opens..opens + count);
            longest.into_iter().find(|words| is_word && places::named(&self.text(words.clone())).is_some())
        };
        let place = self.name_at(opens).or_else(known)?;
        Some(at..place.end)
    }
}

/// The state in a party and state as they are written after the name of a politician of the United States: "Tex" of "R-Tex".
pub(super) fn state_of_seat(word: &str) -> Option<&str> {
    ["R-", "D-", "I-"].iter().find_map(|party| word.strip_prefix(party))
}
