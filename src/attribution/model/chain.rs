//! Linear chains: which sequence of states fits a sequence of tokens best, and how probable each label is.
//!
//! States share labels: a token's score depends on its label alone, while the states keep count of what came before
//! ("content was seen, no source yet"), so that the chain can ask for at most one source. See Lafferty, `McCallum`
//! and Pereira, "Conditional Random Fields" (ICML 2001).

/// The states of a chain and the arcs between them.
#[derive(Debug)]
pub(crate) struct Topology {
    /// How many labels there are; label 0 is "outside".
    pub labels: usize,
    /// The label of each state; state 0 is outside, with nothing seen before.
    pub label_of: &'static [u8],
    /// From which state to which one can go.
    pub arcs: &'static [(u8, u8)],
    /// The states that a sequence can begin in.
    pub starts: &'static [u8],
}

/// Scores of a chain's arcs and ends: first the arcs in the order of [`Topology::arcs`], then a start score for each
/// state, then an end score for each state. All are exponents, so that chances multiply.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Turns {
    /// `exp` of each score.
    pub exp: Vec<f32>,
}

impl Turns {
    /// How many scores a topology has.
    #[cfg(feature = "training")]
    pub(crate) fn size(topology: &Topology) -> usize {
        topology.arcs.len() + 2 * topology.label_of.len()
    }

    /// Takes scores, keeps their exponents.
    pub(crate) fn new(scores: &[f32]) -> Self {
        Self { exp: scores.iter().map(|&s| libm::expf(s)).collect() }
    }
}

/// The most labels that a topology may have.
pub(crate) const MOST_LABELS: usize = 5;

/// The scores of one token, one for each label.
pub(crate) type Scores = [f32; MOST_LABELS];

/// What a pass over a sequence needs room for; kept between sequences.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// `exp` of the scores, less the largest of the token.
    emit: Vec<Scores>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// By what each forward row was divided.
    scale: Vec<f32>,
    best: Vec<f32>,
    from: Vec<u8>,
    states: usize,
    /// The logarithm of the sum over all sequences, the largest scores of the tokens left out.
    log_total: f32,
}

impl Lattice {
    /// Sums over all state sequences of `tokens`.
    pub(crate) fn sum(&mut self, topology: &Topology, turns: &Turns, tokens: &[Scores]) {
        let states = topology.label_of.len();
        let arcs = topology.arcs.len();
        self.states = states;
        self.emit.clear();
        self.emit.extend(tokens.iter().map(|scores| {
            let most = scores.iter().take(topology.labels).copied().fold(f32::MIN, f32::max);
            let mut out = [0.0; MOST_LABELS];
            for (slot, score) in out.iter_mut().zip(scores).take(topology.labels) {
                *slot = libm::expf(score - most);
            }
            out
        }));
        self.forward.clear();
        self.forward.resize(tokens.len() * states, 0.0);
        self.scale.clear();
        self.log_total = 0.0;
        let Some((arc_turns, ends)) = turns.exp.split_at_checked(arcs) else { return };
        let Some((start_turns, end_turns)) = ends.split_at_checked(states) else { return };
        for (at, emit) in self.emit.iter().enumerate() {
            let (before, row) = self.forward.split_at_mut(at * states);
            let Some(row) = row.get_mut(..states) else { return };
            match before.len().checked_sub(states).and_then(|start| before.get(start..)) {
                None => {
                    for &state in topology.starts {
                        set(row, state, get(start_turns, state));
                    }
                }
                Some(before) => {
                    for (&(from, to), turn) in topology.arcs.iter().zip(arc_turns) {
                        let sum = get(row, to) + get(before, from) * turn;
                        set(row, to, sum);
                    }
                }
            }
            let mut total = 0.0;
            for (slot, &label) in row.iter_mut().zip(topology.label_of) {
                *slot *= get(emit, label);
                total += *slot;
            }
            let total = total.max(f32::MIN_POSITIVE);
            for slot in row.iter_mut() {
                *slot /= total;
            }
            self.scale.push(total);
            self.log_total += libm::logf(total);
        }
        let last = self.forward.len().saturating_sub(states);
        let total: f32 =
            self.forward.get(last..).unwrap_or_default().iter().zip(end_turns).map(|(a, b)| a * b).sum();
        self.log_total += libm::logf(total.max(f32::MIN_POSITIVE));
    }

    /// The chance that no token has a label but "outside". After [`Self::sum`].
    pub(crate) fn nothing(&self, topology: &Topology, turns: &Turns) -> f32 {
        let stay = topology.arcs.iter().position(|&arc| arc == (0, 0)).and_then(|i| turns.exp.get(i));
        let start = turns.exp.get(topology.arcs.len());
        let end = turns.exp.get(topology.arcs.len() + self.states);
        let (Some(stay), Some(start), Some(end)) = (stay, start, end) else { return 1.0 };
        let outside: f32 = self.emit.iter().map(|e| libm::logf(e[0].max(f32::MIN_POSITIVE))).sum();
        let steps = self.emit.len().saturating_sub(1) as f32;
        libm::expf(
            outside + libm::logf(*start) + libm::logf(*end) + steps * libm::logf(*stay) - self.log_total,
        )
        .min(1.0)
    }

    /// The chance of each label at each token. After [`Self::sum`].
    pub(crate) fn chances(&mut self, topology: &Topology, turns: &Turns, out: &mut Vec<Scores>) {
        self.backward(topology, turns);
        out.clear();
        let rows =
            self.forward.chunks_exact(self.states.max(1)).zip(self.backward.chunks_exact(self.states.max(1)));
        for (forward, backward) in rows {
            let mut labels = [0.0; MOST_LABELS];
            let mut total = 0.0;
            for ((a, b), &label) in forward.iter().zip(backward).zip(topology.label_of) {
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

    fn backward(&mut self, topology: &Topology, turns: &Turns) {
        let states = self.states;
        self.backward.clear();
        self.backward.resize(self.forward.len(), 0.0);
        let (Some(arc_turns), Some(end_turns)) =
            (turns.exp.get(..topology.arcs.len()), turns.exp.get(topology.arcs.len() + states..))
        else {
            return;
        };
        for at in (0..self.emit.len()).rev() {
            let (row, after) = self.backward.split_at_mut((at + 1) * states);
            let Some(row) = row.get_mut(at * states..) else { return };
            let Some((emit, after)) = self.emit.get(at + 1).zip(after.get(..states)) else {
                row.copy_from_slice(end_turns.get(..states).unwrap_or_default());
                continue;
            };
            let mut next = [0.0_f32; 32];
            for ((slot, &label), value) in next.iter_mut().zip(topology.label_of).zip(after) {
                *slot = value * get(emit, label);
            }
            for (&(from, to), turn) in topology.arcs.iter().zip(arc_turns) {
                let sum = get(row, from) + get(&next, to) * turn;
                set(row, from, sum);
            }
            let total: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            for slot in row.iter_mut() {
                *slot /= total;
            }
        }
    }

    /// Adds to `out` how often each arc, start and end is expected to be taken. After [`Self::chances`].
    #[cfg(feature = "training")]
    pub(crate) fn expect(&self, topology: &Topology, turns: &Turns, out: &mut [f32]) {
        let states = self.states;
        let arcs = topology.arcs.len();
        let rows = || self.forward.chunks_exact(states).zip(self.backward.chunks_exact(states));
        for (at, (forward, backward)) in rows().enumerate() {
            if at == 0 || at + 1 == self.emit.len() {
                let total: f32 = forward.iter().zip(backward).map(|(a, b)| a * b).sum();
                let share = 1.0 / total.max(f32::MIN_POSITIVE);
                for (state, (a, b)) in forward.iter().zip(backward).enumerate() {
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
            let Some((emit, after)) = self.emit.get(at + 1).zip(self.backward.get((at + 1) * states..))
            else {
                continue;
            };
            let mut flows = [0.0_f32; 64];
            let mut total = 0.0;
            for ((slot, &(from, to)), turn) in flows.iter_mut().zip(topology.arcs).zip(&turns.exp) {
                let label = topology.label_of.get(usize::from(to)).copied().unwrap_or_default();
                *slot = get(forward, from) * turn * get(emit, label) * get(after, to);
                total += *slot;
            }
            let share = 1.0 / total.max(f32::MIN_POSITIVE);
            for (slot, flow) in out.iter_mut().zip(flows).take(arcs) {
                *slot += flow * share;
            }
        }
    }

    /// The best sequence of labels that ends in one of the states `ends`. After [`Self::sum`].
    pub(crate) fn decode(&mut self, topology: &Topology, turns: &Turns, ends: &[u8], out: &mut Vec<u8>) {
        let states = self.states;
        out.clear();
        self.from.clear();
        self.from.resize(self.emit.len() * states, 0);
        self.best.clear();
        self.best.resize(2 * states, 0.0);
        let (Some(arc_turns), Some(start_turns), Some(end_turns)) = (
            turns.exp.get(..topology.arcs.len()),
            turns.exp.get(topology.arcs.len()..topology.arcs.len() + states),
            turns.exp.get(topology.arcs.len() + states..),
        ) else {
            return;
        };
        let (mut before, mut row) = self.best.split_at_mut(states);
        for (at, emit) in self.emit.iter().enumerate() {
            let Some(from_row) = self.from.get_mut(at * states..(at + 1) * states) else { return };
            row.fill(0.0);
            if at == 0 {
                for &state in topology.starts {
                    set(row, state, get(start_turns, state));
                }
            } else {
                for (&(from, to), turn) in topology.arcs.iter().zip(arc_turns) {
                    let score = get(before, from) * turn;
                    if score > get(row, to) {
                        set(row, to, score);
                        if let Some(slot) = from_row.get_mut(usize::from(to)) {
                            *slot = from;
                        }
                    }
                }
            }
            let mut most = 0.0_f32;
            for (slot, &label) in row.iter_mut().zip(topology.label_of) {
                *slot *= get(emit, label);
                most = most.max(*slot);
            }
            // Only ratios matter; this keeps long sequences from vanishing.
            let share = 1.0 / most.max(f32::MIN_POSITIVE);
            for slot in row.iter_mut() {
                *slot *= share;
            }
            std::mem::swap(&mut before, &mut row);
        }
        let score = |&state: &u8| get(before, state) * get(end_turns, state);
        let mut state = ends.iter().copied().max_by(|a, b| score(a).total_cmp(&score(b))).unwrap_or_default();
        for at in (0..self.emit.len()).rev() {
            out.push(topology.label_of.get(usize::from(state)).copied().unwrap_or_default());
            state = self.from.get(at * states + usize::from(state)).copied().unwrap_or_default();
        }
        out.reverse();
    }
}

fn get(row: &[f32], at: u8) -> f32 {
    row.get(usize::from(at)).copied().unwrap_or_default()
}

fn set(row: &mut [f32], at: u8, value: f32) {
    if let Some(slot) = row.get_mut(usize::from(at)) {
        *slot = value;
    }
}
