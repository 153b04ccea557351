//! Why the library cannot be used.

use crate::io_reason;
use std::io;

/// What can go wrong with the library, or with the file that tells who is who in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// The store cannot be opened, read or written.
    #[error("the library {name} cannot be used: {problem}")]
    Store {
        /// The path.
        name: String,
        /// Why, as a clause.
        problem: String,
    },
    /// There is no folder to keep it in.
    #[error("there is no home folder to keep a library in; set HOME or XDG_STATE_HOME")]
    Homeless,
    /// The file of who is who cannot be read.
    #[error("cannot read {name}: {}", io_reason::of(.source))]
    ReadAliases {
        /// The path.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file of who is who says something that means nothing, or cannot be written.
    #[error("{name}, {problem}")]
    Aliases {
        /// The path.
        name: String,
        /// What, and in which line.
        problem: String,
    },
}
