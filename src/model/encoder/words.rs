//! The words of a text as the encoder's mentions are compared by.

use crate::{
    language::{phrases::Phrases, words::is_capitalised},
    lexicon::{classes::people, given_names},
};
use std::borrow::Cow;

/// The words of a text, as written, and in lower case with straight apostrophes for comparisons.
pub(crate) struct Words<'a> {
    /// Each token as it is written.
    pub written: Vec<&'a str>,
    /// Each token in lower case.
    pub lower: Vec<String>,
}

impl<'a> Words<'a> {
    /// The words of all tokens of a text, in order.
    pub fn of(written: Vec<&'a str>) -> Self {
        let lower = written.iter().map(|word| word.to_lowercase().replace('’', "'")).collect();
        Self { written, lower }
    }

    /// Whether a token is a given name.
    pub fn is_given(&self, at: usize) -> bool {
        self.written.get(at).is_some_and(|word| given_names::is_known(word))
    }

    /// Whether a token begins with a capital letter.
    pub fn is_capital(&self, at: usize) -> bool {
        self.written.get(at).is_some_and(|word| is_capitalised(word))
    }

    /// A token in lower case; empty past the last.
    pub fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }
}

impl Phrases for Words<'_> {
    fn lower_at(&self, at: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lower(at))
    }
}

/// Whether the word (lower case) is a title and not part of a name. The model was trained on names without titles.
pub(crate) fn is_title(word: &str) -> bool {
    people::is_title(word.trim_matches('.'))
}
