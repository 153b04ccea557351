//! Trains the confidence: a logistic regression over the figures of quotes that were found by chains trained on other
//! articles, and the threshold from which a quote is kept.

use super::{corpus::Annotated, settings};
use crate::{
    attribution,
    language::{observed::Observed, seen::Near},
    model::linear::confidence::{self, FIGURES, Scored},
};
use std::{collections::HashSet, ops::Range};

/// A document with what is observed and what was found in it.
pub(super) type Read<'a> = (&'a Annotated, &'a [Observed], Vec<Scored>);

/// The threshold, and after it the weights of the figures.
pub(super) fn learn(read: &mut [Read<'_>]) -> Vec<f32> {
    let mut rows: Vec<([f32; FIGURES], f32)> = Vec::new();
    for (document, seen, found) in read.iter() {
        for one in found {
            let is_right = matched(document, one).is_some_and(|gold| is_same_source(document, gold, one));
            rows.push((
                confidence::figures(Near::all(seen), &one.cue, &one.parts),
                f32::from(u8::from(is_right)),
            ));
        }
    }
    let weights = fit(&rows);
    for (_, seen, found) in read.iter_mut() {
        for one in found {
            one.confidence =
                confidence::confidence(&weights, &confidence::figures(Near::all(seen), &one.cue, &one.parts));
        }
    }
    let mut out = vec![threshold(read)];
    out.extend(weights);
    out
}

/// Weights by gradient descent over all rows at once.
fn fit(rows: &[([f32; FIGURES], f32)]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; FIGURES];
    let mut squares = [1e-8_f32; FIGURES];
    for _ in 0..settings::RANK_ROUNDS {
        let mut gradient = [0.0_f32; FIGURES];
        for (figures, right) in rows {
            let error = confidence::confidence(&weights, figures) - right;
            for (g, f) in gradient.iter_mut().zip(figures) {
                *g += error * f / rows.len() as f32;
            }
        }
        for ((w, s), g) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *s += g * g;
            *w -= settings::RANK_RATE * g / s.sqrt();
        }
    }
    weights
}

/// The highest threshold whose F1 of content and source is nearly the best, since for a reader a wrong quote is worse than a
/// missing one.
fn threshold(read: &[Read<'_>]) -> f32 {
    let gold: usize = read.iter().map(|(document, ..)| document.gold.len()).sum();
    let f1 = |threshold: f32| {
        let (mut right, mut all) = (0, 0);
        for (document, seen, found) in read {
            let certain = confidence::certain(found.clone(), threshold);
            let contents = certain.iter().map(|a| (a.confidence, a.parts.content.as_slice()));
            let is_apart = attribution::apart(contents, seen.len());
            let mut used = HashSet::new();
            for (one, _) in certain.iter().zip(is_apart).filter(|(_, is_apart)| *is_apart) {
                all += 1;
                let gold = matched(document, one);
                right +=
                    usize::from(gold.is_some_and(|g| is_same_source(document, g, one) && used.insert(g)));
            }
        }
        2.0 * right as f32 / (gold + all).max(1) as f32
    };
    let steps: Vec<(f32, f32)> =
        (10..60).map(|step| step as f32 / 100.0).map(|threshold| (f1(threshold), threshold)).collect();
    let best = steps.iter().map(|step| step.0).fold(0.0, f32::max);
    let close = steps.iter().filter(|step| step.0 >= best - settings::RANK_SLACK).map(|step| step.1);
    let threshold = close.fold(0.0, f32::max);
    eprintln!("rank: attributed F1 {:.1} of articles not learnt from, at {threshold}", best * 100.0);
    threshold
}

fn letters(document: &Annotated, pieces: &[Range<usize>]) -> HashSet<usize> {
    let is_word = |&at: &usize| {
        document.tokens.get(at).span.of(&document.article.text).chars().any(char::is_alphanumeric)
    };
    pieces.iter().cloned().flatten().filter(is_word).collect()
}

/// The gold quote that shares at least half of the words of both.
fn matched(document: &Annotated, found: &Scored) -> Option<usize> {
    let own = letters(document, &found.parts.content);
    let reach = found.parts.content.first()?.start..found.parts.content.last()?.end;
    document.gold.iter().position(|gold| {
        if !gold.content.iter().any(|g| g.start < reach.end && reach.start < g.end) {
            return false;
        }
        let other = letters(document, &gold.content);
        let both = own.intersection(&other).count();
        both > 0 && both * 2 >= own.union(&other).count()
    })
}

fn is_same_source(document: &Annotated, gold: usize, found: &Scored) -> bool {
    match (document.gold.get(gold).and_then(|g| g.source.as_ref()), &found.parts.source) {
        (None, None) => true,
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        _ => false,
    }
}
