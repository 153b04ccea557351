//! The training data of the chain of content and source: the windows of gold cues as the tagger finds them. False cues are
//! left to the confidence: a chain that learns to reject them as well is less accurate.

use super::{
    corpus::{Annotated, Gold},
    learn::{Data, Example},
};
use crate::{
    language::{observed::Observed, seen::Near},
    model::linear::{
        cues::{self, Cue},
        part_features::{self, Ties},
        window::window,
    },
};

/// A document, what is observed of its tokens, and the cues that a tagger found in it that did not learn from it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub document: &'a Annotated,
    pub seen: &'a [Observed],
    pub cues: &'a [Cue],
}

/// The probability of a gold cue that the tagger has missed.
const MISSED: f32 = 0.05;

/// The examples of `views`; `verbs` are the tags of verbs.
pub(super) fn data<'a>(views: impl Iterator<Item = View<'a>>, verbs: &[u8]) -> Data {
    let mut out = Data::default();
    let mut keys = Vec::new();
    for View { document, seen, cues } in views {
        let base = out.own.len();
        let tokens = seen.len();
        let seen = Near::all(seen);
        for at in 0..tokens {
            keys.clear();
            part_features::own(seen, at, &mut keys);
            out.own.push(&keys);
        }
        let steps = cues::steps(cues, tokens);
        let ties = Ties::new(seen, &steps, verbs);
        for (cue, gold) in with_gold(document, cues) {
            let window = window(seen, &document.tokens, &cue);
            let labels = gold.labels(&window, &cue.tokens);
            let mut lists = vec![Vec::new(); window.len()];
            ties.each(&cue, &window, |at, tie| lists[at - window.start] = tie.all());
            let first = out.tied.len();
            for list in &lists {
                out.tied.push(list);
            }
            let fixed = cue.tokens.start - window.start..cue.tokens.end - window.start;
            out.examples.push(Example { own: base + window.start, tied: Some(first), labels, fixed });
        }
    }
    out
}

/// Each gold quote with its cue as it was found, in as many ways as it was, or as it should have been.
fn with_gold<'a>(document: &'a Annotated, cues: &[Cue]) -> Vec<(Cue, &'a Gold)> {
    let mut out = Vec::new();
    for gold in &document.gold {
        let Some(wanted) = &gold.cue else { continue };
        let before = out.len();
        let meets = |cue: &&Cue| cue.tokens.start < wanted.end && wanted.start < cue.tokens.end;
        out.extend(cues.iter().filter(meets).map(|cue| (cue.clone(), gold)));
        if out.len() == before {
            out.push((Cue { tokens: wanted.clone(), chance: MISSED }, gold));
        }
    }
    out
}
