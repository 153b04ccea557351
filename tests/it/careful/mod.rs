//! The careful model on texts that leave a human reader in no doubt.

mod certain;
mod naming;
mod reports;
mod samples;

use dixit::{
    actors::{ActorKind, AttributedQuote},
    analysis::{Analysis, Analyzer, Architecture, LONGEST_CAREFUL},
    article::{Article, Format},
    attribution::Sense,
};
use std::{fs, path::Path, process::Command};

/// The JSON object that the program writes for these arguments.
fn object(arguments: &[&str]) -> serde_json::Value {
    let out = Command::new(env!("CARGO_BIN_EXE_dixit")).args(arguments).output().expect("dixit runs");
    assert!(out.status.success(), "{out:?}");
    serde_json::from_slice(&out.stdout).expect("an object")
}

fn read(text: &str) -> Analysis {
    let analyzer = Analyzer::shipped(Architecture::Encoder).expect("the careful model is built in");
    analyzer.analyse(&Article::from_text("test".to_owned(), text.to_owned(), Format::Plain))
}

/// The speaker of the quote whose content holds `words`.
fn speaker<'a>(analysis: &'a Analysis, text: &str, words: &str) -> Option<&'a str> {
    let holds = |q: &&AttributedQuote| q.quote.content.iter().any(|piece| piece.of(text).contains(words));
    let quote = analysis.quotes.iter().find(holds).unwrap_or_else(|| panic!("no quote “{words}”"));
    analysis.actor(quote.speaker?).map(|actor| actor.name.as_str())
}

const FAMILY: &str = "Two of the Hallam family spoke at the hearing in Harle on Monday. Peter Hallam, a baker, \
    said the ferry was too old. His sister disagreed. \"It will sail for years,\" Ruth Hallam said. \"Nobody has asked \
    the crew,\" Peter Hallam said later.\n\nThe mayor of Harle, Odile Marchand, said the county would decide in May.\n\n\
    The council believes that the quay will last. A spokeswoman for the County of Wend declined to comment.";

#[test]
fn people_of_one_family_are_told_apart_and_titles_are_no_names() {
    let analysis = read(FAMILY);
    assert_eq!(analysis.read_by, Architecture::Encoder);
    assert_eq!(speaker(&analysis, FAMILY, "too old"), Some("Peter Hallam"));
    assert_eq!(speaker(&analysis, FAMILY, "sail for years"), Some("Ruth Hallam"));
    assert_eq!(speaker(&analysis, FAMILY, "asked the crew"), Some("Peter Hallam"));
    assert_eq!(speaker(&analysis, FAMILY, "decide in May"), Some("Odile Marchand"));
}

const NAMES: &str = "The vote on the bridge was put off on Monday for the third time this year.\n\n\
    Stefan Orr, also known as Drift, played at the harbour. \"It was cold,\" Drift said.\n\n\
    A spokesman for the Treasury said the plan was wrong. A spokesman for the Vardish embassy said it had heard nothing.\n\n\
    The League's Sean Bonner said he would fight. The Xinhua news agency said the Marlow Group had failed.";

#[test]
fn one_has_many_names_and_a_house_is_not_its_spokesman() {
    let analysis = read(NAMES);
    assert_eq!(speaker(&analysis, NAMES, "It was cold"), Some("Stefan Orr"));
    assert_eq!(speaker(&analysis, NAMES, "the plan was wrong"), Some("spokesman for the Treasury"));
    assert_eq!(speaker(&analysis, NAMES, "it had heard nothing"), Some("spokesman for the Vardish embassy"));
    assert_eq!(speaker(&analysis, NAMES, "he would fight"), Some("Sean Bonner"));
    let xinhua = analysis.actors.iter().find(|actor| actor.name == "Xinhua").expect("Xinhua is an actor");
    assert_eq!(xinhua.kind, ActorKind::Organisation);
}

#[test]
fn thoughts_are_told_from_speech() {
    let analysis = read(FAMILY);
    let sense = |words: &str| {
        let holds = |q: &&AttributedQuote| q.quote.content[0].of(FAMILY).contains(words);
        analysis.quotes.iter().find(holds).map(|q| q.quote.sense)
    };
    assert_eq!(sense("sail for years"), Some(Sense::Speech));
    assert_eq!(sense("the quay will last"), Some(Sense::Thought));
}

#[test]
fn speakers_come_with_a_confidence() {
    let analysis = read(FAMILY);
    for quote in analysis.quotes.iter().filter(|q| q.speaker.is_some()) {
        assert!(quote.speaker_confidence.is_some_and(|sure| (0.0..=1.0).contains(&sure)), "{quote:?}");
    }
}

#[test]
fn what_is_too_long_is_read_by_the_quick_model_and_the_same_each_time() {
    let long = FAMILY.repeat(LONGEST_CAREFUL / FAMILY.len() + 1);
    assert_eq!(read(&long).read_by, Architecture::Linear);
    assert_eq!(read(FAMILY), read(FAMILY));
}

#[test]
fn a_text_of_nothing_is_read() {
    for text in ["", " ", "\n\n", "”", "said", "““““““", "🙂🙂", &"said ".repeat(3000)] {
        read(text);
    }
}

#[test]
fn the_command_line_chooses_the_model_and_the_object_names_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    fs::write(&path, FAMILY).expect("a file is written");
    let path = path.to_str().expect("a path is text");
    assert_eq!(object(&["extract", path])["model"], "careful");
    assert_eq!(object(&["extract", "--model", "quick", path])["model"], "quick");
}

/// The F1 in percent, for quotes of the development part of the reader gold, below which the test fails.
const FLOORS: [(&str, f64); 3] = [("detect", 88.1), ("exact", 84.9), ("attributed", 86.3)];

#[test]
fn quotes_of_the_reader_gold_are_found() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/reader/dev.jsonl");
    if !gold.exists() {
        eprintln!("skipped: {} is not here", gold.display());
        return;
    }
    let figures = object(&["evaluate", "--json", gold.to_str().expect("a path is text")]);
    for (figure, floor) in FLOORS {
        let found = figures["all"][figure]["f1"].as_f64().unwrap_or_else(|| panic!("{figures}"));
        assert!(found >= floor, "{figure}: {found}, not {floor}");
    }
}
