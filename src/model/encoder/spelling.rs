//! How names are spelt, and which spellings can be of one.

use super::names::{Words, is_title};
use crate::lexicon::given_names;
use std::ops::Range;

/// A name as it is compared with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// Its words in lower case, without titles, articles and signs.
    words: Vec<String>,
    /// The first letters of its capitalised words.
    initials: String,
    /// The first letters of all its words, of the parts of "Ardent-Quine" too.
    letters: String,
    /// As [`super::figures::Side`] has it.
    gender: i32,
}

/// Words that bodies go by with or without.
const FORMS_OF_COMPANIES: [&str; 14] = [
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "plc",
    "group",
    "llc",
    "ag",
    "sa",
    "fc",
    "united",
    "city",
];

/// What makes the name of others out of somebody's.
const OF_OTHERS: [&str; 12] =
    ["s", "es", "er", "ers", "ian", "ians", "ism", "ist", "ists", "ite", "ites", "ville"];

impl Spelling {
    /// Of the name that these tokens are, of somebody of this gender.
    pub fn of(words: &Words<'_>, tokens: Range<usize>, gender: i32) -> Self {
        // "UN" is not the Un of "Kim Jong Un".
        let is_acronym = |word: &str| word.chars().count() == 2 && word.chars().all(char::is_uppercase);
        let plain = |at: usize| match words.written.get(at) {
            Some(word) if is_acronym(word) => (*word).to_owned(),
            _ => words.lower(at).trim_matches('.').to_owned(),
        };
        // "A. Roe" has an initial, "a Roe" an article.
        let is_small = |at: usize| {
            let word = words.lower(at);
            is_title(word) || matches!(word, "the" | "a" | "an" | "of" | "and" | "for" | "'s")
        };
        let is_kept = |at: &usize| words.lower(*at).contains(char::is_alphanumeric) && !is_small(*at);
        let kept: Vec<String> = tokens.clone().filter(is_kept).map(plain).collect();
        let all = tokens.clone().map(plain);
        let written = tokens.filter_map(|at| words.written.get(at).copied());
        let letters: String = written
            .flat_map(|word| word.split('-'))
            .filter_map(|part| part.chars().next())
            .filter(|c| c.is_alphanumeric())
            .collect();
        Self {
            words: if kept.is_empty() { all.collect() } else { kept },
            initials: letters.chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect(),
            letters: letters.to_lowercase(),
            gender,
        }
    }

    fn holds(&self, other: &Self) -> bool {
        other.words.iter().all(|word| self.words.contains(word))
    }

    /// Whether the one word of this is made of the first letters of `other` ("M&F": "Mottram & Fenwick").
    fn shortens(&self, other: &Self) -> bool {
        let [word] = self.words.as_slice() else { return false };
        let word: String =
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let count = word.chars().count();
        // "Accountants Roe Poe Lee" may call themselves RPL.
        let ends =
            count > 2 && other.initials.chars().count() == count + 1 && other.initials.ends_with(&word);
        count > 1 && (word == other.initials || word == other.letters || ends)
    }

    /// Whether one of two is the abbreviation of the other, of three letters or more, or of two with a sign.
    pub fn abbreviates(&self, other: &Self) -> bool {
        let is_telling = |name: &Self| match name.words.as_slice() {
            [word] => word.chars().count() > 2,
            _ => false,
        };
        is_telling(self) && self.shortens(other) || is_telling(other) && other.shortens(self)
    }

    /// Whether two names can be of one as far as their words tell.
    pub fn is_like(&self, other: &Self) -> bool {
        // "Fed" is short for "Federal"; "Roes" and "Roeites" are others than "Roe".
        let begins = |a: &str, b: &str| {
            let rest = b.strip_prefix(a).filter(|_| a.chars().count() >= 3);
            rest.is_some_and(|rest| !OF_OTHERS.contains(&rest))
        };
        let is_like = |a: &String, b: &String| {
            a == b || begins(a, b) || begins(b, a) || given_names::are_forms_of_one(a, b)
        };
        self.words.iter().any(|a| other.words.iter().any(|b| is_like(a, b)))
            || self.shortens(other)
            || other.shortens(self)
    }

    /// Whether two full names are of two: "Ann Roe" and "John Roe", "Ann Roe" and "Ann Poe", "Mrs Roe" and "John Roe".
    pub fn contradicts(&self, other: &Self) -> bool {
        if self.gender != 0 && other.gender != 0 && self.gender != other.gender {
            return true;
        }
        let ([first, .., last], [other_first, .., other_last]) =
            (self.words.as_slice(), other.words.as_slice())
        else {
            return false;
        };
        if self.holds(other) || other.holds(self) {
            return false;
        }
        if last == other_last {
            let one = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
            let is_same = first == other_first
                || one(first, other_first)
                || one(other_first, first)
                || given_names::are_forms_of_one(first, other_first);
            // "John A. Roe" and his father, "John B. Roe"
            let initials = |name: &Self| -> Vec<String> {
                name.words.iter().skip(1).filter(|word| word.chars().count() == 1).cloned().collect()
            };
            let (own, others) = (initials(self), initials(other));
            let is_other =
                !own.is_empty() && !others.is_empty() && own.iter().all(|word| !others.contains(word));
            return !is_same || is_other;
        }
        let is_form = |word: &String| FORMS_OF_COMPANIES.contains(&word.as_str());
        first != other_first || !(is_form(last) || is_form(other_last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Spelling {
        let written: Vec<&str> = name.split(' ').collect();
        let count = written.len();
        Spelling::of(&Words::of(written), 0..count, 0)
    }

    #[test]
    fn full_names_of_two_contradict_each_other() {
        let two = [
            ("Ann Roe", "John Roe"),
            ("Ann Roe", "Ann Poe"),
            ("Ann Roe", "John Poe"),
            ("John A. Roe", "John B. C. Roe"),
        ];
        for (a, b) in two {
            assert!(of(a).contradicts(&of(b)) && of(b).contradicts(&of(a)), "{a}, {b}");
        }
        let one = [
            ("Ann Roe", "Roe"),
            ("Ann Roe", "Ann Lee Roe"),
            ("Liz Roe", "Elizabeth Roe"),
            ("A. Roe", "Ann Roe"),
            ("Mr. Roe", "Ann Roe"),
            ("Vesta Inc.", "Vesta Group"),
        ];
        for (a, b) in one {
            assert!(!of(a).contradicts(&of(b)), "{a}, {b}");
        }
    }

    #[test]
    fn names_of_one_have_something_in_common() {
        for (a, b) in [
            ("Roe", "Ann Roe"),
            ("Fed", "Federal Reserve"),
            ("BoE", "Bank of England"),
            ("Liz", "Elizabeth Roe"),
        ] {
            assert!(of(a).is_like(&of(b)), "{a}, {b}");
        }
        for (a, b) in [("Roe", "Never Roes"), ("Harle", "Ann Roe"), ("Ford", "Oxford")] {
            assert!(!of(a).is_like(&of(b)), "{a}, {b}");
        }
    }

    #[test]
    fn abbreviations_are_made_of_first_letters() {
        for (a, b) in [("CFB", "Council for Boats"), ("MAQ", "Marisol Ardent-Quine"), ("UNESCO", "UNESCO")] {
            assert_eq!(of(a).abbreviates(&of(b)), a != b, "{a}, {b}");
        }
        // Two letters are too few to be sure.
        assert!(!of("AR").abbreviates(&of("Ann Roe")));
    }
}
