//! Scripts that run from right to left, put in the order in which they are seen.
//!
//! Most terminals show what they are given from left to right, whatever it is. The Unicode algorithm (UAX #9) says for a
//! whole paragraph which of its letters run which way; each line is then put in order by itself. Nothing else of the
//! layout knows of it: a glyph keeps its place in the text, and only stands elsewhere on the row.

use super::{Glyph, wrap::Cell};
use crate::reader::draw::bidi::{is_rtl, mirrored};
use unicode_bidi::BidiInfo;

/// Which way the letters of a paragraph run.
pub(super) struct Order<'a> {
    info: BidiInfo<'a>,
}

/// Where the glyphs of a line are seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Visual {
    /// For each glyph in the order of the text: cells before it, and whether it is in a run from right to left.
    places: Vec<(u16, bool)>,
    /// Whether the paragraph runs from right to left, so that its lines end at the left.
    is_rtl: bool,
    /// Cells that are free at the left.
    free: u16,
}

impl<'a> Order<'a> {
    /// That of a paragraph; none where all of it runs from left to right.
    pub fn of(text: &'a str) -> Option<Self> {
        text.chars().any(is_rtl).then(|| Self { info: BidiInfo::new(text, None) })
    }

    /// Where the cells of a line are seen; none where that is in their order.
    pub fn of_line(&self, cells: &[Cell]) -> Option<Visual> {
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
    /// The same where so many cells of the line are free.
    pub const fn moved(mut self, free: u16) -> Self {
        self.free = if self.is_rtl { free } else { 0 };
        self
    }

    /// The glyph with this number where it is seen, on a row with this indent.
    pub fn see<'a>(&self, number: usize, glyph: Glyph<'a>, indent: u16) -> Glyph<'a> {
        let (x, backwards) = self.places.get(number).copied().unwrap_or((glyph.x, false));
        let mirrored = if backwards { mirrored(&glyph.text) } else { None };
        let text = mirrored.map_or(glyph.text, Into::into);
        Glyph { text, x: indent + self.free + x, ..glyph }
    }
}
