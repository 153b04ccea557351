//! The antecedent of a pronoun: each candidate gets a score, and so does the answer that it is none of them.
//!
//! Log-linear mention ranking as in Denis and Baldridge, "Specialized models and ranking for coreference resolution"
//! (EMNLP 2008), over hashed features.

use super::{
    antecedent_features::{self, Field},
    weights::Weights,
};
use crate::actors::{
    ActorId, ActorKind,
    coreference::antecedent::{AntecedentRanker, Candidate, Query},
};

/// The weights of the keys.
pub(crate) type RankWeights<'a> = Weights<'a, 1>;

/// The ranking by trained weights.
pub(crate) struct Ranker<'a> {
    weights: &'a RankWeights<'a>,
    keys: Vec<u64>,
}

impl<'a> Ranker<'a> {
    pub(crate) fn new(weights: &'a RankWeights<'a>) -> Self {
        Self { weights, keys: Vec::new() }
    }
}

/// The counts over all candidates.
pub(crate) fn field(query: &Query, candidates: &[Candidate]) -> Field {
    let agrees = |c: &&Candidate| match (query.person.gender(), c.gender) {
        (Some(asked), Some((known, _))) => asked == known,
        _ => true,
    };
    Field {
        agreeing: candidates.iter().filter(agrees).count() as u32,
        mentions: candidates.iter().map(|c| c.count).sum(),
    }
}

/// For a pronoun that is a source ("he said"): of the people who agree with it, the one mentioned last outside quotation
/// marks, if that mention is a source as well.
fn goes_on(query: &Query, candidates: &[Candidate]) -> Option<usize> {
    /// The most paragraphs since that mention.
    const FAR: u32 = 2;
    let asked = query.person.gender().filter(|_| query.is_source && query.site.passage == 0)?;
    let before = candidates.iter().enumerate().filter(|(_, candidate)| {
        let agrees = candidate.gender.is_none_or(|(known, _)| known == asked);
        let is_outside = candidate.site.passage == 0 && candidate.site.start < query.site.start;
        candidate.kind == ActorKind::Person && agrees && is_outside
    });
    let (at, last) = before.max_by_key(|(_, candidate)| candidate.site.start)?;
    let is_near = query.site.paragraph.saturating_sub(last.site.paragraph) <= FAR;
    (last.is_source && is_near).then_some(at)
}

impl AntecedentRanker for Ranker<'_> {
    fn choose(&mut self, query: &Query, _: &[ActorId], candidates: &[Candidate]) -> Option<usize> {
        if let Some(at) = goes_on(query, candidates) {
            return Some(at);
        }
        let field = field(query, candidates);
        let mut score = |fill: &mut dyn FnMut(&mut Vec<u64>)| {
            self.keys.clear();
            fill(&mut self.keys);
            self.weights.sum(&self.keys)[0]
        };
        // A source has an antecedent.
        let none = if query.is_source {
            i32::MIN
        } else {
            score(&mut |keys| antecedent_features::none(query, field, keys))
        };
        let scores = candidates.iter().enumerate();
        let scores =
            scores.map(|(at, c)| (score(&mut |keys| antecedent_features::keys(query, c, field, keys)), at));
        scores
            .filter(|(score, _)| *score > none)
            .max_by_key(|(score, at)| (*score, usize::MAX - at))
            .map(|(_, at)| at)
    }
}
