//! Why settings cannot be used.

use super::Settings;
use crate::io_reason;
use std::io;

/// What can go wrong with a file of settings.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// It cannot be read.
    #[error("cannot read {name}: {}", io_reason::of(.source))]
    Read {
        /// The file.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// It says something that means nothing, or cannot be written.
    #[error("{name}, {problem}")]
    Problem {
        /// The file.
        name: String,
        /// What, and in which line.
        problem: String,
    },
}

impl SettingsError {
    /// That the person's own file says something that means nothing.
    pub fn of_user(problem: String) -> Self {
        let name = Settings::path().map_or_else(String::new, |path| path.display().to_string());
        Self::Problem { name, problem }
    }
}
