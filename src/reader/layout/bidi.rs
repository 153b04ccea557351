//! Visual order for right-to-left scripts.
//!
//! Most terminals draw what they get from left to right, in logical order. The Unicode bidirectional algorithm (UAX #9)
//! gives the direction of each character of a paragraph; each line is then reordered by itself. Only the columns of glyphs
//! depend on it: offsets and the order of glyphs stay logical.

use super::{Glyph, wrap::DrawnCluster};
use crate::reader::draw::bidi::{is_rtl, mirrored};
use unicode_bidi::BidiInfo;

/// The directions of the characters of a paragraph.
pub(super) struct Order<'a> {
    info: BidiInfo<'a>,
}

/// The columns of the glyphs of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Visual {
    /// For each glyph in logical order: the cells to the left of it in the line, and whether it is in a right-to-left run.
    places: Vec<(u16, bool)>,
    /// Whether the paragraph is right-to-left, so that its lines are aligned at the right.
    is_rtl: bool,
    /// Free cells at the left of the line.
    free: u16,
}

impl<'a> Order<'a> {
    /// The directions of a paragraph; none where all of it runs from left to right.
    pub fn of(text: &'a str) -> Option<Self> {
        text.chars().any(is_rtl).then(|| Self { info: BidiInfo::new(text, None) })
    }

    /// The columns of the cells of a line; none where they are in logical order.
    pub fn of_line(&self, cells: &[DrawnCluster]) -> Option<Visual> {
        let (first, last) = (cells.first()?.flat, cells.last()?.flat);
        let paragraph = self.info.paragraphs.iter().find(|paragraph| paragraph.range.contains(&first))?;
        let text = self.info.text.get(last..)?;
        let end = (last + text.chars().next().map_or(0, char::len_utf8)).min(paragraph.range.end);
        let (levels, runs) = self.info.visual_runs(paragraph, first..end.max(first));
        let is_rtl = paragraph.level.is_rtl();
        if !is_rtl && runs.len() == 1 {
            return None;
        }
        let mut places = vec![(0, false); cells.len()];
        let mut x = 0;
        for run in runs {
            let from = cells.partition_point(|cell| cell.flat < run.start);
            let to = cells.partition_point(|cell| cell.flat < run.end);
            let backwards = levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl);
            for n in from..to {
                let n = if backwards { to - 1 - (n - from) } else { n };
                if let (Some(place), Some(cell)) = (places.get_mut(n), cells.get(n)) {
                    *place = (x, backwards);
                    x += cell.width;
                }
            }
        }
        Some(Visual { places, is_rtl, free: 0 })
    }
}

impl Visual {
    /// The same in a line with so many free cells.
    pub const fn moved(mut self, free: u16) -> Self {
        self.free = if self.is_rtl { free } else { 0 };
        self
    }

    /// The glyph with this number, in its column on a row with this indent, and mirrored if needed.
    pub fn to_visual<'a>(&self, number: usize, glyph: Glyph<'a>, indent: u16) -> Glyph<'a> {
        let (x, backwards) = self.places.get(number).copied().unwrap_or((glyph.x, false));
        let mirrored = if backwards { mirrored(&glyph.text) } else { None };
        let text = mirrored.map_or(glyph.text, Into::into);
        Glyph { text, x: indent + self.free + x, ..glyph }
    }
}
