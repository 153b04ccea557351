//! Writes the bytes of the models.

use super::learn::Learnt;
use crate::{
    lexicon::packed::{self, MARKS, SLOTS, Table},
    model::{ACTORS_MAGIC, ATTRIBUTION_MAGIC},
};

/// The bytes of a table: its capacity in blocks, then its blocks.
pub(super) fn table<const VALUES: usize>(entries: &[(u64, [u8; VALUES])]) -> Vec<u8> {
    // An eighth of the slots stay empty, so that few keys are in another block than their own.
    let capacity = (entries.len() * 8 / 7 / SLOTS + 1) as u64;
    let mut order: Vec<&(u64, [u8; VALUES])> = entries.iter().collect();
    order.sort_unstable_by_key(|(key, _)| (packed::place(*key, capacity), *key));
    let mut blocks: Vec<Vec<&(u64, [u8; VALUES])>> = vec![Vec::new(); capacity as usize];
    let mut spills = vec![false; blocks.len()];
    let mut at = 0;
    for entry in order {
        let wanted = packed::place(entry.0, capacity);
        at = at.max(wanted);
        while blocks.get(at).is_some_and(|block| block.len() == SLOTS) {
            at += 1;
        }
        if at == blocks.len() {
            blocks.push(Vec::new());
            spills.push(false);
        }
        blocks[at].push(entry);
        spills[wanted..at].fill(true);
    }
    let mut out = (capacity as u32).to_le_bytes().to_vec();
    for (block, spills) in blocks.iter().zip(spills) {
        let start = out.len();
        for (key, _) in block {
            out.extend(packed::mark(*key).to_le_bytes());
        }
        out.resize(start + MARKS, 0);
        out.push(u8::from(spills));
        out.extend(block.iter().flat_map(|(_, values)| values));
        out.resize(start + Table::<VALUES>::BLOCK, 0);
    }
    out
}

/// A chain as the model holds it: its numbers and its table.
pub(super) struct Chain {
    pub numbers: Vec<f32>,
    pub table: Vec<u8>,
}

impl Chain {
    /// Quantises weights to bytes. One in 20,000 is larger than the range and is clipped, for a finer scale.
    pub(super) fn new<const LABELS: usize>(learnt: &Learnt) -> Self {
        let mut sizes: Vec<f32> =
            learnt.weights.iter().flat_map(|(_, w)| w[..LABELS].iter().map(|v| v.abs())).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let most = sizes.len().checked_sub(1 + sizes.len() / 20_000).map_or(1.0, |at| sizes[at]);
        let step = most / f32::from(i8::MAX);
        let byte = |v: f32| ((v / step).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        let entries: Vec<(u64, [u8; LABELS])> = learnt
            .weights
            .iter()
            .map(|(key, w)| (*key, std::array::from_fn(|label| byte(w[label]))))
            .filter(|(_, bytes)| bytes.iter().any(|&b| b != 0))
            .collect();
        let numbers = std::iter::once(step).chain(learnt.transitions.iter().copied()).collect();
        Self { numbers, table: table(&entries) }
    }
}

/// The bytes of the model of attribution.
pub(super) fn model(lexicon: &[u8], verbs: &[u8], cues: &Chain, parts: &Chain, rank: &[f32]) -> Vec<u8> {
    let mut out = Sections(ATTRIBUTION_MAGIC.to_vec());
    out.add(lexicon);
    out.add(verbs);
    out.chain(cues);
    out.chain(parts);
    out.numbers(rank);
    out.0
}

/// The bytes of the actors' model.
pub(super) fn actors(names: &Chain, pronouns: &Chain) -> Vec<u8> {
    let mut out = Sections(ACTORS_MAGIC.to_vec());
    out.chain(names);
    out.chain(pronouns);
    out.0
}

/// The bytes of a model, section by section.
struct Sections(Vec<u8>);

impl Sections {
    fn add(&mut self, bytes: &[u8]) {
        self.0.extend((bytes.len() as u32).to_le_bytes());
        self.0.extend(bytes);
    }

    fn numbers(&mut self, numbers: &[f32]) {
        self.add(&numbers.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>());
    }

    fn chain(&mut self, chain: &Chain) {
        self.numbers(&chain.numbers);
        self.add(&chain.table);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::packed::key;

    #[test]
    fn every_key_of_a_packed_table_is_found() {
        let entries: Vec<(u64, [u8; 2])> =
            (0..5_000).map(|i| (key(7, i, 0, 0), [i as u8, (i >> 8) as u8])).collect();
        let bytes = table(&entries);
        let read = Table::<2>::new(&bytes);
        // Two keys of a block that share their 16 bits cannot be told apart: one in 10,000.
        let found = entries.iter().filter(|(key, values)| read.get(*key) == Some(values)).count();
        assert!(found + 5 > entries.len(), "{found} of 5,000 keys were found");
        let strangers = (0..5_000).filter(|&i| read.get(key(8, i, 0, 0)).is_some()).count();
        assert!(strangers < 5, "{strangers} of 5,000 keys that are not in the table were found");
    }
}
