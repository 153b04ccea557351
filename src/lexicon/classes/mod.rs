//! Classes of words that are too few or too much of a rule to be a table of `assets/lexicon/`: one place for each.
//!
//! A class is a function that tells whether a word, in lower case and with a straight apostrophe, is in it.

pub(crate) mod bodies;
pub(crate) mod closed;
pub(crate) mod names;
pub(crate) mod people;
pub(crate) mod press;
pub(crate) mod speech;
pub(crate) mod time;

macro_rules! class {
    ($(#[$doc:meta])* $name:ident: $($word:literal)*) => {
        $(#[$doc])*
        pub(crate) fn $name(word: &str) -> bool {
            matches!(word, $($word)|*)
        }
    };
}
use class;
