//! How sure the analysis is of a quote, and which of two quotes over the same words is kept.

use super::{
    cue::Cue,
    observe::{Observed, quoted},
    parts::Parts,
};
use std::ops::Range;

/// How many figures a confidence is made of.
pub(crate) const FIGURES: usize = 19;

/// A cue with its content and source, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribution {
    /// The cue.
    pub cue: Cue,
    /// Content and source.
    pub parts: Parts,
    /// How probable it is that both are right, 0 to 1.
    pub confidence: f32,
}

/// The odds of a chance, as a logarithm, kept within bounds.
fn odds(chance: f32) -> f32 {
    let chance = chance.clamp(1e-3, 1.0 - 1e-3);
    libm::logf(chance / (1.0 - chance))
}

/// What a quote's confidence is made of.
pub(crate) fn figures(seen: &[Observed], cue: &Cue, parts: &Parts) -> [f32; FIGURES] {
    let content = || parts.content.iter().cloned().flatten().filter_map(|at| seen.get(at));
    let flag = |is: bool| f32::from(u8::from(is));
    let length = content().count();
    let marked = content().filter(|o| o.passage > 0).count();
    let home = seen.get(cue.tokens.start);
    let has_marks = flag(marked > 0);
    let all_marks = flag(marked * 10 >= length * 9);
    let in_marks = flag(home.is_some_and(|o| o.passage > 0));
    let is_near = content().any(|o| home.is_some_and(|h| h.sentence == o.sentence));
    let opens = content().next().is_some_and(|o| o.quoted == quoted::OPENS);
    let (chance, any, mean) = (odds(cue.chance), odds(parts.any), odds(parts.mean));
    [
        1.0,
        chance,
        any,
        chance * any,
        mean,
        odds(parts.least),
        odds(parts.sourced),
        flag(parts.source.is_none()),
        has_marks,
        has_marks * chance,
        has_marks * mean,
        all_marks,
        all_marks * chance,
        in_marks,
        flag(is_near),
        flag(opens),
        libm::logf(length.max(1) as f32),
        flag(length < 3),
        flag(parts.content.len() > 1),
    ]
}

/// The confidence that `weights` make of figures.
pub(crate) fn confidence(weights: &[f32], figures: &[f32; FIGURES]) -> f32 {
    let sum: f32 = weights.iter().zip(figures).map(|(w, f)| w * f).sum();
    1.0 / (1.0 + libm::expf(-sum))
}

/// Keeps what is at least as sure as `threshold` and whose content is not half taken by what is surer. In the order of
/// the cues.
pub(crate) fn select(mut all: Vec<Attribution>, tokens: usize, threshold: f32) -> Vec<Attribution> {
    all.retain(|a| a.confidence >= threshold);
    all.sort_by(|a, b| {
        b.confidence.total_cmp(&a.confidence).then(a.cue.tokens.start.cmp(&b.cue.tokens.start))
    });
    let mut taken = vec![false; tokens];
    all.retain(|a| {
        let content = || a.parts.content.iter().cloned().flatten();
        let over = content().filter(|&at| taken.get(at).copied().unwrap_or(true)).count();
        let keep = over * 2 <= content().count();
        if keep {
            take(&mut taken, &a.parts.content);
        }
        keep
    });
    all.sort_by_key(|a| a.cue.tokens.start);
    all
}

fn take(taken: &mut [bool], pieces: &[Range<usize>]) {
    for piece in pieces {
        taken.get_mut(piece.clone()).unwrap_or_default().fill(true);
    }
}
