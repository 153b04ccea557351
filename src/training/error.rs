//! Why nothing can be learnt.

use crate::io_reason;
use std::io;

/// A file to learn from that cannot be read, or is not as it should be.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {name}: {}", io_reason::of(.source))]
pub struct TrainingError {
    /// The path.
    pub name: String,
    /// What is wrong.
    pub source: io::Error,
}
