//! What can happen to the reader, and what it asks of the world in return.

use crate::{analysis::Analysis, article::Article};
use crossterm::event::{KeyEvent, MouseEvent};

/// Something that happened. All that changes a [`State`](super::state::State) is one of these.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse was used while it is captured.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// An analysis is done, or failed with this reason.
    Analysed {
        /// The [`State::generation`](super::state::State::generation) it was started for.
        generation: u64,
        /// The analysis, or why there is none.
        outcome: Result<Analysis, String>,
    },
    /// A source was loaded, or failed with this reason.
    Opened {
        /// The source's number on the shelf.
        index: usize,
        /// The article, or why there is none.
        outcome: Result<Box<Article>, String>,
    },
    /// Nothing else is waiting: go on with what [`State::has_work`](super::state::State::has_work) speaks of.
    Idle,
}

/// Something to do outside the state, carried out by the loop in [`run`](super::run).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the reader.
    Quit,
    /// Give the terminal back and stop the process until it is continued.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Load this source and answer with [`Message::Opened`].
    Open(usize),
    /// Analyse the article on screen and answer with [`Message::Analysed`].
    Analyse,
    /// Put this text on the clipboard.
    Copy(String),
    /// Take the mouse from the terminal, or give it back.
    CaptureMouse(bool),
}
