//! Training, on a corpus small enough to write down: it must give a model, and the same one again.
#![cfg(feature = "training")]
#![allow(clippy::expect_used, reason = "tests say so when they fail")]

use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write as _};
use tempfile::TempDir;

#[test]
fn the_same_corpus_gives_the_same_bytes() {
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
    let first = dixit::training::train(folder.path()).expect("a model");
    let second = dixit::training::train(folder.path()).expect("a model");
    assert!(first.starts_with(b"dixit 1\n") && first.len() > 1_000);
    assert!(first == second, "two runs gave different bytes");
}
