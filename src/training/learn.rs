//! Trains the weights of a chain: stochastic gradient descent on the conditional likelihood, with a learning rate for each
//! weight (`AdaGrad`: Duchi, Hazan and Singer, JMLR 2011), dropout of keys, and weight decay.

use super::settings::{self, Chain};
use crate::model::linear::{
    chain::Lattice,
    parts::CUE_SCORES,
    plan::Plan,
    topology::{MOST_LABELS, Scores, Topology, Transitions},
    weights::Weights,
};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::Range,
};

/// Lists of keys, one after the other.
#[derive(Debug, Default)]
pub(super) struct Lists {
    keys: Vec<u64>,
    ends: Vec<usize>,
}

impl Lists {
    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a list.
    pub(super) fn push(&mut self, keys: &[u64]) {
        self.keys.extend_from_slice(keys);
        self.ends.push(self.keys.len());
    }

    fn get(&self, at: usize) -> &[u64] {
        &self.keys[range(&self.ends, at)]
    }
}

fn range(ends: &[usize], at: usize) -> Range<usize> {
    at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]
}

/// A sequence to learn. Its token `i` has the keys of list `own + i`, and of list `tied + i` where there is one.
#[derive(Debug)]
pub(super) struct Example {
    pub own: usize,
    pub tied: Option<usize>,
    pub labels: Vec<u8>,
    /// The tokens that are outside for certain.
    pub fixed: Range<usize>,
}

/// What a chain learns from.
#[derive(Debug, Default)]
pub(super) struct Data {
    pub own: Lists,
    pub tied: Lists,
    pub examples: Vec<Example>,
}

/// The weights of keys, one for each label, and the scores of arcs and ends.
#[derive(Debug)]
pub(super) struct Learnt {
    pub weights: Vec<(u64, [f32; MOST_LABELS])>,
    pub transitions: Vec<f32>,
}

/// A map from keys, which are hashes already.
type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<AsItIs>>;

#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// `SplitMix64` (Steele, Lea and Flood, OOPSLA 2014): its stream is part of what makes a model the same byte for byte,
/// so it is not left to a crate's next version.
pub(super) struct Random(pub u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

/// Trains on `data`: first with all keys that are common enough, for a few rounds; then from the start with those of the
/// largest weights, which costs less accuracy than to prune keys after training.
pub(super) fn learn(topology: &Topology, data: &Data, settings: &Chain) -> Learnt {
    let mut counts: KeyMap<u32> = KeyMap::default();
    for key in data.own.keys.iter().chain(&data.tied.keys) {
        *counts.entry(*key).or_default() += 1;
    }
    counts.retain(|_, n| *n >= settings.least_count);
    let mut kept: Vec<u64> = counts.into_keys().collect();
    kept.sort_unstable();
    if kept.len() > settings.keys {
        let all = rounds(topology, data, &kept, settings, settings.choice_rounds);
        let size = |w: &[f32; MOST_LABELS]| w.iter().map(|v| v * v).sum::<f32>();
        let mut order: Vec<(f32, u64)> = all.weights.iter().map(|(key, w)| (size(w), *key)).collect();
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        kept = order.into_iter().take(settings.keys).map(|(_, key)| key).collect();
        kept.sort_unstable();
    }
    rounds(topology, data, &kept, settings, settings.rounds)
}

/// Lists of the numbers of kept keys.
fn numbered(lists: &Lists, numbers: &KeyMap<u32>) -> (Vec<u32>, Vec<usize>) {
    let mut keys = Vec::with_capacity(lists.keys.len());
    let mut ends = Vec::with_capacity(lists.ends.len());
    for at in 0..lists.len() {
        keys.extend(lists.get(at).iter().filter_map(|key| numbers.get(key)));
        ends.push(keys.len());
    }
    (keys, ends)
}

/// A weight and the sum of the squares of its gradients, for each label.
type Slot = [[f32; 2]; MOST_LABELS];

fn rounds(topology: &Topology, data: &Data, kept: &[u64], settings: &Chain, rounds: usize) -> Learnt {
    let numbers: KeyMap<u32> = kept.iter().copied().zip(0..).collect();
    let (own, own_ends) = numbered(&data.own, &numbers);
    let (tied, tied_ends) = numbered(&data.tied, &numbers);
    let labels = topology.labels;
    let mut weights: Vec<Slot> = vec![Slot::default(); kept.len()];
    let mut transitions = vec![[0.0_f32; 2]; Transitions::size(topology)];
    let mut mean = vec![[0.0_f32; MOST_LABELS]; kept.len()];
    let mut mean_turns = vec![0.0_f32; transitions.len()];
    // The average over the last third of the rounds has less variance than the last one.
    let averaged = rounds.div_ceil(3);
    let mut random = Random(settings::SEED);
    let mut order: Vec<usize> = (0..data.examples.len()).collect();
    let (mut lattice, mut scores, mut chances) = (Lattice::default(), Vec::new(), Vec::new());
    let mut active: Vec<(usize, usize)> = Vec::new();
    let keep = 1.0 - settings.dropout;
    let threshold = (keep * 65_536.0) as u64;
    for round in 0..rounds {
        random.shuffle(&mut order);
        let rate = settings.rate * (1.0 - 0.9 * round as f32 / rounds as f32);
        for example in order.iter().map(|&index| &data.examples[index]) {
            let length = example.labels.len();
            scores.clear();
            scores.resize(length, CUE_SCORES);
            active.clear();
            let (mut bits, mut left) = (0, 0);
            for at in (0..length).filter(|at| !example.fixed.contains(at)) {
                let mut score = [0.0; MOST_LABELS];
                let keys = &own[range(&own_ends, example.own + at)];
                let more = example.tied.map_or(&[][..], |first| &tied[range(&tied_ends, first + at)]);
                for &key in keys.iter().chain(more) {
                    if left == 0 {
                        (bits, left) = (random.next(), 4);
                    }
                    left -= 1;
                    let is_kept = bits & 0xffff < threshold;
                    bits >>= 16;
                    if is_kept {
                        let key = key as usize;
                        active.push((at, key));
                        for (slot, w) in score.iter_mut().zip(&weights[key]).take(labels) {
                            *slot += w[0];
                        }
                    }
                }
                scores[at] = score.map(|s| s / keep);
            }
            let now = Transitions::new(&transitions.iter().map(|t| t[0]).collect::<Vec<f32>>());
            let plan = Plan::new(topology, &now);
            lattice.sum(&plan, &scores);
            lattice.chances(&plan, &mut chances);
            let states = states(topology, &example.labels);
            let mut gradient = vec![0.0; transitions.len()];
            lattice.expect(&plan, &mut gradient);
            count(topology, &states, &mut gradient);
            for (transition, g) in transitions.iter_mut().zip(gradient) {
                descend(transition, g, rate);
            }
            for (chance, &state) in chances.iter_mut().zip(&states) {
                chance[usize::from(topology.label_of[usize::from(state)])] -= 1.0;
            }
            for &(at, key) in &active {
                for (w, &g) in weights[key].iter_mut().zip(&chances[at]).take(labels) {
                    descend(w, g, rate);
                }
            }
        }
        for w in weights.iter_mut().flatten() {
            w[0] *= 1.0 - settings.shrink;
        }
        if round + averaged >= rounds {
            let share = 1.0 / averaged as f32;
            for (m, w) in mean.iter_mut().flatten().zip(weights.iter().flatten()) {
                *m += w[0] * share;
            }
            for (m, t) in mean_turns.iter_mut().zip(&transitions) {
                *m += t[0] * share;
            }
        }
    }
    Learnt { weights: kept.iter().copied().zip(mean).collect(), transitions: mean_turns }
}

/// A step down the gradient `g`. The sum of squares begins at 1, so that the first steps are not too large.
pub(super) fn descend([weight, squares]: &mut [f32; 2], g: f32, rate: f32) {
    // Gradients near zero are skipped to save time.
    const NOTHING: f32 = 1e-4;
    if g.abs() > NOTHING {
        *squares += g * g;
        *weight -= rate * g / (*squares + 1.0).sqrt();
    }
}

/// The states that gold labels go through.
fn states(topology: &Topology, labels: &[u8]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(labels.len());
    for &label in labels {
        let next: Vec<u8> = match out.last() {
            None => topology.starts.to_vec(),
            Some(&from) => topology.arcs.iter().filter(|arc| arc.0 == from).map(|arc| arc.1).collect(),
        };
        let pick = |label: u8| next.iter().copied().find(|&s| topology.label_of[usize::from(s)] == label);
        // A label that the topology does not allow here, such as that of a second source, becomes outside.
        out.push(pick(label).or_else(|| pick(0)).unwrap_or_default());
    }
    out
}

/// Subtracts the arcs and ends of `states` from the gradient.
fn count(topology: &Topology, states: &[u8], gradient: &mut [f32]) {
    let arcs = topology.arcs.len();
    for pair in states.windows(2) {
        if let Some(index) = topology.arcs.iter().position(|&arc| arc == (pair[0], pair[1])) {
            gradient[index] -= 1.0;
        }
    }
    if let (Some(&first), Some(&last)) = (states.first(), states.last()) {
        gradient[arcs + usize::from(first)] -= 1.0;
        gradient[arcs + topology.label_of.len() + usize::from(last)] -= 1.0;
    }
}

/// The loss of packed weights: the sum of the negative log probabilities of the gold labels.
pub(super) fn loss<const LABELS: usize>(
    topology: &Topology,
    data: &Data,
    weights: &Weights<'_, LABELS>,
) -> f32 {
    let (mut lattice, mut scores, mut chances) = (Lattice::default(), Vec::<Scores>::new(), Vec::new());
    let mut out = 0.0;
    for example in &data.examples {
        scores.clear();
        scores.extend((0..example.labels.len()).map(|at| {
            if example.fixed.contains(&at) {
                return CUE_SCORES;
            }
            let tied = example.tied.map_or([0; MOST_LABELS], |first| weights.sum(data.tied.get(first + at)));
            weights.scores(&weights.sum(data.own.get(example.own + at)), &tied)
        }));
        let plan = Plan::new(topology, &weights.transitions);
        lattice.sum(&plan, &scores);
        lattice.chances(&plan, &mut chances);
        for (chance, &label) in chances.iter().zip(&example.labels) {
            out -= libm::logf(chance[usize::from(label)].max(1e-6));
        }
    }
    out
}
