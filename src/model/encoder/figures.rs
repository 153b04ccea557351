//! Features of a pair of mentions: small numbers, each of which has an embedding in the model.
//! `assets/model/careful/links.py` computes the same numbers for training.

use super::{
    input::{Input, case, quoted},
    words::{Words, is_title},
};
use crate::{
    actors::linked::{MentionType, Mentioned},
    lexicon::{classes::people, given_names},
};
use std::{collections::HashMap, ops::Range};

/// How many values each feature has.
pub(crate) const SIZES: [i32; 21] = [6, 6, 2, 2, 2, 3, 3, 4, 7, 13, 9, 7, 8, 5, 4, 7, 8, 8, 2, 2, 3];

/// A mention with its features.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    pub tokens: Range<usize>,
    pub kind: MentionType,
    /// The index of its quote, in the order of the anchors.
    pub quote: Option<usize>,
    /// Its words without articles and titles, in lower case.
    words: Vec<String>,
    key: String,
    pronoun: i32,
    initials: String,
    acronym: String,
    is_inside: bool,
    pub is_in_heading: bool,
    /// The gender by the title before a name or by its given name: 1 masculine, 2 feminine, 0 unknown.
    pub gender: i32,
    opens_sentence: bool,
    /// How many names have this spelling.
    count: usize,
}

pub(super) const MALE: i32 = 1;
pub(super) const FEMALE: i32 = 2;

/// The share of women among the bearers of a given name from which it is feminine, and up to which it is masculine.
const TELLS_WOMEN: f32 = 0.8;
const TELLS_MEN: f32 = 0.2;

fn pronoun(word: &str) -> i32 {
    match word {
        "he" | "him" | "his" | "himself" => 1,
        "she" | "her" | "hers" | "herself" => 2,
        "it" | "its" | "itself" => 3,
        "they" | "them" | "their" | "theirs" | "themselves" => 4,
        "who" | "which" | "that" => 5,
        "i" | "me" | "my" => 6,
        "we" | "us" | "our" | "you" | "your" => 7,
        _ => 0,
    }
}

fn gender_of_title(word: &str) -> i32 {
    match word.trim_matches('.') {
        title if people::is_mans_title(title) => MALE,
        title if people::is_womans_title(title) => FEMALE,
        _ => 0,
    }
}

/// The gender of a given name, as in [`Side::gender`].
pub(super) fn gender_of_name(name: &str) -> i32 {
    match given_names::share_of_women(name) {
        Some(share) if share >= TELLS_WOMEN => FEMALE,
        Some(share) if share <= TELLS_MEN => MALE,
        _ => 0,
    }
}

/// Whether a word does not count when mentions are compared.
fn is_left_out(word: &str) -> bool {
    is_title(word) || matches!(word, "the" | "a" | "an" | "this" | "that" | "these" | "those" | "'s" | "'")
}

impl Side {
    fn new(input: &Input, words: &Words<'_>, mention: &Mentioned) -> Self {
        let Mentioned { tokens, kind, quote } = mention.clone();
        let lower = || tokens.clone().map(|at| words.lower(at));
        let plain = |word: &str| word.trim_matches('.').to_owned();
        let (mut kept, mut pronoun_of) = (Vec::new(), 0);
        if kind != MentionType::Bare {
            let tells = |word: &&str| word.contains(char::is_alphanumeric) && !is_left_out(word);
            kept = lower().filter(tells).map(plain).collect();
            if kept.is_empty() {
                kept = lower().map(plain).collect();
            }
            pronoun_of = if tokens.len() == 1 { pronoun(words.lower(tokens.start)) } else { 0 };
        }
        let is_name = kind == MentionType::Name;
        let written = || tokens.clone().filter_map(|at| words.written.get(at).copied());
        let first_letters = written().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
        let mut initials: String = first_letters.flat_map(char::to_lowercase).collect();
        if !is_name || initials.chars().count() < 2 {
            initials.clear();
        }
        let is_acronym = is_name
            && tokens.len() == 1
            && input.case.get(tokens.start) == Some(&case::UPPER)
            && written().next().is_some_and(|word| word.chars().count() > 1);
        let acronym = if is_acronym { words.lower(tokens.start).replace('.', "") } else { String::new() };
        let gender = || {
            let before = tokens.start.checked_sub(1).map_or(0, |at| gender_of_title(words.lower(at)));
            match before {
                0 if tokens.len() > 1 => gender_of_name(words.lower(tokens.start)),
                told => told,
            }
        };
        Self {
            key: kept.join(" "),
            words: kept,
            pronoun: pronoun_of,
            initials,
            acronym,
            is_inside: input.quoted.get(tokens.start).is_some_and(|at| *at != quoted::OUTSIDE),
            is_in_heading: input.is_in_heading(tokens.start),
            gender: if is_name { gender() } else { 0 },
            opens_sentence: false,
            count: 0,
            tokens,
            kind,
            quote,
        }
    }

    /// Whether it is a third-person pronoun.
    pub fn is_third_person(&self) -> bool {
        matches!(self.pronoun, 1..=4)
    }
}

/// The mentions of a text with their features, in the order of their tokens.
pub(crate) fn sides(input: &Input, words: &Words<'_>, mentions: &[Mentioned]) -> Vec<Side> {
    let mut out: Vec<Side> = mentions.iter().map(|mention| Side::new(input, words, mention)).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut last_sentence = None;
    for side in out.iter_mut().filter(|side| side.kind == MentionType::Name) {
        *counts.entry(side.key.clone()).or_default() += 1;
        let sentence = input.sentence.get(side.tokens.start).copied();
        side.opens_sentence = sentence != last_sentence;
        last_sentence = sentence;
    }
    for side in &mut out {
        side.count = counts.get(&side.key).copied().unwrap_or_default();
    }
    out
}

/// How many of `bounds` are at or below `value`.
fn step(value: usize, bounds: &[usize]) -> i32 {
    bounds.iter().map(|bound| i32::from(value >= *bound)).sum()
}

/// `value`, at most `most`.
fn least(value: usize, most: i32) -> i32 {
    i32::try_from(value).map_or(most, |value| value.min(most))
}

/// The features of a pair: of a mention and a candidate for it, by their indices among all mentions.
pub(crate) fn figures(
    input: &Input,
    words: &Words<'_>,
    (place_of_seeks, seeks): (usize, &Side),
    (place_of_meant, meant): (usize, &Side),
) -> [i32; SIZES.len()] {
    let flag = |is: bool| i32::from(is);
    let (q, c) = (&seeks.tokens, &meant.tokens);
    let has = |side: &Side, word: &String| side.words.contains(word);
    let is_part = |a: &Side, b: &Side| {
        !a.words.is_empty() && a.words.iter().all(|w| has(b, w)) && b.words.iter().any(|w| !has(a, w))
    };
    let mut shared: Vec<&String> =
        seeks.words.iter().filter(|w| w.chars().count() > 2 && has(meant, w)).collect();
    shared.sort_unstable();
    shared.dedup();
    let overlap = if q == c {
        1
    } else if q.start <= c.start && c.end <= q.end {
        let is_owner = c.end < q.end && matches!(words.lower(c.end), "'s" | "'");
        match () {
            () if is_owner => 5,
            () if c.end == q.end => 2,
            () if c.start == q.start => 3,
            () => 4,
        }
    } else if c.start <= q.start && q.end <= c.end {
        6
    } else {
        0
    };
    let distance = if c.start >= q.end {
        10 + step(c.start - q.end, &[20, 80])
    } else {
        step(q.start.saturating_sub(c.end), &[1, 4, 8, 15, 30, 60, 120, 240, 480])
    };
    let number = |list: &[u32], at: usize| list.get(at).map_or(0, |number| number.cast_signed());
    let sentences = number(&input.sentence, q.start) - number(&input.sentence, c.start);
    let paragraphs = number(&input.paragraph, q.start) - number(&input.paragraph, c.start);
    let order = match (meant.kind, seeks.quote, meant.quote) {
        (MentionType::Speaker, Some(own), Some(other)) => match own.checked_sub(other) {
            None => 5,
            Some(0) => 6,
            Some(back) => least(back, 4),
        },
        _ => 0,
    };
    let agree = match (seeks.pronoun, meant.gender) {
        (_, 0) => 0,
        (MALE | FEMALE, gender) => {
            if seeks.pronoun == gender {
                1
            } else {
                2
            }
        }
        _ => 0,
    };
    let either = !seeks.words.is_empty() && !meant.words.is_empty();
    [
        seeks.kind.number(),
        meant.kind.number(),
        flag(seeks.key == meant.key && !seeks.key.is_empty()),
        flag(either && seeks.words.last() == meant.words.last()),
        flag(either && seeks.words.first() == meant.words.first()),
        if is_part(seeks, meant) {
            1
        } else if is_part(meant, seeks) {
            2
        } else {
            0
        },
        if !seeks.acronym.is_empty() && seeks.acronym == meant.initials {
            1
        } else if !meant.acronym.is_empty() && meant.acronym == seeks.initials {
            2
        } else {
            0
        },
        least(shared.len(), 3),
        overlap,
        distance,
        sentences.clamp(-2, 6) + 2,
        paragraphs.clamp(-1, 5) + 1,
        step(place_of_seeks.abs_diff(place_of_meant), &[2, 3, 5, 8, 13, 21, 40]),
        step(meant.count, &[1, 2, 3, 6]),
        2 * flag(seeks.is_inside) + flag(meant.is_inside),
        order,
        seeks.pronoun,
        meant.pronoun,
        flag(meant.opens_sentence),
        flag(meant.is_in_heading),
        agree,
    ]
}
