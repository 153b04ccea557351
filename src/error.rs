//! What can go wrong, in words for the person at the terminal.

#[cfg(feature = "web")]
use crate::fetch::Failure;
use std::io;

/// An error of the library. Its display is one line that says what was wrong with what, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input could not be read.
    #[error("cannot read {name}: {}", reason(.source))]
    Read {
        /// The path as given.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// A page could not be fetched.
    #[cfg(feature = "web")]
    #[error("{address}: {failure}")]
    Fetch {
        /// The address as given.
        address: String,
        /// What went wrong.
        failure: Failure,
    },
    /// The only article could not be opened once the reader ran.
    #[error("{words}")]
    Open {
        /// Another error of this kind, in its words.
        words: String,
    },
    /// The settings say something that means nothing.
    #[error("{name}, {problem}")]
    Settings {
        /// The file.
        name: String,
        /// What, and in which line.
        problem: String,
    },
    /// A model that the program carries cannot be used.
    #[error("{reason}")]
    Model {
        /// Why, and what to do.
        reason: String,
    },
    /// No feeds are followed.
    #[error("no feeds are followed: write [[feeds]] and url = \"https://...\" into {name}")]
    NoFeeds {
        /// The file to write into.
        name: String,
    },
    /// The input is a folder, and nothing in it is read.
    #[error("{name} is a folder without article files (text, Markdown, HTML, ...): name one that has some")]
    Folder {
        /// The path as given.
        name: String,
    },
    /// The input holds no text at all.
    #[error("{name} is empty: there is nothing to read")]
    Empty {
        /// The path as given.
        name: String,
    },
    /// The input is of a known form, but broken.
    #[error("{name} cannot be read as {form}: {reason}")]
    Broken {
        /// The path as given.
        name: String,
        /// What it should be, with its article: "a feed".
        form: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The input is not text.
    #[error(
        "{name} is not text (it looks like a binary file): give a web page, text, Markdown, e-book, e-mail or PDF file"
    )]
    Binary {
        /// The path as given.
        name: String,
    },
    /// There is more in the input than is reasonable.
    #[error("{name} is too large: {reason}")]
    TooLarge {
        /// The path as given.
        name: String,
        /// Than what, as a clause: "it unpacks to more than 16 MB".
        reason: String,
    },
    /// The terminal could not be set up, read or written.
    #[error("cannot use the terminal: {}", reason(.0))]
    Terminal(#[source] io::Error),
    /// The output cannot be written, for another reason than that nobody reads it any more.
    #[error("cannot write the output: {}", reason(.source))]
    Write {
        /// What the system said.
        source: io::Error,
    },
    /// What is kept of a text cannot be written.
    #[error("cannot save {kind} in {name}: {}", reason(.source))]
    Save {
        /// What it is.
        kind: &'static str,
        /// The path.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// What was made last could not be saved; the reason is a whole message of its own.
    #[error("{reason}")]
    Unsaved {
        /// Why.
        reason: String,
    },
    /// The library cannot be used.
    #[cfg(feature = "library")]
    #[error("the library {name} cannot be used: {problem}")]
    Library {
        /// The path.
        name: String,
        /// Why, as a clause.
        problem: String,
    },
    /// There is no folder to keep a library in.
    #[cfg(feature = "library")]
    #[error("there is no home folder to keep a library in; set HOME or XDG_STATE_HOME")]
    LibraryHomeless,
    /// What was asked for is not in the library.
    #[cfg(feature = "library")]
    #[error("{words}")]
    NotInLibrary {
        /// What, and what to do.
        words: String,
    },
    /// There is no folder to keep corrections and highlights in.
    #[error("cannot save {kind}: there is no home folder; set HOME or XDG_STATE_HOME")]
    Homeless {
        /// What.
        kind: &'static str,
    },
    /// What is kept of reading cannot be read or kept.
    #[error("cannot keep {about} in {name}: {}", reason(.source))]
    Memory {
        /// What it is.
        about: &'static str,
        /// The path.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file with what is kept of reading was none. A new one is begun.
    #[error("{name}, {about}, was damaged ({problem}): it is now {aside}")]
    MemoryDamaged {
        /// What it held.
        about: &'static str,
        /// The path.
        name: String,
        /// What is wrong with it, and in which line.
        problem: String,
        /// Its new name.
        aside: String,
    },
    /// A file of what is kept of texts is not what it should be. It is left as it is.
    #[error("{name} is not a file of {kind} that dixit can read ({problem}): mend it, or move it away")]
    Kept {
        /// What it should hold.
        kind: &'static str,
        /// The path.
        name: String,
        /// What is wrong, and in which line.
        problem: String,
    },
    /// There is nothing that was read lately, or is kept to be read later.
    #[error("{words}")]
    NothingKept {
        /// Why, and what to do.
        words: &'static str,
    },
    /// Standard output is a terminal, but there is none to take keys from.
    #[error("no keyboard: there is no terminal to read keys from; --plain prints the article instead")]
    NoKeyboard,
}

/// The system's words without the error number, which tells a reader nothing.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
