//! Trains the linear models on a corpus with gold quotes. Only in builds with the feature `training`.
//!
//! First the lexicon is counted and the cue tagger trained, on the whole corpus and on each half of it. The chain of content
//! and source is trained on the cues that each half's tagger finds in the other half, and the confidence likewise: no stage
//! is trained on the output of an earlier stage for that stage's own training data.

mod actors;
mod corpus;
mod cues;
mod encoder;
mod error;
mod learn;
mod lexicon;
mod names;
mod pack;
mod parts;
mod pronouns;
mod rank;
mod settings;
mod silver;

use crate::{
    language::{
        observe,
        observed::Observed,
        seen::{Near, Seen},
    },
    lexicon::word_table::WordTable,
    model::linear::{
        cues::{CUES, Cue, CueWeights, Tagger},
        parts::{PARTS, PartWeights},
        quotes,
        weights::Weights,
    },
};
pub use actors::{ActorData, train as train_actors};
use corpus::Annotated;
pub use encoder::write as write_encoder_input;
pub use error::TrainingError;
use pack::Chain;
use parts::View;
use std::{path::Path, thread};

/// Trains the model of attribution on `train.jsonl` and `silver-train.jsonl.gz` in the folder `data`. The same input gives the
/// same bytes. If there is a `dev.jsonl`, the loss on it is reported on standard error; nothing is learnt from it.
///
/// # Errors
/// Where a file cannot be read or is not as it should be.
pub fn train(data: &Path) -> Result<Vec<u8>, TrainingError> {
    let documents = corpus::read(&data.join("train.jsonl"))?;
    let silver = silver::read(&data.join("silver-train.jsonl.gz"), &documents)?;
    let lexicon = lexicon::Lexicon::new(&documents, &silver);
    let seen: Vec<Vec<Observed>> = documents
        .iter()
        .map(|document| {
            let mut seen = look(document, &lexicon.bytes);
            lexicon.forget(document, &mut seen);
            seen
        })
        .collect();
    let half = |index: usize| index % 2;
    let of_half = |wanted: usize| (0..documents.len()).filter(move |&index| half(index) == wanted);

    let learn_cues = |indices: &mut dyn Iterator<Item = usize>| {
        let data = cues::data(indices.map(|i| (&documents[i], &seen[i])));
        Chain::new::<{ CUES.labels }>(&learn::learn(&CUES, &data, &settings::CUES))
    };
    let (tagger, halves) = thread::scope(|scope| {
        let halves = scope.spawn(|| [learn_cues(&mut of_half(0)), learn_cues(&mut of_half(1))]);
        (learn_cues(&mut (0..documents.len())), halves.join())
    });
    let halves = halves.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let found: Vec<Vec<Cue>> = (0..documents.len())
        .map(|index| tag(&documents[index], &seen[index], &halves[1 - half(index)]))
        .collect();

    let views = |index: usize| View { document: &documents[index], seen: &seen[index], cues: &found[index] };
    let learn_parts = |indices: &mut dyn Iterator<Item = usize>| {
        let data = parts::data(indices.map(views), &lexicon.verbs);
        Chain::new::<{ PARTS.labels }>(&learn::learn(&PARTS, &data, &settings::PARTS))
    };
    let (finder, halves) = thread::scope(|scope| {
        let halves = scope.spawn(|| [learn_parts(&mut of_half(0)), learn_parts(&mut of_half(1))]);
        (learn_parts(&mut (0..documents.len())), halves.join())
    });
    let halves = halves.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let mut read = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let Some(weights) = weights(&halves[1 - half(index)]) else { continue };
        let using = (&weights, lexicon.verbs.as_slice(), [].as_slice());
        let packed = Seen::of(&seen[index]);
        let cues = found[index].clone();
        let found = quotes::of_cues(&packed, &document.tokens, cues, using).collect();
        read.push((document, seen[index].as_slice(), found));
    }
    let rank = rank::learn(&mut read);
    let dev = data.join("dev.jsonl");
    if dev.is_file() {
        tell_fit(&corpus::read(&dev)?, &lexicon, &tagger, &finder);
    }
    Ok(pack::model(&lexicon.bytes, &lexicon.verbs, &tagger, &finder, &rank))
}

fn look(document: &Annotated, lexicon: &[u8]) -> Vec<Observed> {
    let Annotated { article, tokens, passages, .. } = document;
    observe::observe(&article.text, tokens, passages, &WordTable::new(lexicon, &[])).all()
}

fn weights<const LABELS: usize>(chain: &Chain) -> Option<Weights<'_, LABELS>> {
    Weights::new(&chain.table, &chain.numbers)
}

/// The cues that `chain` finds in a document.
fn tag(document: &Annotated, seen: &[Observed], chain: &Chain) -> Vec<Cue> {
    let mut out = Vec::new();
    let Some(weights) = weights(chain) else { return out };
    let mut tagger = Tagger::new(&weights);
    for sentence in document.tokens.sentences() {
        tagger.tag(Near::all(seen), &sentence, &mut out);
    }
    out
}

/// Reports the loss of the chains on articles that they were not trained on, for work on templates.
fn tell_fit(documents: &[Annotated], lexicon: &lexicon::Lexicon, tagger: &Chain, finder: &Chain) {
    let seen: Vec<Vec<Observed>> = documents.iter().map(|document| look(document, &lexicon.bytes)).collect();
    let found: Vec<Vec<Cue>> = documents.iter().zip(&seen).map(|(d, seen)| tag(d, seen, tagger)).collect();
    let views = documents.iter().zip(&seen).zip(&found);
    let views = views.map(|((document, seen), cues)| View { document, seen, cues });
    let (cues, parts) = (cues::data(documents.iter().zip(&seen)), parts::data(views, &lexicon.verbs));
    let weights: (Option<CueWeights<'_>>, Option<PartWeights<'_>>) = (weights(tagger), weights(finder));
    if let (Some(tagger), Some(finder)) = weights {
        eprintln!(
            "dev: loss of cues {:.0}, of content and source {:.0} in {} windows",
            learn::loss(&CUES, &cues, &tagger),
            learn::loss(&PARTS, &parts, &finder),
            parts.examples.len()
        );
    }
}
