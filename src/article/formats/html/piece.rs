//! A block under construction: its text, links and styles, with offsets into its own text.

use crate::article::{BlockKind, Inline};
use std::{ops::Range, sync::Arc};

/// A block with text of its own; all offsets in it are bytes of that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::article) struct Piece {
    /// The kind of block.
    pub kind: BlockKind,
    /// The text; a line feed is a line break of the page.
    pub text: String,
    /// Ranges of links, in order, with their targets.
    pub links: Vec<(Range<usize>, Arc<str>)>,
    /// Ranges of inline styles, in order and without overlap.
    pub styles: Vec<(Range<usize>, Inline)>,
    /// Its rows in order, if it is a table or part of one.
    pub rows: Vec<Row>,
    /// Whether its rows continue the table of the piece before.
    pub goes_on: bool,
    /// Whether a horizontal rule stands before it.
    pub ruled: bool,
    /// For a task list item, whether its box is checked.
    pub check: Option<bool>,
    /// The number of block quotations around it.
    pub quotes: usize,
    /// The number of lists around the outermost of these quotations.
    pub lists: usize,
    /// Whether it stands beside the text, in a gallery or a box (see [`prepare::APART`](super::prepare::APART)).
    pub apart: bool,
}

/// A table row in a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::article) struct Row {
    /// Whether it is a header row.
    pub head: bool,
    /// The range of the row in the piece's text.
    pub range: Range<usize>,
    /// The ranges of its cells in order; a cell without text has an empty range.
    pub cells: Vec<Range<usize>>,
}

impl Piece {
    pub(in crate::article) const fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            text: String::new(),
            links: Vec::new(),
            styles: Vec::new(),
            rows: Vec::new(),
            goes_on: false,
            ruled: false,
            check: None,
            quotes: 0,
            lists: 0,
            apart: false,
        }
    }

    /// Sets the style of the text added since offset `from`.
    pub(super) fn style(&mut self, from: usize, inline: Inline) {
        let range = from..self.text.len();
        if inline == Inline::PLAIN || range.is_empty() {
            return;
        }
        match self.styles.last_mut() {
            Some((last, same)) if *same == inline && last.end == range.start => last.end = range.end,
            _ => self.styles.push((range, inline)),
        }
    }

    /// Truncates the text to `end` bytes, with links and styles. A link that would be cut is dropped.
    pub(super) fn truncate(&mut self, end: usize) {
        self.text.truncate(end);
        self.links.retain(|(range, _)| range.end <= end);
        self.styles.retain_mut(|(range, _)| {
            range.end = range.end.min(end);
            range.start < range.end
        });
    }

    /// Inserts `text` at the start.
    pub(super) fn prefix(&mut self, text: &str) {
        self.text.insert_str(0, text);
        let by = text.len();
        for range in self
            .links
            .iter_mut()
            .map(|(range, _)| range)
            .chain(self.styles.iter_mut().map(|(range, _)| range))
        {
            *range = range.start + by..range.end + by;
        }
    }

    /// Removes the first `bytes` bytes, and all links.
    pub(super) fn drop_start(&mut self, bytes: usize) {
        self.text.drain(..bytes);
        self.links.clear();
        self.styles.retain_mut(|(range, _)| {
            *range = range.start.saturating_sub(bytes)..range.end.saturating_sub(bytes);
            range.start < range.end
        });
    }

    /// Appends the text, links and styles of another piece.
    pub(super) fn append(&mut self, other: &Self) {
        let at = self.text.len();
        self.text.push_str(&other.text);
        let moved = |range: &Range<usize>| at + range.start..at + range.end;
        self.links.extend(other.links.iter().map(|(range, target)| (moved(range), target.clone())));
        self.styles.extend(other.styles.iter().map(|(range, inline)| (moved(range), *inline)));
    }

    /// Appends text of a page with HTML's white-space collapsing: a run is one space, and none stands at the start of a
    /// line. Returns the offset where the added text begins, `None` where it is only white space.
    pub(super) fn add(&mut self, text: &str) -> Option<usize> {
        let mut begin = None;
        for word in text.split_inclusive(is_space) {
            let bare = word.trim_end_matches(is_space);
            if !bare.is_empty() {
                begin.get_or_insert(self.text.len());
                // Zero-width break opportunities and soft hyphens are dropped: in a name they would make it another
                // name.
                let ends = |c: char| matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
                // So is a zero-width non-joiner (U+200C) in Latin text, where it has no effect.
                let latin = bare.chars().all(|c| c < '\u{250}' || matches!(c, '\u{2000}'..='\u{20cf}'));
                self.text.extend(bare.chars().filter(|&c| !(ends(c) || latin && c == '\u{200c}')));
            }
            if bare.len() < word.len() && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
        begin
    }

    /// Appends a line break. Returns false, and adds none, at the start or after another break.
    pub(super) fn add_break(&mut self) -> bool {
        self.trim();
        let fits = !self.text.is_empty() && !self.text.ends_with('\n');
        if fits {
            self.text.push('\n');
        }
        fits
    }

    /// Removes spaces at the end.
    pub(super) fn trim(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
    }

    /// How many bytes of the text are inside links.
    pub(super) fn linked(&self) -> usize {
        self.links.iter().map(|(range, _)| range.len()).sum()
    }

    /// Whether at least 90% of the text is inside links.
    pub(super) fn is_link(&self) -> bool {
        self.linked() * 10 >= self.text.len() * 9
    }

    /// A copy of the part in `range`, without white space at its ends, and without table rows.
    pub(super) fn cut(&self, range: Range<usize>) -> Self {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (whole.len() - whole.trim_start().len());
        let text = whole.trim().to_owned();
        let end = start + text.len();
        let first = self.links.partition_point(|(link, _)| link.end <= start);
        let within = self.links.iter().skip(first).take_while(|(link, _)| link.start < end);
        let links = within.filter_map(|(link, target)| {
            let (from, to) = (link.start.max(start), link.end.min(end));
            (from < to).then(|| (from - start..to - start, target.clone()))
        });
        let first = self.styles.partition_point(|(range, _)| range.end <= start);
        let within = self.styles.iter().skip(first).take_while(|(range, _)| range.start < end);
        let styles = within.map(|(range, inline)| {
            let (from, to) = (range.start.max(start), range.end.min(end));
            (from - start..to - start, *inline)
        });
        let (links, styles) = (links.collect(), styles.collect());
        let ruled = self.ruled && range.start == 0;
        let Self { check, quotes, lists, apart, .. } = *self;
        Self { text, links, styles, ruled, check, quotes, lists, apart, ..Self::new(self.kind) }
    }
}

/// White space that HTML collapses; no-break spaces do not count.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
