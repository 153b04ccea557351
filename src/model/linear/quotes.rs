//! Finds quotes: the cues of a text, the content and source of each, and a confidence.

use super::{
    LinearModel,
    confidence::{self, Scored},
    cues::{self, Cue, Tagger},
    part_features::Ties,
    parts::{Finder, PartWeights},
    window,
};
use crate::{
    attribution::{Attribution, QuoteFinder},
    language::{
        Document, Tokens,
        seen::{Glass, Seen},
    },
};

/// The chains, applied to one document.
pub(super) struct Quotes<'a> {
    pub model: &'a LinearModel<'a>,
    pub document: &'a Document<'a>,
}

impl QuoteFinder for Quotes<'_> {
    fn find(&mut self) -> Vec<Attribution> {
        let found = confidence::certain(scored(self.document, self.model), self.model.threshold);
        let found = found.into_iter().map(|one| Attribution {
            content: one.parts.content,
            cue: one.cue.tokens,
            source: one.parts.source,
            confidence: one.confidence,
        });
        found.collect()
    }
}

/// All quotes that the chains find, whatever their confidence, in the order of their cues.
fn scored<'a>(document: &'a Document<'_>, model: &'a LinearModel<'_>) -> impl Iterator<Item = Scored> + 'a {
    let Document { seen, tokens, verb_tags, .. } = document;
    let mut cues = Vec::new();
    let mut tagger = Tagger::new(&model.cues);
    let mut glass = Glass::new(seen);
    for sentence in tokens.sentences() {
        let near = glass.over(sentence.start.saturating_sub(cues::BESIDE)..sentence.end + cues::BESIDE);
        tagger.tag(near, &sentence, &mut cues);
    }
    of_cues(seen, tokens, cues, (&model.parts, verb_tags, &model.confidence))
}

/// Content and source of all `cues`, by the weights of the second chain, the tags of verbs, and the weights of the confidence.
pub(crate) fn of_cues<'a>(
    seen: &'a Seen,
    tokens: &'a Tokens,
    cues: Vec<Cue>,
    (parts, verb_tags, weights): (&'a PartWeights<'a>, &'a [u8], &'a [f32]),
) -> impl Iterator<Item = Scored> + 'a {
    let steps = cues::steps(&cues, seen.len());
    let mut glass = Glass::new(seen);
    let mut finder = Finder::new(parts);
    (0..cues.len()).filter_map(move |index| {
        let cue = cues.get(index)?.clone();
        let near = glass.over(window::reach(tokens, &cue));
        let window = window::among(&cues, index, &window::window(near, tokens, &cue));
        let parts = finder.find(&Ties::new(near, &steps, verb_tags), &cue, &window)?;
        let confidence = confidence::confidence(weights, &confidence::figures(near, &cue, &parts));
        Some(Scored { cue, parts, confidence })
    })
}
