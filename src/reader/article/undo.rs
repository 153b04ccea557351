//! Undoes corrections and changes to highlights, the latest first.

use crate::{
    highlights::Change,
    reader::{
        app::{message::Effect, state::State},
        article::{corrections, highlights},
    },
};

/// A change that the person has made since the article was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// The last correction on the list.
    Correction,
    /// This change to the highlights.
    Highlight(Box<Change>),
}

/// Undoes the last change since the article was opened, or else the last correction from before.
pub fn undo(state: &mut State) -> Option<Effect> {
    match state.open.done.pop() {
        Some(Done::Highlight(change)) => Some(highlights::undo(state, *change)),
        Some(Done::Correction) | None => corrections::undo(state),
    }
}
