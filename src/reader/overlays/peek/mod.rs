//! The peek: details of the current quote.

pub mod view;
