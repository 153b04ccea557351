//! The screen: state, update, view. Takes articles and analyses, gives what is drawn. Knows nothing of how quotes are
//! found.
//!
//! | room | what it is |
//! |---|---|
//! | [`app`] | [`app::state`], [`app::update`] and [`app::view`] of the whole, and the loop around them |
//! | [`article`] | the article on screen, a folder for each of its panes |
//! | [`list`] | a list of articles to choose from, and the way from article to article |
//! | [`library`] | what the library tells across articles |
//! | [`overlays`] | what lies over the view: help, card, picker, prompts, labels on links |
//! | [`keymap`] | which key does what |
//! | [`layout`] | the text set for a width |
//! | [`theme`], [`draw`] | how things look, and writing them into cells |
//! | [`terminal`] | the terminal, taken and given back |
//!
//! A pane is a folder: what it holds stands in `mod.rs`, what changes it in `update.rs`, how it is drawn in `view.rs`.
//! State is plain data: no terminal, no thread, no clock. Update takes a [`message`](app::message) and changes the state;
//! what must be done outside comes back as an effect. View draws and decides nothing. The loop in [`app`] and, with it,
//! [`terminal`] are the only I/O.

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

/// How the reader is set up.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Colours that may be used.
    pub colors: ColorDepth,
    /// Which of them for which background.
    pub themes: Themes,
    /// The background, as far as the environment tells; the terminal is asked besides.
    pub background: Background,
    /// Whether signs are drawn with the characters of ASCII.
    pub ascii: bool,
    /// How the text is set, beside its width.
    pub setting: layout::Setting,
    /// Widest measure of the body, in cells.
    pub measure: u16,
    /// Cells that the person has given to the sidebar or taken from it.
    pub sidebar: i16,
    /// What orders lists of articles.
    pub sort: list::Sort,
    /// Whether the mouse is taken from the terminal at the start.
    pub mouse: bool,
    /// Whether links are written so that the terminal can follow them.
    pub hyperlinks: bool,
    /// Which quotes are shown at first, by how sure it is that they are quotes.
    pub threshold: Threshold,
    /// What finds quotes and speakers.
    pub architecture: Architecture,
    /// Whether the file that is read is read again whenever it changes.
    pub follow: bool,
    /// What of what is read goes into the library.
    pub library: Keep,
    /// Which key does what.
    pub keymap: Arc<Keymap>,
    /// How a quote is copied.
    pub citation: Arc<Template>,
    /// Where it goes then.
    pub clipboard: Clipboard,
    /// Commands of the person's own.
    pub shares: Arc<[Share]>,
}

/// Where the reader keeps things between runs. What has no place is neither read nor kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stores {
    /// What a person has put right.
    pub corrections: Option<corrections::Store>,
    /// What they have marked, with notes.
    pub highlights: Option<highlights::Store>,
    /// Where they stopped in articles.
    pub positions: Option<positions::Store>,
    /// Which texts they have read.
    pub read: Option<memory::ReadTexts>,
    /// What they have opened lately.
    pub lately: Option<memory::Lately>,
    /// What they keep to be read later.
    pub later: Option<memory::ReadingList>,
    /// How wide they have made things, and how ordered.
    pub looks: Option<memory::Looks>,
    /// The width of the text that is set, to be known from one that they have made; none where it was asked for on the
    /// command line, and what they make of it holds for this run alone.
    pub width: Option<u16>,
}
