//! The training data of the antecedent ranking: texts with gold clusters.
//!
//! While a text is linked, a recorder stores the candidates of each pronoun and answers with the gold one, so that later
//! pronouns are seen in a correct state.

use super::{
    TrainingError,
    learn::{Learnt, Random},
    pack::Chain,
    settings,
};
use crate::{
    actors::{
        self, ActorId, Form,
        coreference::{
            antecedent::{AntecedentRanker, Candidate, Query},
            links::Links,
        },
        entities::{Entities, entity::Entity},
        names::runs,
    },
    article::{Article, Format},
    attribution::{self, Quote},
    language::{Document, Tokens},
    lexicon::word_table::WordTable,
    model::{
        Model as _,
        linear::{
            LinearModel, antecedent_features,
            antecedents::{self, RankWeights, Ranker},
            names::{self, NameWeights},
            topology::MOST_LABELS,
        },
    },
    span::Span,
};
use serde::Deserialize;
use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

/// A text with gold clusters.
pub(super) struct Text {
    pub article: Article,
    pub tokens: Tokens,
    pub quotes: Vec<Quote>,
    pub clusters: Vec<Vec<Span>>,
    /// The names among the mentions, with the label of what they name.
    pub names: Vec<(Span, u8)>,
    /// Where not all mentions are annotated, but names and some pronouns: these pronouns.
    pub only: Option<Vec<Span>>,
}

impl Text {
    /// Whether all mentions are annotated.
    pub(super) fn is_whole(&self) -> bool {
        self.only.is_none()
    }
}

#[derive(Deserialize)]
struct Line {
    doc: String,
    text: String,
    clusters: Vec<Cluster>,
    pronoun: Option<[usize; 2]>,
    pronouns: Option<Vec<[usize; 2]>>,
}

#[derive(Deserialize)]
struct Cluster {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    aliases: Option<Vec<String>>,
    mentions: Vec<[usize; 2]>,
}

/// Reads a file of JSON Lines: `text`, and `clusters` with `mentions` as `[start, end]` in code points; with `pronoun`
/// or `pronouns`, only these pronouns and the names in the clusters are annotated.
///
/// # Errors
/// Where it cannot be read, or a line is not as it should be.
pub(super) fn read(
    path: &Path,
    words: &WordTable<'static>,
    model: &LinearModel<'static>,
) -> Result<Vec<Text>, TrainingError> {
    let failed = |source| TrainingError { name: path.display().to_string(), source };
    let mut out = Vec::new();
    for line in BufReader::new(File::open(path).map_err(failed)?).lines() {
        let line: Line = serde_json::from_str(&line.map_err(failed)?).map_err(|e| failed(e.into()))?;
        let article = Article::from_text(line.doc, line.text, Format::Plain);
        let document = Document::new(&article, words);
        let quotes = attribution::attribute(&document, &mut *model.read(&document).quotes);
        let tokens = document.tokens;
        let mut bytes: Vec<usize> = article.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(article.text.len());
        let span = |[start, end]: [usize; 2]| Span::new(bytes[start], bytes[end]);
        let mut names = Vec::new();
        for cluster in &line.clusters {
            let label = match cluster.kind.as_str() {
                "PER" => 1,
                "ORG" => 2,
                _ => 3,
            };
            let aliases = || cluster.aliases.iter().flatten().chain(std::iter::once(&cluster.name));
            let spans = cluster.mentions.iter().copied().map(span);
            let is_name = |s: &Span| {
                let written = s.of(&article.text);
                let bare = written.trim_start_matches("the ").trim_start_matches("The ");
                aliases().any(|a| a == bare || a == written) && bare.starts_with(char::is_uppercase)
            };
            names.extend(spans.filter(is_name).map(|s| (s, label)));
        }
        let clusters =
            line.clusters.into_iter().map(|c| c.mentions.into_iter().map(span).collect()).collect();
        let only = line.pronouns.or(line.pronoun.map(|one| vec![one]));
        let only = only.map(|all| all.into_iter().map(span).collect());
        out.push(Text { article, tokens, quotes, clusters, names, only });
    }
    Ok(out)
}

/// A pronoun with the keys of each answer, the last of them that it means nobody, and which are right.
#[derive(Debug, Default)]
pub(super) struct Example {
    at: usize,
    ids: Vec<ActorId>,
    answers: Vec<Vec<u64>>,
    right: Vec<bool>,
}

struct Recorder<'a> {
    text: &'a Text,
    inner: Option<Ranker<'a>>,
    /// The gold clusters of mentions by their first and by their last token.
    by_end: HashMap<usize, Vec<(usize, usize)>>,
    by_start: HashMap<usize, Vec<(usize, usize)>>,
    examples: Vec<Example>,
}

impl<'a> Recorder<'a> {
    fn new(text: &'a Text, inner: Option<Ranker<'a>>) -> Self {
        let (mut by_end, mut by_start): (HashMap<usize, Vec<_>>, HashMap<usize, Vec<_>>) = Default::default();
        for (number, cluster) in text.clusters.iter().enumerate() {
            for mention in cluster {
                let tokens = text.tokens.within(*mention);
                by_end.entry(tokens.end).or_default().push((tokens.start, number));
                by_start.entry(tokens.start).or_default().push((tokens.end, number));
            }
        }
        Self { text, inner, by_end, by_start, examples: Vec::new() }
    }

    /// The gold cluster that the mention at these tokens belongs to.
    fn cluster(&self, start: usize, end: usize) -> Option<usize> {
        let ends = self.by_end.get(&end).into_iter().flatten().filter(|m| m.0 <= start).max();
        let starts = || self.by_start.get(&start).into_iter().flatten().filter(|m| m.0 >= end).min();
        ends.or_else(starts).map(|m| m.1)
    }
}

impl AntecedentRanker for Recorder<'_> {
    fn choose(&mut self, query: &Query, actors: &[ActorId], candidates: &[Candidate]) -> Option<usize> {
        let field = antecedents::field(query, candidates);
        let mut answers: Vec<Vec<u64>> = Vec::new();
        for candidate in candidates {
            let mut keys = Vec::new();
            antecedent_features::keys(query, candidate, field, &mut keys);
            answers.push(keys);
        }
        let mut keys = Vec::new();
        antecedent_features::none(query, field, &mut keys);
        answers.push(keys);
        let at = query.site.start;
        let mut example = Example { at, ids: actors.to_vec(), answers, right: Vec::new() };
        if self.text.only.is_some() {
            self.examples.push(example);
            return self.inner.as_mut().and_then(|ranker| ranker.choose(query, actors, candidates));
        }
        let gold = self.cluster(at, at + 1);
        example.right = candidates
            .iter()
            .map(|c| gold.is_some() && self.cluster(c.site.start, c.site.end) == gold)
            .chain(std::iter::once(gold.is_none()))
            .collect();
        let chosen = example.right.iter().take(candidates.len()).position(|right| *right);
        if example.right.iter().any(|right| *right) {
            self.examples.push(example);
        }
        chosen
    }
}

/// What finds names: the table of words, and the weights of the chain.
pub(super) type Names<'a> = (&'a WordTable<'a>, &'a NameWeights<'a>);

fn link(text: &Text, (words, names): Names<'_>, ranker: &mut dyn AntecedentRanker) -> (Entities, Links) {
    let document = Document::new(&text.article, words);
    let tagged = names::tag(&document, &document.seen, &runs::of(&document), names);
    let (entities, links, _) = actors::link(&document, tagged, text.quotes.clone(), ranker);
    (entities, links)
}

/// Whether the actor has a name where the cluster has one.
fn is_named(entities: &Entities, id: ActorId, cluster: &[Span], pronoun: Span) -> bool {
    let mut names = entities.all.get(id.0).into_iter().flat_map(Entity::named);
    names.any(|name| cluster.iter().any(|c| *c != pronoun && c.overlaps(name)))
}

/// The examples of `texts`; where only some pronouns are annotated, the others are linked by `weights`.
pub(super) fn examples<'a>(
    texts: impl Iterator<Item = &'a Text>,
    names: Names<'_>,
    weights: Option<&RankWeights<'_>>,
) -> Vec<Example> {
    let mut out = Vec::new();
    for text in texts {
        let mut recorder = Recorder::new(text, weights.map(Ranker::new));
        let (entities, _) = link(text, names, &mut recorder);
        let Some(pronouns) = &text.only else {
            out.append(&mut recorder.examples);
            continue;
        };
        let mut found: HashMap<usize, Example> = recorder.examples.into_iter().map(|e| (e.at, e)).collect();
        for &pronoun in pronouns {
            let Some(mut example) = found.remove(&text.tokens.at(pronoun.start)) else { continue };
            let whose =
                |id: &ActorId| text.clusters.iter().position(|c| is_named(&entities, *id, c, pronoun));
            let right = text.clusters.iter().position(|c| c.contains(&pronoun));
            let is_right = |id: &ActorId| right.map_or(whose(id).is_none(), |_| whose(id) == right);
            example.right = example.ids.iter().map(is_right).collect();
            example.right.push(right.is_none());
            if example.right.iter().any(|right| *right) {
                out.push(example);
            }
        }
    }
    out
}

/// Learns weights by which the right answers are likeliest, by stochastic gradient descent with dropout of keys.
pub(super) fn learn(examples: &[Example]) -> Chain {
    let settings = settings::PRONOUNS;
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for key in examples.iter().flat_map(|e| e.answers.iter().flatten()) {
        *counts.entry(*key).or_default() += 1;
    }
    let mut kept: Vec<u64> =
        counts.into_iter().filter(|(_, n)| *n >= settings.least_count).map(|(key, _)| key).collect();
    kept.sort_unstable();
    let numbers: HashMap<u64, usize> = kept.iter().copied().zip(0..).collect();
    let lists: Vec<Vec<Vec<usize>>> = examples
        .iter()
        .map(|e| {
            e.answers
                .iter()
                .map(|keys| keys.iter().filter_map(|k| numbers.get(k).copied()).collect())
                .collect()
        })
        .collect();
    let mut weights = vec![[0.0_f32; 2]; kept.len()];
    let mut mean = vec![0.0_f32; kept.len()];
    let mut random = Random(settings::SEED);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let averaged = settings.rounds.div_ceil(3);
    let keep = 1.0 - settings.dropout;
    for round in 0..settings.rounds {
        random.shuffle(&mut order);
        let rate = settings.rate * (1.0 - 0.9 * round as f32 / settings.rounds as f32);
        for &index in &order {
            let answers: Vec<Vec<usize>> = lists[index]
                .iter()
                .map(|keys| {
                    keys.iter()
                        .copied()
                        .filter(|_| (random.next() & 0xffff) as f32 <= keep * 65_536.0)
                        .collect()
                })
                .collect();
            let scores: Vec<f32> =
                answers.iter().map(|keys| keys.iter().map(|&k| weights[k][0]).sum::<f32>() / keep).collect();
            let gradient = gradient(&scores, &examples[index].right);
            for (keys, g) in answers.iter().zip(gradient) {
                for &key in keys {
                    super::learn::descend(&mut weights[key], g, rate);
                }
            }
        }
        for w in &mut weights {
            w[0] *= 1.0 - settings.shrink;
        }
        if round + averaged >= settings.rounds {
            for (m, w) in mean.iter_mut().zip(&weights) {
                *m += w[0] / averaged as f32;
            }
        }
    }
    let weights = kept.into_iter().zip(mean).map(|(key, w)| {
        let mut out = [0.0; MOST_LABELS];
        out[0] = w;
        (key, out)
    });
    Chain::new::<1>(&Learnt { weights: weights.collect(), transitions: Vec::new() })
}

/// The gradient of each score: its probability, minus its share of the right answers.
fn gradient(scores: &[f32], right: &[bool]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let chances: Vec<f32> = scores.iter().map(|s| libm::expf(s - most)).collect();
    let total: f32 = chances.iter().sum();
    let of_right: f32 = chances.iter().zip(right).filter(|(_, right)| **right).map(|(c, _)| c).sum();
    chances
        .iter()
        .zip(right)
        .map(|(c, right)| c / total - if *right { c / of_right.max(f32::MIN_POSITIVE) } else { 0.0 })
        .collect()
}

/// Of pairs of pronoun and name: right, found, wanted.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Pairs(pub u32, pub u32, pub u32);

/// How often `weights` link the annotated pronouns of each text to the right name.
pub(super) fn pairs<'a>(
    texts: impl Iterator<Item = &'a Text>,
    names: Names<'_>,
    weights: &RankWeights<'_>,
) -> Pairs {
    let mut out = Pairs::default();
    for text in texts {
        let Some(pronouns) = &text.only else { continue };
        let (entities, links) = link(text, names, &mut Ranker::new(weights));
        for &pronoun in pronouns {
            let at = text.tokens.at(pronoun.start);
            let found = links.iter().find(|l| l.tokens == (at..at + 1) && l.form == Form::Pronoun);
            for cluster in &text.clusters {
                let said = found.as_ref().is_some_and(|l| is_named(&entities, l.id, cluster, pronoun));
                let wanted = cluster.contains(&pronoun);
                out.0 += u32::from(said && wanted);
                out.1 += u32::from(said);
                out.2 += u32::from(wanted);
            }
        }
    }
    out
}

/// How many of the examples `weights` answer rightly.
pub(super) fn answered(examples: &[Example], weights: &RankWeights<'_>) -> usize {
    let is_right = |e: &&Example| {
        let scores = e.answers.iter().map(|keys| weights.sum(keys)[0]);
        let best = scores.enumerate().max_by_key(|(at, score)| (*score, usize::MAX - at));
        best.is_some_and(|(at, _)| e.right[at])
    };
    examples.iter().filter(is_right).count()
}
