//! Tables as text: one that holds data is set in columns; one that only places things on the page is undone.

use super::piece::{Piece, Row};
use crate::article::BlockKind;
use std::ops::Range;
use unicode_width::UnicodeWidthStr as _;

/// Widest table, in columns of the terminal, that is set in columns.
const WIDEST: usize = 68;
/// Columns of the terminal between two of the table.
const GAP: usize = 2;
/// Longest text of a cell, in bytes, in a table that holds data.
const LONGEST_CELL: usize = 600;

/// A table that is being read.
#[derive(Debug, PartialEq)]
pub(super) struct Table {
    /// How many pieces there were when it began.
    from: usize,
    /// How many block quotations it lies in.
    quotes: usize,
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, PartialEq)]
struct Cell {
    /// Its pieces.
    pieces: Range<usize>,
    /// Whether it is a heading of its row or column.
    head: bool,
}

impl Table {
    pub(super) const fn new(from: usize, quotes: usize) -> Self {
        Self { from, quotes, rows: Vec::new() }
    }

    /// A row begins.
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// A cell begins, where there are `at` pieces.
    pub(super) fn cell(&mut self, at: usize, head: bool) {
        if self.rows.is_empty() {
            self.row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(Cell { pieces: at..at, head });
        }
    }

    /// A cell ends, where there are `at` pieces.
    pub(super) fn end_cell(&mut self, at: usize) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.pieces.end = at.max(cell.pieces.start);
        }
    }

    /// Sets its pieces, the last of `pieces`, anew where it holds data: in columns, or as a paragraph a row where it is
    /// too wide for them.
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
        // What stands in the table but in none of its cells comes first: its caption.
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

/// The text of a cell on one line.
fn join(pieces: &[Piece]) -> Piece {
    let mut whole = Piece::new(BlockKind::Verbatim);
    for piece in pieces {
        if !whole.text.is_empty() {
            whole.text.push(' ');
        }
        // A line feed and the space for it are of one length.
        whole.append(&Piece { text: piece.text.replace('\n', " "), ..piece.clone() });
    }
    whole
}

/// Adds the cells of a row to `line`, with what `after` gives between two.
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
