//! The text set for a width: rows, and the map from offset to row and back.
//!
//! Nothing is wrapped until it is needed: [`Layout::new`] only looks at the blocks, and rows are made for the unit
//! (a paragraph, or a few kilobytes of a long one) that is asked for. So the first frame does not depend on the
//! length of the text.

use crate::{
    article::{Article, BlockKind},
    span::Span,
};
use std::borrow::Cow;

/// A row of the set text. Ordered as the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct RowAt {
    unit: usize,
    row: usize,
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Text of a block of this kind.
    Text(BlockKind),
    /// Air between blocks.
    Gap,
    /// In an excerpt: the mark for what is left out.
    Elision,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// The stretch of text it shows, white space at the wrap left out; for gaps and elisions an empty span.
    pub span: Span,
    /// Cells left free before the text (lists, block quotations), the lead included.
    pub indent: u16,
    /// What stands in the indent on this row: a bullet, a bar, or nothing.
    pub lead: &'static str,
    /// Whether a hyphen is drawn after the text, where the wrap broke a word.
    pub hyphen: bool,
}

/// One grapheme cluster as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Where it is in the article's text.
    pub offset: usize,
    /// Harmless text to draw.
    pub text: Cow<'a, str>,
    /// Cells it takes: 1 or 2.
    pub width: u16,
}

impl Row {
    /// The row's glyphs from left to right, without indent and hyphen. Markup and invisible characters are left out,
    /// a line break in the text is a space, and together they never take more cells than the layout's width.
    pub fn glyphs<'a>(&self, article: &'a Article) -> impl Iterator<Item = Glyph<'a>> {
        let _ = article;
        std::iter::empty()
    }
}

/// The text set for a width.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    width: u16,
}

impl Layout {
    /// Prepares to set the whole article in `width` cells. Takes time in the number of blocks only.
    pub fn new(article: &Article, width: u16) -> Self {
        let _ = article;
        Self { width }
    }

    /// Prepares to set only `pieces` (in text order, without overlap), with an elision row where text between them is
    /// left out.
    pub fn excerpt(article: &Article, width: u16, pieces: &[Span]) -> Self {
        let _ = (article, pieces);
        Self { width }
    }

    /// The width it is set for, in cells.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// The row that shows the byte at `offset`, or the next row with text after it, or the last.
    pub fn at(&mut self, article: &Article, offset: usize) -> RowAt {
        let _ = (article, offset);
        RowAt::default()
    }

    /// The row `rows` below (above, where negative), or the first or last row.
    pub fn step(&mut self, article: &Article, from: RowAt, rows: isize) -> RowAt {
        let _ = (article, rows);
        from
    }

    /// The last row.
    pub fn last(&mut self, article: &Article) -> RowAt {
        let _ = article;
        RowAt::default()
    }

    /// The offset of the first byte that the row shows; for a gap or an elision that of the next row with text.
    pub fn offset(&mut self, article: &Article, at: RowAt) -> usize {
        let _ = (article, at);
        0
    }

    /// Makes sure that [`Layout::rows`] can give `count` rows from `from`.
    pub fn prepare(&mut self, article: &Article, from: RowAt, count: usize) {
        let _ = (article, from, count);
    }

    /// Up to `count` rows from `from` that were prepared, each with where it is.
    pub fn rows(&self, from: RowAt, count: usize) -> impl Iterator<Item = (RowAt, &Row)> {
        let _ = (from, count);
        std::iter::empty()
    }
}
