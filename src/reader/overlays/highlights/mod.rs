//! The list of all highlights and notes of the article, in the order of the text.

pub mod update;
pub mod view;

use crate::{
    highlights::Highlight,
    reader::{article::Highlights, overlays::search::fold::Words},
    span::Span,
};

/// Longest query, in bytes.
const LONGEST: usize = 200;

/// The list while it lies there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// Words that a highlight or its note has.
    pub query: String,
    /// Whether these are being typed.
    pub is_typed: bool,
    /// The selected one, as a place among those that have them.
    pub selected: usize,
}

/// The highlights that have the words of `query`, those that are not in the text last.
pub fn entries<'a>(all: &'a Highlights, query: &str) -> Vec<(&'a Highlight, Option<Span>)> {
    let words = Words::loose(query.trim());
    let has = |highlight: &Highlight| {
        words.are_in(&highlight.words) || highlight.note.as_ref().is_some_and(|note| words.are_in(note))
    };
    all.in_order().into_iter().filter(|(highlight, _)| words.is_empty() || has(highlight)).collect()
}

impl Panel {
    /// Adds `text` to the words.
    pub fn add(&mut self, text: &str) {
        if self.query.len() + text.len() <= LONGEST {
            self.query.extend(text.chars().filter(|c| !c.is_control()));
            self.selected = 0;
        }
    }
}
