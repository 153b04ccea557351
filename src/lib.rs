//! dixit reads a news article and tells who said what.

pub mod actors;
pub mod analysis;
pub mod article;
pub mod attribution;
pub mod cli;
pub mod color;
pub mod error;
pub mod export;
pub mod identity;
pub mod language;
pub mod printable;
pub mod reader;
pub mod span;
