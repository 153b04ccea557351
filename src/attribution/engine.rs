//! From tokens to attributions by the trained model: cues, then content and source for each, then which to keep.

use super::{
    cue::{Cue, Tagger},
    marks::Passage,
    model::{Model, Weights},
    observe::{self, Observed, Words},
    parts::{Finder, Ground, Parts},
    rank,
};
use crate::language::Tokens;
use std::ops::Range;

/// A cue with its content and source.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The cue.
    pub cue: Cue,
    /// Content and source.
    pub parts: Parts,
    /// How probable it is that this is a quote.
    pub chance: f32,
}

/// The lowest chance of a cue that its content is sought for.
pub const LEAST_CUE: f32 = 0.03;

/// How probable each token is to begin a cue, in five steps.
pub fn steps(cues: &[Cue], tokens: usize) -> Vec<u8> {
    let mut out = vec![0; tokens];
    for cue in cues {
        let step = match cue.chance {
            c if c < 0.02 => 0,
            c if c < 0.1 => 1,
            c if c < 0.3 => 2,
            c if c < 0.6 => 3,
            _ => 4,
        };
        for slot in out.get_mut(cue.tokens.clone()).unwrap_or_default() {
            *slot = step;
        }
    }
    out
}

/// All attributions that the model sees, kept or not, by their chance.
pub fn find(text: &str, tokens: &Tokens, passages: &[Passage], model: &Model<'_>) -> Vec<Attribution> {
    let seen = observe::observe(text, tokens, passages, &model.lexicon);
    let sentences: Vec<Range<usize>> = tokens.sentences.iter().map(|s| s.tokens.clone()).collect();
    let mut cues = Vec::new();
    let mut tagger = Tagger::new(&model.cues);
    for sentence in &sentences {
        tagger.tag(&seen, sentence.clone(), LEAST_CUE, &mut cues);
    }
    attributions(&seen, &sentences, cues, &model.parts, &model.words, &model.rank)
}

/// Content and source of all `cues`.
pub fn attributions(seen: &[Observed], sentences: &[Range<usize>], cues: Vec<Cue>, parts: &Weights<'_>, words: &Words, ranks: &[f32]) -> Vec<Attribution> {
    let chances = steps(&cues, seen.len());
    let ground = Ground { seen, sentences };
    let mut finder = Finder::new(parts, seen.len());
    cues.into_iter()
        .filter_map(|cue| {
            let parts = finder.find(&ground, &cue, &chances, words)?;
            let chance = rank::confidence(ranks, &rank::figures(seen, &cue, &parts));
            Some(Attribution { cue, parts, chance })
        })
        .collect()
}

/// The attributions with at least `least` chance whose content is not taken by more than half by a likelier one.
pub fn select(mut all: Vec<Attribution>, tokens: usize, least: f32) -> Vec<Attribution> {
    all.sort_by(|a, b| b.chance.total_cmp(&a.chance).then(a.cue.tokens.start.cmp(&b.cue.tokens.start)));
    let mut taken = vec![false; tokens];
    all.retain(|a| {
        let content = || a.parts.content.iter().cloned().flatten();
        let (mut over, mut total) = (0, 0);
        for at in content() {
            total += 1;
            over += usize::from(taken.get(at).copied().unwrap_or(true));
        }
        let keep = a.chance >= least && over * 2 <= total;
        if keep {
            for at in content() {
                if let Some(slot) = taken.get_mut(at) {
                    *slot = true;
                }
            }
        }
        keep
    });
    all.sort_by_key(|a| a.cue.tokens.start);
    all
}
