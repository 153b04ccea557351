//! Learning the weights of a chain: stochastic gradient descent with `AdaGrad` (Duchi, Hazan and Singer, JMLR 2011) and dropout of keys.
use super::settings::Chain;
use crate::attribution::chain::{Lattice, MOST_LABELS, Scores, Topology, Turns};
use std::{collections::HashMap, hash::{BuildHasherDefault, Hasher}};

/// Keys are hashes already.
#[derive(Default, Clone, Copy)]
pub struct Same(u64);
impl Hasher for Same {
    fn finish(&self) -> u64 { self.0 }
    fn write(&mut self, bytes: &[u8]) { for &b in bytes { self.0 = self.0.rotate_left(8) ^ u64::from(b); } }
    fn write_u64(&mut self, value: u64) { self.0 = value; }
}
pub type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<Same>>;

/// Lists of keys, one after the other.
#[derive(Default)]
pub struct Lists { pub keys: Vec<u64>, pub ends: Vec<usize> }
impl Lists {
    pub fn push(&mut self, keys: &[u64]) { self.keys.extend_from_slice(keys); self.ends.push(self.keys.len()); }
    pub fn len(&self) -> usize { self.ends.len() }
    fn get(ends: &[usize], at: usize) -> std::ops::Range<usize> { (if at == 0 { 0 } else { ends[at - 1] })..ends[at] }
}

/// A sequence to learn: position `i` has list `own + i` and list `tied + i`.
pub struct Example { pub own: usize, pub tied: Option<usize>, pub labels: Vec<u8>, pub fixed: std::ops::Range<usize> }

#[derive(Default)]
pub struct Data { pub own: Lists, pub tied: Lists, pub examples: Vec<Example> }

pub struct Learnt { pub weights: Vec<(u64, [f32; MOST_LABELS])>, pub turns: Vec<f32> }

pub struct Random(pub u64);
impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() { let j = (self.next() % (i as u64 + 1)) as usize; list.swap(i, j); }
    }
}

/// The states of gold labels.
fn path(topology: &Topology, labels: &[u8]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(labels.len());
    let label_of = |s: u8| topology.label_of[usize::from(s)];
    for &label in labels {
        let choices: Vec<u8> = match out.last() {
            None => topology.starts.to_vec(),
            Some(&from) => topology.arcs.iter().filter(|a| a.0 == from).map(|a| a.1).collect(),
        };
        let pick = |label: u8| choices.iter().copied().find(|&s| label_of(s) == label);
        // A label that cannot stand here (a second source) is outside.
        let state = pick(label).or_else(|| pick(0)).unwrap_or(0);
        out.push(state);
    }
    out
}

pub fn learn(topology: &Topology, data: &Data, settings: Chain, seed: u64, note: &str) -> Learnt {
    let mut counts: KeyMap<u32> = KeyMap::default();
    // A list of own keys is seen once however many cues look at it.
    for key in data.own.keys.iter().chain(&data.tied.keys) { *counts.entry(*key).or_default() += 1; }
    let mut kept: Vec<u64> = counts.iter().filter(|(_, n)| **n >= settings.least_count).map(|(k, _)| *k).collect();
    kept.sort_unstable();
    drop(counts);
    if settings.keep > 0 && kept.len() > settings.keep {
        let full = run(topology, data, &kept, Chain { epochs: settings.select_epochs, ..settings }, seed, &format!("{note} select from {}", kept.len()));
        let mut scored: Vec<(f32, u64)> = full.weights.iter().map(|(k, w)| (w.iter().map(|v| v * v).sum::<f32>(), *k)).collect();
        scored.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.truncate(settings.keep);
        kept = scored.into_iter().map(|(_, k)| k).collect();
        kept.sort_unstable();
    }
    run(topology, data, &kept, settings, seed, note)
}

const NONE: u32 = u32::MAX;

fn run(topology: &Topology, data: &Data, kept: &[u64], settings: Chain, seed: u64, note: &str) -> Learnt {
    let began = std::time::Instant::now();
    let index: KeyMap<u32> = kept.iter().enumerate().map(|(i, k)| (*k, i as u32)).collect();
    let compact = |lists: &Lists| {
        let mut keys = Vec::with_capacity(lists.keys.len());
        let mut ends = Vec::with_capacity(lists.ends.len());
        let mut at = 0;
        for &end in &lists.ends {
            keys.extend(lists.keys[at..end].iter().map(|k| index.get(k).copied().unwrap_or(NONE)).filter(|&k| k != NONE));
            ends.push(keys.len());
            at = end;
        }
        (keys, ends)
    };
    let (own, own_ends) = compact(&data.own);
    let (tied, tied_ends) = compact(&data.tied);
    let labels = topology.labels;
    let mut weights = vec![[0.0_f32; 2 * MOST_LABELS]; kept.len()];
    let size = Turns::size(topology);
    let mut turns = vec![0.0_f32; size];
    let mut turn_squares = vec![0.0_f32; size];
    let mut mean: Vec<[f32; MOST_LABELS]> = vec![[0.0; MOST_LABELS]; kept.len()];
    let mut mean_turns = vec![0.0_f32; size];
    let averaged = settings.epochs.div_ceil(3);
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..data.examples.len()).collect();
    let mut lattice = Lattice::default();
    let (mut scores, mut chances): (Vec<Scores>, Vec<Scores>) = (Vec::new(), Vec::new());
    let mut active: Vec<(u32, u32)> = Vec::new();
    let keep = 1.0 - settings.dropout;
    let threshold = (keep * 65536.0) as u64;
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let rate = settings.rate * (1.0 - 0.9 * epoch as f32 / settings.epochs as f32);
        let mut loss = 0.0_f64;
        for &e in &order {
            let example = &data.examples[e];
            let length = example.labels.len();
            scores.clear();
            scores.resize(length, [0.0; MOST_LABELS]);
            active.clear();
            let mut bits = 0_u64;
            let mut left = 0;
            for at in 0..length {
                if example.fixed.contains(&at) { scores[at] = crate::attribution::parts::CUE_SCORES; continue; }
                let a = &own[Lists::get(&own_ends, example.own + at)];
                let b = example.tied.map_or(&[][..], |t| &tied[Lists::get(&tied_ends, t + at)]);
                for &k in a.iter().chain(b) {
                    if left == 0 { bits = random.next(); left = 4; }
                    let take = bits & 0xffff < threshold;
                    bits >>= 16; left -= 1;
                    if take {
                        active.push((at as u32, k));
                        let w = &weights[k as usize];
                        for l in 0..labels { scores[at][l] += w[l]; }
                    }
                }
                for l in 0..labels { scores[at][l] /= keep; }
            }
            let exp = Turns::new(&turns);
            lattice.sum(topology, &exp, &scores);
            lattice.chances(topology, &exp, &mut chances);
            let mut gradient = vec![0.0_f32; size];
            lattice.expect(topology, &exp, 1.0, &mut gradient);
            let states = path(topology, &example.labels);
            let arcs = topology.arcs.len();
            for pair in states.windows(2) {
                if let Some(i) = topology.arcs.iter().position(|&a| a == (pair[0], pair[1])) { gradient[i] -= 1.0; }
            }
            gradient[arcs + usize::from(states[0])] -= 1.0;
            gradient[arcs + topology.label_of.len() + usize::from(states[length - 1])] -= 1.0;
            for (i, g) in gradient.iter().enumerate() {
                turn_squares[i] += g * g;
                turns[i] -= rate * g / (turn_squares[i] + 1.0).sqrt();
            }
            for (at, chance) in chances.iter_mut().enumerate() {
                let gold = usize::from(topology.label_of[usize::from(states[at])]);
                loss -= f64::from(chance[gold].max(1e-9)).ln();
                chance[gold] -= 1.0;
            }
            for &(at, k) in &active {
                let g = &chances[at as usize];
                let w = &mut weights[k as usize];
                for l in 0..labels {
                    let g = g[l];
                    if g.abs() > 1e-4 {
                        w[MOST_LABELS + l] += g * g;
                        w[l] -= rate * g / (w[MOST_LABELS + l] + 1.0).sqrt();
                    }
                }
            }
        }
        let shrink = 1.0 - settings.decay;
        for w in &mut weights { for v in &mut w[..labels] { *v *= shrink; } }
        if epoch + averaged >= settings.epochs {
            for (m, w) in mean.iter_mut().zip(&weights) { for l in 0..labels { m[l] += w[l] / averaged as f32; } }
            for (m, w) in mean_turns.iter_mut().zip(&turns) { *m += w / averaged as f32; }
        }
        if epoch + 1 == settings.epochs || epoch == 0 {
            eprintln!("{note}: {} keys, epoch {}, loss {:.0}, {:.0} s", kept.len(), epoch + 1, loss, began.elapsed().as_secs_f32());
        }
    }
    Learnt { weights: kept.iter().copied().zip(mean).collect(), turns: mean_turns }
}

/// How badly packed weights fit data that they were not learnt from: the mean loss of a sequence.
pub fn loss(topology: &Topology, data: &Data, weights: &crate::attribution::model::Weights<'_>) -> (f64, f64) {
    let mut lattice = Lattice::default();
    let (mut scores, mut chances): (Vec<Scores>, Vec<Scores>) = (Vec::new(), Vec::new());
    let (mut positive, mut negative) = (0.0, 0.0);
    for example in &data.examples {
        scores.clear();
        for at in 0..example.labels.len() {
            if example.fixed.contains(&at) { scores.push(crate::attribution::parts::CUE_SCORES); continue; }
            let a = weights.sum(&data.own.keys[Lists::get(&data.own.ends, example.own + at)]);
            let b = example.tied.map_or([0; MOST_LABELS], |t| weights.sum(&data.tied.keys[Lists::get(&data.tied.ends, t + at)]));
            scores.push(weights.scores(&a, &b));
        }
        lattice.sum(topology, &weights.turns, &scores);
        lattice.chances(topology, &weights.turns, &mut chances);
        let mut loss = 0.0;
        for (c, &l) in chances.iter().zip(&example.labels) { loss -= f64::from(c[usize::from(l)].max(1e-6)).ln(); }
        if example.labels.iter().any(|&l| l != 0) { positive += loss } else { negative += loss }
    }
    (positive, negative)
}
