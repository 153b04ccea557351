//! The linear models: chains over tokens for cues, for content and source and for names, and a ranking of antecedents, all
//! with weights of sparse features.

pub(crate) mod antecedent_features;
pub(crate) mod antecedents;
pub(crate) mod chain;
pub(crate) mod confidence;
pub(crate) mod cue_features;
pub(crate) mod cues;
pub(crate) mod features;
#[cfg(test)]
mod golden;
mod ids;
pub(crate) mod name_features;
pub(crate) mod names;
pub(crate) mod part_features;
pub(crate) mod parts;
pub(crate) mod plan;
pub(crate) mod quotes;
pub(crate) mod topology;
pub(crate) mod weights;
pub(crate) mod window;

use super::{Answers, Model};
use crate::language::Document;
use antecedents::{RankWeights, Ranker};
use cues::CueWeights;
use names::{NameWeights, Names};
use parts::PartWeights;
use quotes::Quotes;

/// The weights of all linear models.
#[derive(Debug, Clone)]
pub(crate) struct LinearModel<'a> {
    /// The chain that finds cues.
    pub cues: CueWeights<'a>,
    /// The chain that finds content and source.
    pub parts: PartWeights<'a>,
    /// The weights of the figures of a confidence.
    pub confidence: Vec<f32>,
    /// The confidence from which a quote is kept.
    pub threshold: f32,
    /// The chain that finds names.
    pub names: NameWeights<'a>,
    /// The ranking of antecedents.
    pub antecedents: RankWeights<'a>,
}

impl Model for LinearModel<'_> {
    fn read<'a>(&'a self, document: &'a Document<'a>) -> Answers<'a> {
        Answers {
            quotes: Box::new(Quotes { model: self, document }),
            names: Box::new(Names { weights: &self.names, document }),
            antecedents: Box::new(Ranker::new(&self.antecedents)),
        }
    }
}
