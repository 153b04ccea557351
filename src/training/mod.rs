//! From a corpus with gold quotes to the model's bytes. Only in builds with the feature `training`.
pub mod corpus;
pub mod cues;
pub mod learn;
pub mod lexicon;
pub mod pack;
pub mod parts;
pub mod rank;
pub mod settings;

use crate::attribution::{cue::{CUES, Cue, Tagger}, engine, model::{Lexicon as Words, Model}, observe::{self, Observed}, parts::PARTS};
use corpus::Document;
use std::{fs, io::Write as _, path::PathBuf, process::ExitCode, thread};

fn tag(documents: &[(usize, &Document)], seen: &[Vec<Observed>], chain: &(Vec<u8>, Vec<u8>), out: &mut [Vec<Cue>]) {
    let weights = weights(chain, CUES.labels);
    let mut tagger = Tagger::new(&weights);
    for &(i, document) in documents {
        for range in &document.sentences { tagger.tag(&seen[i], range.clone(), settings::least_cue(), &mut out[i]); }
    }
}

fn weights(chain: &(Vec<u8>, Vec<u8>), labels: usize) -> crate::attribution::model::Weights<'_> {
    let turns: Vec<f32> = chain.0.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    crate::attribution::model::Weights::new(&chain.1, labels, turns[0], &turns[1..])
}

pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)).map(PathBuf::from);
    let data = value("--data").expect("--data DIR");
    let out = value("--out").expect("--out FILE");
    let dev = corpus::read(&data.join("dev.jsonl")).expect("dev");
    let bytes = if args.iter().any(|a| a == "--eval-only") { fs::read(&out).expect("model") } else {
        let bytes = train(&data);
        fs::write(&out, &bytes).expect("write");
        bytes
    };
    let model = Model::read(&bytes).expect("model");
    let Some(pred) = value("--pred") else { return ExitCode::SUCCESS };
    let mut sets = vec![("dev".to_owned(), dev)];
    for name in ["news", "bio", "court"] {
        sets.push((name.to_owned(), corpus::read(&data.join(format!("../gum/gum_{name}_quotes.jsonl"))).expect("gum")));
    }
    for (name, documents) in sets {
        let mut file = fs::File::create(pred.join(format!("{name}.jsonl"))).expect("pred");
        for document in &documents {
            let text = &document.article.text;
            let all = engine::find(text, &document.tokens, &document.passages, &model);
            let chars = |byte: usize| text[..byte].chars().count();
            let quotes: Vec<_> = all.iter().map(|a| {
                let spans = |list: &[std::ops::Range<usize>]| list.iter().map(|r| { let s = document.tokens.span(r.clone()); [chars(s.start), chars(s.end)] }).collect::<Vec<_>>();
                serde_json::json!({"content": spans(&a.parts.content), "source": spans(a.parts.source.as_slice()), "cue": spans(&[a.cue.tokens.clone()]),
                    "p": [a.cue.chance, a.parts.any, a.parts.mean, a.parts.least, a.parts.sourced, a.chance]})
            }).collect();
            writeln!(file, "{}", serde_json::json!({"doc": document.name, "quotes": quotes})).expect("write");
        }
    }
    ExitCode::SUCCESS
}

fn train(data: &std::path::Path) -> Vec<u8> {
    let data_dir = data;
    let documents = corpus::read(&data.join("train.jsonl")).expect("train");
    let tags = lexicon::tags(&data.join("silver-train.jsonl.gz"), &documents).expect("silver");
    let lexicon = lexicon::Lexicon::build(&documents, &tags);
    let words = Words::new(&lexicon.bytes);
    let seen: Vec<Vec<Observed>> = documents.iter().map(|d| {
        let mut seen = observe::observe(&d.article.text, &d.tokens, &d.passages, &words);
        lexicon.forget(d, &mut seen);
        seen
    }).collect();
    let halves: [Vec<(usize, &Document)>; 2] = [0, 1].map(|h| documents.iter().enumerate().filter(|(i, _)| i % 2 == h).collect());
    let all: Vec<(usize, &Document)> = documents.iter().enumerate().collect();
    let cue_chain = |set: &[(usize, &Document)], note: &str| {
        let data = cues::data(set.iter().map(|&(i, d)| (d, &seen[i])));
        pack::chain(&learn::learn(&CUES, &data, settings::cues(), settings::SEED, note), CUES.labels)
    };
    if std::env::var("CUES_ONLY").is_ok() {
        let chain = cue_chain(&all, "cues");
        let weights = weights(&chain, CUES.labels);
        let mut tagger = Tagger::new(&weights);
        let dev = corpus::read(&data.join("dev.jsonl")).expect("dev");
        let (mut list, mut gold) = (Vec::new(), 0);
        let mut loss = 0.0_f64;
        for d in &dev {
            let seen = observe::observe(&d.article.text, &d.tokens, &d.passages, &words);
            let mut found = Vec::new();
            for r in &d.sentences { tagger.tag(&seen, r.clone(), 0.0, &mut found); }
            gold += d.gold.len();
            let hits: Vec<bool> = found.iter().map(|c| d.gold.iter().any(|g| g.cue.as_ref().is_some_and(|g| g.start == c.tokens.start))).collect();
            for (c, h) in found.iter().zip(&hits) {
                loss -= f64::from(if *h { c.chance } else { 1.0 - c.chance }.max(1e-6)).ln();
                // A hit is any cue that overlaps one, the first time.
                let over = d.gold.iter().any(|g| g.cue.as_ref().is_some_and(|g| g.start < c.tokens.end && c.tokens.start < g.end));
                list.push((c.chance, over));
            }
        }
        list.sort_by(|a, b| b.0.total_cmp(&a.0));
        let at = |n: usize| list.iter().take(n).filter(|x| x.1).count() as f32 / gold as f32;
        eprintln!("CUES loss {loss:.0} precision-like hits at 0.7x {:.3} 1x {:.3} 1.5x {:.3} 2x {:.3} 3x {:.3}; over .03: {}", at(gold * 7 / 10), at(gold), at(gold * 3 / 2), at(gold * 2), at(gold * 3), list.iter().filter(|x| x.0 > 0.03).count());
        std::process::exit(0);
    }
    let (halved, whole) = thread::scope(|s| {
        let whole = s.spawn(|| cue_chain(&all, "cues"));
        let halved = [cue_chain(&halves[0], "cues, half 1"), cue_chain(&halves[1], "cues, half 2")];
        (halved, whole.join().expect("training"))
    });
    let mut found: Vec<Vec<Cue>> = vec![Vec::new(); documents.len()];
    tag(&halves[0], &seen, &halved[1], &mut found);
    tag(&halves[1], &seen, &halved[0], &mut found);
    let gold: usize = documents.iter().map(|d| d.gold.len()).sum();
    let hit: usize = documents.iter().zip(&found).map(|(d, f)| d.gold.iter().filter(|g| g.cue.as_ref().is_some_and(|g| f.iter().any(|c| c.tokens.start < g.end && g.start < c.tokens.end))).count()).sum();
    eprintln!("cues: {} candidates, {hit} of {gold} gold", found.iter().map(Vec::len).sum::<usize>());
    let template = crate::attribution::observe::Words { that: observe::hash("that"), verbs: lexicon.verbs.clone() };
    let chances: Vec<Vec<u8>> = found.iter().zip(&seen).map(|(f, s)| engine::steps(f, s.len())).collect();
    let part_chain = |keep: &dyn Fn(usize) -> bool, note: &str| {
        let views = documents.iter().enumerate().filter(|(i, _)| keep(*i)).map(|(i, document)| parts::View { document, seen: &seen[i], cues: &found[i], chances: &chances[i] });
        let data = parts::data(views, &template);
        eprintln!("{note}: {} windows, {} tokens, {} keys", data.examples.len(), data.tied.len(), data.tied.keys.len());
        pack::chain(&learn::learn(&PARTS, &data, settings::parts(), settings::SEED, note), PARTS.labels)
    };
    let (parts, halved_parts) = thread::scope(|s| {
        let whole = s.spawn(|| part_chain(&|_| true, "parts"));
        let halved = [0, 1].map(|h| part_chain(&|i| i % 2 == h, &format!("parts, half {}", h + 1)));
        (whole.join().expect("training"), halved)
    });
    // Each half is read by what was learnt from the other, so that confidence is learnt as on a new text.
    let mut read: Vec<Vec<engine::Attribution>> = Vec::new();
    for (i, document) in documents.iter().enumerate() {
        let weights = weights(&halved_parts[1 - i % 2], PARTS.labels);
        read.push(engine::attributions(&seen[i], &document.sentences, found[i].clone(), &weights, &template, &[]));
    }
    let rank = rank::learn(&documents, &seen, &read);
    let dev = corpus::read(&data_dir.join("dev.jsonl")).expect("dev");
    let dev_seen: Vec<Vec<Observed>> = dev.iter().map(|d| observe::observe(&d.article.text, &d.tokens, &d.passages, &words)).collect();
    let dev_all: Vec<(usize, &Document)> = dev.iter().enumerate().collect();
    let mut dev_found: Vec<Vec<Cue>> = vec![Vec::new(); dev.len()];
    tag(&dev_all, &dev_seen, &whole, &mut dev_found);
    let dev_chances: Vec<Vec<u8>> = dev_found.iter().zip(&dev_seen).map(|(f, s)| engine::steps(f, s.len())).collect();
    let dev_data = parts::data(dev.iter().enumerate().map(|(i, document)| parts::View { document, seen: &dev_seen[i], cues: &dev_found[i], chances: &dev_chances[i] }), &template);
    let cue_loss = learn::loss(&CUES, &cues::data(dev.iter().zip(&dev_seen)), &weights(&whole, CUES.labels));
    let parts_loss = learn::loss(&PARTS, &dev_data, &weights(&parts, PARTS.labels));
    eprintln!("dev loss: cues {:.0} + {:.0} = {:.0}, parts {:.0} + {:.0} = {:.0} in {}", cue_loss.0, cue_loss.1, cue_loss.0 + cue_loss.1, parts_loss.0, parts_loss.1, parts_loss.0 + parts_loss.1, dev_data.examples.len());
    eprintln!("bytes: lexicon {}, cues {}, parts {}", lexicon.bytes.len(), whole.1.len(), parts.1.len());
    pack::model(&lexicon.bytes, &lexicon.verbs, &whole, &parts, &rank)
}
