//! What can go wrong, in words for the person at the terminal.

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
    /// The input is a folder.
    #[error("{name} is a folder: name the article files in it")]
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
    /// The input is not text.
    #[error(
        "{name} is not text (it looks like a binary file): give a web page, text, Markdown, e-book, e-mail or PDF file"
    )]
    Binary {
        /// The path as given.
        name: String,
    },
    /// The input is of a known format, and broken.
    #[error("cannot read {name} as {what}: {reason}")]
    Broken {
        /// The path as given.
        name: String,
        /// The format.
        what: &'static str,
        /// What is wrong. Untrusted.
        reason: String,
    },
    /// The input unpacks to more than is reasonable.
    #[error("{name} is too large: it unpacks to more than 256 MB")]
    TooLarge {
        /// The path as given.
        name: String,
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
