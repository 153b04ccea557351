//! Taking back what the person has done to the article, the latest first: corrections, and changes to highlights.

use crate::{
    highlights::Change,
    reader::{
        app::{message::Effect, state::State},
        article::{corrections, highlights},
    },
};

/// Something that the person has done since the article was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// A correction.
    Correction,
    /// This change to the highlights.
    Highlight(Box<Change>),
}

/// Takes back what was done last; then the corrections that were made before the article was opened.
pub fn undo(state: &mut State) -> Option<Effect> {
    match state.open.done.pop() {
        Some(Done::Highlight(change)) => Some(highlights::undo(state, *change)),
        Some(Done::Correction) | None => corrections::undo(state),
    }
}
