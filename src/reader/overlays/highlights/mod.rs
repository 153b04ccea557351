//! The list of highlights and notes of the article, in the order of the text.

pub mod update;
pub mod view;

use crate::{
    highlights::Highlight,
    reader::{article::Highlights, overlays::search::fold::Words},
    span::Span,
};

/// Longest query, in bytes.
const LONGEST: usize = 200;

/// The state of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// The search words: only entries with these words in the highlight or its note are listed.
    pub query: String,
    /// Whether they are being typed.
    pub is_typed: bool,
    /// The index of the selected entry among those listed.
    pub selected: usize,
}

/// The highlights that have the words of `query`, with their spans; those whose words are no longer in the text come
/// last.
pub fn entries<'a>(all: &'a Highlights, query: &str) -> Vec<(&'a Highlight, Option<Span>)> {
    let words = Words::loose(query.trim());
    let has = |highlight: &Highlight| {
        words.are_in(&highlight.words) || highlight.note.as_ref().is_some_and(|note| words.are_in(note))
    };
    all.in_order().into_iter().filter(|(highlight, _)| words.is_empty() || has(highlight)).collect()
}

impl Panel {
    /// Appends `text` to the search words.
    pub fn add(&mut self, text: &str) {
        if self.query.len() + text.len() <= LONGEST {
            self.query.extend(text.chars().filter(|c| !c.is_control()));
            self.selected = 0;
        }
    }
}
