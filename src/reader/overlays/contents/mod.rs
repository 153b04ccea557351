//! The table of contents: the headings of the article, to jump to one.

pub mod update;
pub mod view;

use crate::{
    article::{Article, BlockKind},
    reader::overlays::search::fold::Words,
    span::Span,
};

/// Longest query, in bytes.
const LONGEST: usize = 200;

/// The state of the table of contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// The input: only headings with these words are listed.
    pub query: String,
    /// The index of the selected heading among those listed.
    pub selected: usize,
}

/// A heading of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Nesting depth; 0 for the highest level that the article uses.
    pub depth: u8,
    /// The words as they are shown. Untrusted.
    pub words: String,
    /// The span in the text.
    pub span: Span,
}

/// The headings of `article` that have the words of `query`, in the order of the text.
pub fn headings(article: &Article, query: &str) -> Vec<Heading> {
    let levels = || {
        article.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((level, block.span)),
            _ => None,
        })
    };
    let highest = levels().map(|(level, _)| level).min().unwrap_or(0);
    let words = Words::loose(query.trim());
    levels()
        .map(|(level, span)| Heading { depth: level - highest, words: article.shown(span), span })
        .filter(|heading| words.is_empty() || words.are_in(&heading.words))
        .collect()
}

impl Contents {
    /// Appends `text` to the input.
    pub fn add(&mut self, text: &str) {
        if self.query.len() + text.len() <= LONGEST {
            self.query.extend(text.chars().filter(|c| !c.is_control()));
            self.selected = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;

    #[test]
    fn headings_are_listed_by_their_depth_and_narrowed_by_words() {
        let text = "# Plan\n\nOne.\n\n## The bridge\n\nTwo.\n\n### Coût\n\nThree.\n\n## *Ferries*\n\nFour.\n";
        let article = Article::from_text("t.md", text, Format::Markdown);
        let listed = |query: &str| -> Vec<(u8, String)> {
            headings(&article, query).into_iter().map(|heading| (heading.depth, heading.words)).collect()
        };
        let all =
            [(0, "The bridge"), (1, "Coût"), (0, "Ferries")].map(|(depth, words)| (depth, words.to_owned()));
        assert_eq!(listed(""), all);
        assert_eq!(listed("cout"), all[1..2]);
        assert_eq!(listed("nothing"), []);
    }
}
