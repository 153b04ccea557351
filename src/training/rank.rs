//! Learning how sure to be: logistic regression over the figures of quotes that were found by models that had not seen them.
use super::corpus::Document;
use crate::attribution::{engine::Attribution, observe::Observed, rank::{self, FIGURES}};
use std::{collections::HashSet, ops::Range};

fn letters(document: &Document, pieces: &[Range<usize>]) -> HashSet<usize> {
    let words = |at: &usize| document.tokens.get(*at).span.of(&document.article.text).chars().any(char::is_alphanumeric);
    pieces.iter().cloned().flatten().filter(words).collect()
}

/// Whether the quote is one of the gold quotes, by half of the words of both, and of its source.
fn is_right(document: &Document, found: &Attribution) -> bool {
    let own = letters(document, &found.parts.content);
    document.gold.iter().any(|gold| {
        let other = letters(document, &gold.content);
        let both = own.intersection(&other).count();
        let source = match (&gold.source, &found.parts.source) {
            (None, None) => true,
            (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
            _ => false,
        };
        both * 2 >= own.union(&other).count() && both > 0 && source
    })
}

/// The weights of the figures, and behind them the confidence from which a quote is kept.
pub fn learn(documents: &[Document], seen: &[Vec<Observed>], read: &[Vec<Attribution>]) -> Vec<f32> {
    let mut rows: Vec<([f32; FIGURES], f32)> = Vec::new();
    for ((document, seen), read) in documents.iter().zip(seen).zip(read) {
        for found in read {
            rows.push((rank::figures(seen, &found.cue, &found.parts), f32::from(u8::from(is_right(document, found)))));
        }
    }
    let mut weights = vec![0.0_f32; FIGURES];
    let mut squares = [1e-8_f32; FIGURES];
    for _ in 0..400 {
        let mut gradient = [0.0_f32; FIGURES];
        for (figures, right) in &rows {
            let error = rank::confidence(&weights, figures) - right;
            for (g, f) in gradient.iter_mut().zip(figures) { *g += error * f / rows.len() as f32; }
        }
        for ((w, s), g) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *s += g * g;
            *w -= 0.3 * g / s.sqrt();
        }
    }
    let total: f32 = rows.iter().map(|r| r.1).sum();
    eprintln!("rank: {} quotes, {total} right, weights {weights:?}", rows.len());
    weights
}
