//! Aligns content with quotation marks: a passage in marks is content as a whole or not at all.

use super::attributions::overlap;
use crate::language::{Document, TokenKind, marks::Passage, words};
use std::ops::Range;

/// The content with each piece extended over the passages of which it covers more than half, and over the passages that
/// these continue or that continue these in other paragraphs; but never over `others`, the cue and the source.
pub(crate) fn content(
    pieces: &[Range<usize>],
    others: &[Range<usize>],
    passages: &[Passage],
) -> Vec<Range<usize>> {
    let touches = |range: Range<usize>| others.iter().any(|other| overlap(other, &range));
    let mut out: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let mut piece = piece.clone();
        let (mut begun, mut rest) = (Vec::new(), Vec::new());
        if let Some((index, passage)) = half(passages, piece.start, &piece)
            && !touches(passage.tokens.start..piece.start)
        {
            piece.start = passage.tokens.start;
            begun = begin(passages, index).into_iter().filter(|r| !touches(r.clone())).collect();
        }
        if let Some((index, passage)) = half(passages, piece.end.saturating_sub(1), &piece) {
            if piece.end < passage.tokens.end && !touches(piece.end..passage.tokens.end) {
                piece.end = passage.tokens.end;
            }
            rest = run(passages, index).into_iter().skip(1).filter(|r| !touches(r.clone())).collect();
        }
        for piece in begun.into_iter().chain([piece]).chain(rest) {
            match out.last_mut() {
                Some(last) if piece.start < last.end => last.end = last.end.max(piece.end),
                _ => out.push(piece),
            }
        }
    }
    out
}

/// Whether content that begins with a passage is hardly more than the title of a work: "reread 'The Long Way Home' at
/// night". All words of a title except function words are capitalised, and it does not end like a sentence.
pub(crate) fn is_title(document: &Document<'_>, content: &[Range<usize>], passages: &[Passage]) -> bool {
    const FEWEST: usize = 3;
    const BESIDE: usize = 3;
    let [piece] = content else { return false };
    let index = passages.partition_point(|p| p.tokens.end <= piece.start);
    let Some(passage) = passages.get(index).filter(|p| p.closed && p.tokens.start == piece.start) else {
        return false;
    };
    let is_word = |at: &usize| document.tokens.get(*at).kind == TokenKind::Word;
    let beside = (passage.tokens.end..piece.end).filter(is_word).count();
    let written = |at: usize| document.word(at);
    let is_small = |word: &str| {
        let word = words::lower(word);
        words::is_determiner(&word) || words::is_preposition(&word) || words::is_conjunction(&word)
    };
    let names = passage.tokens.clone().filter(is_word);
    let is_apt = |at: usize| words::is_capitalised(written(at)) || is_small(written(at));
    let stops = passage.tokens.clone().any(|at| matches!(written(at), "." | "," | "?" | "!"));
    beside <= BESIDE && names.clone().count() >= FEWEST && names.clone().all(is_apt) && !stops
}

/// The passage around the token at `at`, where more than half of it lies in `piece`.
fn half<'a>(passages: &'a [Passage], at: usize, piece: &Range<usize>) -> Option<(usize, &'a Passage)> {
    let index = passages.partition_point(|p| p.tokens.end <= at);
    let passage = passages.get(index).filter(|p| p.tokens.contains(&at))?;
    let both = piece.end.min(passage.tokens.end).saturating_sub(piece.start.max(passage.tokens.start));
    (both * 2 > passage.tokens.len()).then_some((index, passage))
}

/// The passage at `first` and those that continue it.
pub(crate) fn run(passages: &[Passage], first: usize) -> Vec<Range<usize>> {
    let from = passages.get(first..).unwrap_or_default();
    let more = from.iter().take_while(|p| p.continues).count();
    from.iter().take(more + 1).map(|p| p.tokens.clone()).collect()
}

/// The passages that the one at `last` continues.
fn begin(passages: &[Passage], last: usize) -> Vec<Range<usize>> {
    let before = passages.get(..last).unwrap_or_default();
    let first = last - before.iter().rev().take_while(|p| p.continues).count();
    before.iter().skip(first).map(|p| p.tokens.clone()).collect()
}
