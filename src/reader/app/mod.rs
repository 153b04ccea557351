//! The reader as a whole: its state, messages, update and view, and the loop with its background threads. Takes what is to
//! be shown first ([`Start`]), gives an exit status ([`run()`]). What belongs to one article, list or overlay is left to
//! their modules.

pub mod geometry;
pub(in crate::reader) mod inbox;
mod inquiry;
mod keeper;
mod keyboard;
pub(in crate::reader) mod librarian;
mod memory;
pub mod message;
pub(in crate::reader) mod mouse;
mod places;
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
