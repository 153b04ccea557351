//! From text to sentences and tokens. Takes an [`Article`], gives [`Tokens`]. Knows nothing of quotes.

mod sentences;
mod tokenise;
pub mod words;

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

/// A sentence, with the marks that close it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, as indices into [`Tokens::tokens`]; never empty.
    pub tokens: Range<usize>,
}

/// An analysed block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Index into `Article::blocks`.
    pub block: usize,
    /// Its tokens, as indices into [`Tokens::tokens`].
    pub tokens: Range<usize>,
    /// Its sentences, as indices into [`Tokens::sentences`].
    pub sentences: Range<usize>,
}

/// How many words and numbers stand in `span` of `article`.
pub fn count_words(article: &Article, span: Span) -> usize {
    let mut tokens = Vec::new();
    tokenise::tokenise(&article.text, span, &article.markup, &mut tokens);
    tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).count()
}

/// The tokens of an article, in text order, grouped into sentences and paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All sentences; together they hold every token once.
    pub sentences: Vec<Sentence>,
    /// All analysed blocks that hold a token; together they hold every sentence once.
    pub paragraphs: Vec<Paragraph>,
}

impl Tokens {
    /// Finds the tokens and sentences of the blocks of `article` that are analysed. Linear in the text.
    pub fn of(article: &Article) -> Self {
        let mut out = Self::default();
        for (block, part) in article.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_analysed()) {
            let first = out.tokens.len();
            tokenise::tokenise(&article.text, part.span, &article.markup, &mut out.tokens);
            let tokens = first..out.tokens.len();
            if tokens.is_empty() {
                continue;
            }
            let first_sentence = out.sentences.len();
            sentences::split(&article.text, &out.tokens, tokens.clone(), &mut out.sentences);
            out.paragraphs.push(Paragraph { block, tokens, sentences: first_sentence..out.sentences.len() });
        }
        out
    }

    /// The token at `index`, or an empty one past the last.
    pub fn get(&self, index: usize) -> Token {
        let end = self.tokens.last().map_or(0, |t| t.span.end);
        self.tokens
            .get(index)
            .copied()
            .unwrap_or(Token { kind: TokenKind::Punctuation, span: Span::new(end, end) })
    }

    /// From the first byte of the tokens in `range` to the last; empty where the range is.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.get(range.start).span.start;
        if range.is_empty() {
            Span::new(start, start)
        } else {
            Span::new(start, self.get(range.end - 1).span.end)
        }
    }

    /// The first token that ends after `offset`.
    pub fn at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= offset)
    }

    /// The tokens that lie in `span`, as indices.
    pub fn within(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        let last = self.tokens.partition_point(|t| t.span.end <= span.end);
        first..last.max(first)
    }
}
