//! The screen: state, update, view. Takes articles and analyses, gives what is drawn. Knows nothing of how quotes are
//! found.
//!
//! - [`state`] is plain data: no terminal, no thread, no clock.
//! - [`update`] takes a [`message`] and changes the state. What must be done outside comes back as an effect.
//! - [`view`] draws the state and decides nothing.
//! - [`layout`] sets the text for a width, [`keymap`] says which key does what, [`theme`] how things look.
//! - [`run`] is the loop around them and, with [`terminal`], the only I/O. Where there are signals, a guardian in a
//!   process of its own waits for the reader to end.

mod card;
mod explain;
pub mod findings;
pub mod geometry;
#[cfg(unix)]
pub(crate) mod guardian;
mod help;
pub mod hyperlinks;
mod inbox;
pub mod jumps;
pub mod keymap;
pub mod layout;
pub mod links;
pub mod list;
pub mod message;
pub mod open;
pub mod overlay;
pub mod picker;
mod run;
pub mod search;
pub mod segments;
mod signals;
mod start;
pub mod state;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
mod work;

pub use run::run;
pub use start::Start;

use crate::color::ColorDepth;

/// How the reader is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Colours that may be used.
    pub colors: ColorDepth,
    /// Widest measure of the body, in cells.
    pub measure: u16,
    /// Whether the mouse is taken from the terminal at the start.
    pub mouse: bool,
    /// Whether links are written so that the terminal can follow them.
    pub hyperlinks: bool,
}
