//! Writing the model.
use super::learn::Learnt;
use crate::attribution::model::{MAGIC, table};

/// Fills a table: slots of a mark and `values` bytes.
pub fn table(entries: &[(u64, Vec<u8>)], values: usize) -> Vec<u8> {
    let width = values + table::MARK;
    let capacity = entries.len() * 5 / 4 + 1;
    let mut order: Vec<&(u64, Vec<u8>)> = entries.iter().collect();
    order.sort_unstable_by_key(|(k, _)| (table::place(*k, capacity as u64), *k));
    // Linear probing in order of place never needs more than the slots behind the last.
    let mut slots = vec![0_u8; capacity * width];
    let mut next = 0;
    for (key, bytes) in order {
        let at = table::place(*key, capacity as u64).max(next);
        next = at + 1;
        if slots.len() < (at + 2) * width { slots.resize((at + 2) * width, 0); }
        slots[at * width..at * width + table::MARK].copy_from_slice(&table::mark(*key).to_le_bytes());
        slots[at * width + table::MARK..(at + 1) * width].copy_from_slice(bytes);
    }
    let mut out = (capacity as u32).to_le_bytes().to_vec();
    out.extend(slots);
    out
}

fn section(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend((bytes.len() as u32).to_le_bytes());
    out.extend(bytes);
}

fn numbers(list: &[f32]) -> Vec<u8> { list.iter().flat_map(|v| v.to_le_bytes()).collect() }

/// The two sections of a chain.
pub fn chain(learnt: &Learnt, labels: usize) -> (Vec<u8>, Vec<u8>) {
    let mut sizes: Vec<f32> = learnt.weights.iter().flat_map(|(_, w)| w[..labels].iter().map(|v| v.abs())).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    // The few weights beyond are cut: a finer step is worth more.
    let most = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 20_000)).copied().unwrap_or(1.0);
    let step = most / 127.0;
    let entries: Vec<(u64, Vec<u8>)> = learnt.weights.iter().map(|(k, w)| (*k, w[..labels].iter().map(|v| ((v / step).round().clamp(-127.0, 127.0) as i8).cast_unsigned()).collect::<Vec<u8>>()))
        .filter(|(_, b)| b.iter().any(|&v| v != 0)).collect();
    let mut turns = vec![step];
    turns.extend(&learnt.turns);
    (numbers(&turns), table(&entries, labels))
}

/// The whole model.
pub fn model(lexicon: &[u8], verbs: &[u8], cues: &(Vec<u8>, Vec<u8>), parts: &(Vec<u8>, Vec<u8>), rank: &[f32]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    section(&mut out, lexicon);
    section(&mut out, verbs);
    for chain in [cues, parts] { section(&mut out, &chain.0); section(&mut out, &chain.1); }
    section(&mut out, &numbers(rank));
    out
}
