//! Messages, which change the state, and effects, which the state asks the loop to carry out.

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

/// Something that happened. Only a message changes a [`State`](super::state::State).
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// The terminal has answered what its background is.
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
    /// An analysis is done, or has failed for this reason.
    Analysed {
        /// The [`OpenArticle::generation`](crate::reader::article::OpenArticle::generation) it was started for.
        generation: u64,
        /// The analysis, or why there is none.
        outcome: Result<Analysis, String>,
    },
    /// An article was loaded, or could not be for this reason.
    Opened {
        /// The entry of the list that it belongs to.
        entry: EntryId,
        /// What was loaded, or why nothing was.
        outcome: Result<Box<Opened>, String>,
    },
    /// The first part of an article that is still being loaded has come, or a longer one.
    PartLoaded {
        /// The entry of the list that it belongs to.
        entry: EntryId,
        /// The part that there is so far.
        article: Arc<Article>,
    },
    /// The file that is followed (`--follow`) has changed.
    Changed,
    /// The server was asked whether a page has changed of which a stored copy is shown.
    Checked {
        /// The entry of the list that it belongs to.
        entry: EntryId,
        /// Whether the page has changed, or why that is not known.
        outcome: Result<bool, String>,
    },
    /// An article on a list was analysed for the list, or could not be.
    Surveyed {
        /// The entry of the list that it belongs to.
        entry: EntryId,
        /// What the list shows of it, or why there is nothing.
        outcome: Result<Survey, String>,
    },
    /// A sentence for the status line.
    Note(String),
    /// What became of a text that was to be copied.
    Copied(Copied),
    /// No clipboard tool took this text; the terminal is to be asked.
    NotTaken(String),
    /// The corrections kept for an article were read, after a change if one was asked for; or this failed.
    Corrections {
        /// The [`OpenArticle::generation`](crate::reader::article::OpenArticle::generation) they were asked for in.
        generation: u64,
        /// The number of changes that had been made when they were asked for.
        revision: u64,
        /// All corrections that are kept now, or what went wrong.
        outcome: Result<Vec<Correction>, String>,
    },
    /// The highlights kept for an article were read, after a change if one was asked for; or this failed.
    Highlights {
        /// The [`OpenArticle::generation`](crate::reader::article::OpenArticle::generation) they were asked for in.
        generation: u64,
        /// The number of changes that had been made when they were asked for.
        revision: u64,
        /// All highlights that are kept now, or what went wrong.
        outcome: Result<Vec<Highlight>, String>,
    },
    /// The position and the marks kept for an article were read, or this failed.
    Position {
        /// The [`OpenArticle::generation`](crate::reader::article::OpenArticle::generation) it was asked for in.
        generation: u64,
        /// The position and the marks, or what went wrong.
        outcome: Result<Kept, String>,
    },
    /// The keys of the texts and addresses that were read before this run.
    Read(HashSet<Key>),
    /// The reading list was read, after a change if one was asked for.
    Deferred {
        /// The names of all articles on it.
        names: HashSet<String>,
        /// What became of the change, in words; none if nothing was asked for.
        note: Option<String>,
    },
    /// The reading list to be shown, each article with its row in the library where its text is there; or this failed.
    ReadingList(Result<Vec<(Deferred, Option<i64>)>, String>),
    /// The library has answered a question of its screen; or this failed.
    Library {
        /// The number of the question.
        number: u64,
        /// The answer, or what went wrong.
        outcome: Result<Answer, String>,
    },
    /// No other event is waiting: do the next part of the work that [`State::has_work`](super::state::State::has_work)
    /// reports.
    Idle,
}

/// What became of a text that was to be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// The clipboard tool of this name has taken it.
    By(&'static str),
    /// The terminal was asked to copy it (OSC 52), which it does not confirm.
    Sent,
    /// It was not copied, for this reason.
    Failed(String),
    /// The settings turn copying off.
    Off,
}

/// What was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// An article or a collection.
    pub input: Input,
    /// Which addresses its links may lead to.
    pub reach: Reach,
    /// A warning for the person.
    pub caution: Option<String>,
}

/// Something about what was read that is to be kept between runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryChange {
    /// An article was opened, and with that it counts as read.
    Opened {
        /// The article.
        article: Arc<Article>,
        /// The keys that it is known by besides its text.
        keys: Vec<Key>,
        /// Where it can be opened again, if it can.
        place: Option<Source>,
        /// The title of the collection that it is part of. Untrusted.
        whole: Option<String>,
    },
    /// Put an article on the reading list, or take it off if it is there; answered with [`Message::Deferred`].
    Defer {
        /// Its title. Untrusted.
        title: String,
        /// Where it can be opened again, if it can.
        place: Option<Source>,
        /// The article, if it is loaded.
        article: Option<Arc<Article>>,
    },
    /// Articles with one of these names were read: take them off the reading list; answered with [`Message::Deferred`].
    Done(Vec<String>),
    /// Mark articles as read or unread.
    Read {
        /// The keys of the articles.
        keys: Vec<Key>,
        /// Whether they are read.
        is_read: bool,
    },
}

/// Something to do outside the state, carried out by the loop in `run`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the reader.
    Quit,
    /// Give the terminal back and stop the process until it is continued.
    Suspend,
    /// Clear the screen and draw every cell again.
    Redraw,
    /// Load an article and answer with [`Message::Opened`]. Loading of any other article is cancelled.
    Open {
        /// The entry of the list that is to be loaded.
        entry: EntryId,
        /// Whether to fetch a page even where there is a stored copy.
        refetch: bool,
    },
    /// Cancel the loading of an article.
    Abandon,
    /// Analyse the articles on the list and answer with [`Message::Surveyed`] for each.
    Survey,
    /// Show an address in the browser.
    Browse(Address),
    /// Leave the reader with an error: there is nothing to show, for this reason.
    GiveUp(String),
    /// Analyse the open article, and read its corrections, its highlights and its position; answer with
    /// [`Message::Analysed`], [`Message::Corrections`], [`Message::Highlights`] and [`Message::Position`].
    Analyse,
    /// Make this change to the corrections of the open article and answer with [`Message::Corrections`].
    Keep(Change),
    /// Make this change to the highlights of the open article and answer with [`Message::Highlights`].
    KeepHighlight(highlights::Change),
    /// Ask the library what its screen shows and answer with [`Message::Library`], unless a later question comes first.
    AskLibrary(Question),
    /// Read the reading list and answer with [`Message::ReadingList`].
    AskReadingList,
    /// Copy this text by the way that the settings name, and answer with [`Message::Copied`] or [`Message::NotTaken`].
    Copy(String),
    /// Ask the terminal to copy this text (OSC 52).
    CopyByTerminal(String),
    /// Run a command in the terminal, with this text as its standard input, until it has ended and the person has pressed
    /// Enter.
    Pipe {
        /// The program and its arguments.
        command: Vec<String>,
        /// The text.
        text: String,
    },
    /// Run a command from the settings in the background and answer with [`Message::Note`].
    Share {
        /// The name that the settings give it.
        name: String,
        /// The program and its arguments.
        command: Vec<String>,
        /// Its standard input.
        text: String,
    },
    /// Write the open article and its quotes to a file in the current folder and answer with [`Message::Note`].
    Export(ExportFormat),
    /// Turn mouse capture on or off. Off, the terminal has the mouse.
    CaptureMouse(bool),
}
