//! The confidence of a quote, and which of several quotes with a common cue is kept.

use super::{cues::Cue, parts::Parts};
use crate::language::{observed::quoted, seen::Near};

/// How many figures a confidence is computed from.
pub(crate) const FIGURES: usize = 19;

/// A cue with its content and source, and a confidence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scored {
    /// The cue.
    pub cue: Cue,
    /// Content and source.
    pub parts: Parts,
    /// The probability that both are right, 0 to 1.
    pub confidence: f32,
}

/// The log odds of a probability, within bounds.
fn odds(chance: f32) -> f32 {
    let chance = chance.clamp(1e-3, 1.0 - 1e-3);
    libm::logf(chance / (1.0 - chance))
}

/// The figures from which the confidence of a quote is computed.
pub(crate) fn figures(seen: Near<'_>, cue: &Cue, parts: &Parts) -> [f32; FIGURES] {
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

/// The confidence by logistic regression over the figures.
pub(crate) fn confidence(weights: &[f32], figures: &[f32; FIGURES]) -> f32 {
    let sum: f32 = weights.iter().zip(figures).map(|(w, f)| w * f).sum();
    1.0 / (1.0 + libm::expf(-sum))
}

/// The quotes with a confidence of at least `threshold`; of several with a common cue the one with the highest. In the order
/// of the cues.
pub(crate) fn certain(all: impl IntoIterator<Item = Scored>, threshold: f32) -> Vec<Scored> {
    // Quotes with a common cue are neighbours, since all are in the order of their cues.
    let mut out: Vec<Scored> = Vec::new();
    for next in all.into_iter().filter(|a| a.confidence >= threshold) {
        match out.last_mut() {
            Some(last) if next.cue.tokens.start < last.cue.tokens.end => {
                if next.confidence > last.confidence {
                    *last = next;
                }
            }
            _ => out.push(next),
        }
    }
    out
}
