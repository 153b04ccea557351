//! Pull quotes: sentences of the article repeated in large type between its paragraphs, which must not count as said
//! twice.

use super::piece::Piece;
use crate::article::BlockKind;
use std::{
    collections::{HashSet, VecDeque},
    hash::{DefaultHasher, Hash, Hasher as _},
};

/// Length of the word n-grams that are compared.
const RUN: usize = 5;

/// Turns block quotations of `pieces` into pull quotes if at least 80% of their word n-grams occur in paragraphs. One
/// that the page calls a pull quote but that repeats nothing stays a block quotation.
pub(super) fn mark(pieces: &mut [Piece]) {
    let candidate = |piece: &Piece| piece.kind == BlockKind::BlockQuote;
    if !pieces.iter().any(candidate) {
        return;
    }
    let running = pieces.iter().filter(|piece| piece.kind == BlockKind::Paragraph);
    let said: HashSet<u64> = running.flat_map(|piece| runs(&piece.text)).collect();
    for piece in pieces.iter_mut().filter(|piece| candidate(piece)) {
        let (mut all, mut known) = (0, 0);
        for run in runs(&piece.text) {
            all += 1;
            known += usize::from(said.contains(&run));
        }
        if all > 0 && known * 10 >= all * 8 {
            piece.kind = BlockKind::PullQuote;
        }
    }
}

/// The hashes of all n-grams of [`RUN`] words, in order and without regard to case; a shorter text has none.
fn runs(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let words = words.filter(|word| !word.is_empty()).map(|word| hash(&word.to_lowercase()));
    let mut run = VecDeque::with_capacity(RUN);
    words.filter_map(move |word| {
        if run.len() == RUN {
            run.pop_front();
        }
        run.push_back(word);
        (run.len() == RUN).then(|| hash(&run))
    })
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
