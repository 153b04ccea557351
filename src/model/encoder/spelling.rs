//! The spelling of names, and which spellings can be of one entity.

use super::{
    figures::gender_of_name,
    words::{Words, is_title},
};
use crate::lexicon::{Gender, classes::bodies, given_names};
use std::{collections::HashMap, ops::Range};

/// A name in the form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// Its words in lower case, without titles, articles and signs.
    words: Vec<String>,
    /// The first letters of its capitalised words.
    initials: String,
    /// The first letters of all its words, including the parts of "Ardent-Quine".
    letters: String,
    /// As in [`super::figures::Side`].
    gender: i32,
}

/// Endings that derive another name from one ("Roeites").
const OF_OTHERS: [&str; 12] =
    ["s", "es", "er", "ers", "ian", "ians", "ism", "ist", "ists", "ite", "ites", "ville"];

impl Spelling {
    /// The spelling of the name at these tokens, with this gender.
    pub fn of(words: &Words<'_>, tokens: Range<usize>, gender: i32) -> Self {
        // "UN" is not the "Un" of "Kim Jong Un".
        let is_acronym = |word: &str| word.chars().count() == 2 && word.chars().all(char::is_uppercase);
        let plain = |at: usize| match words.written.get(at) {
            Some(word) if is_acronym(word) => (*word).to_owned(),
            _ => letters_alone(words.lower(at).trim_matches('.')),
        };
        // "A. Roe" has an initial, "a Roe" an article.
        let is_small = |at: usize| {
            let word = words.lower(at);
            is_title(word) || matches!(word, "the" | "a" | "an" | "of" | "and" | "for" | "'s")
        };
        // "Kate Bishop" is no bishop.
        let is_full = tokens.len() > 1 && words.is_given(tokens.start);
        let is_surname = |at: usize| is_full && at + 1 == tokens.end;
        let is_kept = |at: &usize| {
            words.lower(*at).contains(char::is_alphanumeric) && (is_surname(*at) || !is_small(*at))
        };
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

    /// The full name made of this given name and a surname.
    pub fn of_family(mut self, surname: &str) -> Self {
        if let ([given], 0) = (self.words.as_slice(), self.gender) {
            self.gender = gender_of_name(given);
        }
        self.words.push(letters_alone(surname));
        self
    }

    /// The gender by title or given name.
    pub const fn gender(&self) -> Option<Gender> {
        match self.gender {
            1 => Some(Gender::Male),
            2 => Some(Gender::Female),
            _ => None,
        }
    }

    /// The last word of a full name.
    pub fn surname(&self) -> Option<&str> {
        self.words.last().filter(|_| self.words.len() > 1).map(String::as_str)
    }

    /// The last word.
    pub fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Whether both are the same words.
    pub fn is_same(&self, other: &Self) -> bool {
        self.words == other.words
    }

    /// Its only word, if it has one word.
    pub fn only(&self) -> Option<&str> {
        self.words.first().filter(|_| self.words.len() == 1).map(String::as_str)
    }

    fn holds(&self, other: &Self) -> bool {
        other.words.iter().all(|word| self.words.contains(word))
    }

    /// The letters of its only word, if that may be an acronym ("CFB", "M&F").
    pub fn acronym(&self) -> Option<String> {
        let [word] = self.words.as_slice() else { return None };
        let letters = word.chars().filter(|c| c.is_alphanumeric());
        let letters: String = letters.flat_map(char::to_lowercase).collect();
        (letters.chars().count() > 1).then_some(letters)
    }

    /// The acronym, if it has three letters or more: with two, too many agree by chance.
    pub fn telling_acronym(&self) -> Option<String> {
        let is_telling = self.words.first().is_some_and(|word| word.chars().count() > 2);
        self.acronym().filter(|_| is_telling)
    }

    /// The acronyms that it may have: its first letters, with or without those of function words; and without the first word,
    /// since "Accountants Roe Poe Lee" may be "RPL".
    pub fn short_forms(&self) -> [&str; 3] {
        let rest = self
            .initials
            .char_indices()
            .nth(1)
            .map_or("", |(at, _)| self.initials.get(at..).unwrap_or_default());
        let rest = if rest.chars().count() > 2 { rest } else { "" };
        [&self.initials, &self.letters, rest]
    }

    /// Whether this is an acronym of `other` ("M&F" of "Mottram & Fenwick").
    fn shortens(&self, other: &Self) -> bool {
        self.acronym().is_some_and(|acronym| other.short_forms().contains(&acronym.as_str()))
    }

    /// Whether two names can be of one entity, by their words.
    pub fn is_like(&self, other: &Self) -> bool {
        // "Fed" is short for "Federal", but "Roes" and "Roeites" are not "Roe".
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

    /// Whether two full names cannot be of one person: "Ann Roe" and "John Roe", "Ann Roe" and "Ann Poe", "Mrs Roe" and "John
    /// Roe".
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
        let is_form = |word: &String| bodies::is_left_out(word);
        first != other_first || !(is_form(last) || is_form(other_last))
    }
}

/// A word in lower case without diacritics, and with German digraphs for umlauts folded: "Müller", "Muller" and "Mueller" are
/// the same.
fn letters_alone(word: &str) -> String {
    /// The shortest word that is folded: in short ones, and in given names, "ae", "oe" and "ue" are mostly no umlauts ("Roe",
    /// "Bauer", "Michael").
    const LONG: usize = 7;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        unicode_normalization::char::decompose_canonical(c, |part| {
            if !unicode_normalization::char::is_combining_mark(part) {
                out.push(part);
            }
        });
    }
    if out.chars().count() >= LONG && !given_names::is_known(word) {
        for (two, one) in [("ae", "a"), ("oe", "o"), ("ue", "u")] {
            out = out.replacen(two, one, 1);
        }
    }
    out
}

/// An index of acronyms and of the names that they stand for.
#[derive(Debug, Default)]
pub(crate) struct Abbreviations {
    /// The first entity by acronym, and by the acronyms that its names may have.
    acronyms: HashMap<String, usize>,
    shortened: HashMap<String, usize>,
}

impl Abbreviations {
    /// Adds a name of an entity.
    pub fn add(&mut self, name: &Spelling, entity: usize) {
        let learn = |list: &mut HashMap<String, usize>, key: &str| {
            let first = list.entry(key.to_owned()).or_insert(entity);
            *first = entity.min(*first);
        };
        for form in name.short_forms() {
            learn(&mut self.shortened, form);
        }
        if let Some(acronym) = name.telling_acronym() {
            learn(&mut self.acronyms, &acronym);
        }
    }

    /// The first entity with a name that is an acronym of this one, or of which this one is an acronym.
    pub fn find(&self, name: &Spelling) -> Option<usize> {
        let shorter = name.short_forms().into_iter().filter_map(|form| self.acronyms.get(form));
        let longer = name.telling_acronym().and_then(|acronym| self.shortened.get(&acronym));
        shorter.chain(longer).min().copied()
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
            ("Hoeller", "Ida Höller"),
            ("Holler", "Ida Höller"),
        ] {
            assert!(of(a).is_like(&of(b)), "{a}, {b}");
        }
        for (a, b) in [("Roe", "Never Roes"), ("Harle", "Ann Roe"), ("Ford", "Oxford")] {
            assert!(!of(a).is_like(&of(b)), "{a}, {b}");
        }
    }

    #[test]
    fn abbreviations_are_made_of_first_letters() {
        let abbreviate = |a: &str, b: &str| {
            let mut known = Abbreviations::default();
            known.add(&of(b), 0);
            known.find(&of(a)) == Some(0)
        };
        for (a, b) in [("CFB", "Council for Boats"), ("MAQ", "Marisol Ardent-Quine"), ("UNESCO", "UNESCO")] {
            assert_eq!(abbreviate(a, b), a != b, "{a}, {b}");
        }
        // Two letters are too few to be sure.
        assert!(!abbreviate("AR", "Ann Roe"));
    }
}
