//! The lexicon: given names, countries and cities, nouns for people and organisations, and kinds of sources.
//!
//! Short lists of words are in `classes`. The tables are in `assets/lexicon/`, whose README says where each is from. They
//! are part of the binary and are indexed at the first lookup.

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
