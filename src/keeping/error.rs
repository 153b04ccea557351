//! Why what a person has said of texts cannot be read or kept.

use crate::{io_reason, memory::MemoryError, source::InputError};
use std::io;

/// What can go wrong with a file of what is kept of texts.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeepingError {
    /// Its bytes cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// It is not what it should be. It is left as it is.
    #[error("{name} is not a file of {kind} that dixit can read ({problem}): mend it, or move it away")]
    Unreadable {
        /// What it should hold.
        kind: &'static str,
        /// The path.
        name: String,
        /// What is wrong, and in which line.
        problem: String,
    },
    /// It cannot be written.
    #[error("cannot save {kind} in {name}: {}", io_reason::of(.source))]
    Save {
        /// What it holds.
        kind: &'static str,
        /// The path.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// It was damaged and set aside; or a small file that belongs to it cannot be read or kept.
    #[error(transparent)]
    Memory(#[from] MemoryError),
}
