//! Pull quotes: words of the article set large between its paragraphs, which must not be read as said twice.

use super::piece::Piece;
use crate::article::BlockKind;
use std::{
    collections::{HashSet, VecDeque},
    hash::{DefaultHasher, Hash, Hasher as _},
};

/// Words that are compared at once.
const RUN: usize = 5;

/// Marks the block quotations among `pieces` that repeat what stands in a paragraph. What a page calls a pull quote and
/// stands nowhere else stays a block quotation.
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

/// The runs of words in a text; shorter texts have none.
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
