//! What the corpus tells of words: parts of speech from silver tags, how often a word is a cue or stands in a source.
use super::{corpus::Document, pack};
use crate::attribution::{model::ENTRY, model::table, observe::{self, Observed, UNKNOWN_TAGS}};
use serde::Deserialize;
use std::{collections::{BTreeMap, HashMap}, io::{self, BufRead}, path::Path};

#[derive(Default, Clone, Copy)]
pub struct Rates { pub seen: u32, pub cue: u32, pub source: u32 }

#[derive(Default)]
pub struct Counts {
    pub words: HashMap<u32, Rates>,
    pub stems: HashMap<u32, Rates>,
}

pub struct Lexicon { pub counts: Counts, pub bytes: Vec<u8>, pub verbs: Vec<u8> }

#[derive(Deserialize)]
struct Silver { doc: String, sentences: Vec<Vec<(usize, usize, String, String, String, i64, String)>> }

/// For each token of each document the silver tag, where one begins at the same place.
pub fn tags(path: &Path, documents: &[Document]) -> io::Result<Vec<Vec<Option<String>>>> {
    let by_name: HashMap<&str, usize> = documents.iter().enumerate().map(|(i, d)| (d.name.as_str(), i)).collect();
    let mut out: Vec<Vec<Option<String>>> = documents.iter().map(|d| vec![None; d.tokens.tokens.len()]).collect();
    let file = io::BufReader::new(flate2::read::GzDecoder::new(std::fs::File::open(path)?));
    for line in file.lines() {
        let silver: Silver = serde_json::from_str(&line?)?;
        let Some(&i) = by_name.get(silver.doc.as_str()) else { continue };
        let document = &documents[i];
        let mut bytes: Vec<usize> = document.article.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(document.article.text.len());
        for (start, _, pos, ..) in silver.sentences.into_iter().flatten() {
            let Some(&start) = bytes.get(start) else { continue };
            let at = document.tokens.tokens.partition_point(|t| t.span.start < start);
            if document.tokens.tokens.get(at).is_some_and(|t| t.span.start == start) { out[i][at] = Some(pos); }
        }
    }
    Ok(out)
}

fn normal(document: &Document, at: usize, buffer: &mut String) -> (u32, u32) {
    observe::normalise(document.tokens.get(at).span.of(&document.article.text), buffer);
    (observe::hash(buffer), observe::hash(observe::stem(buffer)))
}

/// The counts of one document.
pub fn count(document: &Document) -> Counts {
    let n = document.tokens.tokens.len();
    let (mut cue, mut source) = (vec![false; n], vec![false; n]);
    for gold in &document.gold {
        for at in gold.cue.iter().cloned().flatten() { cue[at] = true; }
        for at in gold.source.iter().cloned().flatten() { source[at] = true; }
    }
    let mut out = Counts::default();
    let mut buffer = String::new();
    for at in 0..n {
        let (word, stem) = normal(document, at, &mut buffer);
        for (map, key) in [(&mut out.words, word), (&mut out.stems, stem)] {
            let r = map.entry(key).or_default();
            r.seen += 1; r.cue += u32::from(cue[at]); r.source += u32::from(source[at]);
        }
    }
    out
}

/// A share in steps: 0 for a word that was never seen.
pub fn step(hits: u32, seen: u32) -> u8 {
    if seen == 0 { return 0; }
    let rate = (hits as f32 + 0.06) / (seen as f32 + 3.0);
    1 + [0.01, 0.025, 0.06, 0.12, 0.22, 0.35, 0.5, 0.7].iter().filter(|&&b| rate >= b).count() as u8
}

impl Lexicon {
    pub fn build(documents: &[Document], tags: &[Vec<Option<String>>]) -> Self {
        let mut counts = Counts::default();
        let mut pos: HashMap<u32, BTreeMap<&str, u32>> = HashMap::new();
        let mut buffer = String::new();
        for (document, tags) in documents.iter().zip(tags) {
            let one = count(document);
            for (all, one) in [(&mut counts.words, one.words), (&mut counts.stems, one.stems)] {
                for (key, r) in one { let e = all.entry(key).or_default(); e.seen += r.seen; e.cue += r.cue; e.source += r.source; }
            }
            for (at, tag) in tags.iter().enumerate() {
                if let Some(tag) = tag { *pos.entry(normal(document, at, &mut buffer).0).or_default().entry(tag).or_default() += 1; }
            }
        }
        // A word's class: its commonest tag, and the second where it has at least a sixth.
        let mut class: HashMap<u32, (String, String)> = HashMap::new();
        let mut sizes: BTreeMap<(String, String), u32> = BTreeMap::new();
        for (word, tags) in &pos {
            let mut list: Vec<(&str, u32)> = tags.iter().map(|(t, n)| (*t, *n)).collect();
            list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let total: u32 = list.iter().map(|x| x.1).sum();
            let second = list.get(1).filter(|x| x.1 * 6 >= total).map_or("", |x| x.0);
            let pair = (list[0].0.to_owned(), second.to_owned());
            *sizes.entry(pair.clone()).or_default() += total;
            class.insert(*word, pair);
        }
        let mut order: Vec<((String, String), u32)> = sizes.into_iter().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(usize::from(u8::MAX - UNKNOWN_TAGS) - 1);
        let number: HashMap<&(String, String), u8> = order.iter().enumerate().map(|(i, (p, _))| (p, i as u8 + UNKNOWN_TAGS)).collect();
        let single: HashMap<&str, u8> = order.iter().rev().filter(|(p, _)| p.1.is_empty()).map(|(p, _)| (p.0.as_str(), number[p])).collect();
        let is_verb = |t: &str| matches!(t, "VBD" | "VBZ" | "VBP" | "MD");
        let verbs: Vec<u8> = order.iter().filter(|(p, _)| is_verb(&p.0)).map(|(p, _)| number[p]).collect();
        let mut entries: Vec<(u64, Vec<u8>)> = Vec::new();
        for (&word, rates) in &counts.words {
            if rates.seen < 2 { continue; }
            let pair = class.get(&word);
            let tag = pair.map_or(0, |p| number.get(p).or_else(|| single.get(p.0.as_str())).copied().unwrap_or(0));
            let is_name = pair.is_some_and(|p| p.0.starts_with("NNP"));
            entries.push((table::key(1, word, 0, 0), vec![tag, step(rates.cue, rates.seen), step(rates.source, rates.seen) | if is_name { 0x80 } else { 0 }, 0]));
        }
        let mut senses: BTreeMap<u32, u8> = BTreeMap::new();
        if let Ok(text) = std::env::var("SENSES").and_then(|p| std::fs::read_to_string(p).map_err(|_| std::env::VarError::NotPresent)) {
            for line in text.lines() {
                let mut parts = line.split('\t');
                let (Some(word), Some(Ok(v)), Some(Ok(n))) = (parts.next(), parts.next().map(str::parse::<u8>), parts.next().map(str::parse::<u8>)) else { continue };
                senses.entry(observe::hash(observe::stem(word))).and_modify(|s| { if *s & 15 == 0 { *s |= n; } if *s >> 4 == 0 { *s |= v << 4; } }).or_insert(v << 4 | n);
            }
        }
        for (&stem, rates) in &counts.stems {
            let sense = senses.remove(&stem).unwrap_or(0);
            if rates.seen < 2 && sense == 0 { continue; }
            entries.push((table::key(2, stem, 0, 0), vec![0, if rates.seen < 2 { 0 } else { step(rates.cue, rates.seen) }, 0, sense]));
        }
        for (stem, sense) in senses { entries.push((table::key(2, stem, 0, 0), vec![0, 0, 0, sense])); }
        entries.sort();
        eprintln!("lexicon: {} entries, {} classes", entries.len(), order.len());
        Self { counts, bytes: pack::table(&entries, ENTRY), verbs }
    }

    /// Takes what a document itself told out of its own observations, so that learning sees a word as a new text would.
    pub fn forget(&self, document: &Document, seen: &mut [Observed]) {
        let own = count(document);
        let mut buffer = String::new();
        for (at, o) in seen.iter_mut().enumerate() {
            let (word, stem) = normal(document, at, &mut buffer);
            let less = |all: &HashMap<u32, Rates>, own: &HashMap<u32, Rates>, key: u32| {
                let (a, b) = (all.get(&key).copied().unwrap_or_default(), own.get(&key).copied().unwrap_or_default());
                let seen = a.seen.saturating_sub(b.seen);
                // What would be seen less than twice would not be in the lexicon.
                if seen < 2 { (0, 0) } else { (step(a.cue - b.cue, seen), step(a.source - b.source, seen)) }
            };
            let (cue, source) = less(&self.counts.words, &own.words, word);
            o.cue = cue;
            o.source = source;
            o.stem_cue = less(&self.counts.stems, &own.stems, stem).0;
        }
    }
}
