//! Actors and speakers, measured on `tests/gold/actors/`: short texts written for this, by phenomenon.
//!
//! `cargo test --test it actors -- --nocapture` prints all figures, and each miss on the development half. The other
//! half is only measured.

mod gold;
mod measure;

use dixit::analysis::Analyzer;
use measure::Tally;
use std::collections::BTreeMap;

#[test]
fn actors_and_speakers_by_phenomenon() {
    let mut below = Vec::new();
    for half in ["dev", "held-out"] {
        let (mut all, mut tallies) = (Tally::default(), BTreeMap::<String, Tally>::new());
        for case in gold::cases(half) {
            let (tally, misses) = measure::measure(&case, &Analyzer::default().analyse(&case.article()));
            if half == "dev" && !misses.is_empty() {
                println!("{}\n  {}\n", case.title, misses.join("\n  "));
            }
            all.add(tally);
            tallies.entry(case.phenomenon).or_default().add(tally);
        }
        let width = tallies.keys().map(String::len).max().unwrap_or_default();
        println!("{half:width$}   holds  speakers  not found  via, to   roles  links");
        for (name, t) in tallies.iter().map(|(n, t)| (n.as_str(), t)).chain([("all", &all)]) {
            let held = format!("{}/{}", t.held, t.cases);
            println!(
                "{name:width$}  {held:>6}  {:>8}  {:>9}  {:>7}  {:>6}  {:>5.1}",
                t.speakers,
                t.lost,
                t.others,
                t.roles,
                100.0 * t.links()
            );
        }
        println!();
        for (name, tally) in tallies.iter().map(|(n, t)| (n.as_str(), t)).chain([("all", &all)]) {
            below.extend(fallen(half, name, tally));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

/// The figures reached, in percent, by half and phenomenon: cases that hold, correct speakers, links (B-cubed F1).
/// Update a line when a change is meant to move it.
const REACHED: &str = include_str!("../../gold/actors/reached.tsv");

/// How far a figure may fall below what was reached, in points.
const SLACK: f64 = 1.0;

/// Describes each figure that has fallen below what was reached, with the line for today's figures.
fn fallen(half: &str, phenomenon: &str, tally: &Tally) -> Option<String> {
    let now = [tally.held as f64 / tally.cases as f64, tally.speakers.rate(), tally.links()];
    let now = now.map(|rate| 100.0 * rate);
    let figures = now.map(|rate| format!("{rate:.1}")).join("\t");
    let lines = REACHED.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let known = lines.into_iter().find(|line| line[..2] == [half, phenomenon]).unwrap_or_default();
    let before: Vec<f64> = known.iter().skip(2).map(|figure| figure.parse().expect("a number")).collect();
    let holds =
        before.len() == now.len() && before.iter().zip(now).all(|(before, now)| now >= before - SLACK);
    (!holds).then(|| format!("below what was reached, or new: {half}\t{phenomenon}\t{figures}"))
}

#[test]
fn the_gold_is_sound() {
    let mut counts = BTreeMap::<String, usize>::new();
    for case in gold::cases("dev").into_iter().chain(gold::cases("held-out")) {
        const KINDS: [&str; 6] = ["person", "organisation", "place", "group", "document", "anonymous"];
        let is_of = |i: usize| case.mentions.iter().any(|m| m.actor == i);
        for (i, actor) in case.actors.iter().enumerate() {
            let name = &actor.names[0];
            assert!(is_of(i), "{}: {name} is nowhere marked", case.title);
            assert!(actor.kinds.iter().all(|k| KINDS.contains(&k.as_str())), "{}: {name}", case.title);
        }
        assert!(!case.quotes.is_empty(), "{}: nobody speaks", case.title);
        *counts.entry(case.phenomenon).or_default() += 1;
    }
    assert!(counts.values().sum::<usize>() >= 130, "{counts:?}");
    assert!(counts.values().all(|&n| n >= 5), "{counts:?}");
}
