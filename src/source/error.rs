//! The errors of opening a source.

use crate::{article::ArticleError, fetch::Failure, io_reason};
use std::io;

/// Why the bytes of a file or pipe cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// The operating system reports an error.
    #[error("cannot read {name}: {}", io_reason::of(.source))]
    Read {
        /// The path as given.
        name: String,
        /// The error.
        source: io::Error,
    },
    /// It is a folder without any article files.
    #[error("{name} is a folder without article files (text, Markdown, HTML, ...): name one that has some")]
    Folder {
        /// The path as given.
        name: String,
    },
    /// It exceeds the limit on inputs.
    #[error(
        "{name} is too large: more than {megabytes} MB, unless largest_input_mb in the settings allows it"
    )]
    TooLarge {
        /// The path as given.
        name: String,
        /// The limit, in MiB.
        megabytes: u32,
    },
}

/// Why a source gives no articles.
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
        /// The reason.
        failure: Failure,
    },
    /// Its bytes cannot be read as articles.
    #[error(transparent)]
    Article(#[from] ArticleError),
}
