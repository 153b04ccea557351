//! The text on screen.

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

/// The text on screen.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The text set for the width of the pane.
    pub layout: Layout,
    /// The first row on screen.
    pub top: RowAt,
    /// Where the person has scrolled to. It outlives widths and lenses: only moving changes it.
    pub place: Place,
    /// The places that were jumped from.
    pub jumps: Jumps,
    /// The words that were jumped to, shown as such until the next key.
    pub jump_target: Option<Span>,
    /// The byte over which the mouse was pressed, as long as it is.
    pub pressed: Option<usize>,
}

/// A place in the text, for however it is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The first byte in the row on top.
    pub offset: usize,
    /// Whether it is the air above that row that is on top.
    pub air: bool,
}
