//! What lies over the view, as a stack: keys go to what is on top.

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

/// Something that lies over the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// The list of keys.
    Help(Help),
    /// All about the current quote.
    Peek,
    /// All about an actor.
    Card {
        /// Whom.
        actor: ActorId,
        /// Its first row on screen.
        top: usize,
    },
    /// The sourcing sheet.
    Sources(Box<Sheet>),
    /// Choosing a command, or a place by number.
    Palette(Palette),
    /// Choosing an actor, or what to put right.
    Picker(Picker),
    /// Stretch words of the text.
    Stretch(Stretch),
    /// The list of highlights.
    Highlights(Panel),
    /// Writing a line.
    Line(Line),
    /// Choosing a heading.
    Contents(Contents),
    /// Typing the letter of a mark.
    Mark(Use),
    /// Choosing a link by the labels on the links on screen.
    Links(Hints),
    /// Typing words to find in the text.
    SearchPrompt,
    /// Typing words to find in a list beside the text.
    FindPrompt,
    /// Typing words that the titles in the list must have.
    FilterPrompt,
    /// Typing what the library is asked for.
    LibraryPrompt,
}

impl Overlay {
    /// What keys mean while it is on top; `None` where they mean what they mean in the view under it.
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

/// The overlays, the topmost last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlays(Vec<Overlay>);

impl Overlays {
    /// The topmost.
    pub fn top(&self) -> Option<&Overlay> {
        self.0.last()
    }

    /// The topmost, to change it.
    pub fn top_mut(&mut self) -> Option<&mut Overlay> {
        self.0.last_mut()
    }

    /// All of them, from the lowest to the topmost.
    pub fn iter(&self) -> impl Iterator<Item = &Overlay> {
        self.0.iter()
    }

    /// Lays `overlay` over all others.
    pub fn push(&mut self, overlay: Overlay) {
        self.0.push(overlay);
    }

    /// Takes the topmost away.
    pub fn pop(&mut self) -> Option<Overlay> {
        self.0.pop()
    }

    /// Lays `overlay` there alone: two boxes would hide each other.
    pub fn replace(&mut self, overlay: Overlay) {
        self.clear();
        self.push(overlay);
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes away those for which `keep` does not hold.
    pub fn retain(&mut self, keep: impl FnMut(&Overlay) -> bool) {
        self.0.retain(keep);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
