//! Tables in Markdown: finds the ranges of their cells, and the markup in these.

use crate::article::{Table, TableRow, typography::CELLS};
use crate::span::Span;
use std::ops::Range;

/// The tables of a text, and the state of the last one while it is open.
#[derive(Default)]
pub(super) struct Tables {
    pub found: Vec<Table>,
    /// The number of cells so far, bounded by [`CELLS`].
    cells: usize,
    open: bool,
    /// The range of the last table.
    range: Range<usize>,
    /// The open cell: its range without bars, and the span of its visible text so far.
    cell: Option<(Span, Option<Span>)>,
}

impl Tables {
    /// Whether a table is open.
    pub fn is_open(&self) -> bool {
        self.open
    }

    pub fn begin(&mut self, range: Range<usize>) {
        (self.open, self.range) = (true, range);
        self.found.push(Table::default());
    }

    pub fn end(&mut self) {
        self.open = false;
        if self.found.last().is_some_and(|table| table.rows.is_empty()) {
            self.found.pop();
        }
    }

    /// The spans of block quotation marks before the lines of the last table, except the first.
    pub fn signs(&self, text: &str) -> Vec<Span> {
        let mut at = self.range.start;
        let lines = text.get(self.range.clone()).unwrap_or_default().split_inclusive('\n').enumerate();
        let signs = lines.filter_map(|(n, line)| {
            let signs = line.len() - line.trim_start_matches(['>', ' ', '\t']).len();
            let span = Span::new(at, at + signs);
            at += line.len();
            (n > 0 && signs > 0).then_some(span)
        });
        signs.collect()
    }

    /// Begins a row.
    pub fn row(&mut self, range: Range<usize>, head: bool) {
        if let Some(table) = self.found.last_mut().filter(|_| self.cells < CELLS) {
            table.heads += usize::from(head);
            table.rows.push(TableRow { span: Span::new(range.start, range.end), cells: Vec::new() });
        }
    }

    /// Begins a cell of `text`.
    pub fn cell(&mut self, text: &str, range: Range<usize>) {
        let whole = Span::new(range.start, range.end);
        let inside = whole.of(text);
        let inside = inside.strip_suffix('|').unwrap_or(inside);
        let inside =
            inside.strip_prefix('|').map_or(Span::new(whole.start, whole.start + inside.len()), |rest| {
                Span::new(whole.start + 1, whole.start + 1 + rest.len())
            });
        self.cell = Some((inside.trim(text), None));
    }

    /// Adds visible text to the open cell; what was skipped before it is markup.
    pub fn show(&mut self, shown: Span, markup: &mut Vec<Span>) {
        let Some((whole, words)) = &mut self.cell else { return };
        let from = words.map_or(whole.start, |words| words.end);
        hide(markup, Span::new(from, shown.start));
        *words = Some(words.map_or(shown, |words| words.join(shown)));
    }

    /// Ends the open cell; the rest of it is markup.
    pub fn end_cell(&mut self, markup: &mut Vec<Span>) {
        let Some((whole, words)) = self.cell.take() else { return };
        let words = words.unwrap_or(Span::new(whole.start, whole.start));
        hide(markup, Span::new(words.end, whole.end));
        if let Some(row) = self.found.last_mut().and_then(|table| table.rows.last_mut())
            && self.cells < CELLS
        {
            self.cells += 1;
            row.cells.push(words);
        }
    }
}

/// Adds a span of markup, if it is not empty and does not overlap the last one.
fn hide(markup: &mut Vec<Span>, span: Span) {
    if span.start < span.end && markup.last().is_none_or(|last| last.end <= span.start) {
        markup.push(span);
    }
}
