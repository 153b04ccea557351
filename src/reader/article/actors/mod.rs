//! The list of actors beside the text.

pub mod view;

/// The state of the list of actors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Actors {
    /// The selected actor, as an index into [`Findings::order`](super::findings::Findings::order).
    pub selected: usize,
    /// The index of the first actor on screen.
    pub top: usize,
}
