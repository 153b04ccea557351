//! The list of actors beside the text.

pub mod view;

/// The list of actors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Actors {
    /// The selected one, as a place in [`Findings::order`](super::findings::Findings::order).
    pub selected: usize,
    /// The first one on screen.
    pub top: usize,
}
