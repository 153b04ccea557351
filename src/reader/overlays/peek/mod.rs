//! All about one quote.

pub mod view;
