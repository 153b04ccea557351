//! From bytes to the runs of text on each page, and where they stand. The one place that knows how a document is read.

use super::file::File;
use super::limits;
use super::source::Source;
use super::tree::Tree;
use pdfboss_core::{Error, OcState, Page as Sheet, block_on};
use pdfboss_text::{FontCache, ReadingOrder, SkipCause, TextSpan, extract_spans_reporting_cached_with};

/// What rises by more than one in so many stands aslant, as a stamp does that lies over a page.
const STEEP: f32 = 5.0;

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

/// Gives `take` the pages of a document one after another, as long as it wants more. Tells whether the limits left
/// anything out, or `take` did.
///
/// # Errors
/// Where the document cannot be read: why.
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
        // A page that cannot be read does not take the others with it.
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

/// The runs of a page as it lies before a reader, as far as a page may have text, and whether it has more.
fn turned(page: &Sheet, spans: Vec<TextSpan>) -> (Page, bool) {
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
