//! Word classes that are too small, or too much of a rule, to be tables in `assets/lexicon/`.
//!
//! A class is a function that says whether a word, in lower case and with a straight apostrophe, is in it.

pub(crate) mod bodies;
pub(crate) mod closed;
pub(crate) mod documents;
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
