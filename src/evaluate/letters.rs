//! Sets of letters and digits: content is compared by them, so that a mark or a space more or less is no difference.

use crate::{attribution::QuoteKind, span::Span};
use std::ops::Range;

/// A set of the letters and digits of a text, as ranges of their numbers, ordered and apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Letters(Vec<Range<usize>>);

impl Letters {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(ExactSizeIterator::len).sum()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of them are in the other set too.
    pub(super) fn both(&self, other: &Self) -> usize {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut out = 0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            out += x.end.min(y.end).saturating_sub(x.start.max(y.start));
            if x.end < y.end {
                a.next()
            } else {
                b.next()
            };
        }
        out
    }

    /// Jaccard's measure: what is in both over what is in either; 0 where both are empty.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let both = self.both(other);
        let either = self.len() + other.len() - both;
        if either == 0 { 0.0 } else { both as f64 / either as f64 }
    }

    /// From ranges in any order.
    fn of(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_unstable_by_key(|r| r.start);
        let mut out: Vec<Range<usize>> = Vec::new();
        for range in ranges.into_iter().filter(|r| !r.is_empty()) {
            match out.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => out.push(range),
            }
        }
        Self(out)
    }

    /// All that are in any of the sets.
    pub(super) fn union<'a>(sets: impl Iterator<Item = &'a Self>) -> Self {
        Self::of(sets.flat_map(|set| set.0.iter().cloned()).collect())
    }
}

/// The letters and digits of a text, numbered.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// The byte offset of each.
    at: Vec<usize>,
}

impl Alphabet {
    pub(super) fn new(text: &str) -> Self {
        Self { at: text.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| at).collect() }
    }

    /// Those in the spans.
    pub(super) fn of(&self, spans: &[Span]) -> Letters {
        let number = |offset: usize| self.at.partition_point(|&at| at < offset);
        Letters::of(spans.iter().map(|s| number(s.start)..number(s.end)).collect())
    }
}

/// What kind of quote the content is by its quotation marks alone: direct where nine tenths stand between double marks,
/// indirect where nothing does. Gold does not say, so both sides are judged by this.
pub(super) fn kind(text: &str, content: &[Span]) -> QuoteKind {
    let (mut inside, mut all) = (0, 0);
    for piece in content {
        let piece = piece.of(text);
        all += piece.trim().chars().count();
        inside += marked(piece);
    }
    match inside {
        0 => QuoteKind::Indirect,
        _ if inside * 10 >= all.max(1) * 9 => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}

/// How many characters of `piece` stand between double quotation marks, the marks included; a mark that is not closed
/// runs to the end.
fn marked(piece: &str) -> usize {
    let mut out = 0;
    let mut rest = piece;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let length = if matches!(c, '“' | '"') {
            let closed = after.char_indices().find(|(_, c)| matches!(c, '”' | '"'));
            c.len_utf8() + closed.map_or(after.len(), |(at, c)| at + c.len_utf8())
        } else if rest.starts_with("''") || rest.starts_with("``") {
            let inner = rest.get(2..).unwrap_or_default();
            2 + inner.find("''").map_or(inner.len(), |at| at + 2)
        } else {
            rest = after;
            continue;
        };
        let (found, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out += found.chars().count();
        rest = behind;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(ranges: &[Range<usize>]) -> Letters {
        Letters::of(ranges.to_vec())
    }

    #[test]
    fn sets_overlap_by_what_they_share() {
        assert!((letters(&[0..4]).overlap(&letters(&[2..6])) - 2.0 / 6.0).abs() < 1e-9);
        assert_eq!(letters(&[0..2, 5..9]).both(&letters(&[1..6, 8..20])), 3);
        assert_eq!(letters(&[3..5, 0..4, 7..7]), letters(&[0..5]));
    }

    #[test]
    fn only_letters_and_digits_count() {
        let text = "“No – 5!” é";
        let all = Alphabet::new(text).of(&[Span::new(0, text.len())]);
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn the_kind_is_told_by_double_marks() {
        let of = |text: &str| kind(text, &[Span::new(0, text.len())]);
        assert_eq!(of("“It is late.”"), QuoteKind::Direct);
        assert_eq!(of("\"It is late"), QuoteKind::Direct);
        assert_eq!(of("that it was \"late\" by then"), QuoteKind::Mixed);
        assert_eq!(of("that it was 'late'"), QuoteKind::Indirect);
        assert_eq!(of("``It is late''"), QuoteKind::Direct);
        assert_eq!(of(""), QuoteKind::Indirect);
    }
}
