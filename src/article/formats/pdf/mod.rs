//! PDF documents (ISO 32000): extracts their text as paragraphs and headings. Scanned pages have none; there is no OCR.
//!
//! ```text
//! bytes -> objects (`file`, `index`) -> pages (`tree`) -> text operators (`content`)
//!       -> runs of text with positions (`runs`) -> lines (`lines`, `columns`)
//!       -> without page headers and footers (`headers_footers`) -> paragraphs (`paragraphs`)
//! ```
//!
//! Up to the runs, each step takes its input through the bounds in [`limits`], so that a malicious file cannot use up
//! memory or time.

mod cmap;
mod columns;
mod content;
mod file;
mod filters;
mod headers_footers;
mod index;
mod limits;
mod lines;
mod object_length;
mod paragraphs;
mod runs;
mod source;
mod tree;

use super::html;
use crate::article::{About, Article, Problem, budget::Budget, format::start_of_pdf};

/// Reads a document as one article.
///
/// # Errors
/// Where it cannot be parsed, needs a password, or has no text.
pub(in crate::article) fn read(
    name: &str,
    mut bytes: Vec<u8>,
    budget: &mut Budget,
) -> Result<Article, Problem> {
    // Offsets count from the signature, even below what a program has put before it.
    if let Some(start) = start_of_pdf(&bytes) {
        bytes.drain(..start);
    }
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
    headers_footers::cut(&mut pages);
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
