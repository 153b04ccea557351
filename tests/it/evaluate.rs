//! `dixit evaluate`: figures, errors, and agreement with the reference scorer where that is installed.

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

fn dixit(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dixit")).args(arguments).output().expect("dixit runs")
}

fn file(folder: &TempDir, text: &str) -> String {
    let path = folder.path().join("gold.jsonl");
    fs::write(&path, text).expect("a file is written");
    path.to_str().expect("a path is text").to_owned()
}

/// Gold for a text: its quotes as content and source.
fn gold(text: &str, quotes: &[(&str, &str)]) -> String {
    let span = |part: &str| {
        let at = text.find(part).expect("a part is in its text");
        let start = text[..at].chars().count();
        serde_json::json!([[start, start + part.chars().count()]])
    };
    let quotes: Vec<Value> = quotes
        .iter()
        .map(|(content, source)| serde_json::json!({"content": span(content), "source": span(source)}))
        .collect();
    serde_json::json!({"doc": "own", "text": text, "quotes": quotes}).to_string()
}

const TEXT: &str = "“We will mend the bridge by summer,” the mayor said on Monday.";

#[test]
fn what_agrees_with_gold_is_a_hundred_percent() {
    let folder = TempDir::new().expect("a folder");
    let path = file(&folder, &gold(TEXT, &[("“We will mend the bridge by summer,”", "the mayor")]));
    let out = dixit(&["evaluate", "--json", &path]);
    assert!(out.status.success());
    let figures: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    for block in ["all", "quoted"] {
        for figure in ["detect", "exact", "attributed", "characters"] {
            assert_eq!(figures[block][figure]["f1"], 100.0, "{block} {figure}: {figures}");
        }
    }
}

#[test]
fn errors_are_listed_in_context_and_harmless() {
    let folder = TempDir::new().expect("a folder");
    let text = format!("{TEXT} Nothing\u{1b}[2J else was told of by anybody at all.");
    let path = file(&folder, &gold(&text, &[("Nothing\u{1b}[2J else was told of", "anybody")]));
    let out = dixit(&["evaluate", "--errors", &path]);
    let shown = String::from_utf8(out.stdout).expect("text");
    assert!(shown.contains("missed: 1") && shown.contains("false: 1"), "{shown}");
    assert!(shown.contains("[the mayor] [said] “We will mend the bridge by summer,”"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "an escape sequence came through");
}

#[test]
fn a_broken_line_is_told_and_the_rest_goes_on() {
    let folder = TempDir::new().expect("a folder");
    let good = gold(TEXT, &[("“We will mend the bridge by summer,”", "the mayor")]);
    let path = file(&folder, &format!("{good}\n{{\"doc\": 1}}\n{good}\n"));
    let out = dixit(&["evaluate", &path]);
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stdout).starts_with("2 documents"));
    assert!(String::from_utf8_lossy(&out.stderr).contains("line 2"));
}

#[test]
fn what_gold_leaves_open_is_not_counted_against() {
    let folder = TempDir::new().expect("a folder");
    let end = TEXT.chars().count();
    for (key, value, found) in [
        ("unattributed", serde_json::json!([[0, end]]), 0),
        ("nested", serde_json::json!([{"content": [[0, end]]}]), 0),
        ("partial", serde_json::json!(true), 0),
        ("other", serde_json::json!(true), 1),
    ] {
        let line = serde_json::json!({"doc": "own", "text": TEXT, "quotes": [], key: value});
        let out = dixit(&["evaluate", "--json", &file(&folder, &line.to_string())]);
        let figures: Value = serde_json::from_slice(&out.stdout).expect("JSON");
        assert_eq!(figures["all"]["found"], found, "{key}");
    }
}

/// Compares every figure of `part` of a corpus with the reference scorer's, to a tenth.
fn agrees(corpus: &Path, documents: usize) {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tools");
    let folder = TempDir::new().expect("a folder");
    let text = fs::read_to_string(corpus).expect("a corpus is text");
    let lines: Vec<&str> = text.lines().take(documents).collect();
    let path = file(&folder, &lines.join("\n"));
    let script = format!(
        "import sys, json; sys.path.insert(0, {:?}); import evaluate\n\
         print(json.dumps(evaluate.run_quotes({:?}, {path:?})[0]))",
        tools.to_str().expect("a path is text"),
        env!("CARGO_BIN_EXE_dixit")
    );
    let reference = Command::new("python3").args(["-c", &script]).output().expect("python runs");
    let reference: Value = serde_json::from_slice(&reference.stdout).expect("the scorer gives JSON");
    let out = dixit(&["evaluate", "--json", &path]);
    let own: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let near = |a: &Value, b: &Value, what: &str| {
        let (a, b) = (a.as_f64().unwrap_or(-1.0), b.as_f64().unwrap_or(-1.0));
        assert!((a - b).abs() <= 0.051, "{what}: {a} here, {b} there");
    };
    for block in ["all", "quoted"] {
        let (own, reference) = (&own[block], &reference[block]);
        near(&own["gold"], &reference["gold"], "gold");
        near(&own["found"], &reference["pred"], "found");
        near(&own["resolved"], &reference["resolved"], "resolved");
        for (name, other) in
            [("detect", "detect"), ("exact", "exact"), ("attributed", "attributed"), ("characters", "chars")]
        {
            for (rate, short) in [("precision", "p"), ("recall", "r"), ("f1", "f1")] {
                near(&own[name][rate], &reference[other][short], &format!("{block} {name} {rate}"));
            }
        }
        for row in own["kinds"].as_array().into_iter().flatten() {
            let kind = row["kind"].as_str().expect("a kind has a name");
            if row["gold"] != 0 {
                near(&row["detect"], &reference["recall_by_kind"][kind]["detect"], kind);
                near(&row["attributed"], &reference["recall_by_kind"][kind]["attributed"], kind);
            }
        }
    }
}

#[test]
fn the_reference_scorer_agrees_to_a_tenth() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let corpora: [(PathBuf, usize); 3] = [
        (shared.join("corpora/polnear/dev.jsonl"), 12),
        (shared.join("corpora/gum/gum_news_quotes.jsonl"), 8),
        (shared.join("corpora/gum/gum_bio_quotes.jsonl"), 8),
    ];
    let has_python = Command::new("python3").arg("--version").output().is_ok();
    for (corpus, documents) in corpora {
        if has_python && corpus.exists() {
            agrees(&corpus, documents);
        } else {
            println!("skipped: {} or python3 is not there", corpus.display());
        }
    }
}
