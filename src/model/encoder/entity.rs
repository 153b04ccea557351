//! An entity while mentions are given to it: what is known of it by those that it has.

use super::{
    agree::{self, Agreement},
    figures::Side,
    spelling::Spelling,
    trades::Trade,
    words::Words,
};
use crate::{
    actors::{ActorKind, nouns},
    lexicon::classes::documents,
};

/// An entity and its mentions so far.
#[derive(Debug, Default)]
pub(super) struct Entity {
    /// The distinct spellings of its names.
    pub names: Vec<Spelling>,
    pub agreement: Agreement,
    /// Whether one of its names is certainly that of an organisation.
    pub is_body: bool,
    /// What the organisation does, by its names and the nouns beside them.
    pub trade: Option<Trade>,
}

impl Entity {
    /// Whether a mention without a name cannot mean it.
    pub fn refuses_mention(&self, words: &Words<'_>, side: &Side) -> bool {
        let is_named = !self.names.is_empty();
        self.agreement.refuses(is_named, words, side)
            || is_named && (self.is_other(words, side) || self.is_one_body(words, side))
    }

    /// Whether the head of a mention is a noun for what its names cannot name: "the report" is no bank, and "the paper" is no act.
    fn is_other(&self, words: &Words<'_>, side: &Side) -> bool {
        let Some(noun) = agree::noun(words, side) else { return false };
        if self.agreement.is_called(noun) || self.names.iter().any(|name| name.last() == noun) {
            return false;
        }
        let is_thing = || self.names.iter().all(|name| nouns::is_thing_word(name.last()));
        let is_somebodys = match nouns::kind_of_head(noun) {
            Some(ActorKind::Document) => documents::is_letter(noun),
            known => known.is_some(),
        };
        documents::tells_by_itself(noun) || is_somebodys && is_thing()
    }

    /// Whether a mention is of several and this is one organisation: "the companies" are not "Vesta Group".
    fn is_one_body(&self, words: &Words<'_>, side: &Side) -> bool {
        let is_one = |name: &Spelling| !name.last().ends_with('s');
        self.is_body && agree::is_several(words, side) && self.names.iter().all(is_one)
    }

    /// Whether this name cannot be its own.
    pub fn refuses(&self, name: &Spelling) -> bool {
        self.names.iter().any(|own| own.contradicts(name))
            || !self.names.is_empty() && !self.names.iter().any(|own| own.is_like(name))
    }
}
