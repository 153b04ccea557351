//! Which words are names, and of what: a chain over each run of words that could be one.

use super::{
    name_keys::{self, Sight},
    phrase::Text,
};
use crate::attribution::{
    model::{
        chain::{Lattice, MOST_LABELS, Scores, Topology},
        plan::Plan,
        weights::Weights,
    },
    seen::Seen,
};
use std::ops::Range;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NameKind {
    /// A person.
    Person,
    /// A body of people.
    Organisation,
    /// A place on a map.
    Place,
    /// Something else: a people, a product, a work, an event.
    Other,
}

impl NameKind {
    /// The kind with this label of the chain; none is outside.
    const fn of_label(label: usize) -> Option<Self> {
        match label {
            1 => Some(Self::Person),
            2 => Some(Self::Organisation),
            3 => Some(Self::Place),
            4 => Some(Self::Other),
            _ => None,
        }
    }
}

/// Outside, then the kinds in the order of [`NameKind`]; neighbours of one kind are one name.
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

/// The weights of the chain.
pub(crate) type NameWeights<'a> = Weights<'a, { NAMES.labels }>;

/// A name as the chain sees it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tagged {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
    /// The mean chance of each kind, in the order of [`NameKind`].
    pub chances: [f32; 4],
}

/// How probable it has to be that a word is part of a name: a name that is missed costs more than a word too much,
/// which nobody mentions again.
const LEAST: f32 = 0.4;

/// The names in `runs`, in order.
pub(crate) fn tag(
    text: &Text<'_>,
    seen: &Seen,
    runs: &[Range<usize>],
    weights: &NameWeights<'_>,
) -> Vec<Tagged> {
    let mut sight = Sight::new(text, seen, runs);
    let (mut lattice, mut scores, mut chances) = (Lattice::default(), Vec::<Scores>::new(), Vec::new());
    let plan = Plan::new(&NAMES, &weights.turns);
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

fn collect(text: &Text<'_>, chances: &[Scores], start: usize, out: &mut Vec<Tagged>) {
    let label = |scores: &Scores| {
        // Names of all kinds stand together against none.
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
        if let Some(kind) = NameKind::of_label(of) {
            let tokens = trim(text, start + at..start + at + length);
            let mut sums = [0.0_f32; 4];
            for scores in rest.iter().take(length) {
                for (sum, chance) in sums.iter_mut().zip(scores.iter().skip(1)) {
                    *sum += chance / length as f32;
                }
            }
            if !tokens.is_empty() {
                out.push(Tagged { tokens, kind, chances: sums });
            }
        }
        at += length;
    }
}

/// A name begins and ends with a word of a name.
fn trim(text: &Text<'_>, mut range: Range<usize>) -> Range<usize> {
    while !range.is_empty() && !name_keys::is_name_like(text, range.start) {
        range.start += 1;
    }
    let ends = |at: usize| {
        name_keys::is_name_like(text, at) || text.kind(at) == Some(crate::language::TokenKind::Number)
    };
    while !range.is_empty() && !ends(range.end - 1) {
        range.end -= 1;
    }
    range
}
