//! What a cue's content and source are: a chain over the tokens around the cue.

use super::{
    cue::Cue,
    model::{
        chain::{Lattice, MOST_LABELS, Scores, Topology},
        weights::{Sums, Weights},
    },
    part_keys::{self, Ties},
    window::window,
};
use crate::language::Sentence;
use std::ops::Range;

/// The labels of the chain; 0 is neither.
pub(crate) mod label {
    /// First token of a piece of content.
    pub const CONTENT: usize = 1;
    /// Further token of a piece of content.
    pub const CONTENT_IN: usize = 2;
    /// First token of the source.
    pub const SOURCE: usize = 3;
    /// Further token of the source.
    pub const SOURCE_IN: usize = 4;
}

/// The states know what came before, so that there is at most one source: 0 to 3 are outside with nothing, content,
/// source, both seen. 4 to 7 begin content: the first piece, a further one, and the same after the source; 8 to 11 go
/// on with it. 12 and 13 begin the source before and behind content, 14 and 15 go on with it.
#[rustfmt::skip]
pub(crate) const PARTS: Topology = Topology {
    labels: 5,
    label_of: &[0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4],
    arcs: &[
        (0, 0), (0, 4), (0, 12),
        (1, 1), (1, 5), (1, 13),
        (2, 2), (2, 6),
        (3, 3), (3, 7),
        (4, 8), (4, 1), (4, 13), (4, 5),
        (8, 8), (8, 1), (8, 13), (8, 5),
        (5, 9), (5, 1), (5, 13), (5, 5),
        (9, 9), (9, 1), (9, 13), (9, 5),
        (6, 10), (6, 3), (6, 7),
        (10, 10), (10, 3), (10, 7),
        (7, 11), (7, 3), (7, 7),
        (11, 11), (11, 3), (11, 7),
        (12, 14), (12, 2), (12, 6),
        (14, 14), (14, 2), (14, 6),
        (13, 15), (13, 3), (13, 7),
        (15, 15), (15, 3), (15, 7),
    ],
    starts: &[0, 4, 12],
};

/// The states with content at or before them: the best sequence is sought among those that have any, however probable
/// it is that there is none. Which is so is for the confidence to tell.
const WITH_CONTENT: [u8; 12] = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15];

/// The weights of the chain.
pub(crate) type PartWeights<'a> = Weights<'a, { PARTS.labels }>;

/// The scores of a cue's own tokens, which are neither content nor source.
pub(crate) const CUE_SCORES: Scores = [0.0, -60.0, -60.0, -60.0, -60.0];

/// What the chain found for a cue.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parts {
    /// Content in pieces, in text order; never empty.
    pub content: Vec<Range<usize>>,
    /// The source.
    pub source: Option<Range<usize>>,
    /// The chance that the cue has any content or source at all.
    pub any: f32,
    /// The mean chance that the content's tokens are content.
    pub mean: f32,
    /// The smallest chance that one of them is.
    pub least: f32,
    /// The largest chance that one of the source's tokens is source; 0 where there is none.
    pub sourced: f32,
}

/// A cue that less probably has content or source than this is none.
const LEAST_ANY: f32 = 0.02;
/// Where it has no source, tokens that are source with this chance are taken: few quotes have none.
const LEAST_SOURCE: f32 = 0.12;

/// Finds content and source of the cues of a text.
pub(crate) struct Finder<'a> {
    weights: &'a PartWeights<'a>,
    sentences: &'a [Sentence],
    /// For each token of the text the sums of its own keys, where they were asked for.
    own: Vec<Option<Sums>>,
    lattice: Lattice,
    scores: Vec<Scores>,
    chances: Vec<Scores>,
    labels: Vec<u8>,
    keys: Vec<u64>,
}

impl<'a> Finder<'a> {
    /// A finder for a text of these sentences, with `tokens` tokens.
    pub(crate) fn new(weights: &'a PartWeights<'a>, sentences: &'a [Sentence], tokens: usize) -> Self {
        Self {
            weights,
            sentences,
            own: vec![None; tokens],
            lattice: Lattice::default(),
            scores: Vec::new(),
            chances: Vec::new(),
            labels: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// Content and source of `cue`; none where it has no content.
    pub(crate) fn find(&mut self, ties: &Ties<'_>, cue: &Cue) -> Option<Parts> {
        let window = window(ties.seen, self.sentences, cue);
        self.score(ties, cue, &window);
        self.lattice.sum(&PARTS, &self.weights.turns, &self.scores);
        let any = 1.0 - self.lattice.nothing(&PARTS, &self.weights.turns);
        if any < LEAST_ANY {
            return None;
        }
        self.lattice.decode(&PARTS, &self.weights.turns, &WITH_CONTENT, &mut self.labels);
        self.lattice.chances(&PARTS, &self.weights.turns, &mut self.chances);
        let content = self.runs(window.start, label::CONTENT, label::CONTENT_IN);
        let mut source = self.runs(window.start, label::SOURCE, label::SOURCE_IN).into_iter().next();
        if source.is_none() {
            let is_free = |r: &Range<usize>| !content.iter().any(|c| c.start < r.end && r.start < c.end);
            source = self.likely(window.start, label::SOURCE, LEAST_SOURCE).into_iter().find(is_free);
        }
        let chances = |range: Range<usize>, first: usize| {
            let chances = range.map(|at| at - window.start).filter_map(|at| self.chances.get(at));
            chances.map(move |c| either(c, first))
        };
        let inside: Vec<f32> =
            content.iter().flat_map(|piece| chances(piece.clone(), label::CONTENT)).collect();
        if inside.is_empty() {
            return None;
        }
        let sourced = source.iter().flat_map(|s| chances(s.clone(), label::SOURCE)).fold(0.0, f32::max);
        Some(Parts {
            source,
            any,
            mean: inside.iter().sum::<f32>() / inside.len() as f32,
            least: inside.iter().copied().fold(1.0, f32::min),
            sourced,
            content,
        })
    }

    /// Scores the tokens of `window`.
    fn score(&mut self, ties: &Ties<'_>, cue: &Cue, window: &Range<usize>) {
        let Self { weights, own, keys, scores, .. } = self;
        scores.clear();
        scores.resize(window.len(), CUE_SCORES);
        ties.keys(cue, window, |at, tied| {
            let sums = own.get_mut(at).map(|slot| {
                *slot.get_or_insert_with(|| {
                    keys.clear();
                    part_keys::own(ties.seen, at, keys);
                    weights.sum(keys)
                })
            });
            if let (Some(sums), Some(score)) = (sums, scores.get_mut(at - window.start)) {
                *score = weights.scores(&sums, &weights.sum(tied));
            }
        });
    }

    /// The runs of a label and of its continuation in the best sequence, as tokens of the text.
    fn runs(&self, start: usize, first: usize, further: usize) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for (at, &label) in (start..).zip(&self.labels) {
            match out.last_mut() {
                Some(last) if usize::from(label) == further && last.end == at => last.end += 1,
                _ if usize::from(label) == first => out.push(at..at + 1),
                _ => {}
            }
        }
        out
    }

    /// The run of tokens around the likeliest one for a label and its continuation, where that has at least `least`.
    fn likely(&self, start: usize, first: usize, least: f32) -> Vec<Range<usize>> {
        let best = self.chances.iter().map(|c| either(c, first)).enumerate();
        let (best, most) = best.fold((0, 0.0), |best, now| if now.1 > best.1 { now } else { best });
        if most < least {
            return Vec::new();
        }
        let belongs = |c: &&Scores| either(c, first) >= least.min(most * 0.5);
        let (before, behind) = self.chances.split_at_checked(best).unwrap_or_default();
        let first = best - before.iter().rev().take_while(belongs).count();
        let end = best + behind.iter().take_while(belongs).count();
        vec![start + first..start + end]
    }
}

/// The chance of a label or its continuation, which is the label behind it.
fn either(chances: &[f32; MOST_LABELS], first: usize) -> f32 {
    chances.iter().skip(first).take(2).sum()
}
