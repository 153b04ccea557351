//! Units: the pieces in which the text is wrapped, one at a time.
//!
//! A unit is a block, or a few kilobytes of a long one. The cuts in a long block depend only on the bytes around them, so
//! that any unit is found without looking at those before it.

use crate::{
    article::{Article, Block, BlockKind, OrnamentKind, Table},
    printable,
    span::Span,
};

use super::glyphs;

/// Approximate length of the units of a long block, in bytes.
const LENGTH: usize = 8 * 1024;

/// Bytes before that length in which a line break or a space to cut at is sought.
const REACH: usize = 512;

/// What separates a part from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Nothing,
    Gap,
    /// A horizontal rule, between gaps.
    Rule,
    Elision,
}

/// A block, or a piece of one in an excerpt.
#[derive(Debug, Clone, Copy)]
struct BlockPiece {
    kind: BlockKind,
    span: Span,
    before: Separator,
    /// Whether the beginning of the block is in it.
    begins: bool,
    /// The number of block quotations that the block is in, and the levels of list items around these.
    quoted: u8,
    inset: u8,
    /// The number of its first unit.
    unit: usize,
    /// The index in the article of the table whose rows it holds.
    table: Option<usize>,
}

impl BlockPiece {
    const fn new(kind: BlockKind, span: Span, before: Separator, begins: bool) -> Self {
        Self { kind, span, before, begins, quoted: 0, inset: 0, unit: 0, table: None }
    }

    const fn units(&self) -> usize {
        if self.span.len() <= LENGTH { 1 } else { self.span.len().div_ceil(LENGTH) }
    }

    /// The offset at which its unit `n` (from 0) begins: `n` times [`LENGTH`] from its own beginning, or up to [`REACH`]
    /// bytes before; in a table, the beginning of the row there.
    fn cut(&self, article: &Article, n: usize) -> usize {
        let text = &article.text;
        if n == 0 {
            return self.span.start;
        }
        let nominal = self.span.start + n * LENGTH;
        if nominal >= self.span.end {
            return self.span.end;
        }
        if let Some(table) = self.table.and_then(|table| article.tables.get(table)) {
            let after = table.rows.partition_point(|row| row.span.start <= nominal);
            let row = after.checked_sub(1).and_then(|row| table.rows.get(row));
            return row.map_or(self.span.start, |row| row.span.start);
        }
        let to = floor(text, nominal);
        let from = floor(text, nominal - REACH);
        let before = Span::new(from, to).of(text);
        let lines = if self.kind == BlockKind::Verbatim { before.rfind('\n') } else { None };
        let cut = lines.map(|at| at + 1).or_else(|| {
            let mut spaces = before.char_indices().rev().filter(|(_, c)| c.is_whitespace());
            spaces.next().map(|(at, c)| at + c.len_utf8())
        });
        let cut = cut.unwrap_or_else(|| {
            let last = printable::clusters(before).last().map_or(0, str::len);
            before.len() - last
        });
        // A cluster longer than `REACH` is cut at any character boundary.
        if cut == 0 { to } else { from + cut }
    }
}

/// A piece of text that is wrapped as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub kind: BlockKind,
    pub span: Span,
    pub before: Separator,
    /// Whether the beginning of the block is in it.
    pub begins: bool,
    /// The number of block quotations that it is in, and the levels of list items around these.
    pub quoted: u8,
    pub inset: u8,
    /// The index in the article of the table whose rows it holds.
    pub table: Option<usize>,
    /// Whether the table began in an earlier unit.
    pub goes_on: bool,
}

/// All units, numbered from 0 in text order.
#[derive(Debug, Clone, Default)]
pub(super) struct Units {
    parts: Vec<BlockPiece>,
    count: usize,
}

impl Units {
    /// The units of the whole article.
    pub fn whole(article: &Article) -> Self {
        let mut units = Self { parts: Vec::with_capacity(article.blocks.len()), count: 0 };
        let mut rules = article.ornaments.iter().filter(|o| o.kind == OrnamentKind::Rule).peekable();
        let mut tables = article.tables.iter().enumerate().peekable();
        for block in &article.blocks {
            while tables.next_if(|(_, table)| table.span().end <= block.span.start).is_some() {}
            let table =
                tables.peek().filter(|(_, table)| holds(table, block.span)).map(|(number, _)| *number);
            let mut is_ruled = false;
            while rules.next_if(|rule| rule.at <= block.span.start).is_some() {
                is_ruled = true;
            }
            let before = match units.parts.last() {
                None => Separator::Nothing,
                Some(_) if is_ruled => Separator::Rule,
                Some(last) if table.is_some() && last.table == table => Separator::Nothing,
                Some(last) => air(last.kind, block.kind),
            };
            let (quoted, inset) = (article.quoted(block), article.inset(block));
            units.push(BlockPiece {
                quoted,
                inset,
                table,
                ..BlockPiece::new(block.kind, block.span, before, true)
            });
        }
        units
    }

    /// The units of pieces of the article, given in text order.
    pub fn pieces(article: &Article, pieces: &[Span]) -> Self {
        let mut units = Self::default();
        for piece in pieces {
            let first = article.blocks.partition_point(|block| block.span.end <= piece.start);
            let blocks = article.blocks.iter().skip(first);
            for block in blocks.take_while(|block| block.span.start < piece.end) {
                units.add(article, block, *piece);
            }
        }
        units
    }

    fn add(&mut self, article: &Article, block: &Block, piece: Span) {
        let span = Span::new(block.span.start.max(piece.start), block.span.end.min(piece.end));
        let span = span.trim(&article.text);
        let before = match self.parts.last_mut() {
            None => Separator::Nothing,
            Some(last) if !glyphs::blank(article, Span::new(last.span.end, span.start)) => Separator::Elision,
            Some(last) if block.span.covers(last.span) => {
                let joined = last.span.join(span);
                self.count -= last.units();
                last.span = joined;
                self.count += last.units();
                return;
            }
            Some(last) => air(last.kind, block.kind),
        };
        let begins = span.start == block.span.start;
        let (quoted, inset) = (article.quoted(block), article.inset(block));
        self.push(BlockPiece { quoted, inset, ..BlockPiece::new(block.kind, span, before, begins) });
    }

    fn push(&mut self, part: BlockPiece) {
        if part.span.is_empty() {
            return;
        }
        let part = BlockPiece { unit: self.count, ..part };
        self.count += part.units();
        self.parts.push(part);
    }

    /// The number of units.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The unit with this number.
    pub fn get(&self, article: &Article, unit: usize) -> Option<Unit> {
        let at = self.parts.partition_point(|part| part.unit <= unit).checked_sub(1)?;
        let part = self.parts.get(at)?;
        let n = unit - part.unit;
        if n >= part.units() {
            return None;
        }
        let first = n == 0;
        Some(Unit {
            kind: part.kind,
            span: Span::new(part.cut(article, n), part.cut(article, n + 1)),
            before: if first { part.before } else { Separator::Nothing },
            begins: first && part.begins,
            quoted: part.quoted,
            inset: part.inset,
            table: part.table,
            goes_on: !first || part.before == Separator::Nothing && at > 0,
        })
    }

    /// The number of the last unit that begins at or before `offset`; 0 if none does.
    pub fn at(&self, article: &Article, offset: usize) -> usize {
        let after = self.parts.partition_point(|part| part.span.start <= offset);
        let Some(part) = after.checked_sub(1).and_then(|last| self.parts.get(last)) else { return 0 };
        let last = part.units() - 1;
        let n = ((offset - part.span.start) / LENGTH).min(last);
        part.unit + if n < last && part.cut(article, n + 1) <= offset { n + 1 } else { n }
    }
}

/// Whether a block holds rows of this table, none of which is longer than a unit: only then is it set in columns.
fn holds(table: &Table, block: Span) -> bool {
    let starts = table.rows.iter().map(|row| row.span.start);
    let ends = starts.clone().skip(1).chain([table.span().end]);
    table.span().overlaps(block) && starts.zip(ends).all(|(start, end)| end.saturating_sub(start) <= LENGTH)
}

/// The gap between two successive blocks.
const fn air(above: BlockKind, below: BlockKind) -> Separator {
    use BlockKind::{Byline, Date, Furniture, ListItem};
    match (above, below) {
        (ListItem { .. }, ListItem { .. }) | (Byline | Date, Byline | Date) | (Furniture, Furniture) => {
            Separator::Nothing
        }
        _ => Separator::Gap,
    }
}

/// The last character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut floor = offset.min(text.len());
    while !text.is_char_boundary(floor) {
        floor -= 1;
    }
    floor
}
