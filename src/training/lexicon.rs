//! Counts the words of the corpus: their parts of speech, and how often they are part of cues and sources.

use super::{corpus::Annotated, pack, settings, silver::Silver};
use crate::{
    language::{forms, observe::UNKNOWN_TAGS, observed::Observed},
    lexicon::word_table::{self as packed, NAME_BIT},
};
use std::collections::{BTreeMap, HashMap};

/// How often a word was seen at all, in a cue, in a source.
#[derive(Debug, Default, Clone, Copy)]
struct Rates {
    seen: u32,
    cue: u32,
    source: u32,
}

/// Rates by the hash of a word or of a stem.
#[derive(Debug, Default)]
struct Counts {
    words: BTreeMap<u32, Rates>,
    stems: BTreeMap<u32, Rates>,
}

/// The lexicon of a corpus.
#[derive(Debug)]
pub(super) struct Lexicon {
    counts: Counts,
    /// The packed table.
    pub bytes: Vec<u8>,
    /// The tags that are finite verbs or modals more often than not.
    pub verbs: Vec<u8>,
}

impl Counts {
    /// Counts one document.
    fn of(document: &Annotated) -> Self {
        let length = document.tokens.len();
        let (mut cue, mut source) = (vec![false; length], vec![false; length]);
        for gold in &document.gold {
            gold.cue.iter().for_each(|range| cue[range.clone()].fill(true));
            gold.source.iter().for_each(|range| source[range.clone()].fill(true));
        }
        let mut out = Self::default();
        let mut normal = String::new();
        for at in 0..length {
            let (word, stem) = hashes(document, at, &mut normal);
            for rates in [out.words.entry(word).or_default(), out.stems.entry(stem).or_default()] {
                rates.seen += 1;
                rates.cue += u32::from(cue[at]);
                rates.source += u32::from(source[at]);
            }
        }
        out
    }

    fn add(&mut self, other: &Self) {
        for (all, one) in [(&mut self.words, &other.words), (&mut self.stems, &other.stems)] {
            for (&key, rates) in one {
                let sum = all.entry(key).or_default();
                sum.seen += rates.seen;
                sum.cue += rates.cue;
                sum.source += rates.source;
            }
        }
    }
}

/// The hashes of a token's normal form and of its stem.
fn hashes(document: &Annotated, at: usize, normal: &mut String) -> (u32, u32) {
    forms::normalise(document.tokens.get(at).span.of(&document.article.text), normal);
    (forms::hash(normal), forms::hash(forms::stem(normal)))
}

/// The class of a share, smoothed towards 0 for small counts; 0 for words that were seen too rarely.
fn step(hits: u32, seen: u32) -> u8 {
    const BOUNDS: [f32; 8] = [0.01, 0.025, 0.06, 0.12, 0.22, 0.35, 0.5, 0.7];
    if seen < settings::LEAST_SEEN {
        return 0;
    }
    let rate = (hits as f32 + 0.06) / (seen as f32 + 3.0);
    1 + BOUNDS.iter().filter(|&&bound| rate >= bound).count() as u8
}

impl Lexicon {
    /// The lexicon of `documents` with their silver parts of speech.
    pub(super) fn new(documents: &[Annotated], silver: &[Silver]) -> Self {
        let mut counts = Counts::default();
        for document in documents {
            counts.add(&Counts::of(document));
        }
        let classes = Classes::new(documents, silver);
        let mut entries = Vec::new();
        for (&word, rates) in counts.words.iter().filter(|(_, r)| r.seen >= settings::LEAST_SEEN) {
            let name = if classes.is_name(word) { NAME_BIT } else { 0 };
            let (cue, source) = (step(rates.cue, rates.seen), step(rates.source, rates.seen));
            entries.push((packed::word_key(word), [classes.number(word), cue, source | name]));
        }
        for (&stem, rates) in counts.stems.iter().filter(|(_, r)| r.seen >= settings::LEAST_SEEN) {
            entries.push((packed::stem_key(stem), [0, step(rates.cue, rates.seen), 0]));
        }
        Self { counts, bytes: pack::table(&entries), verbs: classes.verbs() }
    }

    /// Subtracts the counts of a document from its own observations, so that training sees its words as in a new text.
    pub(super) fn forget(&self, document: &Annotated, seen: &mut [Observed]) {
        let own = Counts::of(document);
        let mut normal = String::new();
        let rest = |all: &BTreeMap<u32, Rates>, own: &BTreeMap<u32, Rates>, key: u32| {
            let all = all.get(&key).copied().unwrap_or_default();
            let own = own.get(&key).copied().unwrap_or_default();
            let seen = all.seen - own.seen;
            (step(all.cue - own.cue, seen), step(all.source - own.source, seen))
        };
        for (at, observed) in seen.iter_mut().enumerate() {
            let (word, stem) = hashes(document, at, &mut normal);
            (observed.cue, observed.source) = rest(&self.counts.words, &own.words, word);
            observed.stem_cue = rest(&self.counts.stems, &own.stems, stem).0;
        }
    }
}

/// The most common part of speech of a word, and the second if it has at least a sixth.
type Class = (String, String);

/// The classes of words, numbered by how common they are.
struct Classes {
    of: HashMap<u32, Class>,
    numbers: BTreeMap<Class, u8>,
}

impl Classes {
    fn new(documents: &[Annotated], silver: &[Silver]) -> Self {
        let mut counts: BTreeMap<u32, BTreeMap<&str, u32>> = BTreeMap::new();
        let mut normal = String::new();
        for (document, tokens) in documents.iter().zip(silver) {
            for (at, token) in tokens.iter().enumerate() {
                if let Some(tag) = token.as_ref().map(|token| &token.tag) {
                    let (word, _) = hashes(document, at, &mut normal);
                    *counts.entry(word).or_default().entry(tag).or_default() += 1;
                }
            }
        }
        let mut of = HashMap::new();
        let mut sizes: BTreeMap<Class, u32> = BTreeMap::new();
        for (word, tags) in counts {
            let total: u32 = tags.values().sum();
            let mut order: Vec<(&str, u32)> = tags.into_iter().collect();
            order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let first = order.first().map_or("", |x| x.0);
            let second = order.get(1).filter(|x| x.1 * 6 >= total).map_or("", |x| x.0);
            let class = (first.to_owned(), second.to_owned());
            *sizes.entry(class.clone()).or_default() += total;
            of.insert(word, class);
        }
        let mut order: Vec<(Class, u32)> = sizes.into_iter().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let numbers = order.into_iter().map(|(class, _)| class).zip(UNKNOWN_TAGS..u8::MAX).collect();
        Self { of, numbers }
    }

    /// The number of a word's class, or else that of its most common part of speech; 0 for neither.
    fn number(&self, word: u32) -> u8 {
        let Some(class) = self.of.get(&word) else { return 0 };
        let alone = || self.numbers.get(&(class.0.clone(), String::new()));
        self.numbers.get(class).or_else(alone).copied().unwrap_or_default()
    }

    fn is_name(&self, word: u32) -> bool {
        self.of.get(&word).is_some_and(|class| class.0.starts_with("NNP"))
    }

    fn verbs(&self) -> Vec<u8> {
        let is_verb = |class: &Class| matches!(class.0.as_str(), "VBD" | "VBZ" | "VBP" | "MD");
        self.numbers.iter().filter(|(class, _)| is_verb(class)).map(|(_, &number)| number).collect()
    }
}
