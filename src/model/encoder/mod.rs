//! The careful model: a small transformer that encodes a text once. Its heads find the anchors of quotes, their content and
//! source, names, roles, and which mentions corefer.
//!
//! [`input`] makes its input, [`windows`] cuts long texts, [`network`] runs it, [`quotes`] and [`names`] decode its scores,
//! and [`links`] resolves coreference. Names are cut ([`parts`], [`headlines`], [`surnames`]) and joined ([`joined`]); [`choose`]
//! gives each mention its [`entity`], by the model's scores and what is certain beside them: [`spelling`], [`bearers`] of a surname,
//! [`trades`] of organisations, who was [`told`] to be what, other agreement ([`agree`]), names within a mention ([`inner`]).
//! `assets/model/careful/README.md` is its card.

mod agree;
mod bearers;
mod chain;
mod choose;
mod entity;
mod figures;
mod headlines;
mod inner;
pub(crate) mod input;
mod joined;
mod links;
mod names;
mod network;
mod parts;
pub(crate) mod pieces;
mod quotes;
mod spelling;
mod surnames;
mod told;
mod trades;
mod windows;
mod words;

use super::ModelError;
use crate::{
    actors::linked::{Linked, MentionLinker, Mentioned},
    attribution::Draft,
    language::Document,
};
use input::Input;
use network::Encoded;
pub(crate) use network::{Encoder, IS_BUILT_IN};
use std::ops::Range;
use words::Words;

/// The least confidence of a quote. On the development part of the reader gold, F1 is flat from 0.2 to 0.4.
const THRESHOLD: f32 = 0.3;
/// A token is part of a role where the probability of being none is below this.
const NO_ROLE: f32 = 0.65;

/// A document as the encoder has read it.
pub(crate) struct Reading<'a> {
    encoder: &'a Encoder,
    input: Input,
    words: Words<'a>,
    encoded: Encoded,
}

impl Encoder {
    /// Encodes a document. Linear in its text; takes three kilobytes of memory a token.
    ///
    /// # Errors
    /// Where the model does not run.
    pub fn read<'a>(&'a self, document: &'a Document<'_>) -> Result<Reading<'a>, ModelError> {
        let input = Input::of(document, self.vocabulary());
        let encoded = self.encode(&input)?;
        let words = Words::of((0..document.tokens.len()).map(|at| document.word(at)).collect());
        Ok(Reading { encoder: self, input, words, encoded })
    }
}

impl Reading<'_> {
    /// The quotes of the document, in the order of their cues.
    ///
    /// # Errors
    /// Where the model does not run.
    pub fn quotes(&self) -> Result<Vec<Draft>, ModelError> {
        let found = quotes::find(self.encoder, &self.input, &self.encoded, THRESHOLD)?;
        let draft = |found: quotes::Found| Draft {
            content: found.content,
            cue: found.cue,
            source: found.source,
            via: found.via,
            to: found.to,
            confidence: found.confidence,
            sense: Some(found.sense),
            is_verbatim: false,
        };
        Ok(found.into_iter().map(draft).collect())
    }
}

impl MentionLinker for Reading<'_> {
    type Error = ModelError;

    fn names(&self) -> Vec<Range<usize>> {
        names::names(&self.input, &self.words, &self.encoded)
    }

    fn is_role(&self, token: usize) -> bool {
        self.encoded.role.get(token).is_some_and(|[none, ..]| *none < NO_ROLE)
    }

    fn link(&self, mentions: &[Mentioned]) -> Result<Vec<Linked>, ModelError> {
        let sides = figures::sides(&self.input, &self.words, mentions);
        links::link(self.encoder, &self.input, &self.words, &self.encoded, &sides)
    }
}
