//! The error of the crate, made of the errors of its stations and of what can go wrong with the program.

#[cfg(feature = "library")]
use crate::library::LibraryError;
use crate::{article::ArticleError, model::ModelError};
#[cfg(feature = "reader")]
use crate::{
    io_reason,
    keeping::KeepingError,
    memory::MemoryError,
    settings::SettingsError,
    source::{InputError, SourceError},
};
#[cfg(feature = "reader")]
use std::io;

/// Whatever can go wrong. Its display is one line that says what was wrong with what, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An input holds no article.
    #[error(transparent)]
    Article(#[from] ArticleError),
    /// A model cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A source cannot be opened.
    #[cfg(feature = "reader")]
    #[error(transparent)]
    Source(#[from] SourceError),
    /// What is kept of texts cannot be read or kept.
    #[cfg(feature = "reader")]
    #[error(transparent)]
    Keeping(#[from] KeepingError),
    /// What is kept of reading cannot be read or kept.
    #[cfg(feature = "reader")]
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// The settings cannot be used.
    #[cfg(feature = "reader")]
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The library cannot be used.
    #[cfg(feature = "library")]
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// What was asked for is not in the library.
    #[cfg(feature = "library")]
    #[error("{words}")]
    NotInLibrary {
        /// What, and what to do.
        words: String,
    },
    /// What was asked for cannot be opened.
    #[cfg(feature = "reader")]
    #[error("{words}")]
    Open {
        /// Why, in a line.
        words: String,
    },
    /// No feeds are followed.
    #[cfg(feature = "reader")]
    #[error("no feeds are followed: write [[feeds]] and url = \"https://...\" into {name}")]
    NoFeeds {
        /// The file to write into.
        name: String,
    },
    /// A list of feeds names none.
    #[cfg(feature = "reader")]
    #[error("{name} cannot be read as a list of feeds (OPML): it names no feeds (an outline with an xmlUrl)")]
    EmptyFeedList {
        /// The path as given.
        name: String,
    },
    /// There is no folder to keep something in.
    #[cfg(feature = "reader")]
    #[error("cannot save {kind}: there is no home folder; set HOME or XDG_STATE_HOME")]
    Homeless {
        /// What.
        kind: &'static str,
    },
    /// There is nothing that was read lately, or is kept to be read later.
    #[cfg(feature = "reader")]
    #[error("{words}")]
    NothingKept {
        /// Why, and what to do.
        words: &'static str,
    },
    /// What was made last could not be saved; the reason is a whole message of its own.
    #[cfg(feature = "reader")]
    #[error("{reason}")]
    Unsaved {
        /// Why.
        reason: String,
    },
    /// A file or folder for the output cannot be written to.
    #[cfg(feature = "reader")]
    #[error("cannot write to {}: {}", .path.display(), io_reason::of_place(.source))]
    WriteTo {
        /// The file or folder.
        path: std::path::PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output cannot be written. That nobody reads it any more is no failure of the program.
    #[cfg(feature = "reader")]
    #[error("cannot write the output: {}", io_reason::of(.source))]
    Write {
        /// What the system said.
        source: io::Error,
    },
    /// The terminal could not be set up, read or written.
    #[cfg(feature = "reader")]
    #[error("cannot use the terminal: {}", io_reason::of(.0))]
    Terminal(#[source] io::Error),
    /// Standard output is a terminal, but there is none to take keys from.
    #[cfg(feature = "reader")]
    #[error("no keyboard: there is no terminal to read keys from; --plain prints the article instead")]
    NoKeyboard,
}

#[cfg(feature = "reader")]
impl From<InputError> for Error {
    fn from(error: InputError) -> Self {
        SourceError::from(error).into()
    }
}
