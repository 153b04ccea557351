//! An article with all that is found about its words before anything is decided about quotes or actors.

use super::{
    TokenKind, Tokens,
    marks::{self, Passage},
    observe,
    seen::Seen,
    words,
};
use crate::{article::Article, lexicon::word_table::WordTable, span::Span};
use std::{borrow::Cow, ops::Range};

/// An article, its tokens and sentences, and what is found about each of its words: found once, here, and looked up by
/// attribution and actors.
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its text.
    pub text: &'a str,
    /// Its tokens, sentences and paragraphs.
    pub tokens: Tokens,
    /// The stretches in quotation marks, in text order.
    pub(crate) passages: Vec<Passage>,
    /// What is observed of each token.
    pub(crate) seen: Seen,
    /// The tags of tokens that are finite verbs or modals more often than not.
    pub(crate) verb_tags: &'a [u8],
}

impl<'a> Document<'a> {
    /// Cuts the article into tokens, pairs its quotation marks and looks every token up in `words`. Linear in the text.
    pub(crate) fn new(article: &'a Article, words: &WordTable<'a>) -> Self {
        let tokens = Tokens::of(article);
        let passages = marks::passages(&article.text, &tokens);
        let seen = observe::observe(&article.text, &tokens, &passages, words);
        Self { article, text: &article.text, tokens, passages, seen, verb_tags: words.verb_tags() }
    }

    /// The token at `at` as it is written; empty past the last.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).span.of(self.text)
    }

    /// The token at `at` in lower case, with a straight apostrophe; empty past the last.
    pub fn lower(&self, at: usize) -> Cow<'a, str> {
        words::lower(self.word(at))
    }

    /// What the token at `at` is made of, where there is one.
    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.kind(at)
    }

    /// From the first byte of the tokens in `range` to the last.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.tokens.span(range)
    }

    /// The tokens in `range` as they are written, without the markup between them, white space folded to single spaces.
    pub fn written(&self, range: Range<usize>) -> String {
        self.article.shown(self.span(range))
    }

    /// The words of the tokens in `range`, with single spaces.
    pub fn phrase(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        for at in range {
            let glued = matches!(self.kind(at), Some(TokenKind::Possessive))
                || matches!(self.word(at), "," | ")" | "." | "/" | "-");
            if !out.is_empty() && !glued && !out.ends_with(['(', '/', '-']) {
                out.push(' ');
            }
            out.push_str(self.word(at));
        }
        out
    }

    /// The tokens of the sentence that the token stands in.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        self.tokens.sentence(self.tokens.sentence_of(at)).unwrap_or(at..at)
    }
}
