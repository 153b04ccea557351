//! Tables as text: a data table is laid out in columns; a layout table is dissolved into its contents.

use super::piece::{Piece, Row};
use crate::article::BlockKind;
use std::ops::Range;
use unicode_width::UnicodeWidthStr as _;

/// Widest data table that is laid out in columns, in columns of the terminal.
const WIDEST: usize = 68;
/// Space between two columns of the table, in columns of the terminal.
const GAP: usize = 2;
/// Longest text of a cell in a data table, in bytes: a table with a longer one is a layout table.
const LONGEST_CELL: usize = 600;

/// A table under construction. Cells refer to the list of pieces that their text is added to.
#[derive(Debug, PartialEq)]
pub(super) struct Table {
    /// The number of pieces before the table.
    from: usize,
    /// The number of block quotations around the table.
    quotes: usize,
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, PartialEq)]
struct Cell {
    /// The indexes of its pieces.
    pieces: Range<usize>,
    /// Whether it is a header cell (`th`).
    head: bool,
}

impl Table {
    pub(super) const fn new(from: usize, quotes: usize) -> Self {
        Self { from, quotes, rows: Vec::new() }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Begins a cell, where there are `at` pieces so far.
    pub(super) fn cell(&mut self, at: usize, head: bool) {
        if self.rows.is_empty() {
            self.row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(Cell { pieces: at..at, head });
        }
    }

    /// Ends a cell, where there are `at` pieces so far.
    pub(super) fn end_cell(&mut self, at: usize) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.pieces.end = at.max(cell.pieces.start);
        }
    }

    /// If this is a data table, replaces its pieces, which are the last of `pieces`, by its rows: in columns, or as a
    /// paragraph for each row where these would be too wide.
    pub(super) fn set(&self, pieces: &mut Vec<Piece>) {
        if !self.holds_data(pieces) {
            return;
        }
        let rows: Vec<(bool, Vec<Piece>)> = self
            .rows
            .iter()
            .map(|row| {
                let cells = row.iter().map(|cell| join(pieces.get(cell.pieces.clone()).unwrap_or_default()));
                (row.iter().all(|cell| cell.head), cells.collect())
            })
            .filter(|(_, row): &(bool, Vec<Piece>)| row.iter().any(|cell| !cell.text.is_empty()))
            .collect();
        // Pieces before the first cell are the caption, and stay.
        let first = self.rows.iter().flatten().map(|cell| cell.pieces.start).min().unwrap_or(pieces.len());
        pieces.truncate(first.max(self.from));
        let count = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        let mut widths = vec![0; count];
        for (_, row) in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.text.width().max(*width);
            }
        }
        if widths.iter().map(|width| width + GAP).sum::<usize>() <= WIDEST + GAP {
            let mut table = Piece { quotes: self.quotes, ..Piece::new(BlockKind::Verbatim) };
            for (head, row) in &rows {
                if !table.text.is_empty() {
                    table.text.push('\n');
                }
                set_row(&mut table, (*head, row), |column, cell| {
                    let missing = widths.get(column).copied().unwrap_or(0).saturating_sub(cell.text.width());
                    " ".repeat(missing + GAP)
                });
            }
            pieces.push(table);
        } else {
            pieces.extend(rows.iter().enumerate().map(|(n, (head, row))| {
                let mut line =
                    Piece { goes_on: n > 0, quotes: self.quotes, ..Piece::new(BlockKind::Paragraph) };
                set_row(&mut line, (*head, row), |_, _| " | ".to_owned());
                line
            }));
        }
    }

    /// Whether this is a data table: at least half of its rows have two or more cells with text, all cells are short
    /// and without headings, code or quotations, and it has header cells or three such rows.
    fn holds_data(&self, pieces: &[Piece]) -> bool {
        let of = |cell: &Cell| pieces.get(cell.pieces.clone()).unwrap_or_default();
        let filled = |row: &Vec<Cell>| row.iter().filter(|cell| !of(cell).is_empty()).count();
        let wide = self.rows.iter().filter(|row| filled(row) >= 2).count();
        let plain = |cell: &Cell| {
            let pieces = of(cell);
            pieces.iter().map(|p| p.text.len()).sum::<usize>() <= LONGEST_CELL
                && !pieces.iter().any(|p| {
                    matches!(p.kind, BlockKind::Verbatim | BlockKind::Heading(_)) || p.quotes > self.quotes
                })
        };
        let heads = self.rows.iter().flatten().any(|cell| cell.head);
        wide >= 2
            && wide * 2 >= self.rows.len()
            && self.rows.iter().flatten().all(plain)
            && (heads || wide >= 3)
    }
}

/// The text of a cell, as one line.
fn join(pieces: &[Piece]) -> Piece {
    let mut whole = Piece::new(BlockKind::Verbatim);
    for piece in pieces {
        if !whole.text.is_empty() {
            whole.text.push(' ');
        }
        // A line feed is replaced by one byte, so that the offsets of links and styles stay valid.
        whole.append(&Piece { text: piece.text.replace('\n', " "), ..piece.clone() });
    }
    whole
}

/// Appends the cells of a row to `line`, up to the last one with text; `after` gives what stands between a cell and the
/// next.
fn set_row(line: &mut Piece, (head, row): (bool, &[Piece]), after: impl Fn(usize, &Piece) -> String) {
    let last = row.iter().rposition(|cell| !cell.text.is_empty()).unwrap_or(0);
    let (from, mut cells) = (line.text.len(), Vec::with_capacity(row.len()));
    for (column, cell) in row.iter().take(last + 1).enumerate() {
        let at = line.text.len();
        line.append(cell);
        cells.push(at..line.text.len());
        if column < last {
            line.text.push_str(&after(column, cell));
        }
    }
    line.rows.push(Row { head, range: from..line.text.len(), cells });
}
