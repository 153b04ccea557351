//! From bytes to the runs of text on each page, and where they stand. The one place that knows how a document is read.

use pdfboss_core::{Document, Error, Immediate, Page as Source, block_on};
use pdfboss_text::{FontCache, ReadingOrder, TextSpan, extract_spans_reporting_cached_with, structure_for};

/// Most text of a document that is read, in bytes.
const MOST: usize = 32 << 20;

/// Words that are drawn at once; lengths in points, from the left and the top of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// What they are.
    pub text: String,
    /// Where they begin.
    pub x: f32,
    /// Where they end.
    pub end: f32,
    /// Where they stand.
    pub y: f32,
    /// How high their font is.
    pub size: f32,
}

/// The runs of a page in the order in which they are to be read, as far as the document tells.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// How high it is, in points.
    pub height: f32,
    /// Those that stand upright.
    pub runs: Vec<Run>,
}

/// The first pages of a document, `most` at most.
///
/// # Errors
/// Where it cannot be read: why.
pub(super) fn pages(bytes: Vec<u8>, most: usize) -> Result<Vec<Page>, String> {
    let document = Document::load(bytes).map_err(|error| match error {
        Error::Encrypted => "it is protected by a password".to_owned(),
        error => error.to_string(),
    })?;
    let (fonts, layers) = (FontCache::default(), document.oc_state());
    let order = ReadingOrder::Content;
    let structure = structure_for(&document, order);
    let mut pages = Vec::new();
    let mut left = MOST;
    for index in 0..document.page_count().min(most) {
        // A page that cannot be read does not take the others with it.
        let Ok(page) = document.page(index) else { continue };
        let read = extract_spans_reporting_cached_with(
            Immediate(&document),
            &page,
            &fonts,
            layers.as_ref(),
            structure.as_ref(),
            order,
        );
        let Ok((spans, _)) = block_on(read) else { continue };
        let Some(rest) = left.checked_sub(spans.iter().map(|span| span.text.len()).sum()) else { break };
        left = rest;
        pages.push(turned(&page, spans));
    }
    Ok(pages)
}

/// The runs of a page as it lies before a reader.
fn turned(page: &Source, spans: Vec<TextSpan>) -> Page {
    let area = page.crop_box;
    let (width, height) = (area.x1 - area.x0, area.y1 - area.y0);
    let place = |x: f32, y: f32| match page.rotate {
        90 => (y - area.y0, x - area.x0),
        180 => (area.x1 - x, y - area.y0),
        270 => (area.y1 - y, area.x1 - x),
        _ => (x - area.x0, area.y1 - y),
    };
    // What the document itself says is no text of its author is left out, and what stands aslant is none of its lines.
    let is_text = |span: &TextSpan| span.artifact.is_none() && span.rotate == page.rotate && !span.vertical;
    let runs = spans.into_iter().filter(is_text).map(|span| {
        let ((x, y), (end, _)) = (place(span.x, span.y), place(span.end_x, span.end_y));
        Run { text: unligated(&span.text), x, end, y, size: span.size.abs() }
    });
    let sound = |run: &Run| [run.x, run.end, run.y, run.size].into_iter().all(f32::is_finite);
    Page { height: if page.rotate % 180 == 0 { height } else { width }, runs: runs.filter(sound).collect() }
}

/// Letters that a font joins, apart, as words are written elsewhere.
fn unligated(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            '\0'..='\u{1f}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
