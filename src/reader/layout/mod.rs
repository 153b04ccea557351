//! The text set for a width: rows, and the map from offset to row and back.
//!
//! Nothing is wrapped until it is needed: [`Layout::new`] only looks at the blocks, and rows are made for the unit
//! (a paragraph, or a few kilobytes of a long one) that is asked for. So the first frame does not depend on the
//! length of the text.

mod bidi;
mod glyphs;
mod placing;
mod rows;
mod tables;
mod units;
mod words;
mod wrap;

#[cfg(test)]
mod tests;

use self::{
    placing::Placing,
    tables::Columns,
    units::{Unit, Units},
};
use crate::{
    article::{Article, BlockKind},
    reader::draw::pen,
    span::Span,
};
use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

/// Cells that the widest character takes.
const NARROWEST: u16 = 2;

/// Widest layout: no one reads longer lines than this.
const WIDEST: u16 = 4096;

/// What lines across the page are drawn of.
const RULE: &str = "─";

/// Units whose rows are kept, when others are asked for.
const KEPT: usize = 512;

/// A row of the set text. Ordered as the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct RowAt {
    unit: usize,
    row: usize,
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Text of a block of this kind. The span is empty where nothing can be drawn: an empty line.
    Text(BlockKind),
    /// Air between blocks.
    Gap,
    /// A line across: its lead.
    Rule,
    /// In an excerpt: the mark for what is left out.
    Elision,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// The stretch of text it shows, white space at the wrap left out; for gaps and elisions an empty span. In a table it
    /// reaches from the first cell of the row to the last, of which it may show only a part.
    pub span: Span,
    /// Cells left free before the text (lists, block quotations), the lead included.
    pub indent: u16,
    /// What stands in the indent on this row, from its left edge: a bullet, a bar, or nothing.
    pub lead: Cow<'static, str>,
    /// Whether a hyphen is drawn after the text, where the wrap broke a word.
    pub hyphen: bool,
    /// Whether it names the columns of a table.
    pub is_head: bool,
    /// Whether three dots stand for an ellipsis.
    ascii: bool,
    /// Where on the row its glyphs stand.
    placing: Placing,
}

/// One grapheme cluster as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Where it is in the article's text.
    pub offset: usize,
    /// Harmless text to draw.
    pub text: Cow<'a, str>,
    /// Cells it takes: 1 or 2, and more for a space in justified text and for an ellipsis of dots.
    pub width: u16,
    /// Cells of the row before it, the indent included.
    pub x: u16,
}

impl Row {
    /// The row's glyphs in the order of the text, without lead and hyphen. Markup and invisible characters are left out,
    /// a line break in the text is a space, and none reaches beyond the layout's width. No two share a cell.
    pub fn glyphs<'a>(&self, article: &'a Article) -> impl Iterator<Item = Glyph<'a>> + use<'a> {
        let mut glyphs = Vec::new();
        if self.is_text() {
            self.placing.place(article, self, &mut glyphs);
        }
        glyphs.into_iter()
    }

    /// Whether it shows the byte at `offset`, as far as that is drawn.
    fn shows(&self, offset: usize) -> bool {
        self.is_text() && self.placing.shows(self.span, offset)
    }

    /// A row without text, before that at `offset`.
    const fn blank(kind: RowKind, offset: usize) -> Self {
        let span = Span::new(offset, offset);
        let lead = Cow::Borrowed("");
        let placing = Placing::Ragged;
        Self { kind, span, indent: 0, lead, hyphen: false, is_head: false, ascii: false, placing }
    }

    /// A line of so many cells, above what stands at `offset`.
    fn rule(offset: usize, cells: u16) -> Self {
        let lead = RULE.repeat(usize::from(cells)).into();
        Self { lead, indent: cells, ..Self::blank(RowKind::Rule, offset) }
    }

    /// Puts what stands before its block, as the bars of quotations, before the row. An empty row between blocks stays empty.
    fn move_behind(&mut self, bars: &str) {
        if self.kind == RowKind::Gap || bars.is_empty() {
            return;
        }
        let cells = pen::width(bars);
        self.lead = format!("{bars}{}", self.lead).into();
        self.indent += cells;
        self.placing.move_by(cells);
    }

    const fn is_text(&self) -> bool {
        matches!(self.kind, RowKind::Text(_))
    }
}

/// How text is set, beside its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Setting {
    /// Whether running text has an even right edge.
    pub justify: bool,
    /// Whether words of scripts that run from right to left are put in the order in which they are seen, for terminals that
    /// show what they are given from left to right.
    pub reorder: bool,
    /// Whether three dots stand for an ellipsis, for terminals that show no more than ASCII.
    pub ascii: bool,
}

/// The text set for a width.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    width: u16,
    setting: Setting,
    units: Units,
    /// The rows of the units that were asked for lately.
    set: BTreeMap<usize, Vec<Row>>,
    /// The columns of the tables that were asked for.
    columns: BTreeMap<usize, Arc<Columns>>,
}

impl Layout {
    /// Prepares to set the whole article in `width` cells. Takes time in the number of blocks only.
    ///
    /// A layout is never narrower than two cells, since a character may take as many.
    pub fn new(article: &Article, width: u16) -> Self {
        Self::of(Units::whole(article), width)
    }

    /// Prepares to set only `pieces` (in text order, without overlap), with an elision row where text between them is
    /// left out.
    pub fn excerpt(article: &Article, width: u16, pieces: &[Span]) -> Self {
        Self::of(Units::pieces(article, pieces), width)
    }

    const fn of(units: Units, width: u16) -> Self {
        let width = match width {
            0..=NARROWEST => NARROWEST,
            WIDEST.. => WIDEST,
            _ => width,
        };
        let setting = Setting { justify: false, reorder: false, ascii: false };
        Self { width, setting, units, set: BTreeMap::new(), columns: BTreeMap::new() }
    }

    /// The same, set in another way.
    #[must_use]
    pub fn set_as(self, setting: Setting) -> Self {
        Self { setting, set: BTreeMap::new(), ..self }
    }

    /// The width it is set for, in cells.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// The row that shows the byte at `offset`, or the next row with text after it, or the last.
    pub fn at(&mut self, article: &Article, offset: usize) -> RowAt {
        let first = self.units.at(article, offset);
        for unit in first..self.units.count() {
            let rows = self.unit(article, unit);
            let shown = rows.iter().position(|row| row.shows(offset));
            let row = shown.or_else(|| rows.iter().position(|row| row.is_text() && row.span.end > offset));
            self.shed(unit);
            if let Some(row) = row {
                return RowAt { unit, row };
            }
        }
        self.last(article)
    }

    /// The row `rows` below (above, where negative), or the first or last row.
    pub fn step(&mut self, article: &Article, from: RowAt, rows: isize) -> RowAt {
        let mut at = self.nearest(article, from);
        let mut left = rows.unsigned_abs();
        while left > 0 {
            if rows > 0 {
                let below = self.unit(article, at.unit).len().saturating_sub(at.row + 1);
                if left <= below {
                    at.row += left;
                    break;
                }
                if at.unit + 1 >= self.units.count() {
                    at.row += below;
                    break;
                }
                at = RowAt { unit: at.unit + 1, row: 0 };
                left -= below + 1;
            } else {
                if left <= at.row {
                    at.row -= left;
                    break;
                }
                let Some(unit) = at.unit.checked_sub(1) else {
                    at.row = 0;
                    break;
                };
                left -= at.row + 1;
                at = RowAt { unit, row: self.unit(article, unit).len().saturating_sub(1) };
            }
            self.shed(at.unit);
        }
        at
    }

    /// The last row.
    pub fn last(&mut self, article: &Article) -> RowAt {
        self.nearest(article, RowAt { unit: usize::MAX, row: usize::MAX })
    }

    /// The offset of the first byte that the row shows; for a gap or an elision that of the next row with text.
    pub fn offset(&mut self, article: &Article, at: RowAt) -> usize {
        let at = self.nearest(article, at);
        self.unit(article, at.unit).get(at.row).map_or(0, |row| row.span.start)
    }

    /// Makes sure that [`Layout::rows`] can give `count` rows from `from`.
    pub fn prepare(&mut self, article: &Article, from: RowAt, count: usize) {
        self.shed(from.unit);
        let mut left = count.saturating_add(from.row);
        for unit in from.unit..self.units.count() {
            left = left.saturating_sub(self.unit(article, unit).len());
            if left == 0 {
                break;
            }
        }
    }

    /// Up to `count` rows from `from` that were prepared, each with where it is.
    pub fn rows(&self, from: RowAt, count: usize) -> impl Iterator<Item = (RowAt, &Row)> {
        self.set
            .range(from.unit..)
            .zip(from.unit..)
            .take_while(|((unit, _), next)| *unit == next)
            .flat_map(|((unit, rows), _)| {
                rows.iter().enumerate().map(|(row, set)| (RowAt { unit: *unit, row }, set))
            })
            .skip(from.row)
            .take(count)
    }

    /// The row itself, or the one nearest to it where a layout of another width left it.
    fn nearest(&mut self, article: &Article, at: RowAt) -> RowAt {
        let Some(last) = self.units.count().checked_sub(1) else { return RowAt::default() };
        let unit = at.unit.min(last);
        let bottom = self.unit(article, unit).len().saturating_sub(1);
        RowAt { unit, row: if at.unit > last { bottom } else { at.row.min(bottom) } }
    }

    /// The rows of a unit, which is set if it is not yet.
    fn unit(&mut self, article: &Article, unit: usize) -> &[Row] {
        if !self.set.contains_key(&unit) {
            let found = self.units.get(article, unit);
            let columns = found.as_ref().and_then(|unit| self.columns(article, unit.table?, unit));
            let rows = found.map_or_else(Vec::new, |unit| {
                rows::set(article, &unit, self.width, self.setting, columns.as_deref())
            });
            self.set.insert(unit, rows);
        }
        self.set.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// The columns of a table, which are measured if they are not yet.
    fn columns(&mut self, article: &Article, table: usize, unit: &Unit) -> Option<Arc<Columns>> {
        let of = article.tables.get(table)?;
        let width = rows::room(unit, self.width);
        let columns = self.columns.entry(table).or_insert_with(|| Arc::new(Columns::of(article, of, width)));
        Some(Arc::clone(columns))
    }

    /// Forgets the units farthest from `unit` where more are kept than should be.
    fn shed(&mut self, unit: usize) {
        while self.set.len() > KEPT
            && let (Some((&first, _)), Some((&last, _))) =
                (self.set.first_key_value(), self.set.last_key_value())
        {
            if unit.abs_diff(first) > unit.abs_diff(last) {
                self.set.pop_first();
            } else {
                self.set.pop_last();
            }
        }
    }
}
