//! Learning to find content and source.
use super::{corpus::Document, learn::{Data, Example}};
use crate::attribution::{cue::Cue, observe::{Observed, Words}, parts::{self, Ground}};

/// One document with what was seen and the cues that a tagger that did not learn from it found.
pub struct View<'a> { pub document: &'a Document, pub seen: &'a [Observed], pub cues: &'a [Cue], pub chances: &'a [u8] }

pub fn data<'a>(views: impl Iterator<Item = View<'a>>, words: &Words) -> Data {
    let mut out = Data::default();
    let mut keys = Vec::new();
    for view in views {
        let base = out.own.len();
        for at in 0..view.seen.len() {
            keys.clear();
            parts::own_keys(view.seen, at, &mut keys);
            out.own.push(&keys);
        }
        let ground = Ground { seen: view.seen, sentences: &view.document.sentences };
        let gold = &view.document.gold;
        let overlaps = |a: &std::ops::Range<usize>, b: &std::ops::Range<usize>| a.start < b.end && b.start < a.end;
        let mut all: Vec<(Cue, Option<usize>)> = view.cues.iter().map(|c| {
            (c.clone(), gold.iter().position(|g| g.cue.as_ref().is_some_and(|g| overlaps(g, &c.tokens))))
        }).collect();
        for (i, g) in gold.iter().enumerate() {
            if let Some(cue) = &g.cue && !all.iter().any(|(_, j)| *j == Some(i)) { all.push((Cue { tokens: cue.clone(), chance: 0.05 }, Some(i))); }
        }
        for (cue, gold_at) in all {
            let window = ground.window(&cue);
            let labels = gold_at.and_then(|i| gold.get(i)).map_or_else(|| vec![0; window.len()], |g| g.labels(&window, &cue.tokens));
            let mut lists: Vec<Vec<u64>> = vec![Vec::new(); window.len()];
            parts::cue_keys(view.seen, &cue, &window, view.chances, words, |at, keys| lists[at - window.start] = keys.to_vec());
            let tied = out.tied.len();
            for list in &lists { out.tied.push(list); }
            out.examples.push(Example { own: base + window.start, tied: Some(tied), labels, fixed: cue.tokens.start - window.start..cue.tokens.end - window.start });
        }
    }
    out
}
