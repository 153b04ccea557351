//! The text of an article, token by token.

use crate::{
    language::{TokenKind, Tokens, words},
    span::Span,
};
use std::{borrow::Cow, ops::Range};

/// A text and its tokens.
pub(crate) struct Text<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
}

impl<'a> Text<'a> {
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).span.of(self.text)
    }

    pub fn lower(&self, at: usize) -> Cow<'a, str> {
        words::lower(self.word(at))
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.kind(at)
    }

    pub fn span(&self, range: Range<usize>) -> Span {
        self.tokens.span(range)
    }

    /// The tokens in `range` as they are written, white space folded to single spaces.
    pub fn written(&self, range: Range<usize>) -> String {
        self.span(range).of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
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
}
