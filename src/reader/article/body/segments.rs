//! Which byte of the text belongs to which quote: the pieces of all quotes as segments without overlap, so that a row finds
//! its own by binary search.

use crate::{analysis::Analysis, span::Span};

/// A span of text that is shown as part of one quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The span.
    pub span: Span,
    /// The index of the quote in `Analysis::quotes`.
    pub quote: usize,
}

/// The segments of the quotes that are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segments {
    /// In text order, without overlap; of nested quotes, the innermost has the text.
    flat: Vec<Segment>,
    /// The pieces of all quotes, which may overlap, ordered by where they begin.
    pieces: Vec<Segment>,
}

impl Segments {
    /// The segments of the quotes with these numbers.
    pub fn new(analysis: &Analysis, shown: &[usize]) -> Self {
        let mut pieces: Vec<Segment> = shown
            .iter()
            .filter_map(|&quote| analysis.quotes.get(quote).map(|q| (quote, q)))
            .flat_map(|(quote, q)| q.quote.content.iter().map(move |&span| Segment { span, quote }))
            .filter(|piece| !piece.span.is_empty())
            .collect();
        pieces.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end)));
        Self { flat: flatten(&pieces), pieces }
    }

    /// The segments that share a byte with `span`.
    pub fn within(&self, span: Span) -> &[Segment] {
        let from = self.flat.partition_point(|s| s.span.end <= span.start);
        let to = self.flat.partition_point(|s| s.span.start < span.end);
        self.flat.get(from..to).unwrap_or_default()
    }

    /// The pieces that begin in `span`.
    pub fn beginning(&self, span: Span) -> &[Segment] {
        let from = self.pieces.partition_point(|p| p.span.start < span.start);
        let to = self.pieces.partition_point(|p| p.span.start < span.end);
        self.pieces.get(from..to).unwrap_or_default()
    }

    /// The quote to which the byte at `offset` belongs.
    pub fn at(&self, offset: usize) -> Option<usize> {
        self.within(Span::new(offset, offset + 1)).first().map(|s| s.quote)
    }

    /// The spans of all quotes, adjacent ones joined: what the lens "quotes only" leaves of the text.
    pub fn excerpt(&self) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for segment in &self.flat {
            match out.last_mut() {
                Some(last) if last.end >= segment.span.start => last.end = segment.span.end,
                _ => out.push(segment.span),
            }
        }
        out
    }
}

/// Turns pieces, sorted by start and outer before inner, into segments: each byte belongs to the piece that began last.
fn flatten(pieces: &[Segment]) -> Vec<Segment> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut open: Vec<Segment> = Vec::new();
    let mut at = 0;
    for &piece in pieces {
        close(&mut open, &mut out, &mut at, piece.span.start);
        at = piece.span.start;
        open.push(piece);
    }
    close(&mut open, &mut out, &mut at, usize::MAX);
    out
}

/// Writes the segments of the open pieces from `at` to `limit`, and drops the pieces that end before it.
fn close(open: &mut Vec<Segment>, out: &mut Vec<Segment>, at: &mut usize, limit: usize) {
    while let Some(top) = open.last().copied() {
        let end = top.span.end.min(limit);
        if end > *at {
            out.push(Segment { span: Span::new(*at, end), quote: top.quote });
            *at = end;
        }
        if top.span.end > limit {
            return;
        }
        open.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `pieces` are start and end of each quote; `painted` is the number of the quote of each byte.
    fn check(pieces: &[(usize, usize)], painted: &str) {
        let mut pieces: Vec<Segment> = pieces
            .iter()
            .enumerate()
            .map(|(quote, &(start, end))| Segment { span: Span::new(start, end), quote })
            .collect();
        pieces.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end)));
        let segments = Segments { flat: flatten(&pieces), pieces };
        let row: String = (0..painted.len())
            .map(|offset| segments.at(offset).map_or('.', |quote| char::from(b'0' + quote as u8)))
            .collect();
        assert_eq!(row, painted);
        assert!(segments.flat.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    }

    #[test]
    fn the_innermost_quote_wins() {
        check(&[(0, 10), (3, 5)], "0001100000.");
        check(&[(0, 10), (3, 10), (6, 10)], "0001112222.");
        check(&[(3, 5), (0, 5)], "11100.");
    }

    #[test]
    fn crossing_quotes_yield_to_the_later() {
        check(&[(0, 6), (3, 9)], "000111111.");
        check(&[(0, 4), (2, 8), (3, 5)], "00122111.");
    }

    #[test]
    fn quotes_apart_leave_the_text_between_them() {
        check(&[(1, 3), (5, 6)], ".00..1.");
        check(&[], "....");
    }
}
