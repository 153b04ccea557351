//! PDF documents: their text, as far as it is there.
//!
//! ```text
//! bytes -> runs of text with places -> lines of a page -> without heads and feet -> paragraphs
//! ```

mod edges;
mod lines;
mod paragraphs;
mod runs;

use super::{About, Article, Problem, budget::Budget, html};

/// Most pages that are read.
const PAGES: usize = 3000;

/// Reads a document.
pub(super) fn read(name: &str, bytes: Vec<u8>, budget: &mut Budget) -> Result<Article, Problem> {
    let broken = |reason: String| Problem::Broken { form: "a PDF document", reason };
    let pages = runs::pages(bytes, PAGES).map_err(broken)?;
    let mut pages: Vec<lines::Page> = pages.into_iter().map(lines::set).collect();
    edges::cut(&mut pages);
    let (title, pieces) = paragraphs::gather(&pages);
    if pieces.is_empty() {
        return Err(broken("there is no text in it; its pages may be pictures".to_owned()));
    }
    Ok(html::compose(name, pieces, About { title, ..About::default() }, budget))
}

#[cfg(test)]
mod tests;
