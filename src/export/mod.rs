//! The analysis without a screen: JSON Lines for programs, plain text for people, pipes and screen readers.
//!
//! Takes an [`Article`](crate::article::Article) and its [`Analysis`](crate::analysis::Analysis). Knows nothing of the
//! screen.

pub mod json;
pub mod plain;
mod setter;
