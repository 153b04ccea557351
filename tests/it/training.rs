//! Training on a tiny corpus gives a model, and the same model each time.

use dixit::training::ActorData;
use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write as _};
use tempfile::TempDir;

/// A tiny corpus in a folder of its own.
fn corpus() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let mut lines = String::new();
    for (number, speaker) in ["Orr", "Lind", "Roe", "Marsh", "Bessler", "Ferro"].iter().enumerate() {
        let text = format!("The bridge was shut. {speaker} said that it was late.");
        let cue = text.find("said").expect("the cue is there");
        let quote = serde_json::json!({
            "content": [[cue + 5, text.len() - 1]],
            "source": [[cue - 1 - speaker.len(), cue - 1]],
            "cue": [[cue, cue + 4]],
        });
        let line = serde_json::json!({"doc": format!("own-{number}"), "text": text, "quotes": [quote]});
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    fs::write(folder.path().join("train.jsonl"), lines).expect("a corpus is written");
    let silver = fs::File::create(folder.path().join("silver-train.jsonl.gz")).expect("a file");
    let mut silver = GzEncoder::new(silver, Compression::fast());
    silver.write_all(b"{\"doc\": \"none\", \"sentences\": []}\n").expect("it is written");
    silver.finish().expect("it is written");
    folder
}

#[test]
fn the_same_corpus_gives_the_same_bytes() {
    let folder = corpus();
    let first = dixit::training::train(folder.path()).expect("a model");
    let second = dixit::training::train(folder.path()).expect("a model");
    assert!(first.starts_with(b"dixit 1\n") && first.len() > 1_000);
    assert!(first == second, "two runs gave different bytes");
}

#[test]
fn the_same_texts_give_the_same_actors_model() {
    let folder = corpus();
    let clusters = folder.path().join("clusters.jsonl");
    let mut lines = String::new();
    for (number, (name, pronoun)) in
        [("Ann Orr", "She"), ("John Lind", "He"), ("Mary Roe", "She")].iter().enumerate()
    {
        let text = format!("{name} met Ivo Marsh. {pronoun} was late, and {name} said so.");
        let at = text.find(pronoun).expect("the pronoun is there");
        let again = text.rfind(name).expect("the name is there");
        let mentions = [[0, name.len()], [at, at + pronoun.len()], [again, again + name.len()]];
        let cluster = serde_json::json!({"name": name, "type": "PER", "mentions": mentions});
        let line = serde_json::json!({"doc": format!("own-{number}"), "text": text, "clusters": [cluster]});
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    fs::write(&clusters, lines).expect("texts are written");
    let data = ActorData { corpus: folder.path().to_owned(), clusters: vec![clusters] };
    let first = dixit::training::train_actors(&data).expect("a model");
    let second = dixit::training::train_actors(&data).expect("a model");
    assert!(first.starts_with(b"dixit a1\n") && first.len() > 100);
    assert!(first == second, "two runs gave different bytes");
}
