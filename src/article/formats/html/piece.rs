//! A block while it is being gathered: its words and links, before it has a place in a text.

use crate::article::{BlockKind, Inline};
use std::{ops::Range, sync::Arc};

/// A block with text of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::article) struct Piece {
    /// What it is.
    pub kind: BlockKind,
    /// Its text; a line feed stands where the page has a line break.
    pub text: String,
    /// Links on its text (in bytes), in order, and where they lead.
    pub links: Vec<(Range<usize>, Arc<str>)>,
    /// What of its text (in bytes) is set apart, in order and without overlap.
    pub styles: Vec<(Range<usize>, Inline)>,
    /// Where it is a table, or a part of one: its rows, from the first.
    pub rows: Vec<Row>,
    /// Whether these go on with the table of the piece before.
    pub goes_on: bool,
    /// Whether a line across the page stands before it.
    pub ruled: bool,
    /// Whether it is an item with a box, and is done.
    pub check: Option<bool>,
    /// How many block quotations it lies in.
    pub quotes: usize,
    /// How many lists are around the outermost of these.
    pub lists: usize,
    /// Whether it stands beside the text, in a gallery or a box.
    pub apart: bool,
}

/// A row of a table in a piece; places are bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::article) struct Row {
    /// Whether it names the columns.
    pub head: bool,
    /// All of it.
    pub range: Range<usize>,
    /// Its cells in order; one without words is empty.
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

    /// Notes that what was added since `from` is set apart.
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

    /// Takes off the end what stands after `end`, and what is known of it.
    pub(super) fn truncate(&mut self, end: usize) {
        self.text.truncate(end);
        self.links.retain(|(range, _)| range.end <= end);
        self.styles.retain_mut(|(range, _)| {
            range.end = range.end.min(end);
            range.start < range.end
        });
    }

    /// Puts `text` before all of it.
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

    /// Takes the first bytes off.
    pub(super) fn behead(&mut self, bytes: usize) {
        self.text.drain(..bytes);
        self.links.clear();
        self.styles.retain_mut(|(range, _)| {
            *range = range.start.saturating_sub(bytes)..range.end.saturating_sub(bytes);
            range.start < range.end
        });
    }

    /// Adds another to the end.
    pub(super) fn append(&mut self, other: &Self) {
        let at = self.text.len();
        self.text.push_str(&other.text);
        let moved = |range: &Range<usize>| at + range.start..at + range.end;
        self.links.extend(other.links.iter().map(|(range, target)| (moved(range), target.clone())));
        self.styles.extend(other.styles.iter().map(|(range, inline)| (moved(range), *inline)));
    }

    /// Adds text as a page writes it: white space of any kind and amount is one space, and none at the start of a
    /// line. Gives where what was added begins.
    pub(super) fn add(&mut self, text: &str) -> Option<usize> {
        let mut begin = None;
        for word in text.split_inclusive(is_space) {
            let bare = word.trim_end_matches(is_space);
            if !bare.is_empty() {
                begin.get_or_insert(self.text.len());
                // Signs without width that only allow a line to end there; in a name they make another name of it.
                let ends = |c: char| matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
                // Between Latin letters this one joins nothing.
                let latin = bare.chars().all(|c| c < '\u{250}' || matches!(c, '\u{2000}'..='\u{20cf}'));
                self.text.extend(bare.chars().filter(|&c| !(ends(c) || latin && c == '\u{200c}')));
            }
            if bare.len() < word.len() && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
        begin
    }

    /// Adds a line break. Gives false where one stands there already, or nothing at all.
    pub(super) fn add_break(&mut self) -> bool {
        self.trim();
        let fits = !self.text.is_empty() && !self.text.ends_with('\n');
        if fits {
            self.text.push('\n');
        }
        fits
    }

    /// Takes white space off the end.
    pub(super) fn trim(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
    }

    /// How many bytes of the text are links.
    pub(super) fn linked(&self) -> usize {
        self.links.iter().map(|(range, _)| range.len()).sum()
    }

    /// Whether it is nothing but links.
    pub(super) fn is_link(&self) -> bool {
        self.linked() * 10 >= self.text.len() * 9
    }

    /// Leaves of text and links what is in `range`, without white space at its ends.
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

/// White space that a page may fold; a space that does not break is not.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
