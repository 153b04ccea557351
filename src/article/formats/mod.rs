//! One module a format: from bytes of it to an article, or to a collection of them. A new format goes here; what tells it
//! from others by its bytes or its name is [`Format::of`](super::Format::of).

pub(super) mod epub;
#[cfg(feature = "feeds")]
pub(super) mod feed;
pub(super) mod html;
pub(super) mod mail;
pub(super) mod mailbox;
pub(super) mod markdown;
mod markup;
pub mod opml;
#[cfg(feature = "pdf")]
pub(super) mod pdf;
mod person;
pub(super) mod plain;
