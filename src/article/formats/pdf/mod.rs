//! PDF documents: their text, as far as it is there.
//!
//! ```text
//! bytes -> objects -> pages -> what is drawn on each -> runs of text with places -> lines of a page
//!       -> without heads and feet -> paragraphs
//! ```
//!
//! Up to the runs each station takes no more from the one before than [`limits`] has room for, so that a file that is
//! made to bring a reader down does not.

mod codes;
mod columns;
mod content;
mod edges;
mod extent;
mod file;
mod filters;
mod index;
mod limits;
mod lines;
mod paragraphs;
mod runs;
mod source;
mod tree;

use super::html;
use crate::article::{About, Article, Problem, budget::Budget};

/// Reads a document.
pub(in crate::article) fn read(name: &str, bytes: Vec<u8>, budget: &mut Budget) -> Result<Article, Problem> {
    let broken = |reason: String| Problem::Broken { form: "a PDF document", reason };
    let mut pages = Vec::new();
    let mut left = budget.text();
    let cut = runs::each(bytes, |page| {
        let mut page = lines::set(page);
        let all = page.lines.len();
        lines::cut(&mut page, &mut left);
        let fits = page.lines.len() == all;
        pages.push(page);
        fits
    });
    let cut = cut.map_err(broken)?;
    edges::cut(&mut pages);
    let (title, pieces) = paragraphs::gather(pages);
    if pieces.is_empty() {
        let reason = if cut {
            "more is drawn in it than is read"
        } else {
            "there is no text in it; its pages may be pictures"
        };
        return Err(broken(reason.to_owned()));
    }
    if cut {
        budget.leave_out();
    }
    Ok(html::compose(name, pieces, About { title, ..About::default() }, budget))
}

#[cfg(test)]
mod tests;
