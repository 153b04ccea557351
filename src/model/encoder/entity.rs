//! An entity while mentions are given to it: what is known of it by those that it has.

use super::{agree::Agreement, spelling::Spelling, trades::Trade};

/// An entity and its mentions so far.
#[derive(Debug, Default)]
pub(super) struct Entity {
    /// The distinct spellings of its names.
    pub names: Vec<Spelling>,
    pub agreement: Agreement,
    /// What the organisation does, by its names and the nouns beside them.
    pub trade: Option<Trade>,
}

impl Entity {
    /// Whether this name cannot be its own.
    pub fn refuses(&self, name: &Spelling) -> bool {
        self.names.iter().any(|own| own.contradicts(name))
            || !self.names.is_empty() && !self.names.iter().any(|own| own.is_like(name))
    }
}
