//! The trained models. A model reads a document once, and then answers the questions of attribution and actors.
//!
//! There are three questions, each a trait of the station that asks: which words are quotes and of which source
//! (`QuoteFinder`), which words are names and of what kind (`NameFinder`), and what the antecedent of a pronoun is
//! (`AntecedentRanker`). `linear` answers them by linear chains and a log-linear ranking.

pub(crate) mod encoder;
pub(crate) mod linear;
mod loader;

use crate::{
    actors::{coreference::antecedent::AntecedentRanker, names::name::NameFinder},
    attribution::QuoteFinder,
    language::Document,
};
#[cfg(feature = "training")]
pub(crate) use loader::{ACTORS_MAGIC, ATTRIBUTION_MAGIC};
pub use loader::{ModelError, Models};

/// A trained model, before it has read a document.
pub(crate) trait Model: std::fmt::Debug + Send + Sync {
    /// Reads a document. What is needed for the whole of it is computed here, once.
    fn read<'a>(&'a self, document: &'a Document<'a>) -> Answers<'a>;
}

/// What a model says about one document.
pub(crate) struct Answers<'a> {
    /// Cues, contents and sources, each with a confidence.
    pub quotes: Box<dyn QuoteFinder + 'a>,
    /// Names and their kinds.
    pub names: Box<dyn NameFinder + 'a>,
    /// The antecedents of pronouns.
    pub antecedents: Box<dyn AntecedentRanker + 'a>,
}
