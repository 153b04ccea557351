//! Cuts a text into windows that are short enough for the encoder, with context on both sides.

use super::input::{Input, place};
use std::ops::Range;

/// The most pieces that one window decides. With 40 pieces of context on either side, accuracy is as in windows of 512
/// pieces, and attention costs half as much.
const CORE: usize = 300;
/// Pieces of context before and after them.
const BESIDE: usize = 40;

/// A window of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// Its pieces, with context.
    pub shown: Range<usize>,
    /// The tokens that it decides.
    pub tokens: Range<usize>,
}

/// Cuts a text before sentences, or before any token where a sentence is longer than a window. Linear in the text.
pub(crate) fn windows(input: &Input) -> Vec<Window> {
    let total = input.pieces.len();
    let first = |token: usize| input.first.get(token).map_or(total, |at| *at as usize);
    let mut out = Vec::new();
    let mut start = 0;
    while start < input.len() {
        let mut end = start;
        let mut at = start + 1;
        while at <= input.len() && first(at) - first(start) <= CORE {
            if at == input.len() || input.place.get(at).is_some_and(|place| *place != place::WITHIN) {
                end = at;
            }
            at += 1;
        }
        if end == start {
            end = (at - 1).max(start + 1);
        }
        let shown = first(start).saturating_sub(BESIDE)..(first(end) + BESIDE).min(total);
        out.push(Window { shown, tokens: start..end });
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_read_once_and_parts_begin_with_sentences() {
        let place: Vec<u8> = (0..1000).map(|at| u8::from(at % 37 == 0)).collect();
        let first: Vec<u32> = (0..=1000).map(|at| at * 2).collect();
        let input = Input { pieces: vec![0; 2000], first, place, ..Input::default() };
        let windows = windows(&input);
        let tokens: Vec<usize> = windows.iter().flat_map(|window| window.tokens.clone()).collect();
        assert_eq!(tokens, (0..1000).collect::<Vec<_>>());
        assert!(windows.iter().all(|window| window.tokens.start % 37 == 0 && window.shown.len() <= 380));
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let first: Vec<u32> = (0..=5000).collect();
        let input = Input { pieces: vec![0; 5000], first, place: vec![0; 5000], ..Input::default() };
        assert!(windows(&input).iter().all(|window| window.tokens.len() <= CORE));
    }
}
