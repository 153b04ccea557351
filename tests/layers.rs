//! The stations before the reader know nothing of the screen or of the file system.
#![allow(clippy::expect_used, clippy::panic, reason = "tests say so when they fail")]

use std::{fs, path::Path};

/// Calls `look` on every Rust file under `folder` with its path and text.
fn sources(folder: &Path, look: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, look);
        } else if path.extension().is_some_and(|e| e == "rs") {
            look(&path, &fs::read_to_string(&path).expect("a source is text"));
        }
    }
}

fn check(station: &str, forbidden: &[&str], except: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(station);
    let mut seen = 0;
    let mut look = |path: &Path, text: &str| {
        seen += 1;
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        for word in forbidden.iter().filter(|_| !except.contains(&name)) {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    };
    if root.is_file() {
        look(&root, &fs::read_to_string(&root).expect("a source is text"));
    } else {
        sources(&root, &mut look);
    }
    assert!(seen > 0, "no sources in {station}");
}

#[test]
fn text_and_analysis_know_no_screen_and_open_no_files() {
    const SCREEN: [&str; 4] = ["ratatui", "crossterm", "crate::reader", "crate::export"];
    const FILES: [&str; 3] = ["std::fs", "std::env", "std::net"];
    for station in ["language", "lexicon", "attribution", "actors"] {
        check(station, &[SCREEN.as_slice(), FILES.as_slice()].concat(), &[]);
    }
    check("article", &SCREEN, &[]);
    check("article", &FILES, &["source.rs", "input.rs"]);
    check("fetch", &[SCREEN.as_slice(), &["crate::article"]].concat(), &[]);
    check("reader/layout", &["ratatui", "crossterm", "std::fs"], &[]);
    check("reader/view", &["std::fs", "std::thread", "crate::attribution::attribute"], &[]);
    check("reader/update", &["std::fs", "std::thread", "std::io"], &[]);
    check("corrections", &SCREEN, &[]);
    check("corrections", &FILES, &["file.rs", "store.rs"]);
    check("figures.rs", &[SCREEN.as_slice(), &FILES].concat(), &[]);
    check("evaluate", &[SCREEN.as_slice(), &FILES].concat(), &[]);
    check("export", &["ratatui", "crossterm", "crate::reader"], &[]);
}

#[test]
fn only_fetching_uses_the_network() {
    const NETWORK: [&str; 3] = ["ureq", "TcpStream", "std::net"];
    for entry in
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("src is there").flatten()
    {
        let name = entry.file_name();
        if entry.path().is_dir() && name != "fetch" {
            check(name.to_str().expect("a station has a name"), &NETWORK, &[]);
        }
    }
    // Fetching is asked for where sources are opened, and nowhere before.
    for station in ["language", "attribution", "actors", "export", "evaluate", "reader/view", "reader/layout"]
    {
        check(station, &["crate::fetch"], &[]);
    }
    check("article", &["crate::fetch"], &["source.rs", "web.rs"]);
}

#[test]
fn stations_look_only_backwards() {
    check("article", &["crate::language", "crate::attribution", "crate::actors", "crate::analysis"], &[]);
    check("language", &["crate::attribution", "crate::actors", "crate::analysis"], &[]);
    check(
        "lexicon",
        &["crate::article", "crate::language", "crate::attribution", "crate::actors", "crate::analysis"],
        &[],
    );
    check("attribution", &["crate::actors", "crate::analysis"], &[]);
    check("actors", &["crate::analysis::Analysis::of"], &["mod.rs"]);
    for station in ["article", "language", "attribution", "actors", "analysis.rs", "figures.rs"] {
        check(station, &["crate::corrections"], &[]);
    }
}
