//! What each station of the crate may name, so that the arrows in the crate's documentation hold.
//!
//! It parses the sources, so it sees a module that is named in a group, under another name, relative to a parent
//! (`super::`), through a re-export, in a full path, or in the arguments of a macro.

mod circles;
mod guard;
mod names;
mod sources;

use sources::Crate;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// The stations in order, each with those that it may name, which must stand above it.
const STATIONS: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("printable", &[]),
    ("private", &[]),
    ("color", &[]),
    ("lexicon", &[]),
    ("clock", &[]),
    ("io_reason", &[]),
    ("fetch", &["clock", "private"]),
    ("article", &["lexicon", "span"]),
    ("source", &["article", "fetch", "io_reason"]),
    ("language", &["article", "lexicon", "span"]),
    ("attribution", &["article", "language", "lexicon", "span"]),
    ("actors", &["article", "attribution", "language", "lexicon", "span"]),
    ("model", &["actors", "article", "attribution", "language", "lexicon"]),
    ("analysis", &["actors", "article", "attribution", "language", "lexicon", "model", "span"]),
    ("memory", &["article", "fetch", "io_reason", "private"]),
    ("keeping", &["article", "io_reason", "memory", "private", "source"]),
    ("settings", &["analysis", "color", "fetch", "io_reason", "source"]),
    ("corrections", &["actors", "analysis", "article", "attribution", "keeping", "language", "span"]),
    ("highlights", &["article", "keeping", "memory", "span"]),
    ("positions", &["article", "memory"]),
    ("figures", &["actors", "analysis", "article", "language", "span"]),
    ("identity", &["actors", "analysis"]),
    ("evaluate", &["actors", "analysis", "attribution", "span"]),
    (
        "export",
        &[
            "actors",
            "analysis",
            "article",
            "attribution",
            "color",
            "evaluate",
            "figures",
            "highlights",
            "identity",
            "language",
            "printable",
            "span",
        ],
    ),
    (
        "library",
        &[
            "actors",
            "analysis",
            "article",
            "clock",
            "corrections",
            "export",
            "figures",
            "io_reason",
            "lexicon",
            "private",
            "span",
        ],
    ),
    ("audit", &["actors", "analysis", "attribution", "export", "lexicon", "library", "printable"]),
    ("training", &["actors", "article", "attribution", "io_reason", "language", "lexicon", "model", "span"]),
    ("error", &["article", "io_reason", "keeping", "library", "memory", "model", "settings", "source"]),
    (
        "reader",
        &[
            "actors",
            "analysis",
            "article",
            "attribution",
            "clock",
            "color",
            "corrections",
            "error",
            "export",
            "fetch",
            "figures",
            "highlights",
            "identity",
            "library",
            "memory",
            "positions",
            "printable",
            "settings",
            "source",
            "span",
        ],
    ),
    (
        "cli",
        &[
            "analysis",
            "article",
            "audit",
            "clock",
            "color",
            "corrections",
            "error",
            "evaluate",
            "export",
            "fetch",
            "highlights",
            "library",
            "memory",
            "positions",
            "printable",
            "private",
            "reader",
            "settings",
            "source",
        ],
    ),
];

/// What the tests of a station may name in addition.
const TESTS: &[(&str, &[&str])] = &[
    ("actors", &["analysis"]),
    ("attribution", &["actors", "analysis"]),
    ("figures", &["attribution"]),
    ("keeping", &["actors", "corrections", "highlights", "span"]),
    ("model", &["article", "span"]),
];

/// External crates and modules, and the files and folders that may name them. Tests may name any but the network.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("ratatui", &["reader"]),
    ("crossterm", &["reader"]),
    ("rusqlite", &["library"]),
    ("ureq", &["fetch"]),
    ("std::net", &["fetch"]),
    (
        "std::fs",
        &[
            "bin",
            "cli",
            "keeping/store.rs",
            "fetch/cache.rs",
            "library/aliases.rs",
            "library/amend.rs",
            "library/open.rs",
            "memory/shelf.rs",
            "private.rs",
            "reader",
            "settings",
            "source",
            "training",
        ],
    ),
    ("std::env", &["cli", "reader"]),
    ("std::process", &["bin", "cli", "main.rs", "private.rs", "reader"]),
    (
        "std::thread",
        &[
            "article/input.rs",
            "cli",
            "fetch",
            "model/encoder/network.rs",
            "private.rs",
            "reader",
            "source/streaming.rs",
            "training",
        ],
    ),
    ("tokio", &[]),
];

/// Parts of stations, and what they must not name though their station may.
const PARTS: &[(&str, &[&str])] = &[
    ("article", &["std::fs", "crate::fetch", "crate::source"]),
    ("reader/layout", &["ratatui", "crossterm", "std::fs", "std::thread", "crate::fetch"]),
    ("reader/app/state", &["std::fs", "std::thread", "std::io"]),
    ("reader/app/update", &["std::fs", "std::thread", "std::io"]),
    ("reader/app/view", &["std::fs", "std::thread", "std::io", "crate::fetch"]),
    ("reader/article", &["std::fs", "std::thread", "std::io", "crate::fetch"]),
    ("reader/draw", &["std::fs", "std::thread", "std::io", "crate::fetch"]),
    ("reader/keymap", &["std::fs", "std::thread", "std::io", "crate::fetch"]),
    ("reader/list", &["std::fs", "std::thread", "std::io"]),
    ("reader/overlays", &["std::fs", "std::thread", "std::io"]),
    ("reader/theme", &["std::fs", "std::thread", "std::io", "crate::fetch"]),
];

/// The sources of the crate, read once for all tests.
fn this_crate() -> &'static Crate {
    static CRATE: OnceLock<Crate> = OnceLock::new();
    CRATE.get_or_init(|| Crate::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")))
}

/// Whether `meaning` is what `path` names, or something in it.
fn is_in(meaning: &[String], path: &str) -> bool {
    let path: Vec<&str> = path.split("::").collect();
    path.len() <= meaning.len() && path.iter().zip(meaning).all(|(a, b)| a == b)
}

/// The violations of `rule`, each as a file and what it names. `rule` gets the file, whether the name is only compiled
/// for tests, and what it resolves to.
fn breaks(krate: &Crate, mut rule: impl FnMut(&Path, bool, &[String]) -> bool) -> Vec<String> {
    let mut out = Vec::new();
    for source in &krate.sources {
        for named in &source.named {
            let is_test = named.is_test || source.is_test;
            for meaning in krate.meanings(named) {
                if !rule(&source.file, is_test, &meaning) {
                    out.push(format!("{} names {}", source.file.display(), meaning.join("::")));
                }
            }
        }
    }
    out.sort();
    out.dedup();
    out
}

fn station(file: &Path) -> String {
    let first = file.iter().next().map(|first| first.to_string_lossy().into_owned()).unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}

/// The violations of rules like [`STATIONS`] in `krate`.
fn stations_broken(krate: &Crate, stations: &[(&str, &[&str])], tests: &[(&str, &[&str])]) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = stations.iter().copied().collect();
    let for_tests: BTreeMap<&str, &[&str]> = tests.iter().copied().collect();
    breaks(krate, |file, is_test, meaning| {
        let own = station(file);
        let [first, other, ..] = meaning else { return true };
        if first != "crate" || *other == own || !allowed.contains_key(other.as_str()) {
            return true;
        }
        // The root and the binaries may name everything.
        let Some(list) = allowed.get(own.as_str()) else {
            return matches!(own.as_str(), "lib" | "main" | "bin");
        };
        let also = for_tests.get(own.as_str()).filter(|_| is_test);
        list.iter().chain(also.copied().unwrap_or_default()).any(|name| name == other)
    })
}

#[test]
fn stations_name_only_what_they_may() {
    let krate = this_crate();
    for (at, (name, allowed)) in STATIONS.iter().enumerate() {
        let above = &STATIONS[..at];
        for other in *allowed {
            assert!(above.iter().any(|(known, _)| known == other), "{name} -> {other} points down");
        }
    }
    let known = |file: &PathBuf| {
        let own = station(file);
        matches!(own.as_str(), "lib" | "main" | "bin") || STATIONS.iter().any(|(name, _)| *name == own)
    };
    let strangers: Vec<_> =
        krate.sources.iter().map(|source| &source.file).filter(|file| !known(file)).collect();
    assert!(strangers.is_empty(), "no station: {strangers:?}");
    assert_eq!(stations_broken(krate, STATIONS, TESTS), [""; 0]);
}

#[test]
fn only_some_files_reach_outside() {
    let broken = breaks(this_crate(), |file, is_test, meaning| {
        OUTSIDE.iter().filter(|(path, _)| is_in(meaning, path)).all(|(path, may)| {
            let is_network = matches!(*path, "ureq" | "std::net");
            is_test && !is_network || may.iter().any(|folder| file.starts_with(folder))
        })
    });
    assert_eq!(broken, [""; 0]);
}

#[test]
fn parts_of_a_station_name_less_than_the_station() {
    let krate = this_crate();
    for (part, forbidden) in PARTS {
        let is_part = |file: &Path| file.starts_with(part) || file == Path::new(&format!("{part}.rs"));
        assert!(krate.sources.iter().any(|source| is_part(&source.file)), "no sources in {part}");
        let broken = breaks(krate, |file, is_test, meaning| {
            is_test || !is_part(file) || !forbidden.iter().any(|path| is_in(meaning, path))
        });
        assert_eq!(broken, [""; 0]);
    }
}
