//! Layout: the text wrapped into rows of a given width, and the mapping between offsets and rows.
//!
//! Rows are made when they are needed: [`Layout::new`] looks only at the blocks, and a unit (a paragraph, or a few kilobytes
//! of a long one) is wrapped when it is asked for. So the first frame does not depend on the length of the text. What is
//! drawn in which colour is not its business.

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

/// Cells of the narrowest layout: those of a wide character.
const NARROWEST: u16 = 2;

/// Cells of the widest layout; nobody reads longer lines.
const WIDEST: u16 = 4096;

/// The character that horizontal rules are drawn with.
const RULE: &str = "─";

/// Most units whose rows are kept, besides those that are asked for.
const KEPT: usize = 512;

/// The position of a row in a layout: its unit and its number there. Ordered as the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct RowAt {
    unit: usize,
    row: usize,
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Text of a block of this kind. The span is empty where there is nothing to draw: an empty line.
    Text(BlockKind),
    /// An empty row between blocks.
    Gap,
    /// A horizontal rule, which is in the lead.
    Rule,
    /// In an excerpt, the sign for omitted text.
    Elision,
}

/// A row of a layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// The span of text that it shows, without white space at the wrap; empty for gaps and elisions. In a table it reaches
    /// from the first cell of the row to the last, and may cover text that is not shown in the row.
    pub span: Span,
    /// Cells before the text (in lists, block quotations), including the lead.
    pub indent: u16,
    /// What is drawn in the indent of this row, from its left edge: a bullet, a bar, or nothing.
    pub lead: Cow<'static, str>,
    /// Whether a hyphen is drawn after the text, where a word is broken.
    pub hyphen: bool,
    /// Whether it is in the head of a table.
    pub is_head: bool,
    /// Whether an ellipsis is drawn as three dots.
    ascii: bool,
    /// The columns of its glyphs.
    placing: Placing,
}

/// A grapheme cluster as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Its offset in the text of the article.
    pub offset: usize,
    /// The printable text to draw.
    pub text: Cow<'a, str>,
    /// Its cells: 1 or 2; more for a space in justified text and for an ellipsis of dots.
    pub width: u16,
    /// The cells of the row before it, including the indent.
    pub x: u16,
}

impl Row {
    /// The glyphs of the row in text order, without lead and hyphen. Markup and invisible characters are left out, and a
    /// line break in the text is a space. No two glyphs overlap, and none reaches beyond the width of the layout.
    pub fn glyphs<'a>(&self, article: &'a Article) -> impl Iterator<Item = Glyph<'a>> + use<'a> {
        let mut glyphs = Vec::new();
        if self.is_text() {
            self.placing.place(article, self, &mut glyphs);
        }
        glyphs.into_iter()
    }

    /// Whether the byte at `offset` is in the text that it shows.
    fn shows(&self, offset: usize) -> bool {
        self.is_text() && self.placing.shows(self.span, offset)
    }

    /// A row without text, before the row of `offset`.
    const fn blank(kind: RowKind, offset: usize) -> Self {
        let span = Span::new(offset, offset);
        let lead = Cow::Borrowed("");
        let placing = Placing::Ragged;
        Self { kind, span, indent: 0, lead, hyphen: false, is_head: false, ascii: false, placing }
    }

    /// A horizontal rule of so many cells, before the row of `offset`.
    fn rule(offset: usize, cells: u16) -> Self {
        let lead = RULE.repeat(usize::from(cells)).into();
        Self { lead, indent: cells, ..Self::blank(RowKind::Rule, offset) }
    }

    /// Indents the row and puts `bars`, such as those of block quotations, before it. A gap stays empty.
    fn prefix_with(&mut self, bars: &str) {
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

/// How text is set, but for its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Setting {
    /// Whether paragraphs and block quotations are justified.
    pub justify: bool,
    /// Whether right-to-left text is put into visual order, for terminals that do not do so themselves.
    pub reorder: bool,
    /// Whether an ellipsis is drawn as three dots, for terminals that show only ASCII.
    pub ascii: bool,
}

/// The text of an article, set for a width.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    width: u16,
    setting: Setting,
    units: Units,
    /// The rows of the units that were asked for last.
    set: BTreeMap<usize, Vec<Row>>,
    /// The column widths of the tables that were asked for.
    columns: BTreeMap<usize, Arc<Columns>>,
}

impl Layout {
    /// A layout of the whole article in `width` cells. Linear in the number of blocks; nothing is wrapped yet.
    ///
    /// The width is at least two cells, since a wide character needs them.
    pub fn new(article: &Article, width: u16) -> Self {
        Self::of(Units::whole(article), width)
    }

    /// A layout of only `pieces` (in text order, without overlap), with an elision row where text between them is omitted.
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

    /// The same layout with another setting.
    #[must_use]
    pub fn set_as(self, setting: Setting) -> Self {
        Self { setting, set: BTreeMap::new(), ..self }
    }

    /// The width in cells.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// The row that shows the byte at `offset`; if none does, the next row with text, or else the last row.
    pub fn at(&mut self, article: &Article, offset: usize) -> RowAt {
        let first = self.units.at(article, offset);
        for unit in first..self.units.count() {
            let rows = self.unit(article, unit);
            let shown = rows.iter().position(|row| row.shows(offset));
            let row = shown.or_else(|| rows.iter().position(|row| row.is_text() && row.span.end > offset));
            self.evict(unit);
            if let Some(row) = row {
                return RowAt { unit, row };
            }
        }
        self.last(article)
    }

    /// The row `rows` below `from` (above it, if negative); the first or last row where there are not so many.
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
            self.evict(at.unit);
        }
        at
    }

    /// The last row.
    pub fn last(&mut self, article: &Article) -> RowAt {
        self.nearest(article, RowAt { unit: usize::MAX, row: usize::MAX })
    }

    /// The first byte that the row shows; for a gap or an elision, that of the next row with text.
    pub fn offset(&mut self, article: &Article, at: RowAt) -> usize {
        let at = self.nearest(article, at);
        self.unit(article, at.unit).get(at.row).map_or(0, |row| row.span.start)
    }

    /// Wraps what [`Layout::rows`] needs for `count` rows from `from`.
    pub fn prepare(&mut self, article: &Article, from: RowAt, count: usize) {
        self.evict(from.unit);
        let mut left = count.saturating_add(from.row);
        for unit in from.unit..self.units.count() {
            left = left.saturating_sub(self.unit(article, unit).len());
            if left == 0 {
                break;
            }
        }
    }

    /// Up to `count` rows from `from`, with their positions, as far as [`Layout::prepare`] has wrapped the text.
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

    /// The row, or the nearest one if the layout has no such row, as after a change of the width.
    fn nearest(&mut self, article: &Article, at: RowAt) -> RowAt {
        let Some(last) = self.units.count().checked_sub(1) else { return RowAt::default() };
        let unit = at.unit.min(last);
        let bottom = self.unit(article, unit).len().saturating_sub(1);
        RowAt { unit, row: if at.unit > last { bottom } else { at.row.min(bottom) } }
    }

    /// The rows of a unit, which is wrapped if it is not yet.
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

    /// Drops the units farthest from `unit` if more than [`KEPT`] are kept.
    fn evict(&mut self, unit: usize) {
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
