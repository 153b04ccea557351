//! The arcs of a chain in an order that allows to compute all states at once.
//!
//! A pass over a sequence follows every arc at every token. Here the states lie side by side in an array, and a step holds
//! the arcs between one state and all others. The last digits of a sum depend on the order of its terms: for each state
//! the arcs come in the order of [`Topology::arcs`].

use super::topology::{MOST_LABELS, Scores, Topology, Transitions};
use std::array;

/// The most states that a topology may have.
pub(crate) const MOST_STATES: usize = 16;

/// A number for each state; 0 for those that do not exist.
pub(crate) type Row = [f32; MOST_STATES];

/// The scores of the arcs between one state and all others; 0 where there is none, or where it is in another step.
#[derive(Debug)]
struct Step {
    state: u8,
    transitions: Row,
}

/// The arcs of a topology with their scores.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub topology: &'a Topology,
    pub transitions: &'a Transitions,
    /// The scores of starts and ends.
    pub starts: Row,
    pub ends: Row,
    /// The label of each state.
    labels: [u8; MOST_STATES],
    /// The arcs from a state.
    out: Vec<Step>,
    /// The arcs to a state.
    into: Vec<Step>,
}

impl<'a> Plan<'a> {
    /// The plan of `topology` with these scores.
    pub(crate) fn new(topology: &'a Topology, transitions: &'a Transitions) -> Self {
        let states = topology.label_of.len();
        let score = |at: usize| transitions.exp.get(at).copied().unwrap_or_default();
        let arcs = topology.arcs.len();
        let is_start = |state: usize| topology.starts.iter().any(|&start| usize::from(start) == state);
        let row = |is: &dyn Fn(usize) -> bool, first: usize| {
            array::from_fn(|state| if state < states && is(state) { score(first + state) } else { 0.0 })
        };
        let scored = || topology.arcs.iter().enumerate().map(|(at, &(from, to))| (from, to, score(at)));
        Self {
            topology,
            transitions,
            starts: row(&is_start, arcs),
            ends: row(&|_| true, arcs + states),
            labels: array::from_fn(|state| topology.label_of.get(state).copied().unwrap_or_default()),
            out: steps(scored()),
            into: steps(scored().map(|(from, to, score)| (to, from, score))),
        }
    }

    /// The sums over the arcs from `before`.
    pub(crate) fn forward(&self, before: &Row) -> Row {
        along(&self.out, before)
    }

    /// The sums over the arcs to `after`.
    pub(crate) fn backward(&self, after: &Row) -> Row {
        along(&self.into, after)
    }

    /// The best arc from `before` to each state.
    pub(crate) fn best(&self, before: &Row) -> Row {
        let mut out = [0.0; MOST_STATES];
        for Step { state, transitions } in &self.out {
            let value = before.get(usize::from(*state)).copied().unwrap_or_default();
            for (slot, transition) in out.iter_mut().zip(transitions) {
                let score = value * transition;
                *slot = if score > *slot { score } else { *slot };
            }
        }
        out
    }

    /// The state from which the best arc leads to `state`; of equals the first in the order of the arcs.
    pub(crate) fn best_before(&self, before: &Row, state: u8) -> u8 {
        let mut best = (0.0, 0);
        for (&(from, to), transition) in self.topology.arcs.iter().zip(&self.transitions.exp) {
            if to == state {
                let score = before.get(usize::from(from)).copied().unwrap_or_default() * transition;
                best = if score > best.0 { (score, from) } else { best };
            }
        }
        best.1
    }

    /// The scores of the states, from those of their labels.
    pub(crate) fn by_state(&self, scores: &Scores) -> Row {
        let mut all = [0.0; MOST_LABELS.next_power_of_two()];
        for (slot, score) in all.iter_mut().zip(scores) {
            *slot = *score;
        }
        self.labels.map(|label| all[usize::from(label) % MOST_LABELS.next_power_of_two()])
    }
}

fn along(steps: &[Step], row: &Row) -> Row {
    let mut out = [0.0; MOST_STATES];
    for Step { state, transitions } in steps {
        let value = row.get(usize::from(*state)).copied().unwrap_or_default();
        for (slot, transition) in out.iter_mut().zip(transitions) {
            *slot += value * transition;
        }
    }
    out
}

/// The steps of arcs, each from one state to another with a score. The arcs to a state keep their order.
fn steps(arcs: impl Iterator<Item = (u8, u8, f32)>) -> Vec<Step> {
    let mut left: Vec<(u8, u8, f32)> = arcs.collect();
    let mut out = Vec::new();
    loop {
        // The arcs that are the next to their states.
        let mut is_met = [false; MOST_STATES];
        let mut is_next = |to: u8| {
            let met = is_met.get_mut(usize::from(to));
            met.is_some_and(|met| !std::mem::replace(met, true))
        };
        let next: Vec<bool> = left.iter().map(|&(_, to, _)| is_next(to)).collect();
        let count =
            |state: u8| left.iter().zip(&next).filter(|((from, ..), next)| **next && *from == state).count();
        let Some(state) = left
            .iter()
            .zip(&next)
            .filter(|(_, next)| **next)
            .map(|((from, ..), _)| *from)
            .max_by_key(|&state| (count(state), u8::MAX - state))
        else {
            return out;
        };
        let mut transitions = [0.0; MOST_STATES];
        let mut next = next.into_iter();
        left.retain(|&(from, to, score)| {
            let is_taken = next.next() == Some(true) && from == state;
            if is_taken && let Some(slot) = transitions.get_mut(usize::from(to)) {
                *slot = score;
            }
            !is_taken
        });
        out.push(Step { state, transitions });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::linear::{cues::CUES, names::NAMES, parts::PARTS};

    #[test]
    fn every_arc_is_taken_once_and_in_order() {
        for topology in [&CUES, &PARTS, &NAMES] {
            let size = topology.arcs.len() + 2 * topology.label_of.len();
            let scores: Vec<f32> = (0..size).map(|at| at as f32 * 0.1).collect();
            let transitions = Transitions::new(&scores);
            let plan = Plan::new(topology, &transitions);
            let before: Row = array::from_fn(|state| {
                if state < topology.label_of.len() { 1.0 / (state as f32 + 3.0) } else { 0.0 }
            });
            let (mut out, mut into) = ([0.0_f32; MOST_STATES], [0.0_f32; MOST_STATES]);
            for (&(from, to), transition) in topology.arcs.iter().zip(&transitions.exp) {
                out[usize::from(to)] += before[usize::from(from)] * transition;
                into[usize::from(from)] += before[usize::from(to)] * transition;
            }
            assert_eq!(plan.forward(&before).map(f32::to_bits), out.map(f32::to_bits));
            assert_eq!(plan.backward(&before).map(f32::to_bits), into.map(f32::to_bits));
        }
    }
}
