//! Extracts the runs of text on each page with their positions, by the crate `pdfboss-text`, which no other module
//! names.

use super::file::File;
use super::limits;
use super::source::Source;
use super::tree::Tree;
use pdfboss_core::{Error, OcState, Page as Sheet, block_on};
use pdfboss_text::{FontCache, ReadingOrder, SkipCause, TextSpan, extract_spans_reporting_cached_with};

/// Text that rises by more than its length divided by this is slanted, as a stamp across the page is.
const STEEP: f32 = 5.0;

/// A run of text drawn at once. Lengths are in points, from the left and the top of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// Its text.
    pub text: String,
    /// Its left end.
    pub x: f32,
    /// Its right end.
    pub end: f32,
    /// Its baseline.
    pub y: f32,
    /// Its font size.
    pub size: f32,
}

/// The runs of a page in the order in which the document draws them.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The height of the page, in points.
    pub height: f32,
    /// The runs that are horizontal on the page as displayed.
    pub runs: Vec<Run>,
}

/// Passes the pages of a document to `take`, one after another, until this returns false. Returns whether anything was
/// left out, by the limits or by `take`.
///
/// # Errors
/// The reason as a clause, where the document cannot be parsed or needs a password.
pub(super) fn each(bytes: Vec<u8>, mut take: impl FnMut(Page) -> bool) -> Result<bool, String> {
    let file = File::open(bytes).map_err(|error| match error {
        Error::Encrypted => "it is protected by a password".to_owned(),
        error => error.to_string(),
    })?;
    let layers = block_on(OcState::load_with(&Source::of(&file, None), file.trailer()));
    let mut fonts = FontCache::default();
    let mut held = 0;
    for (n, leaf) in Tree::of(&file).enumerate() {
        if n >= limits::PAGES || file.meter.is_spent() {
            file.meter.cut();
            break;
        }
        let source = Source::of(&file, leaf.contents.as_ref());
        let order = ReadingOrder::Content;
        let read =
            extract_spans_reporting_cached_with(&source, &leaf.page, &fonts, layers.as_ref(), None, order);
        // A page that cannot be read is skipped.
        let Ok((spans, report)) = block_on(read) else { continue };
        if report.skipped.iter().any(|skipped| skipped.cause == SkipCause::LimitExceeded) {
            file.meter.cut();
        }
        let (page, cut) = turned(&leaf.page, spans);
        if cut {
            file.meter.cut();
        }
        if !take(page) {
            return Ok(true);
        }
        held += source.fonts();
        if held > limits::PAGE_FONTS {
            (fonts, held) = (FontCache::default(), 0);
        }
    }
    Ok(file.meter.is_cut() || file.meter.is_spent())
}

/// The runs of a page, rotated as it is displayed and up to the limit of a page; and whether it has more.
fn turned(page: &Sheet, spans: Vec<TextSpan>) -> (Page, bool) {
    let area = page.crop_box;
    let (width, height) = (area.x1 - area.x0, area.y1 - area.y0);
    let place = |x: f32, y: f32| match page.rotate {
        90 => (y - area.y0, x - area.x0),
        180 => (area.x1 - x, y - area.y0),
        270 => (area.y1 - y, area.x1 - x),
        _ => (x - area.x0, area.y1 - y),
    };
    // Artifacts (page headers and the like, marked as such), vertical text and slanted text are left out.
    let is_text = |span: &TextSpan| span.artifact.is_none() && span.rotate == page.rotate && !span.vertical;
    let runs = spans.into_iter().filter(is_text).filter_map(|span| {
        let ((x, y), (end, end_y)) = (place(span.x, span.y), place(span.end_x, span.end_y));
        let size = span.size.abs();
        let rise = (end_y - y).abs();
        let is_level = rise <= size / 2.0 || rise * STEEP <= (end - x).abs();
        is_level.then(|| Run { text: unligated(&span.text), x, end, y, size })
    });
    let sound = |run: &Run| [run.x, run.end, run.y, run.size].into_iter().all(f32::is_finite);
    let mut taken = 0;
    let mut some: Vec<Run> = Vec::new();
    let mut cut = false;
    for run in runs.filter(sound) {
        taken += run.text.len();
        cut = taken > limits::PAGE_TEXT;
        if cut {
            break;
        }
        some.push(run);
    }
    let height = if page.rotate % 180 == 0 { height } else { width };
    (Page { height, runs: some }, cut)
}

/// `text` with ligatures replaced by their letters ("ﬁ" by "fi"), so that words are found, and control characters by
/// spaces.
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
