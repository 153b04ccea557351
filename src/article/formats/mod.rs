//! One module per format: each parses the bytes of its format into an article, or into a collection of articles. Which
//! format some bytes are in is not decided here, but by [`Format::of`](super::Format::of).

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

/// The letters and digits of a text in lower case, for comparison.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
