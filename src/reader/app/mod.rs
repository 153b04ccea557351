//! The reader as a whole: its state, messages, update and view, and the loop with its background threads. Takes what is to
//! be shown first ([`Start`]), gives an exit status ([`run()`]). What belongs to one article, list or overlay is left to
//! their modules.

mod annotations_thread;
pub mod geometry;
mod history_thread;
pub(in crate::reader) mod inbox;
mod keyboard;
mod library_queries;
pub(in crate::reader) mod library_thread;
pub mod message;
pub(in crate::reader) mod mouse;
mod positions_thread;
mod run;
pub mod saving;
mod sharing;
pub(in crate::reader) mod signals;
mod start;
pub mod state;
pub(in crate::reader) mod status;
mod typing;
pub mod update;
pub mod view;
mod watch;
pub(in crate::reader) mod work;
mod worker;

pub use self::{run::run, start::Start};
