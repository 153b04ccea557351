//! The pane with the text.

pub mod margin;
pub mod scrollbar;
pub mod segments;
pub mod update;
pub mod view;

pub use self::update::*;

use crate::{
    reader::{
        article::jumps::Jumps,
        layout::{Layout, RowAt},
    },
    span::Span,
};

/// The state of the pane with the text.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The text, set for the width of the pane.
    pub layout: Layout,
    /// The first row on screen.
    pub top: RowAt,
    /// The position to which the person has scrolled. Resizing and other lenses keep it; only moving changes it.
    pub place: Place,
    /// The positions that were jumped from.
    pub jumps: Jumps,
    /// The words that were jumped to, drawn like a search hit until the next key.
    pub jump_target: Option<Span>,
    /// The byte over which the mouse button was pressed, while it is down.
    pub pressed: Option<usize>,
}

/// A position in the text that holds for any width.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The first byte of the top row.
    pub offset: usize,
    /// Whether the row above that one, an empty row, is on top.
    pub on_gap: bool,
}
