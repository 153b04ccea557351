//! A unit as rows: its lines with the air above them, and what stands before them.

use super::{
    Row, RowKind,
    glyphs::{Clusters, glyphs},
    units::{Before, Unit},
    wrap::{self, Line},
};
use crate::{
    article::{Article, BlockKind},
    span::Span,
};

/// Cells that one step of indent takes.
const STEP: u16 = 2;

/// What stands before an item, by the depth of its list; as wide as the indent.
const BULLETS: [&str; 4] = ["• ", "  ◦ ", "    ▪ ", "      ▫ "];

/// What stands before each row of a block quotation.
const BAR: &str = "▏ ";

/// The rows of a unit in a layout of `width` cells. There is always at least one with text, if only an empty one.
pub(super) fn set(article: &Article, unit: &Unit, width: u16) -> Vec<Row> {
    let (hang, indent, lead) = inset(article, unit, width);
    let measure = width - indent;
    let mut lines = if unit.kind == BlockKind::Verbatim {
        verbatim(article, unit.span, measure)
    } else {
        let hyphenate = !matches!(unit.kind, BlockKind::Title | BlockKind::Heading(_));
        wrap::lines(article, unit.span, measure, hyphenate)
    };
    if lines.is_empty() {
        lines.push(Line { span: Span::new(unit.span.start, unit.span.start), hyphen: false });
    }
    let start = lines.first().map_or(unit.span.start, |line| line.span.start);
    let blank = |kind| Row { kind, span: Span::new(start, start), indent: 0, lead: "", hyphen: false };
    let above = match unit.before {
        Before::Nothing => None,
        Before::Gap => Some(blank(RowKind::Gap)),
        Before::Elision => Some(blank(RowKind::Elision)),
    };
    let text = lines.into_iter().enumerate().map(|(n, line)| Row {
        kind: RowKind::Text(unit.kind),
        span: line.span,
        indent: if n == 0 { hang } else { indent },
        lead: if n == 0 || matches!(unit.kind, BlockKind::BlockQuote | BlockKind::PullQuote) {
            lead
        } else {
            ""
        },
        hyphen: line.hyphen,
    });
    above.into_iter().chain(text).collect()
}

/// The indent of the first row of a unit, that of the others, and what stands in it.
fn inset(article: &Article, unit: &Unit, width: u16) -> (u16, u16, &'static str) {
    let (hang, indent, lead) = match unit.kind {
        BlockKind::BlockQuote | BlockKind::PullQuote => (STEP, STEP, BAR),
        BlockKind::Verbatim | BlockKind::Caption => (STEP, STEP, ""),
        BlockKind::ListItem { depth } => {
            let depth = usize::from(depth).min(BULLETS.len() - 1);
            let indent = STEP * (depth as u16 + 1);
            match BULLETS.get(depth) {
                _ if !unit.begins => (indent, indent, ""),
                // Its own number stands where the bullets of its list would.
                _ if has_marker(article, unit.span) => (indent - STEP, indent, ""),
                bullet => (indent, indent, bullet.copied().unwrap_or_default()),
            }
        }
        _ => (0, 0, ""),
    };
    // On the narrowest screens the text needs every cell.
    if indent > width / 3 { (0, 0, "") } else { (hang, indent, lead) }
}

/// Whether an item shows a number or a bullet of its own.
fn has_marker(article: &Article, span: Span) -> bool {
    let start: String = glyphs(article, span, false).take(6).map(|glyph| glyph.text).collect();
    let digits = start.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let numbered =
        digits.len() < start.len() && start.len() - digits.len() <= 3 && digits.starts_with(['.', ')']);
    numbered || start.starts_with(['•', '-', '*', '+', '–', '·', '◦'])
}

/// Lines that are kept; those wider than `width` go on below.
fn verbatim(article: &Article, span: Span, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = span.start;
    while start < span.end {
        let mut end = start;
        let mut taken = 0;
        let mut next = span.end;
        let mut word = false;
        let mut space = None;
        for cluster in Clusters::new(article, Span::new(start, span.end), true) {
            if cluster.source.ends_with(['\n', '\r']) {
                next = cluster.offset + cluster.source.len();
                break;
            }
            if taken + cluster.width > width {
                (end, next) = space.map_or((cluster.offset, cluster.offset), |at| (at, at));
                break;
            }
            taken += cluster.width;
            end = end.max(cluster.offset + cluster.source.len());
            // An indent is no place to break.
            if !cluster.is_space() {
                word |= cluster.width > 0;
            } else if word {
                space = Some(end);
            }
        }
        lines.push(Line { span: Span::new(start, end), hyphen: false });
        start = next;
    }
    lines
}
