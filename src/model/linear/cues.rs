//! Finds cues: a chain over the tokens of a sentence.

use super::{
    chain::Lattice,
    cue_features::{self, Setting},
    plan::Plan,
    topology::{MOST_LABELS, Scores, Topology},
    weights::Weights,
};
use crate::language::seen::Near;
use std::ops::Range;

/// The label of a cue's first token.
pub(crate) const FIRST: usize = 1;
/// The label of a cue's further tokens.
pub(crate) const FURTHER: usize = 2;

/// Outside, first token of a cue, further token.
pub(crate) const CUES: Topology = Topology {
    labels: 3,
    label_of: &[0, 1, 2],
    arcs: &[(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)],
    starts: &[0, 1],
};

/// The weights of the chain.
pub(crate) type CueWeights<'a> = Weights<'a, { CUES.labels }>;

/// Words that may be a cue.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cue {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The probability that a cue begins here.
    pub chance: f32,
}

/// The least probability of a cue for which content and source are sought. It loses one gold cue in twenty; of those kept
/// two in three are wrong, and mostly rejected later by the search for content and source.
pub(crate) const LEAST: f32 = 0.08;

/// How many tokens on either side of a sentence its features see.
pub(crate) const BESIDE: usize = 4;

/// Finds cues, sentence by sentence.
pub(crate) struct Tagger<'a> {
    weights: &'a CueWeights<'a>,
    plan: Plan<'a>,
    lattice: Lattice,
    setting: Setting,
    keys: Vec<u64>,
    scores: Vec<Scores>,
    chances: Vec<Scores>,
}

impl<'a> Tagger<'a> {
    /// A tagger with these weights.
    pub(crate) fn new(weights: &'a CueWeights<'a>) -> Self {
        Self {
            weights,
            plan: Plan::new(&CUES, &weights.transitions),
            lattice: Lattice::default(),
            setting: Setting::default(),
            keys: Vec::new(),
            scores: Vec::new(),
            chances: Vec::new(),
        }
    }

    /// Adds the cues of the sentence at `range` to `out`, in order.
    pub(crate) fn tag(&mut self, seen: Near<'_>, range: &Range<usize>, out: &mut Vec<Cue>) {
        self.setting.fill(seen, range);
        self.scores.clear();
        for (offset, at) in range.clone().enumerate() {
            self.keys.clear();
            cue_features::keys(seen, at, offset, range.len(), &self.setting, &mut self.keys);
            self.scores.push(self.weights.scores(&self.weights.sum(&self.keys), &[0; MOST_LABELS]));
        }
        self.lattice.sum(&self.plan, &self.scores);
        self.lattice.chances(&self.plan, &mut self.chances);
        collect(&self.chances, range.start, out);
    }
}

/// Adds the cues by the probabilities of the labels of a sentence; `start` is its first token.
fn collect(chances: &[Scores], start: usize, out: &mut Vec<Cue>) {
    for (at, chance) in chances.iter().enumerate() {
        let begins = chance[FIRST];
        if begins < LEAST {
            continue;
        }
        // Given that it begins here, it goes on while that is more probable than not.
        let further = chances.get(at + 1..).unwrap_or_default();
        let more = further.iter().take_while(|c| c[FURTHER] > begins * 0.5 && c[FURTHER] > c[FIRST]).count();
        out.push(Cue { tokens: start + at..start + at + 1 + more, chance: begins });
    }
}

/// For each of `tokens` tokens, the probability of being part of a cue, in five classes: what the templates of content and
/// source know of other cues.
pub(crate) fn steps(cues: &[Cue], tokens: usize) -> Vec<u8> {
    let mut out = vec![0; tokens];
    for cue in cues {
        let step = [0.02, 0.1, 0.3, 0.6].iter().filter(|&&bound| cue.chance >= bound).count() as u8;
        for slot in out.get_mut(cue.tokens.clone()).unwrap_or_default() {
            *slot = step;
        }
    }
    out
}
