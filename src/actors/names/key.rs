//! The normal form of a name, by which names are compared.

use crate::{language::words, lexicon::classes::names};

/// The words of a name in lower case, without quotation marks, "Jr." and the full stops of initials, with single spaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Key(Box<str>);

impl Key {
    /// The key of a name as it is written.
    pub fn of(name: &str) -> Self {
        let mut out = String::with_capacity(name.len());
        for part in name.split([' ', '-']) {
            let lower = words::lower(part);
            let word = lower.trim_matches('.');
            let is_part = !word.is_empty()
                && !word.starts_with(MARKS)
                && !names::is_generation(word)
                && !matches!(word, "the" | "'s");
            if is_part {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
        }
        Self(out.into())
    }

    /// Its words, in order.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split(' ').filter(|word| !word.is_empty())
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words().count()
    }

    /// Its first word.
    pub fn first(&self) -> Option<&str> {
        self.words().next()
    }

    /// Its last word.
    pub fn last(&self) -> Option<&str> {
        self.words().next_back()
    }

    /// Whether its first words are all words of the other.
    pub fn starts_with(&self, other: &Self) -> bool {
        let rest = self.0.strip_prefix(&*other.0);
        rest.is_some_and(|rest| rest.is_empty() || other.0.is_empty() || rest.starts_with(' '))
    }

    /// Whether its last words are all words of the other.
    pub fn ends_with(&self, other: &Self) -> bool {
        let rest = self.0.strip_suffix(&*other.0);
        rest.is_some_and(|rest| rest.is_empty() || other.0.is_empty() || rest.ends_with(' '))
    }

    /// The initials of its words, without function words.
    pub fn acronym(&self) -> String {
        self.words()
            .filter(|word| !matches!(*word, "of" | "and" | "the" | "for" | "in" | "on"))
            .filter_map(|word| word.chars().next())
            .collect()
    }
}

const MARKS: [char; 5] = ['“', '"', '‘', '\'', '«'];

/// The words in quotation marks within a name ("Roberta “Bobbie” Flood").
pub(in crate::actors) fn nicknames(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(' ').filter(|w| w.starts_with(MARKS));
    words.map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).filter(|w| w.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_by_whole_words() {
        let key = Key::of("U.S. Supreme-Court of “Big” the Jr.");
        assert_eq!(key.words().collect::<Vec<_>>(), ["u.s", "supreme", "court", "of"]);
        assert!(key.starts_with(&Key::of("U.S. Supreme")) && !key.starts_with(&Key::of("U.S. Sup")));
        assert!(key.ends_with(&Key::of("Court of")) && !key.ends_with(&Key::of("ourt of")));
        assert!(key.ends_with(&Key::default()) && key.starts_with(&Key::default()));
        assert_eq!(key.acronym(), "usc");
        assert_eq!(Key::of("the").first(), None);
    }
}
