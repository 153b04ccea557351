//! The training data of the cue tagger: every sentence of the corpus.

use super::{
    corpus::Annotated,
    learn::{Data, Example},
};
use crate::{
    language::{observed::Observed, seen::Near},
    model::linear::{
        cue_features::{self, Setting},
        cues::{FIRST, FURTHER},
    },
};

/// The examples of `documents`, each with what is observed of its tokens.
pub(super) fn data<'a>(documents: impl Iterator<Item = (&'a Annotated, &'a Vec<Observed>)>) -> Data {
    let mut out = Data::default();
    let mut setting = Setting::default();
    let mut keys = Vec::new();
    for (document, seen) in documents {
        let mut labels = vec![0_u8; seen.len()];
        for cue in document.gold.iter().filter_map(|gold| gold.cue.clone()) {
            labels[cue.clone()].fill(FURTHER as u8);
            labels[cue.start] = FIRST as u8;
        }
        for range in document.tokens.sentences() {
            let seen = Near::all(seen);
            setting.fill(seen, &range);
            let own = out.own.len();
            for (offset, at) in range.clone().enumerate() {
                keys.clear();
                cue_features::keys(seen, at, offset, range.len(), &setting, &mut keys);
                out.own.push(&keys);
            }
            out.examples.push(Example {
                own,
                tied: None,
                labels: labels[range.clone()].to_vec(),
                fixed: 0..0,
            });
        }
    }
    out
}
