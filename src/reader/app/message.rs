//! What can happen to the reader, and what it asks of the world in return.

use crate::{
    analysis::Analysis,
    article::{Article, Input, Key},
    corrections::{Change, Correction},
    export::format::ExportFormat,
    fetch::{Address, Reach},
    highlights::{self, Highlight},
    memory::Deferred,
    positions::Kept,
    reader::{
        library::{Answer, Question},
        list::{EntryId, Survey},
        theme::Background,
    },
    source::Source,
};
use crossterm::event::{KeyEvent, MouseEvent};
use std::{collections::HashSet, sync::Arc};

/// Something that happened. All that changes a [`State`](super::state::State) is one of these.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// The terminal has told what its background is.
    Background(Background),
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
        /// The [`OpenArticle::generation`](crate::reader::article::OpenArticle::generation) it was started for.
        generation: u64,
        /// The analysis, or why there is none.
        outcome: Result<Analysis, String>,
    },
    /// An article was loaded, or failed with this reason.
    Opened {
        /// Which.
        entry: EntryId,
        /// What is there, or why there is nothing.
        outcome: Result<Box<Opened>, String>,
    },
    /// A part of an article that is being loaded has come.
    Coming {
        /// Which.
        entry: EntryId,
        /// What there is of it.
        article: Arc<Article>,
    },
    /// The file that is followed has changed.
    Changed,
    /// The server was asked about a page of which a copy is shown.
    Checked {
        /// Which.
        entry: EntryId,
        /// Whether it has changed, or why that is not known.
        outcome: Result<bool, String>,
    },
    /// An article was looked through for the list, or failed with this reason.
    Surveyed {
        /// Which.
        entry: EntryId,
        /// What is in it, or why that is not known.
        outcome: Result<Survey, String>,
    },
    /// Something to tell the person.
    Note(String),
    /// What was to be copied was, or was not.
    Copied(Copied),
    /// No tool took what was to be copied: it is for the terminal.
    NotTaken(String),
    /// The corrections kept for an article were read, or changed and read; or this failed.
    Corrections {
        /// The [`OpenArticle::generation`](crate::reader::article::OpenArticle::generation) they were asked for in.
        generation: u64,
        /// The number of changes that had been made when they were asked for.
        revision: u64,
        /// All that is kept now, or what went wrong.
        outcome: Result<Vec<Correction>, String>,
    },
    /// The highlights kept for an article were read, or changed and read; or this failed.
    Highlights {
        /// The [`OpenArticle::generation`](crate::reader::article::OpenArticle::generation) they were asked for in.
        generation: u64,
        /// The number of changes that had been made when they were asked for.
        revision: u64,
        /// All that is kept now, or what went wrong.
        outcome: Result<Vec<Highlight>, String>,
    },
    /// Where the article was left the last time, and what is marked in it, was looked up, or this failed.
    Position {
        /// The [`OpenArticle::generation`](crate::reader::article::OpenArticle::generation) it was asked for in.
        generation: u64,
        /// The byte that was on top, and what was marked.
        outcome: Result<Kept, String>,
    },
    /// What was read before this run was looked up: the keys of the texts, or of their addresses.
    Read(HashSet<Key>),
    /// What is on the reading list was looked up, or changed and looked up: what each is known by.
    Deferred {
        /// The names of all.
        names: HashSet<String>,
        /// What has become of what was asked for, where something was.
        note: Option<String>,
    },
    /// The reading list was asked for: each with its row in the library, where its text is there; or this failed.
    ReadingList(Result<Vec<(Deferred, Option<i64>)>, String>),
    /// The library was asked what its screen shows; or this failed.
    Library {
        /// The number of the question.
        number: u64,
        /// What it tells, or what went wrong.
        outcome: Result<Answer, String>,
    },
    /// Nothing else is waiting: go on with what [`State::has_work`](super::state::State::has_work) speaks of.
    Idle,
}

/// What became of something that was to be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// This tool has taken it.
    By(&'static str),
    /// The terminal was asked to, which gives no answer.
    Sent,
    /// Nothing took it, for this reason.
    Failed(String),
    /// The settings say not to.
    Off,
}

/// What was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What is there.
    pub input: Input,
    /// How far the links in it may lead.
    pub reach: Reach,
    /// What the person should know of it.
    pub caution: Option<String>,
}

/// Something of reading that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remembered {
    /// An article was opened, and with that it counts as read.
    Opened {
        /// The article.
        article: Arc<Article>,
        /// What it is known by besides its text.
        keys: Vec<Key>,
        /// Where it can be opened again, if anywhere.
        place: Option<Source>,
        /// What the whole is called that is there, where it is a part of one. Untrusted.
        whole: Option<String>,
    },
    /// An article goes on the reading list, or off it where it is there; answered with [`Message::Deferred`].
    Defer {
        /// What it is called. Untrusted.
        title: String,
        /// Where it can be opened again, if anywhere.
        place: Option<Source>,
        /// The article, where its text is known.
        article: Option<Arc<Article>>,
    },
    /// What is known by one of these names was read and goes off the reading list; answered with [`Message::Deferred`].
    Done(Vec<String>),
    /// What is known by these keys counts as read, or does not any more.
    Read {
        /// The keys.
        keys: Vec<Key>,
        /// Whether it does.
        is_read: bool,
    },
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
    /// Load an article and answer with [`Message::Opened`]. What was being loaded before is not wanted any more.
    Open {
        /// Which.
        entry: EntryId,
        /// Whether a copy of a page is not good enough.
        anew: bool,
    },
    /// What is being loaded is not wanted any more.
    Abandon,
    /// Look through the articles on the list and answer with [`Message::Surveyed`] for each.
    Survey,
    /// Show an address in the browser.
    Browse(Address),
    /// Leave the reader: there is nothing to show, for this reason.
    GiveUp(String),
    /// Analyse the article on screen, read what corrections and highlights are kept for it and where it was left; answer with
    /// [`Message::Analysed`], [`Message::Corrections`], [`Message::Highlights`] and [`Message::Position`].
    Analyse,
    /// Change what corrections are kept for the article on screen and answer with [`Message::Corrections`].
    Keep(Change),
    /// Change what highlights are kept for the article on screen and answer with [`Message::Highlights`].
    KeepHighlight(highlights::Change),
    /// Ask the library what its screen shows, and answer with [`Message::Library`], but where another question has come.
    AskLibrary(Question),
    /// Look up the reading list, and answer with [`Message::ReadingList`].
    AskReadingList,
    /// Put this text on the clipboard, as the settings say, and answer with [`Message::Copied`] or [`Message::NotTaken`].
    Copy(String),
    /// Ask the terminal to put this text on the clipboard.
    CopyByTerminal(String),
    /// Give the terminal to a command until it has ended and the person has seen it, and this text to its standard input.
    Pipe {
        /// The program and its arguments.
        command: Vec<String>,
        /// The text.
        text: String,
    },
    /// Run a command of the person's own beside the loop, and answer with [`Message::Note`].
    Share {
        /// What it is called.
        name: String,
        /// The program and its arguments.
        command: Vec<String>,
        /// What is on its standard input.
        text: String,
    },
    /// Write the article on screen and its quotes to a file in the current folder, and answer with [`Message::Note`].
    Export(ExportFormat),
    /// Take the mouse from the terminal, or give it back.
    CaptureMouse(bool),
}
