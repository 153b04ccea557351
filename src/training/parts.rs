//! What the chain of content and source learns from: the windows of cues, false ones included, so that it learns to
//! refuse them.

use super::{
    corpus::Document,
    learn::{Data, Example},
};
use crate::attribution::{
    cue::{self, Cue},
    observe::Observed,
    part_keys::{self, Ties},
    window::window,
};
use std::ops::Range;

/// A document, what is observed of its tokens, and the cues that a tagger found in it that did not learn from it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub document: &'a Document,
    pub seen: &'a [Observed],
    pub cues: &'a [Cue],
}

/// The chance that a gold cue is given which the tagger missed.
const MISSED: f32 = 0.05;

/// The examples of `views`; `verbs` are the tags of verbs.
pub(super) fn data<'a>(views: impl Iterator<Item = View<'a>>, verbs: &[u8]) -> Data {
    let mut out = Data::default();
    let mut keys = Vec::new();
    for View { document, seen, cues } in views {
        let base = out.own.len();
        for at in 0..seen.len() {
            keys.clear();
            part_keys::own(seen, at, &mut keys);
            out.own.push(&keys);
        }
        let steps = cue::steps(cues, seen.len());
        let ties = Ties::new(seen, &steps, verbs);
        for (cue, gold) in with_gold(document, cues) {
            let window = window(seen, &document.tokens.sentences, &cue);
            let labels = match gold.and_then(|i| document.gold.get(i)) {
                Some(gold) => gold.labels(&window, &cue.tokens),
                None => vec![0; window.len()],
            };
            let mut lists = vec![Vec::new(); window.len()];
            ties.keys(&cue, &window, |at, keys| lists[at - window.start] = keys.to_vec());
            let tied = out.tied.len();
            for list in &lists {
                out.tied.push(list);
            }
            let fixed = cue.tokens.start - window.start..cue.tokens.end - window.start;
            out.examples.push(Example { own: base + window.start, tied: Some(tied), labels, fixed });
        }
    }
    out
}

/// The cues that were found, each with the gold quote whose cue it meets, and the gold cues that were missed.
fn with_gold(document: &Document, cues: &[Cue]) -> Vec<(Cue, Option<usize>)> {
    let meets = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let gold_of = |c: &Cue| {
        let is_its = |cue: &Option<Range<usize>>| cue.as_ref().is_some_and(|g| meets(g, &c.tokens));
        document.gold.iter().position(|gold| is_its(&gold.cue))
    };
    let mut out: Vec<(Cue, Option<usize>)> = cues.iter().map(|c| (c.clone(), gold_of(c))).collect();
    for (index, gold) in document.gold.iter().enumerate() {
        if let Some(tokens) = &gold.cue
            && !out.iter().any(|(_, found)| *found == Some(index))
        {
            out.push((Cue { tokens: tokens.clone(), chance: MISSED }, Some(index)));
        }
    }
    out
}
