//! Cycles: files that refer to each other, directly or through others.

use super::sources::Crate;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// The modules within which cycles still exist. The list must not grow.
const STILL: &[&str] =
    &["actors", "article", "attribution", "evaluate", "fetch", "language", "reader", "training"];

/// Whether `file` is a module that contains `other`. Its own references to its parts make no cycle.
fn is_ancestor_module(file: &Path, other: &Path) -> bool {
    let is_mod = file.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs");
    let room = if is_mod { file.parent().unwrap_or(file).to_owned() } else { file.with_extension("") };
    other.starts_with(room)
}

/// The sets of files that refer to each other.
pub fn circles(krate: &Crate) -> Vec<BTreeSet<PathBuf>> {
    let files = krate.sources.iter().filter(|source| !source.is_test);
    let uses: BTreeMap<PathBuf, BTreeSet<PathBuf>> = files
        .map(|source| {
            let named =
                krate.uses(source).into_iter().filter(|other| !is_ancestor_module(&source.file, other));
            (source.file.clone(), named.collect())
        })
        .collect();
    let reached = |from: &PathBuf| {
        let (mut seen, mut todo) = (BTreeSet::new(), vec![from]);
        while let Some(file) = todo.pop() {
            let new = uses.get(file).into_iter().flatten().filter(|next| !seen.contains(*next));
            let new: Vec<&PathBuf> = new.collect();
            seen.extend(new.iter().map(|next| (*next).clone()));
            todo.extend(new);
        }
        seen
    };
    let reached: BTreeMap<&PathBuf, BTreeSet<PathBuf>> =
        uses.keys().map(|file| (file, reached(file))).collect();
    let circle = |file: &PathBuf| {
        let back = |other: &&PathBuf| reached.get(other).is_some_and(|from| from.contains(file));
        reached[file].iter().filter(back).cloned().collect::<BTreeSet<PathBuf>>()
    };
    let all: BTreeSet<BTreeSet<PathBuf>> =
        uses.keys().map(circle).filter(|circle| circle.len() > 1).collect();
    all.into_iter().collect()
}

#[test]
fn no_files_name_each_other() {
    for circle in circles(super::this_crate()) {
        let stations: BTreeSet<String> = circle.iter().map(|file| super::station(file)).collect();
        let is_known = stations.iter().all(|station| STILL.contains(&station.as_str()));
        assert!(is_known && stations.len() == 1, "a circle: {circle:#?}");
    }
}

#[test]
fn a_circle_is_found_however_it_is_closed() {
    let krate = Crate::of(&[
        ("lib.rs", "mod a; mod b;"),
        ("a/mod.rs", "mod one; mod two; pub use one::One;"),
        ("a/one.rs", "pub struct One(crate::b::Two);"),
        ("a/two.rs", "use super::One;"),
        ("b/mod.rs", "mod two; pub(crate) use two::*;"),
        ("b/two.rs", "use crate::a as other; pub struct Two(Box<other::One>);"),
    ]);
    let found = circles(&krate);
    let expected: BTreeSet<PathBuf> = ["a/one.rs", "b/two.rs"].map(PathBuf::from).into();
    // The cycle goes through `b/mod.rs`, which only re-exports the name.
    assert_eq!(found, [expected]);
}
