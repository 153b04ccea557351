//! Finds names and their kinds: a chain over each run of words that could be one.

use super::{
    chain::Lattice,
    name_features::Sight,
    plan::Plan,
    topology::{MOST_LABELS, Scores, Topology},
    weights::Weights,
};
use crate::actors::names::{
    name::{NameFinder, NameKind, TaggedName},
    runs,
};
use crate::language::Document;
use crate::language::seen::Seen;
use std::ops::Range;

/// Label 0 is outside, then come the kinds in the order of [`NameKind::ALL`]; neighbours of one kind are one name.
#[rustfmt::skip]
pub(crate) const NAMES: Topology = Topology {
    labels: 5,
    label_of: &[0, 1, 2, 3, 4],
    arcs: &[
        (0, 0), (0, 1), (0, 2), (0, 3), (0, 4),
        (1, 0), (1, 1), (1, 2), (1, 3), (1, 4),
        (2, 0), (2, 1), (2, 2), (2, 3), (2, 4),
        (3, 0), (3, 1), (3, 2), (3, 3), (3, 4),
        (4, 0), (4, 1), (4, 2), (4, 3), (4, 4),
    ],
    starts: &[0, 1, 2, 3, 4],
};

/// The kind of a label; none for outside.
fn kind_of(label: usize) -> Option<NameKind> {
    NameKind::ALL.get(label.checked_sub(1)?).copied()
}

/// The weights of the chain.
pub(crate) type NameWeights<'a> = Weights<'a, { NAMES.labels }>;

/// The chain, applied to one document.
pub(super) struct Names<'a> {
    pub weights: &'a NameWeights<'a>,
    pub document: &'a Document<'a>,
}

impl NameFinder for Names<'_> {
    fn find(&mut self) -> Vec<TaggedName> {
        tag(self.document, &self.document.seen, &runs::of(self.document), self.weights)
    }
}

/// The least probability of being part of a name. It is below one half, since a missed name costs more than a wrong one,
/// which is hardly ever mentioned again.
const LEAST: f32 = 0.4;

/// The names in `runs`, in order.
pub(crate) fn tag(
    text: &Document<'_>,
    seen: &Seen,
    runs: &[Range<usize>],
    weights: &NameWeights<'_>,
) -> Vec<TaggedName> {
    let mut sight = Sight::new(text, seen, runs);
    let (mut lattice, mut scores, mut chances) = (Lattice::default(), Vec::<Scores>::new(), Vec::new());
    let plan = Plan::new(&NAMES, &weights.transitions);
    let mut out = Vec::new();
    for run in runs {
        scores.clear();
        sight.keys(run, |keys| scores.push(weights.scores(&weights.sum(keys), &[0; MOST_LABELS])));
        lattice.sum(&plan, &scores);
        lattice.chances(&plan, &mut chances);
        collect(text, &chances, run.start, &mut out);
    }
    out
}

fn collect(text: &Document<'_>, chances: &[Scores], start: usize, out: &mut Vec<TaggedName>) {
    let label = |scores: &Scores| {
        // The kinds count together against outside.
        let names = scores.iter().enumerate().skip(1);
        let total: f32 = names.clone().map(|(_, chance)| chance).sum();
        let best = names.max_by(|a, b| a.1.total_cmp(b.1));
        best.filter(|_| total > LEAST).map_or(0, |(label, _)| label)
    };
    let mut at = 0;
    while let Some(scores) = chances.get(at) {
        let of = label(scores);
        let rest = chances.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|s| label(s) == of).count().max(1);
        if let Some(kind) = kind_of(of) {
            let tokens = trim(text, start + at..start + at + length);
            let mut sums = [0.0_f32; 4];
            for scores in rest.iter().take(length) {
                for (sum, chance) in sums.iter_mut().zip(scores.iter().skip(1)) {
                    *sum += chance / length as f32;
                }
            }
            if !tokens.is_empty() {
                out.push(TaggedName { tokens, kind, chances: sums });
            }
        }
        at += length;
    }
}

/// Removes words that cannot be part of a name from both ends of a range.
fn trim(text: &Document<'_>, mut range: Range<usize>) -> Range<usize> {
    while !range.is_empty() && !runs::is_name_like(text, range.start) {
        range.start += 1;
    }
    let ends =
        |at: usize| runs::is_name_like(text, at) || text.kind(at) == Some(crate::language::TokenKind::Number);
    while !range.is_empty() && !ends(range.end - 1) {
        range.end -= 1;
    }
    range
}
