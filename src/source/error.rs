//! Why a source cannot be opened.

use crate::{article::ArticleError, fetch::Failure, io_reason};
use std::io;

/// Why the bytes of a file or a pipe cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// The system does not give them.
    #[error("cannot read {name}: {}", io_reason::of(.source))]
    Read {
        /// The path as given.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// It is a folder, and nothing in it is read.
    #[error("{name} is a folder without article files (text, Markdown, HTML, ...): name one that has some")]
    Folder {
        /// The path as given.
        name: String,
    },
    /// There are more of them than may be read.
    #[error(
        "{name} is too large: more than {megabytes} MB, unless largest_input_mb in the settings allows it"
    )]
    TooLarge {
        /// The path as given.
        name: String,
        /// The most that may be read.
        megabytes: u32,
    },
}

/// Why there are no articles of a source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// Its bytes cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// It cannot be fetched.
    #[error("{address}: {failure}")]
    Fetch {
        /// The address as given.
        address: String,
        /// What went wrong.
        failure: Failure,
    },
    /// Its bytes hold no article.
    #[error(transparent)]
    Article(#[from] ArticleError),
}
