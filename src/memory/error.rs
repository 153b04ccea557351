//! Why what is kept of reading cannot be read or kept.

use crate::io_reason;
use std::io;

/// What can go wrong with a small file of what is kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MemoryError {
    /// It cannot be read or written.
    #[error("cannot keep {about} in {name}: {}", io_reason::of(.source))]
    Io {
        /// What it holds.
        about: &'static str,
        /// The path.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// It was no such file. It was set aside, and a new one is begun.
    #[error("{name}, {about}, was damaged ({problem}): it is now {aside}")]
    Damaged {
        /// What it held.
        about: &'static str,
        /// The path.
        name: String,
        /// What is wrong with it, and in which line.
        problem: String,
        /// Its new name.
        aside: String,
    },
}
