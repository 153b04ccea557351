//! What was learnt, and how it is asked: a model reads a document once and then answers what the rules of attribution and
//! actors leave to it.
//!
//! There are three questions, each a trait at the station that asks: which words are quoted of whom
//! ([`QuoteFinder`]), which words are names and of what ([`NameFinder`]), and whom a pronoun means
//! ([`AntecedentRanker`]). [`linear`] answers them by linear chains and a log-linear ranking.

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

/// Something that was learnt, before it has seen any document.
pub(crate) trait Model: std::fmt::Debug + Send + Sync {
    /// Reads a document. What has to be computed for all of it is computed here, once.
    fn read<'a>(&'a self, document: &'a Document<'a>) -> Answers<'a>;
}

/// What a model has to say of one document.
pub(crate) struct Answers<'a> {
    /// Cues, content and sources, with how sure each quote is.
    pub quotes: Box<dyn QuoteFinder + 'a>,
    /// Names and their kinds.
    pub names: Box<dyn NameFinder + 'a>,
    /// Whom a pronoun means.
    pub antecedents: Box<dyn AntecedentRanker + 'a>,
}
