//! Finds the content and source of a cue: a chain over the tokens around the cue.

use super::{
    chain::Lattice,
    cues::Cue,
    part_features::{self, Ties},
    plan::Plan,
    topology::{MOST_LABELS, Scores, Topology},
    weights::{Sums, Weights},
};
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

/// The states record what came before, so that there is at most one source. 0 to 3 are outside, after nothing, content,
/// source, both. 4 to 7 begin content: the first piece, a further one, and the same after the source; 8 to 11 continue it.
/// 12 and 13 begin the source before and after content, 14 and 15 continue it.
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

/// The states with content at or before them. The best sequence is sought only among those with content; that there may be
/// none is part of the confidence.
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
    /// The probability that the cue has any content or source at all.
    pub any: f32,
    /// The mean probability that the tokens of the content are content.
    pub mean: f32,
    /// The smallest probability that one of them is.
    pub least: f32,
    /// The largest probability that a token of the source is source; 0 where there is none.
    pub sourced: f32,
}

/// The least probability that a cue has content or source.
const LEAST_ANY: f32 = 0.02;
/// The least probability of a token that is taken for the source where the best sequence has none: few quotes have none.
const LEAST_SOURCE: f32 = 0.12;

/// Finds content and source of the cues of a text.
pub(crate) struct Finder<'a> {
    weights: &'a PartWeights<'a>,
    plan: Plan<'a>,
    kept: Stretch,
    lattice: Lattice,
    scores: Vec<Scores>,
    chances: Vec<Scores>,
    labels: Vec<u8>,
    keys: Vec<u64>,
}

impl<'a> Finder<'a> {
    /// A finder for the cues of a text, in their order.
    pub(crate) fn new(weights: &'a PartWeights<'a>) -> Self {
        Self {
            weights,
            plan: Plan::new(&PARTS, &weights.transitions),
            kept: Stretch::default(),
            lattice: Lattice::default(),
            scores: Vec::new(),
            chances: Vec::new(),
            labels: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// Content and source of `cue` among the tokens of `window`; none where it has no content.
    pub(crate) fn find(&mut self, ties: &Ties<'_>, cue: &Cue, window: &Range<usize>) -> Option<Parts> {
        self.score(ties, cue, window);
        self.lattice.sum(&self.plan, &self.scores);
        let any = 1.0 - self.lattice.nothing(&self.plan);
        if any < LEAST_ANY {
            return None;
        }
        self.lattice.decode(&self.plan, &WITH_CONTENT, &mut self.labels);
        self.lattice.chances(&self.plan, &mut self.chances);
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
        let Self { weights, kept, keys, scores, .. } = self;
        kept.reach(window);
        scores.clear();
        scores.resize(window.len(), CUE_SCORES);
        let mut sum = |add: &dyn Fn(&mut Vec<u64>)| {
            keys.clear();
            add(keys);
            weights.sum(keys)
        };
        let mut spot = None;
        ties.each(cue, window, |at, tie| {
            let (Some(kept), Some(score)) = (kept.slot(at), scores.get_mut(at - window.start)) else {
                return;
            };
            let name = tie.spot_name();
            let spot_sums = match spot {
                Some((known, sums)) if known == name => sums,
                _ => sum(&|keys| tie.spot(keys)),
            };
            spot = Some((name, spot_sums));
            let own = *kept.own.get_or_insert_with(|| sum(&|keys| part_features::own(ties.seen, at, keys)));
            let token = kept.token.get(tie.side, tie.token_name(), || sum(&|keys| tie.token(keys)));
            let pair = kept.pair.get(tie.side, tie.pair_name(), || sum(&|keys| tie.pair(keys)));
            let reach = kept.reach.get(tie.side, tie.reach_name(), || sum(&|keys| tie.reach(keys)));
            let beside = kept.beside.get(tie.side, tie.beside_name(), || sum(&|keys| tie.beside(keys)));
            let mut all = if tie.is_near() { sum(&|keys| tie.near(keys)) } else { [0; MOST_LABELS] };
            for part in [spot_sums, token, pair, reach, beside] {
                for (slot, part) in all.iter_mut().zip(part) {
                    *slot += part;
                }
            }
            *score = weights.scores(&own, &all);
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
        let (before, after) = self.chances.split_at_checked(best).unwrap_or_default();
        let first = best - before.iter().rev().take_while(belongs).count();
        let end = best + after.iter().take_while(belongs).count();
        vec![start + first..start + end]
    }
}

/// Sums for a token, kept for the next cue that needs them.
#[derive(Debug, Clone, Copy, Default)]
struct Kept {
    /// The sums of its own keys.
    own: Option<Sums>,
    /// Those of the parts of its keys relative to a cue.
    token: Last,
    pair: Last,
    reach: Last,
    beside: Last,
}

/// The last sums of a part on either side of a cue, and the name of the part.
#[derive(Debug, Clone, Copy, Default)]
struct Last([(u64, Sums); 2]);

impl Last {
    /// The sums of the part with this name, computed by `make` where they are not the last ones.
    fn get(&mut self, side: u32, name: u64, make: impl FnOnce() -> Sums) -> Sums {
        let slot = &mut self.0[usize::from(side > 0)];
        if slot.0 != name {
            *slot = (name, make());
        }
        slot.1
    }
}

/// The sums of the tokens around the current window. Windows overlap and move on through the text, so that only a part of
/// the text is kept.
#[derive(Debug, Default)]
struct Stretch {
    first: usize,
    kept: Vec<Kept>,
}

impl Stretch {
    /// Makes room for the tokens of `window`.
    fn reach(&mut self, window: &Range<usize>) {
        /// How many tokens before and after a window are kept for the next ones.
        const BESIDE: usize = 1024;
        let old = self.first..self.first + self.kept.len();
        if old.start <= window.start && window.end <= old.end {
            return;
        }
        let first = window.start.saturating_sub(BESIDE);
        let get = |at: usize| self.kept.get(at.checked_sub(old.start)?).copied();
        let kept = (first..window.end + BESIDE).map(|at| get(at).unwrap_or_default()).collect();
        *self = Self { first, kept };
    }

    fn slot(&mut self, at: usize) -> Option<&mut Kept> {
        self.kept.get_mut(at.checked_sub(self.first)?)
    }
}

/// The probability of a label or its continuation, which is the next label.
fn either(chances: &[f32; MOST_LABELS], first: usize) -> f32 {
    chances.iter().skip(first).take(2).sum()
}
