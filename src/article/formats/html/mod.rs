//! Web pages: the article in them, as text.
//!
//! ```text
//! bytes -> text (charset) -> tame: well nested -> page: the part that is the article -> flow: pieces -> compose
//! ```

mod blocks;
mod byline;
mod charset;
mod compose;
mod date;
mod flow;
mod furniture;
mod head;
mod headline;
mod lines;
mod linked;
mod marks;
mod measure;
mod names;
mod notice;
mod page;
mod piece;
mod post;
mod pull;
mod restore;
mod sift;
mod survey;
mod table;
mod tame;
mod title;
mod tokens;

pub(in crate::article) use charset::{declared, of_content_type};
pub use compose::About;
pub(in crate::article) use compose::{compose, head_of};
pub(in crate::article) use page::read;
#[cfg(feature = "pdf")]
pub(in crate::article) use piece::Piece;

use crate::article::{Article, budget::Budget};

/// The article that all of `html` is, without looking for the part that matters: what a mail, a chapter or an entry of a
/// feed holds. What is known `about` it stands above its text.
pub(in crate::article) fn whole(name: &str, html: &str, about: About, budget: &mut Budget) -> Article {
    let html = tame::tame(html, budget).html;
    // A picture may be the first letter of a text.
    let with_letters = html.contains("<img").then(|| sift::with_letters(&html));
    let mut pieces = flow::pieces(with_letters.as_deref().unwrap_or(&html));
    post::credit(&mut pieces);
    compose(name, pieces, about, budget)
}

#[cfg(test)]
mod tests;
