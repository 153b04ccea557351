//! The templates of the chain of names, over runs of words that could be names.

use super::{features::Keys, ids};
use crate::actors::names::runs;
use crate::language::Document;
use crate::{
    actors::nouns,
    language::{
        TokenKind,
        forms::{self, shape},
        seen::{Look, Seen},
        words,
    },
    lexicon::{
        given_names,
        places::{self, Way},
    },
};
use std::{collections::HashMap, ops::Range};

/// What all occurrences of a word in an article show about it. Bits.
pub(crate) mod told {
    /// It also occurs in lower case.
    pub const LOWER: u16 = 1;
    /// It is capitalised within a sentence.
    pub const INSIDE: u16 = 1 << 1;
    /// It follows a title.
    pub const TITLED: u16 = 1 << 2;
    /// It follows a given name.
    pub const GIVEN: u16 = 1 << 3;
    /// A verb of speech or "who" follows.
    pub const SPEAKS: u16 = 1 << 4;
    /// It follows "in", "at" or "from".
    pub const AT: u16 = 1 << 5;
    /// It follows "the".
    pub const THE: u16 = 1 << 6;
    /// The noun of an organisation follows.
    pub const BODY: u16 = 1 << 7;
    /// It is a possessive.
    pub const OWNS: u16 = 1 << 8;
    /// It follows another word of a name.
    pub const LAST: u16 = 1 << 9;
    /// Another word of a name follows.
    pub const FIRST: u16 = 1 << 10;
}

/// Which lists a word is in. Bits.
pub(crate) fn listed(word: &str, lower: &str) -> u32 {
    let given = match given_names::share_of_women(word) {
        None => 0,
        Some(share) if share < 0.15 => 1,
        Some(share) if share > 0.85 => 2,
        Some(_) => 3,
    };
    let senses = places::senses(word);
    let way = |way: Way| u32::from(senses.iter().any(|sense| sense.way == way));
    let kind = nouns::kind_of_head(lower).map_or(0, |kind| 1 << (ids::of_actor_kind(kind) + 3));
    given
        | u32::from(nouns::is_title(lower)) << 2
        | kind
        | way(Way::Name) << 10
        | way(Way::Adjective) << 11
        | way(Way::Capital) << 12
        | (way(Way::Citizen) | way(Way::Citizens)) << 16
        | u32::from(places::country_of_city(word).is_some()) << 17
        | u32::from(nouns::is_place_word(lower)) << 13
        | u32::from(nouns::is_organisation_word(lower)) << 14
        | u32::from(words::is_time(lower)) << 15
        | u32::from(nouns::is_thing_word(lower)) << 18
}

/// All observations that the keys are made of, for one article.
pub(crate) struct Sight<'a> {
    text: &'a Document<'a>,
    seen: &'a Seen,
    /// Bits of [`told`] by the hash of a word's normal form.
    told: HashMap<u32, u16>,
    normal: String,
}

/// The observations of one token of a run.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    hash: u32,
    suffix: u32,
    ending: u32,
    beginning: u32,
    shape: u32,
    listed: u32,
    told: u32,
    tag: u32,
}

impl<'a> Sight<'a> {
    /// Gathers the observations of all words in `runs`.
    pub(crate) fn new(text: &'a Document<'a>, seen: &'a Seen, runs: &[Range<usize>]) -> Self {
        let mut out = Self { text, seen, told: HashMap::new(), normal: String::new() };
        for run in runs {
            for at in run.clone().filter(|&at| runs::is_name_like(text, at)) {
                let hash = out.hash(at);
                let told = out.tells(at, run);
                *out.told.entry(hash).or_default() |= told;
            }
        }
        for at in 0..seen.len() {
            if text.word(at).starts_with(char::is_lowercase) {
                let hash = out.hash(at);
                if let Some(told) = out.told.get_mut(&hash) {
                    *told |= told::LOWER;
                }
            }
        }
        out
    }

    fn hash(&mut self, at: usize) -> u32 {
        forms::normalise(self.text.word(at), &mut self.normal);
        forms::hash(&self.normal)
    }

    fn tells(&self, at: usize, run: &Range<usize>) -> u16 {
        let text = self.text;
        let before = at.checked_sub(1).map(|i| text.lower(i)).unwrap_or_default();
        let after = text.lower(at + 1);
        let opens = self.seen.opens(at);
        let cue = self.seen.look(at + 1).map_or(0, |look| look.cue);
        let is_mark = at.checked_sub(1).and_then(|i| text.kind(i)) == Some(TokenKind::Mark);
        let inside = at > run.start;
        let mut out = 0;
        let mut set = |flag: u16, is: bool| out |= if is { flag } else { 0 };
        set(told::INSIDE, !opens && !is_mark);
        set(told::TITLED, nouns::is_title(&before));
        set(told::GIVEN, inside && given_names::is_known(text.word(at - usize::from(at > 0))));
        set(told::SPEAKS, cue >= 7 || matches!(&*after, "who" | "said" | "says"));
        set(told::AT, matches!(&*before, "in" | "at" | "from" | "near"));
        set(told::THE, before == "the");
        set(told::BODY, nouns::is_organisation_word(&after));
        set(told::OWNS, text.kind(at + 1) == Some(TokenKind::Possessive));
        set(told::LAST, inside && at > 0 && runs::is_name_like(text, at - 1));
        set(told::FIRST, at + 1 < run.end && runs::is_name_like(text, at + 1));
        out
    }

    fn word(&mut self, at: usize) -> Word {
        let written = self.text.word(at);
        forms::normalise(written, &mut self.normal);
        let normal = self.normal.as_str();
        let hash = forms::hash(normal);
        let end = normal.char_indices().rev().nth(1).and_then(|(i, _)| normal.get(i..)).unwrap_or(normal);
        let begin = normal.char_indices().nth(3).and_then(|(i, _)| normal.get(..i)).unwrap_or(normal);
        Word {
            hash,
            suffix: forms::hash(forms::suffix(normal)),
            ending: forms::hash(end),
            beginning: forms::hash(begin),
            shape: u32::from(forms::shape_of(written, self.text.kind(at).unwrap_or(TokenKind::Punctuation))),
            listed: listed(written, normal),
            told: u32::from(self.told.get(&hash).copied().unwrap_or_default()),
            tag: self.seen.look(at).map_or(0, |look| u32::from(look.tag)),
        }
    }

    /// What is observed of the token at `at`, where it is one of the paragraph's.
    fn around(&self, at: Option<usize>, paragraph: &Range<usize>) -> Look {
        let look = at.filter(|at| paragraph.contains(at)).and_then(|at| self.seen.look(at));
        look.copied().unwrap_or(Look::EDGE)
    }

    /// Calls `each` with the keys of every token of `run`, in order.
    pub(crate) fn keys(&mut self, run: &Range<usize>, mut each: impl FnMut(&[u64])) {
        let all: Vec<Word> = run.clone().map(|at| self.word(at)).collect();
        let tokens = &self.text.tokens;
        let paragraph = tokens.paragraph(tokens.paragraph_of(run.start)).map_or(0..0, |p| p.tokens);
        let before = self.around(run.start.checked_sub(1), &paragraph);
        let before2 = self.around(run.start.checked_sub(2), &paragraph);
        let after = self.around(Some(run.end), &paragraph);
        let second_after = self.around(Some(run.end + 1), &paragraph);
        let opens = u32::from(self.seen.opens(run.start));
        let lists = all.iter().fold(0, |sum, w| sum | w.listed);
        let last = all
            .iter()
            .rev()
            .find(|w| !matches!(w.shape as u8, shape::LOWER | shape::POSSESSIVE | shape::NUMBER));
        let last = last.copied().unwrap_or_default();
        let first = all.first().copied().unwrap_or_default();
        let mut keys = Vec::new();
        for at in 0..all.len() {
            let word = |by: isize| at.checked_add_signed(by).and_then(|i| all.get(i)).copied();
            let outer =
                |by: isize| self.around(run.start.checked_add_signed(at.cast_signed() + by), &paragraph);
            let hash = |by: isize| word(by).map_or_else(|| outer(by).word, |w| w.hash);
            let tag = |by: isize| word(by).map_or_else(|| u32::from(outer(by).tag), |w| w.tag);
            let this = word(0).unwrap_or_default();
            let previous = word(-1).unwrap_or_default();
            let next = word(1).unwrap_or_default();
            keys.clear();
            let mut k = Keys(&mut keys);
            k.one(0, 0);
            k.one(1, this.hash);
            k.one(2, hash(-1));
            k.one(3, hash(1));
            k.one(4, hash(-2));
            k.one(5, hash(2));
            k.two(6, hash(-1), this.hash);
            k.two(7, this.hash, hash(1));
            k.one(8, this.suffix);
            k.one(9, this.ending);
            k.one(10, this.beginning);
            k.two(11, this.shape, this.told);
            k.one(12, this.listed);
            k.two(13, this.listed, next.listed);
            k.two(14, previous.listed, this.listed);
            k.three(15, previous.listed, this.listed, next.listed & 0xff_ffff);
            for bit in 0..11 {
                k.two(16, bit << 1 | (this.told >> bit & 1), this.shape);
            }
            k.two(17, this.told, this.listed);
            k.two(18, last.hash, u32::from(at + 1 == all.len()));
            k.two(19, last.listed, u32::from(at + 1 == all.len()));
            k.two(20, first.listed, u32::from(at == 0));
            k.two(21, lists, this.shape);
            k.two(22, before.word, at.min(3) as u32);
            k.two(23, after.word, (all.len() - at).min(3) as u32);
            k.two(24, u32::from(before.tag), at.min(3) as u32);
            k.two(25, u32::from(after.tag), (all.len() - at).min(3) as u32);
            k.three(26, before2.word, before.word, at.min(2) as u32);
            k.three(27, after.word, second_after.word, (all.len() - at).min(2) as u32);
            k.two(28, u32::from(after.cue) << 8 | u32::from(after.sign), (all.len() - at).min(3) as u32);
            k.two(29, this.shape << 8 | previous.shape << 4 | next.shape, opens << 1 | u32::from(at == 0));
            k.two(30, this.told, opens << 1 | u32::from(at == 0));
            k.two(31, all.len().min(6) as u32, at.min(6) as u32);
            k.two(32, tag(-1) << 8 | tag(0), tag(1));
            k.two(33, this.told, previous.told);
            k.two(34, this.told, next.told);
            k.two(35, last.told, last.listed);
            k.two(36, this.suffix, previous.listed);
            k.two(37, this.suffix, last.listed);
            k.two(38, u32::from(before.tag) << 8 | u32::from(after.tag), this.told);
            k.two(39, u32::from(after.cue), this.told);
            each(&keys);
        }
    }
}
