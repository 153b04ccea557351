//! Learning to tag cues.
use super::{corpus::Document, learn::{Data, Example}};
use crate::attribution::{cue::{self, Setting}, observe::Observed};

/// The cue tagger's examples: every sentence of the documents.
pub fn data<'a>(documents: impl Iterator<Item = (&'a Document, &'a Vec<Observed>)>) -> Data {
    let mut out = Data::default();
    let mut setting = Setting::default();
    let mut keys = Vec::new();
    for (document, seen) in documents {
        let mut labels = vec![0_u8; seen.len()];
        for gold in &document.gold {
            if let Some(cue) = &gold.cue {
                for (i, at) in cue.clone().enumerate() { labels[at] = if i == 0 { 1 } else { 2 }; }
            }
        }
        for range in &document.sentences {
            setting.fill(seen, range);
            let own = out.own.len();
            for (offset, at) in range.clone().enumerate() {
                keys.clear();
                cue::keys(seen, at, offset, range.len(), &setting, &mut keys);
                out.own.push(&keys);
            }
            let mut gold = labels[range.clone()].to_vec();
            if gold.first() == Some(&2) { gold[0] = 0; }
            for i in 1..gold.len() { if gold[i] == 2 && gold[i - 1] == 0 { gold[i] = 0; } }
            out.examples.push(Example { own, tied: None, labels: gold, fixed: 0..0 });
        }
    }
    out
}
