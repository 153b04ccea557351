//! What is known of words before any text is read: given names, countries and cities, nouns for people and
//! bodies, and what kind of source somebody is.
//!
//! Short lists of words stand in [`classes`]. The tables lie in `assets/lexicon/`, whose README tells where each is from. They are part of the binary and are
//! indexed when a word is looked up first, so that they cost nothing before.

pub(crate) mod classes;
pub mod given_names;
pub mod nouns;
pub(crate) mod packed;
pub mod places;
pub mod sources;
mod table;
pub(crate) mod word_table;

/// Grammatical gender, as far as a word gives evidence of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}
