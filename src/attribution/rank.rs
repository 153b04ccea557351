//! How sure the analysis is of a quote, and which of two quotes over the same words is kept.

use super::{cue::Cue, observe::{Observed, quoted}, parts::Parts};

/// How many figures a confidence is made of.
pub const FIGURES: usize = 20;

/// The odds of a chance, as a logarithm, kept within bounds.
fn odds(chance: f32) -> f32 {
    let chance = chance.clamp(1e-3, 1.0 - 1e-3);
    libm::logf(chance / (1.0 - chance))
}

/// What a quote's confidence is made of.
pub fn figures(seen: &[Observed], cue: &Cue, parts: &Parts) -> [f32; FIGURES] {
    let content = || parts.content.iter().cloned().flatten().filter_map(|at| seen.get(at));
    let length = content().count();
    let marked = content().filter(|o| o.passage > 0).count();
    let flag = |is: bool| f32::from(u8::from(is));
    let has_marks = flag(marked > 0);
    let all_marks = flag(marked * 10 >= length * 9);
    let home = seen.get(cue.tokens.start);
    let cue_quoted = flag(home.is_some_and(|o| o.passage > 0));
    let near = flag(content().any(|o| Some(o.sentence) == home.map(|h| h.sentence)));
    let first = parts.content.first().and_then(|p| seen.get(p.start));
    let at_mark = flag(first.is_some_and(|o| o.quoted == quoted::OPENS));
    let (any, mean, least) = (odds(parts.any), odds(parts.mean), odds(parts.least));
    let chance = odds(cue.chance);
    [
        1.0,
        chance,
        any,
        mean,
        least,
        odds(parts.sourced),
        flag(parts.source.is_none()),
        has_marks,
        all_marks,
        libm::logf(length.max(1) as f32),
        flag(parts.content.len() > 1),
        near,
        cue_quoted,
        at_mark,
        has_marks * mean,
        has_marks * chance,
        all_marks * chance,
        chance * any * 0.1,
        cue_quoted * has_marks,
        flag(length < 3),
    ]
}

/// The confidence that `weights` give to figures.
pub fn confidence(weights: &[f32], figures: &[f32; FIGURES]) -> f32 {
    let sum: f32 = weights.iter().zip(figures).map(|(w, f)| w * f).sum();
    1.0 / (1.0 + libm::expf(-sum))
}
