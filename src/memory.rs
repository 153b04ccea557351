//! What is kept of reading between two runs, each kind in a small file of its own that nobody else can read: which texts were
//! read, what was opened lately, what is to be read later, and how wide the panes were made.

mod error;
pub mod import;
mod lately;
mod later;
mod looks;
mod read;
mod shelf;

pub use error::MemoryError;
pub use lately::{Lately, Visit};
pub use later::{Deferred, ReadingList, Taken, Turned, names_of};
pub use looks::{Look, Looks};
pub use read::ReadTexts;
pub use shelf::Shelf;

use etcetera::BaseStrategy as _;
use std::path::PathBuf;

/// The person's own folder for what is called so: `dixit/NAME` in `$XDG_STATE_HOME` or what the system has in its place.
/// `None` where there is no home.
pub fn folder(name: &str) -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(state.join("dixit").join(name))
}
