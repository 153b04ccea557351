//! Tests of the checker: each way of naming a module is detected.

use super::{is_in, sources::Crate, stations_broken};

const STATIONS: &[(&str, &[&str])] = &[("low", &[]), ("high", &["low"])];

/// The violations in a crate whose lower layer is `source`.
fn broken(source: &str) -> Vec<String> {
    let krate = Crate::of(&[
        ("lib.rs", "pub mod low; pub mod high; pub mod door;"),
        ("low/mod.rs", "mod inner;"),
        ("low/inner.rs", source),
        ("high/mod.rs", "pub mod screen; pub use screen::Screen; pub fn draw() {}"),
        ("high/screen.rs", "pub struct Screen; pub const WIDTH: u16 = 80;"),
        ("door.rs", "pub use crate::high::screen as window;"),
    ]);
    let all = stations_broken(&krate, STATIONS, &[]);
    all.into_iter().filter(|line| line.starts_with("low/")).collect()
}

#[test]
fn a_forbidden_module_is_seen_however_it_is_named() {
    for source in [
        "use crate::high::Screen;",
        "use crate::{low, high::{screen::{self}}};",
        "use crate::{high as h};",
        "use crate::high::{draw as paint, *};",
        "use super::super::high::draw;",
        "use super::super::{high};",
        "use crate as root; fn f() { root::high::draw(); }",
        "use crate::*; fn f() { high::draw() }",
        "use super::super::*; type S = high::Screen;",
        "use crate::door::window; fn f() -> u16 { window::WIDTH }",
        "use crate::door; fn f() -> u16 { door::window::WIDTH }",
        "extern crate self as own; use own::high::draw;",
        "fn f() { crate::high::draw() }",
        "fn f() -> crate::high::Screen { todo!() }",
        "fn f(_: &dyn Into<Option<crate::high::Screen>>) {}",
        "impl From<crate::high::Screen> for u8 { fn from(_: crate::high::Screen) -> u8 { 0 } }",
        "fn f() { super::super::high::draw() }",
        "mod deeper { fn f() { super::super::super::high::draw() } }",
        "mod deeper { use super::*; use super::super::super::high; }",
        "fn f() { self::super::super::high::draw() }",
        "fn f() { use crate::high::draw as d; d() }",
        "fn f(w: u16) { assert!(matches!(w, crate::high::screen::WIDTH)) }",
        "macro_rules! m { () => { $crate::high::draw() } }",
        "fn f() { vec![{ use crate::{high::draw}; draw() }] }",
        "#[derive(Debug)] struct A { #[serde(with(crate::high::screen))] b: u8 }",
        "pub use crate::high::screen::WIDTH as COLUMNS;",
        "#[cfg(test)] mod tests { use crate::high::draw; }",
    ] {
        assert!(!broken(source).is_empty(), "unseen: {source}");
    }
}

#[test]
fn what_is_allowed_passes() {
    for source in [
        "use crate::low; use super::super::low as l;",
        "/// As [`crate::high::draw`] shows it.\npub fn f() {}",
        "fn f() -> &'static str { \"crate::high::draw\" }",
        "mod high { pub fn draw() {} } fn f() { high::draw() }",
        "pub(in crate::low) fn high() {}",
        "use std::collections::HashMap as high; fn f() -> high<u8, u8> { high::new() }",
    ] {
        assert_eq!(broken(source), [""; 0], "{source}");
    }
}

#[test]
fn what_is_outside_is_seen_however_it_is_named() {
    for source in [
        "use std::fs;",
        "use std::{io, fs::{self, File}};",
        "use std as s; fn f() { s::fs::read(\"a\").ok(); }",
        "use ::std::fs::read;",
        "fn f() { ::std::fs::read(\"a\").ok(); }",
        "fn f() { println!(\"{:?}\", std::fs::read(\"a\")) }",
        "extern crate std as s; use s::fs;",
    ] {
        let krate = Crate::of(&[("lib.rs", source)]);
        let all = krate.sources.iter().flat_map(|source| &source.named);
        let mut meanings = all.flat_map(|named| krate.meanings(named));
        assert!(meanings.any(|meaning| is_in(&meaning, "std::fs")), "unseen: {source}");
    }
}
