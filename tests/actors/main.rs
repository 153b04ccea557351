//! Actors and speakers, measured on `tests/gold/actors/`: short texts written for this, by phenomenon.
//!
//! `cargo test --test actors -- --nocapture` prints all figures, and each miss on the half made to build on. The other
//! half only measures.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "tests say so when they fail")]

mod gold;
mod measure;

use dixit::analysis::Analysis;
use measure::Tally;
use std::collections::BTreeMap;

#[test]
fn actors_and_speakers_by_phenomenon() {
    for half in ["dev", "held-out"] {
        let (mut all, mut tallies) = (Tally::default(), BTreeMap::<String, Tally>::new());
        for case in gold::cases(half) {
            let (tally, misses) = measure::measure(&case, &Analysis::of(&case.article()));
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
        // Far below what holds, so that only a fall is told.
        let floors = [
            ("cases that hold", all.held as f64 / all.cases as f64, 0.5),
            ("speakers", all.speakers.rate(), 0.8),
            ("links", all.links(), 0.75),
        ];
        for (what, reached, floor) in floors {
            assert!(reached >= floor, "{half}, {what}: {reached:.2} is below {floor}");
        }
    }
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
