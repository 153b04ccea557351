//! The weights of a chain, one byte each.

use super::topology::{MOST_LABELS, Scores, Transitions};
use crate::lexicon::packed::Table;

/// Sums of quantised weights, one for each label.
pub(crate) type Sums = [i32; MOST_LABELS];

/// The weights of a chain with `LABELS` labels.
#[derive(Debug, Clone)]
pub(crate) struct Weights<'a, const LABELS: usize> {
    table: Table<'a, LABELS>,
    /// The scale of a quantised weight.
    step: f32,
    /// The scores of arcs and ends.
    pub transitions: Transitions,
}

impl<'a, const LABELS: usize> Weights<'a, LABELS> {
    /// Weights over the bytes of a table, a byte for each label. `numbers` holds the scale of a weight, then the scores of
    /// transitions. None where it is empty.
    pub(crate) fn new(bytes: &'a [u8], numbers: &[f32]) -> Option<Self> {
        let (&step, transitions) = numbers.split_first()?;
        Some(Self { table: Table::new(bytes), step, transitions: Transitions::new(transitions) })
    }

    /// The sums of the weights of `keys`.
    pub(crate) fn sum(&self, keys: &[u64]) -> Sums {
        let mut out = [0; MOST_LABELS];
        self.table.each(keys, |values| {
            for (slot, &value) in out.iter_mut().zip(values) {
                *slot += i32::from(value.cast_signed());
            }
        });
        out
    }

    /// The scores of two sums together.
    pub(crate) fn scores(&self, a: &Sums, b: &Sums) -> Scores {
        let mut out = [0.0; MOST_LABELS];
        for ((slot, a), b) in out.iter_mut().zip(a).zip(b).take(LABELS) {
            *slot = (a + b) as f32 * self.step;
        }
        out
    }
}
