//! Linear-chain conditional random fields: the best sequence of states for a sequence of tokens, and the probability of each
//! label.
//!
//! Several states may have the same label: the score of a token depends on its label only, while the states record what
//! came before ("content, no source yet"), so that a chain can allow at most one source. See Lafferty, `McCallum` and
//! Pereira, "Conditional Random Fields" (ICML 2001).

use super::{
    plan::{Plan, Row},
    topology::{MOST_LABELS, Scores},
};

/// The buffers of a pass over a sequence; reused between sequences.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// `exp` of each score minus the largest score of its token.
    emit: Vec<Scores>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    /// The scores in `emit` by state.
    by_state: Vec<Row>,
    /// The score of the best sequence that ends in each state of a token.
    best: Vec<Row>,
    /// The logarithm of the sum over all sequences, without the largest scores of the tokens.
    log_total: f32,
}

impl Lattice {
    /// Sums over all state sequences of `tokens`.
    pub(crate) fn sum(&mut self, plan: &Plan<'_>, tokens: &[Scores]) {
        let topology = plan.topology;
        self.emit.clear();
        self.emit.extend(tokens.iter().map(|scores| {
            let most = scores.iter().take(topology.labels).copied().fold(f32::MIN, f32::max);
            let mut out = [0.0; MOST_LABELS];
            for (slot, score) in out.iter_mut().zip(scores).take(topology.labels) {
                *slot = libm::expf(score - most);
            }
            out
        }));
        self.by_state.clear();
        self.by_state.extend(self.emit.iter().map(|emit| plan.by_state(emit)));
        self.forward.clear();
        self.log_total = 0.0;
        for emit in &self.by_state {
            let mut row = match self.forward.last() {
                None => plan.starts,
                Some(before) => plan.forward(before),
            };
            let mut total = 0.0;
            for (slot, emit) in row.iter_mut().zip(emit) {
                *slot *= emit;
            }
            for slot in &row {
                total += slot;
            }
            let total = total.max(f32::MIN_POSITIVE);
            for slot in &mut row {
                *slot /= total;
            }
            self.forward.push(row);
            self.log_total += libm::logf(total);
        }
        let total: f32 = self.forward.last().into_iter().flatten().zip(plan.ends).map(|(a, b)| a * b).sum();
        self.log_total += libm::logf(total.max(f32::MIN_POSITIVE));
    }

    /// The probability that all tokens are labelled "outside". After [`Self::sum`].
    pub(crate) fn nothing(&self, plan: &Plan<'_>) -> f32 {
        let Plan { topology, transitions, .. } = plan;
        let stay = topology.arcs.iter().position(|&arc| arc == (0, 0)).and_then(|i| transitions.exp.get(i));
        let start = transitions.exp.get(topology.arcs.len());
        let end = transitions.exp.get(topology.arcs.len() + topology.label_of.len());
        let (Some(stay), Some(start), Some(end)) = (stay, start, end) else { return 1.0 };
        let outside: f32 = self.emit.iter().map(|e| libm::logf(e[0].max(f32::MIN_POSITIVE))).sum();
        let steps = self.emit.len().saturating_sub(1) as f32;
        libm::expf(
            outside + libm::logf(*start) + libm::logf(*end) + steps * libm::logf(*stay) - self.log_total,
        )
        .min(1.0)
    }

    /// The probability of each label at each token. After [`Self::sum`].
    pub(crate) fn chances(&mut self, plan: &Plan<'_>, out: &mut Vec<Scores>) {
        self.backward(plan);
        out.clear();
        for (forward, backward) in self.forward.iter().zip(self.backward.iter().rev()) {
            let mut labels = [0.0; MOST_LABELS];
            let mut total = 0.0;
            for ((a, b), &label) in forward.iter().zip(backward).zip(plan.topology.label_of) {
                let chance = a * b;
                total += chance;
                if let Some(slot) = labels.get_mut(usize::from(label)) {
                    *slot += chance;
                }
            }
            let total = total.max(f32::MIN_POSITIVE);
            for slot in &mut labels {
                *slot /= total;
            }
            out.push(labels);
        }
    }

    /// Fills `backward`, the last token first.
    fn backward(&mut self, plan: &Plan<'_>) {
        self.backward.clear();
        let mut behind: Option<&Row> = None;
        for emit in self.by_state.iter().rev() {
            let row = match behind.zip(self.backward.last()) {
                None => plan.ends,
                Some((behind, after)) => {
                    let mut next = *behind;
                    for (slot, after) in next.iter_mut().zip(after) {
                        *slot *= after;
                    }
                    let mut row = plan.backward(&next);
                    let total: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
                    for slot in &mut row {
                        *slot /= total;
                    }
                    row
                }
            };
            self.backward.push(row);
            behind = Some(emit);
        }
    }

    /// Adds the expected counts of each arc, start and end to `out`. After [`Self::chances`].
    #[cfg(feature = "training")]
    pub(crate) fn expect(&self, plan: &Plan<'_>, out: &mut [f32]) {
        let Plan { topology, transitions, .. } = plan;
        let states = topology.label_of.len();
        let arcs = topology.arcs.len();
        let rows = || self.forward.iter().zip(self.backward.iter().rev());
        for (at, (forward, backward)) in rows().enumerate() {
            if at == 0 || at + 1 == self.emit.len() {
                let total: f32 = forward.iter().zip(backward).map(|(a, b)| a * b).sum();
                let share = 1.0 / total.max(f32::MIN_POSITIVE);
                for (state, (a, b)) in forward.iter().zip(backward).enumerate().take(states) {
                    if at == 0
                        && let Some(slot) = out.get_mut(arcs + state)
                    {
                        *slot += a * b * share;
                    }
                    if at + 1 == self.emit.len()
                        && let Some(slot) = out.get_mut(arcs + states + state)
                    {
                        *slot += a * b * share;
                    }
                }
            }
            let Some((emit, after)) = self.emit.get(at + 1).zip(self.backward.iter().rev().nth(at + 1))
            else {
                continue;
            };
            let mut flows = [0.0_f32; 64];
            let mut total = 0.0;
            for ((slot, &(from, to)), transition) in flows.iter_mut().zip(topology.arcs).zip(&transitions.exp)
            {
                let label = topology.label_of.get(usize::from(to)).copied().unwrap_or_default();
                *slot = get(forward, from) * transition * get(emit, label) * get(after, to);
                total += *slot;
            }
            let share = 1.0 / total.max(f32::MIN_POSITIVE);
            for (slot, flow) in out.iter_mut().zip(flows).take(arcs) {
                *slot += flow * share;
            }
        }
    }

    /// The best sequence of labels that ends in one of the states `ends`. After [`Self::sum`].
    pub(crate) fn decode(&mut self, plan: &Plan<'_>, ends: &[u8], out: &mut Vec<u8>) {
        out.clear();
        self.best.clear();
        for emit in &self.by_state {
            let mut row = self.best.last().map_or(plan.starts, |before| plan.best(before));
            let mut most = 0.0_f32;
            for (slot, emit) in row.iter_mut().zip(emit) {
                *slot *= emit;
                most = if *slot > most { *slot } else { most };
            }
            // Only ratios matter; scaling prevents underflow in long sequences.
            let share = 1.0 / most.max(f32::MIN_POSITIVE);
            for slot in &mut row {
                *slot *= share;
            }
            self.best.push(row);
        }
        let Some(last) = self.best.last() else { return };
        let score = |&state: &u8| get(last, state) * get(&plan.ends, state);
        let mut state = ends.iter().copied().max_by(|a, b| score(a).total_cmp(&score(b))).unwrap_or_default();
        let before = self.best.iter().rev().skip(1);
        for before in before.map(Some).chain([None]) {
            out.push(plan.topology.label_of.get(usize::from(state)).copied().unwrap_or_default());
            state = before.map_or(0, |before| plan.best_before(before, state));
        }
        out.reverse();
    }
}

fn get(row: &[f32], at: u8) -> f32 {
    row.get(usize::from(at)).copied().unwrap_or_default()
}
