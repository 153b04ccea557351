//! A golden test of the feature ids of a few fixed sentences. Weights are looked up by these ids, so that any change of them
//! makes the models useless until they are trained again. The test does not depend on the models.

use super::{
    antecedent_features, antecedents,
    cue_features::{self, Setting},
    cues::{self, Cue},
    name_features::Sight,
    part_features::{self, Ties},
    window,
};
use crate::{
    actors::{
        self, ActorId,
        coreference::antecedent::{AntecedentRanker, Candidate, Query},
        names::{
            name::{NameKind, TaggedName},
            runs,
        },
    },
    article::Article,
    attribution::{Quote, QuoteKind},
    language::{Document, seen::Glass, tests::article},
    lexicon::word_table::WordTable,
};

const TEXT: &str = "“We will pay for all of it,” Mayor Ann Roe said on Monday in Paris. She told the Rail Council (RC) \
    that its plan, which Mr. Lind's lawyer had seen, was late; he denied it.\n\
    In her speech, Roe added that they “hurt” themselves. A union leader, John Orr, asked: “Who paid him?”\n\
    The British government and its critics said nothing of what I know about you.";

/// What the ids of each family of features hash to.
const GOLDEN: [(&str, u64); 5] = [
    ("cues", 0x825e_3c7c_0e78_78ab),
    ("content and source", 0x93c4_430f_1ec2_88c7),
    ("content and source as they stand to a cue", 0xe8fa_d64b_a3b1_8a14),
    ("names", 0x433b_1219_f167_6d24),
    ("antecedents", 0x7a24_d292_4727_c46a),
];

/// FNV-1a over 64 bits.
struct Hash(u64);

impl Hash {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, keys: &[u64]) {
        for byte in keys.iter().flat_map(|key| key.to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// A table without words: what is observed of a token then depends on the token alone.
fn document(article: &Article) -> Document<'_> {
    Document::new(article, &WordTable::new(&[], &[]))
}

/// The features of cues, of content and source by themselves, and of both as they stand to a cue.
fn of_quotes(document: &Document<'_>) -> [u64; 3] {
    let (mut of_cues, mut own, mut tied) = (Hash::new(), Hash::new(), Hash::new());
    let mut glass = Glass::new(&document.seen);
    let near = glass.over(0..document.tokens.len());
    let mut setting = Setting::default();
    let mut keys = Vec::new();
    for range in document.tokens.sentences() {
        setting.fill(near, &range);
        for (offset, at) in range.clone().enumerate() {
            keys.clear();
            cue_features::keys(near, at, offset, range.len(), &setting, &mut keys);
            of_cues.add(&keys);
        }
    }
    let is_cue = |at: &usize| matches!(document.word(*at), "said" | "told" | "denied" | "added" | "asked");
    let found = (0..document.tokens.len()).filter(is_cue);
    let found: Vec<Cue> = found.map(|at| Cue { tokens: at..at + 1, chance: 0.7 }).collect();
    let steps = cues::steps(&found, document.tokens.len());
    let bound = Ties::new(near, &steps, &[5]);
    for cue in &found {
        let window = window::window(near, &document.tokens, cue);
        bound.each(cue, &window, |at, tie| {
            keys.clear();
            part_features::own(near, at, &mut keys);
            own.add(&keys);
            tied.add(&tie.all());
        });
    }
    [of_cues.0, own.0, tied.0]
}

fn of_names(document: &Document<'_>) -> u64 {
    let mut hash = Hash::new();
    let runs = runs::of(document);
    let mut sight = Sight::new(document, &document.seen, &runs);
    for run in &runs {
        sight.keys(run, |keys| hash.add(keys));
    }
    hash.0
}

/// Hashes the features of each question, and answers that the latest candidate is meant.
struct Recorder(Hash);

impl AntecedentRanker for Recorder {
    fn choose(&mut self, query: &Query, _: &[ActorId], candidates: &[Candidate]) -> Option<usize> {
        let field = antecedents::field(query, candidates);
        let mut keys = Vec::new();
        antecedent_features::none(query, field, &mut keys);
        for candidate in candidates {
            antecedent_features::keys(query, candidate, field, &mut keys);
        }
        self.0.add(&keys);
        (!candidates.is_empty()).then_some(0)
    }
}

fn of_antecedents(document: &Document<'_>) -> u64 {
    let kinds = NameKind::ALL.into_iter().cycle();
    let tagged = runs::of(document).into_iter().zip(kinds).map(|(tokens, kind)| {
        let mut chances = [0.1; 4];
        chances[kind.place()] = 0.6;
        TaggedName { tokens, kind, chances }
    });
    let at = |words: &str| {
        let start = TEXT.find(words).expect("the words stand in the text");
        crate::span::Span::new(start, start + words.len())
    };
    let quote = |content: &str, source: &str| Quote {
        source: Some(at(source)),
        ..Quote::new(QuoteKind::Direct, vec![at(content)])
    };
    let quotes = vec![quote("“We will pay for all of it,”", "Mayor Ann Roe"), quote("it.\n", "he denied")];
    let mut recorder = Recorder(Hash::new());
    actors::link(document, tagged.collect(), quotes, &mut recorder);
    recorder.0.0
}

#[test]
fn no_feature_id_changes() {
    let article = article(TEXT);
    let document = document(&article);
    let [cues, own, tied] = of_quotes(&document);
    let found = [cues, own, tied, of_names(&document), of_antecedents(&document)];
    assert_eq!(found, GOLDEN.map(|(_, hash)| hash), "of {:?}", GOLDEN.map(|(of, _)| of));
}
