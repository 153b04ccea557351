//! Web pages: finds the article of a page and extracts its text.
//!
//! Takes the bytes of an HTML page, gives an [`Article`]. Knows nothing of the language of the text, nor of where the
//! page came from.
//!
//! ```text
//! bytes -> text (`charset`) -> bounded, well-nested HTML (`sanitize`) -> the part that is the article (`page`)
//!       -> pieces of text (`flow`) -> Article (`compose`)
//! ```

mod blocks;
mod byline;
mod charset;
mod compose;
mod date;
mod embedded_post;
mod extras;
mod flow;
mod furniture;
mod furniture_measure;
mod head;
mod headline;
mod inline_marks;
mod json_ld;
mod line_breaks;
mod names;
mod notice;
mod page;
mod piece;
mod prepare;
mod pull_quote;
mod restore;
mod sanitize;
mod statistics;
mod table;
mod title;
mod tokens;

pub(in crate::article) use charset::{declared, of_content_type};
pub use compose::About;
pub(in crate::article) use compose::{compose, head_of};
pub(in crate::article) use page::read;
#[cfg(feature = "pdf")]
pub(in crate::article) use piece::Piece;

use crate::article::{Article, budget::Budget};

/// Makes an article of all of `html`, without searching it for the main content: for HTML that is nothing but content,
/// as that of a mail, a chapter or a feed entry. What `about` says is put above its text.
pub(in crate::article) fn whole(name: &str, html: &str, about: About, budget: &mut Budget) -> Article {
    let html = sanitize::sanitize(html, budget).html;
    // The initial letter of a text may be an image with the letter in its `alt`.
    let with_letters = html.contains("<img").then(|| prepare::with_letters(&html));
    let mut pieces = flow::pieces(with_letters.as_deref().unwrap_or(&html));
    embedded_post::credit(&mut pieces);
    compose(name, pieces, about, budget)
}

#[cfg(test)]
mod tests;
