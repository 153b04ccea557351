//! Overlays: what lies over the view, as a stack. Keys go to the topmost.

pub mod card;
mod chooser;
pub mod contents;
mod field;
pub mod help;
pub mod highlights;
pub mod line;
pub mod links;
pub mod palette;
pub mod peek;
pub mod picker;
pub mod scrolled;
pub mod search;
pub mod sources;
pub mod stretch;

use crate::{
    actors::ActorId,
    reader::{
        article::marks::Use,
        keymap::Mode,
        overlays::{
            contents::Contents, help::Help, highlights::Panel, line::Line, links::Hints, palette::Palette,
            picker::Picker, sources::Sheet, stretch::Stretch,
        },
    },
};

/// An overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// The help.
    Help(Help),
    /// Details of the current quote.
    Peek,
    /// The actor card.
    Card {
        /// The actor.
        actor: ActorId,
        /// The index of its first line on screen.
        top: usize,
    },
    /// The sourcing sheet.
    Sources(Box<Sheet>),
    /// The palette: choosing a command, or a place by number.
    Palette(Palette),
    /// A picker: choosing an actor, a correction, a form of export.
    Picker(Picker),
    /// Selecting words of the text.
    Stretch(Stretch),
    /// The list of highlights and notes.
    Highlights(Panel),
    /// The line editor.
    Line(Line),
    /// The table of contents.
    Contents(Contents),
    /// Waiting for the letter of a mark.
    Mark(Use),
    /// Link hints.
    Links(Hints),
    /// The prompt of the search in the text.
    SearchPrompt,
    /// The prompt of the search in a pane beside the text.
    FindPrompt,
    /// The prompt of the filter of a list of articles.
    FilterPrompt,
    /// The prompt of a query to the library.
    LibraryPrompt,
}

impl Overlay {
    /// The mode in which keys are looked up while it is topmost; `None` for that of the view under it.
    pub const fn mode(&self) -> Option<Mode> {
        match self {
            Self::Help(help) if help.is_typed => Some(Mode::Prompt),
            Self::Help(_) | Self::Card { .. } | Self::Sources(_) | Self::Peek => None,
            Self::Picker(_) | Self::Palette(_) | Self::Contents(_) => Some(Mode::Picker),
            Self::Links(_) => Some(Mode::Links),
            Self::Stretch(_) => Some(Mode::Stretch),
            Self::Highlights(panel) if panel.is_typed => Some(Mode::Prompt),
            Self::Highlights(_) => Some(Mode::Highlights),
            Self::Line(_) => Some(Mode::Line),
            Self::SearchPrompt
            | Self::FindPrompt
            | Self::FilterPrompt
            | Self::LibraryPrompt
            | Self::Mark(_) => Some(Mode::Prompt),
        }
    }
}

/// The stack of overlays, the topmost last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlays(Vec<Overlay>);

impl Overlays {
    /// The topmost overlay.
    pub fn top(&self) -> Option<&Overlay> {
        self.0.last()
    }

    /// The topmost overlay, mutable.
    pub fn top_mut(&mut self) -> Option<&mut Overlay> {
        self.0.last_mut()
    }

    /// All overlays, from the lowest to the topmost.
    pub fn iter(&self) -> impl Iterator<Item = &Overlay> {
        self.0.iter()
    }

    /// Puts `overlay` on top.
    pub fn push(&mut self, overlay: Overlay) {
        self.0.push(overlay);
    }

    /// Removes the topmost.
    pub fn pop(&mut self) -> Option<Overlay> {
        self.0.pop()
    }

    /// Makes `overlay` the only one: two boxes would hide each other.
    pub fn replace(&mut self, overlay: Overlay) {
        self.clear();
        self.push(overlay);
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Removes those for which `keep` is false.
    pub fn retain(&mut self, keep: impl FnMut(&Overlay) -> bool) {
        self.0.retain(keep);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
