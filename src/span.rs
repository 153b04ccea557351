//! A stretch of an article's text.

use std::ops::Range;

/// A stretch of `Article::text`: UTF-8 byte offsets, always on character boundaries, `start <= end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, or the empty span at `start` when `end` lies before it.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The bytes as a range, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The stretch of `text` it names; empty where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Its first `bytes` bytes, or a few less where a character would be cut; all of it where it is shorter.
    #[must_use]
    pub fn head(self, text: &str, bytes: usize) -> Self {
        let end = self.start.saturating_add(bytes).min(self.end);
        let end = (self.start..=end).rev().find(|&at| text.is_char_boundary(at));
        Self::new(self.start, end.unwrap_or(self.start))
    }

    /// Without a comma, a colon or a full stop at its end.
    #[must_use]
    pub fn without_stop(self, text: &str) -> Self {
        Self::new(self.start, self.start + self.of(text).trim_end_matches(['.', ',', ';', ':']).len())
    }

    /// Its last `bytes` bytes, or a few less where a character would be cut; all of it where it is shorter.
    #[must_use]
    pub fn tail(self, text: &str, bytes: usize) -> Self {
        let start = self.end.saturating_sub(bytes).max(self.start);
        let start = (start..=self.end).find(|&at| text.is_char_boundary(at));
        Self::new(start.unwrap_or(self.end), self.end)
    }

    /// The same stretch without white space at either end.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let whole = self.of(text);
        let rest = whole.trim_start();
        let start = self.start + (whole.len() - rest.len());
        Self::new(start, start + rest.trim_end().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_to_what_is_printed() {
        let text = "  à la carte \n";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "à la carte");
        assert!(Span::new(0, 2).trim(text).is_empty());
    }

    #[test]
    fn ends_are_cut_between_characters() {
        let text = "été";
        let whole = Span::new(0, text.len());
        assert_eq!([0, 1, 2, 3, 9].map(|bytes| whole.head(text, bytes).of(text)), ["", "", "é", "ét", "été"]);
        assert_eq!([0, 1, 2, 3, 9].map(|bytes| whole.tail(text, bytes).of(text)), ["", "", "é", "té", "été"]);
    }

    #[test]
    fn a_span_that_does_not_fit_names_nothing() {
        assert_eq!(Span::new(1, 3).of("é"), "");
        assert_eq!(Span::new(2, 9).of("abc"), "");
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 3).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 4).covers(Span::new(2, 4)));
    }
}
