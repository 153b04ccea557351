//! Writing the model's bytes.

use super::learn::Learnt;
use crate::attribution::model::{MAGIC, table};

/// The bytes of a table: its capacity, then its slots, each of a mark and `values` bytes.
pub(super) fn table(entries: &[(u64, Vec<u8>)], values: usize) -> Vec<u8> {
    let width = values + table::MARK;
    // A fifth of the slots stay empty, so that searches are short.
    let capacity = entries.len() + entries.len() / 4 + 1;
    let place = |key: u64| table::place(key, capacity as u64);
    let mut order: Vec<&(u64, Vec<u8>)> = entries.iter().collect();
    order.sort_unstable_by_key(|(key, _)| (place(*key), *key));
    let mut slots = Vec::with_capacity(capacity * width);
    for (key, bytes) in order {
        slots.resize(slots.len().max(place(*key) * width), 0);
        slots.extend(table::mark(*key).to_le_bytes());
        slots.extend(bytes);
    }
    // Behind the last slot that is taken stands an empty one.
    slots.resize(slots.len().max(capacity * width) + width, 0);
    let mut out = (capacity as u32).to_le_bytes().to_vec();
    out.append(&mut slots);
    out
}

/// A chain as the model holds it: its numbers and its table.
pub(super) struct Chain {
    pub numbers: Vec<f32>,
    pub table: Vec<u8>,
}

impl Chain {
    /// Rounds weights to bytes. The few that are larger than all but one in 20,000 are cut, for a finer step.
    pub(super) fn new(learnt: &Learnt, labels: usize) -> Self {
        let mut sizes: Vec<f32> =
            learnt.weights.iter().flat_map(|(_, w)| w[..labels].iter().map(|v| v.abs())).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let most = sizes.len().checked_sub(1 + sizes.len() / 20_000).map_or(1.0, |at| sizes[at]);
        let step = most / f32::from(i8::MAX);
        let byte = |v: &f32| ((v / step).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        let entries: Vec<(u64, Vec<u8>)> = learnt
            .weights
            .iter()
            .map(|(key, w)| (*key, w[..labels].iter().map(byte).collect::<Vec<u8>>()))
            .filter(|(_, bytes)| bytes.iter().any(|&b| b != 0))
            .collect();
        let numbers = std::iter::once(step).chain(learnt.turns.iter().copied()).collect();
        Self { numbers, table: table(&entries, labels) }
    }
}

/// The bytes of a model.
pub(super) fn model(lexicon: &[u8], verbs: &[u8], cues: &Chain, parts: &Chain, rank: &[f32]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let mut section = |bytes: &[u8]| {
        out.extend((bytes.len() as u32).to_le_bytes());
        out.extend(bytes);
    };
    let bytes = |numbers: &[f32]| numbers.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>();
    section(lexicon);
    section(verbs);
    for chain in [cues, parts] {
        section(&bytes(&chain.numbers));
        section(&chain.table);
    }
    section(&bytes(rank));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::model::table::{Table, key};

    #[test]
    fn every_key_of_a_packed_table_is_found() {
        let entries: Vec<(u64, Vec<u8>)> =
            (0..5_000).map(|i| (key(7, i, 0, 0), vec![i as u8, (i >> 8) as u8])).collect();
        let bytes = table(&entries, 2);
        let read = Table::new(&bytes, 2);
        assert!(entries.iter().all(|(key, values)| read.get(*key) == Some(values.as_slice())));
        let strangers = (0..5_000).filter(|&i| read.get(key(8, i, 0, 0)).is_some()).count();
        assert!(strangers < 5, "{strangers} of 5,000 keys that are not in the table were found");
    }
}
