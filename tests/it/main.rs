//! Integration tests without a terminal. They are one binary, so that the models are linked only once. `cargo test
//! --test it reading` runs the module `reading`.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests say so when they fail"
)]

mod actors;
mod analysis;
mod asking;
#[cfg(feature = "library")]
mod audit;
mod careful;
mod choosing;
mod cli;
mod config;
mod correcting;
mod doubting;
mod evaluate;
#[cfg(feature = "feeds")]
mod feeds;
mod fetching;
mod highlighting;
mod hostile;
mod jumping;
mod keys;
mod later;
mod layers;
#[cfg(feature = "library")]
mod library;
#[cfg(feature = "library")]
mod linear;
mod links;
mod mending;
mod nested;
mod palette;
#[cfg(feature = "library")]
mod people;
mod picture;
mod reading;
mod screens;
mod searching;
mod secure;
mod selecting;
mod setting;
mod sourcing;
mod support;
mod telling;
#[cfg(feature = "training")]
mod training;
#[cfg(feature = "library")]
mod unanalysed;
