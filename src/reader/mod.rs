//! The reader: the screen and line mode. Takes articles, analyses and keys, gives what is drawn or printed. How quotes
//! are found is not its business.
//!
//! | module | contents |
//! |---|---|
//! | [`app`] | state ([`app::state`]), [`app::update`] and [`app::view`] of the whole, and the event loop |
//! | [`article`] | the article on screen, a folder for each of its panes |
//! | [`list`] | lists of articles to choose from, and navigation between articles |
//! | [`library`] | the pane of the library |
//! | [`linear`] | line mode, without a screen |
//! | [`overlays`] | what lies over the view: help, cards, pickers, prompts, link hints |
//! | [`keymap`] | commands, keys, and the table that assigns them |
//! | [`layout`] | wrapping the text for a width |
//! | [`theme`], [`draw`] | colours and attributes; writing text into cells |
//! | [`terminal`] | taking the terminal and giving it back |
//!
//! A pane is a folder: its state is in `mod.rs`, what changes it in `update.rs`, how it is drawn in `view.rs`. State is
//! plain data, without terminal, threads or clock. Update takes a [`message`](app::message), changes the state and
//! returns an effect for what must be done outside. View only draws. The loop in [`app`] and, through it, [`terminal`]
//! do all I/O; line mode has its own loop in [`linear::run`].

pub mod app;
pub mod article;
pub mod draw;
pub mod keymap;
pub mod layout;
pub mod library;
pub mod linear;
pub mod list;
pub mod overlays;
pub mod terminal;
pub mod theme;

pub use app::{Start, run};

use self::{
    keymap::Keymap,
    theme::{Background, Themes},
};
use crate::{
    analysis::{Architecture, Threshold},
    color::ColorDepth,
    corrections,
    export::citation::Template,
    highlights, memory, positions,
    settings::{Clipboard, Keep, Share},
};
use std::sync::Arc;

/// The options of the reader.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The colour depth of the terminal.
    pub colors: ColorDepth,
    /// The themes for dark, light and unknown backgrounds.
    pub themes: Themes,
    /// The background, as far as the environment says; the terminal is asked as well.
    pub background: Background,
    /// Whether signs are drawn in ASCII only.
    pub ascii: bool,
    /// How the text is laid out, apart from its width.
    pub setting: layout::Setting,
    /// Widest measure of the text column, in cells.
    pub measure: u16,
    /// Cells that the user has added to the default width of the sidebar or, where negative, taken from it.
    pub sidebar: i16,
    /// What lists of articles are sorted by.
    pub sort: list::Sort,
    /// Whether mouse events are captured at the start.
    pub mouse: bool,
    /// Whether links are written as terminal hyperlinks (OSC 8).
    pub hyperlinks: bool,
    /// Which quotes are shown at first, by certainty.
    pub threshold: Threshold,
    /// Which model finds quotes and speakers.
    pub architecture: Architecture,
    /// Whether the open file is loaded again whenever it changes.
    pub follow: bool,
    /// Which articles go into the library.
    pub library: Keep,
    /// The keys of commands.
    pub keymap: Arc<Keymap>,
    /// The template by which a quote is copied.
    pub citation: Arc<Template>,
    /// Where copied text goes: the terminal, or a tool of the desktop.
    pub clipboard: Clipboard,
    /// The user's own commands.
    pub shares: Arc<[Share]>,
}

/// What is stored between runs. A store that is `None` is neither read nor written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stores {
    /// Corrections.
    pub corrections: Option<corrections::Store>,
    /// Highlights and notes.
    pub highlights: Option<highlights::Store>,
    /// Reading positions and marks.
    pub positions: Option<positions::Store>,
    /// Which texts were read.
    pub read: Option<memory::ReadTexts>,
    /// What was opened lately.
    pub lately: Option<memory::Lately>,
    /// The reading list.
    pub later: Option<memory::ReadingList>,
    /// Widths and sort orders that were set with keys.
    pub looks: Option<memory::Looks>,
    /// The measure from the settings: one that differs was set with keys and is stored. None where the measure was
    /// given on the command line: changes then hold for this run only.
    pub width: Option<u16>,
}
