//! Tables as text: one that holds data is set in columns; one that only places things on the page is undone.

use super::piece::Piece;
use crate::article::BlockKind;
use std::ops::Range;
use unicode_width::UnicodeWidthStr as _;

/// Widest table, in columns of the terminal, that is set in columns.
const WIDEST: usize = 76;
/// Longest text of a cell, in bytes, in a table that holds data.
const LONGEST_CELL: usize = 300;

/// A table that is being read.
#[derive(Debug, PartialEq)]
pub(super) struct Table {
    /// How many pieces there were when it began.
    from: usize,
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
    pub(super) fn new(from: usize) -> Self {
        Self { from, rows: Vec::new() }
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

    /// Sets its pieces, the last of `pieces`, as one block where it holds data.
    pub(super) fn set(&self, pieces: &mut Vec<Piece>) {
        if !self.holds_data(pieces) {
            return;
        }
        let texts: Vec<Vec<Piece>> = self
            .rows
            .iter()
            .map(|row| {
                row.iter().map(|cell| join(pieces.get(cell.pieces.clone()).unwrap_or_default())).collect()
            })
            .filter(|row: &Vec<Piece>| row.iter().any(|cell| !cell.text.is_empty()))
            .collect();
        // What stands in the table but in none of its cells comes first: its caption.
        let first = self.rows.iter().flatten().map(|cell| cell.pieces.start).min().unwrap_or(pieces.len());
        pieces.truncate(first.max(self.from));
        pieces.push(columns(&texts));
    }

    fn holds_data(&self, pieces: &[Piece]) -> bool {
        let of = |cell: &Cell| pieces.get(cell.pieces.clone()).unwrap_or_default();
        let filled = |row: &Vec<Cell>| row.iter().filter(|cell| !of(cell).is_empty()).count();
        let mut cells = self.rows.iter().flatten();
        let wide = self.rows.iter().filter(|row| filled(row) >= 2).count();
        let plain = |cell: &Cell| {
            let pieces = of(cell);
            pieces.iter().map(|p| p.text.len()).sum::<usize>() <= LONGEST_CELL
                && !pieces.iter().any(|p| {
                    matches!(p.kind, BlockKind::Verbatim | BlockKind::Heading(_) | BlockKind::BlockQuote)
                })
        };
        let heads = self.rows.iter().flatten().any(|cell| cell.head);
        wide >= 2 && wide * 2 >= self.rows.len() && cells.all(plain) && (heads || wide >= 3)
    }
}

/// The text of a cell on one line.
fn join(pieces: &[Piece]) -> Piece {
    let mut whole = Piece::new(BlockKind::Verbatim);
    for piece in pieces {
        if !whole.text.is_empty() {
            whole.text.push(' ');
        }
        let at = whole.text.len();
        whole.text.push_str(&piece.text.replace('\n', " "));
        whole.links.extend(piece.links.iter().map(|(r, target)| (at + r.start..at + r.end, target.clone())));
    }
    whole
}

fn columns(rows: &[Vec<Piece>]) -> Piece {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let fits = widths.iter().map(|width| width + 2).sum::<usize>() <= WIDEST + 2;
    let mut table = Piece::new(BlockKind::Verbatim);
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            table.text.push('\n');
        }
        let last = row.iter().rposition(|cell| !cell.text.is_empty()).unwrap_or(0);
        for (column, cell) in row.iter().take(last + 1).enumerate() {
            let at = table.text.len();
            table.text.push_str(&cell.text);
            table
                .links
                .extend(cell.links.iter().map(|(r, target)| (at + r.start..at + r.end, target.clone())));
            if column == last {
                continue;
            }
            if fits {
                let missing = widths.get(column).copied().unwrap_or(0).saturating_sub(cell.text.width());
                table.text.extend(std::iter::repeat_n(' ', missing + 2));
            } else {
                table.text.push_str(" | ");
            }
        }
    }
    table
}
