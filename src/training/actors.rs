//! Trains the model of actors, on top of the shipped model of attribution.

use super::{
    TrainingError,
    corpus::{self, Annotated},
    learn, names,
    pack::{self, Chain},
    pronouns::{self, Names, Text},
    settings, silver,
};
use crate::{
    language::Document,
    lexicon::word_table::WordTable,
    model::{
        Models,
        linear::{
            LinearModel,
            antecedents::RankWeights,
            names::{NAMES, NameWeights},
            weights::Weights,
        },
    },
};
use std::{
    io,
    path::{Path, PathBuf},
};

/// The training data of the model of actors.
#[derive(Debug, Clone)]
pub struct ActorData {
    /// A folder with `train.jsonl` and `silver-train.jsonl.gz`; where `dev.jsonl` and `silver-dev.jsonl.gz` are there
    /// too, how well they are fitted is told on standard error.
    pub corpus: PathBuf,
    /// Files of texts with gold clusters.
    pub clusters: Vec<PathBuf>,
}

/// Trains the model of actors. The same input gives the same bytes.
///
/// # Errors
/// Where a file cannot be read or is not as it should be.
pub fn train(data: &ActorData) -> Result<Vec<u8>, TrainingError> {
    let (documents, silver) = read(&data.corpus, "train")?;
    let (words, model) = shipped()?;
    let documents = looked(&documents, &words);
    let mut texts = Vec::new();
    for file in &data.clusters {
        texts.extend(pronouns::read(file, &words, &model)?);
    }
    let learn_names = |texts: &mut dyn Iterator<Item = &Text>| {
        let (whole, part): (Vec<&Text>, Vec<&Text>) = texts.partition(|t| t.is_whole());
        let mut lessons = names::data(documents.iter().zip(&silver));
        names::add_gold(whole.into_iter(), &words, None, &mut lessons);
        let learn =
            |lessons: &_| Chain::new::<{ NAMES.labels }>(&learn::learn(&NAMES, lessons, &settings::NAMES));
        let first = learn(&lessons);
        names::add_gold(
            part.into_iter(),
            &words,
            NameWeights::new(&first.table, &first.numbers).as_ref(),
            &mut lessons,
        );
        learn(&lessons)
    };
    let names = learn_names(&mut texts.iter());
    if data.corpus.join("dev.jsonl").is_file() {
        let (documents, silver) = read(&data.corpus, "dev")?;
        names::tell_fit(&looked(&documents, &words), &silver, &names);
    }
    let Some(weights) = NameWeights::new(&names.table, &names.numbers) else { return Ok(Vec::new()) };
    let halves = [0, 1].map(|half| {
        learn_names(&mut texts.iter().enumerate().filter(|(i, _)| i % 2 != half).map(|(_, t)| t))
    });
    tell_halves(&texts, &words, &halves);
    let pronouns = learn_pronouns(&texts.iter().collect::<Vec<_>>(), (&words, &weights));
    Ok(pack::actors(&names, &pronouns))
}

/// Trains on the wholly annotated texts, and then, with the result, on all.
fn learn_pronouns(texts: &[&Text], names: Names<'_>) -> Chain {
    let whole = texts.iter().copied().filter(|t| t.is_whole());
    let first = pronouns::learn(&pronouns::examples(whole, names, None));
    let weights = Weights::new(&first.table, &first.numbers);
    let all = pronouns::examples(texts.iter().copied(), names, weights.as_ref());
    pronouns::learn(&all)
}

/// Reports two-fold cross-validation: how well each half of the texts is answered by training on the other.
fn tell_halves(texts: &[Text], words: &WordTable<'_>, names: &[Chain; 2]) {
    let (mut right, mut all) = (0, 0);
    let mut sum = pronouns::Pairs::default();
    for (left_out, names) in names.iter().enumerate() {
        let Some(names) = NameWeights::new(&names.table, &names.numbers) else { return };
        let names = (words, &names);
        let of =
            |wanted: usize| texts.iter().enumerate().filter(move |(i, _)| i % 2 == wanted).map(|(_, t)| t);
        let chain = learn_pronouns(&of(1 - left_out).collect::<Vec<_>>(), names);
        let Some(weights): Option<RankWeights<'_>> = Weights::new(&chain.table, &chain.numbers) else {
            return;
        };
        let whole = pronouns::examples(of(left_out).filter(|t| t.is_whole()), names, None);
        right += pronouns::answered(&whole, &weights);
        all += whole.len();
        let pairs = pronouns::pairs(of(left_out), names, &weights);
        sum = pronouns::Pairs(sum.0 + pairs.0, sum.1 + pairs.1, sum.2 + pairs.2);
    }
    let (p, r) = (f64::from(sum.0) / f64::from(sum.1.max(1)), f64::from(sum.0) / f64::from(sum.2.max(1)));
    eprintln!(
        "each half by the other: {right} of {all} pronouns; pairs P {:.1} R {:.1} F1 {:.1}",
        100.0 * p,
        100.0 * r,
        200.0 * p * r / (p + r).max(f64::MIN_POSITIVE)
    );
}

fn read(data: &Path, part: &str) -> Result<(Vec<Annotated>, Vec<silver::Silver>), TrainingError> {
    let documents = corpus::read(&data.join(format!("{part}.jsonl")))?;
    let silver = silver::read(&data.join(format!("silver-{part}.jsonl.gz")), &documents)?;
    Ok((documents, silver))
}

/// The table of words and the model that this program was built with.
pub(super) fn shipped() -> Result<(WordTable<'static>, LinearModel<'static>), TrainingError> {
    let failed = |error| TrainingError {
        name: "the model in the program".to_owned(),
        source: io::Error::other(error),
    };
    Models::SHIPPED.read().map_err(failed)
}

/// The documents with what is found about their words.
fn looked<'a>(documents: &'a [Annotated], words: &WordTable<'a>) -> Vec<Document<'a>> {
    documents.iter().map(|document| Document::new(&document.article, words)).collect()
}
