//! The program in a pseudoterminal: what can only be tested there.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "tests say so when they fail")]

mod bytes;
mod coming;
mod copying;
mod correcting;
mod highlighting;
mod hostile;
mod leaving;
#[cfg(feature = "library")]
mod library;
mod memory;
mod piping;
mod positions;
mod reading;
#[path = "../it/support/server.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod server;
mod terminal;
mod typing;
mod web;
