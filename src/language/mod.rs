//! From text to sentences and tokens. Takes an [`Article`], gives [`Tokens`]. Knows nothing of quotes.

pub(crate) mod document;
pub(crate) mod forms;
pub(crate) mod marks;
pub(crate) mod observe;
pub(crate) mod observed;
pub(crate) mod phrases;
pub(crate) mod pronouns;
pub(crate) mod seen;
mod segmentation;
mod sentences;
mod tokenise;
mod tokens;
pub(crate) mod verbs;
pub mod words;

pub use document::Document;
pub use tokens::Tokens;

use crate::{article::Article, span::Span};
use std::ops::Range;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word, with inner apostrophes and hyphens ("O'Neill", "so-called"), or an abbreviation with its stops ("U.S.").
    Word,
    /// The clitic of a possessive ("'s" in "Kim's"), apart from its word.
    Possessive,
    /// A number, with its inner commas and stops.
    Number,
    /// A character that can be a quotation mark.
    Mark,
    /// Any other visible character.
    Punctuation,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is made of.
    pub kind: TokenKind,
    /// Where it is; never empty.
    pub span: Span,
}

/// An analysed block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Index into `Article::blocks`.
    pub block: usize,
    /// Its tokens; never none.
    pub tokens: Range<usize>,
    /// Its sentences.
    pub sentences: Range<usize>,
}

/// How many words and numbers stand in `span` of `article`.
pub fn count_words(article: &Article, span: Span) -> usize {
    let mut count = 0;
    tokenise::tokenise(&article.text, span, &article.markup, |token| {
        count += usize::from(matches!(token.kind, TokenKind::Word | TokenKind::Number));
    });
    count
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::{
        article::{Article, Block, BlockKind},
        span::Span,
    };

    /// An article with a paragraph a line.
    pub(crate) fn article(text: &str) -> Article {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len()).trim(text);
            if !span.is_empty() {
                blocks.push(Block { kind: BlockKind::Paragraph, span });
            }
            start += line.len();
        }
        Article { text: text.to_owned(), blocks, ..Article::default() }
    }
}
