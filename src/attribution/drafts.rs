//! Drafts: quotes in token ranges, before they become spans of text.

use super::{Quote, QuoteKind, Sense, carriers::Nested, sense};
use crate::{
    language::{Document, TokenKind},
    span::Span,
};
use std::ops::Range;

/// A quote whose parts are still ranges of tokens, by their indices in the whole article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    pub content: Vec<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub source: Option<Range<usize>>,
    pub via: Option<Range<usize>>,
    pub to: Option<Range<usize>>,
    pub confidence: f32,
    /// Its sense, if a model gives one; otherwise it follows from the cue and the source.
    pub sense: Option<Sense>,
    /// Whether the words are a direct quote without quotation marks.
    pub is_verbatim: bool,
}

/// For each token, whether it is content of a quote.
pub(super) fn covered(document: &Document<'_>, drafts: &[Draft]) -> Vec<bool> {
    let mut out = vec![false; document.tokens.len()];
    for piece in drafts.iter().flat_map(|draft| &draft.content) {
        out.get_mut(piece.clone()).unwrap_or_default().fill(true);
    }
    out
}

impl From<Nested> for Draft {
    fn from(Nested { attribution, via, to }: Nested) -> Self {
        let draft = Self::without_cue(attribution.content, attribution.source, attribution.confidence);
        Self { via, to, ..draft.with_cue(attribution.cue) }
    }
}

impl Draft {
    /// A quote without a cue.
    pub(crate) fn without_cue(
        content: Vec<Range<usize>>,
        source: Option<Range<usize>>,
        confidence: f32,
    ) -> Self {
        Self { content, cue: None, source, via: None, to: None, confidence, sense: None, is_verbatim: false }
    }

    /// The same quote with a cue.
    pub(crate) fn with_cue(self, cue: Range<usize>) -> Self {
        Self { cue: Some(cue), ..self }
    }

    /// First token of the content.
    pub(crate) fn start(&self) -> usize {
        self.content.first().map_or(0, |r| r.start)
    }

    /// Past the last token of the content.
    pub(crate) fn end(&self) -> usize {
        self.content.last().map_or(0, |r| r.end)
    }

    /// The quote, with spans of text for token indices. None where it has no content.
    pub(crate) fn finish(self, document: &Document<'_>) -> Option<Quote> {
        let (mut inside, mut all) = (0, 0);
        for at in self.content.iter().cloned().flatten() {
            let length = document.word(at).len();
            all += length;
            inside += if document.seen.is_quoted(at) { length } else { 0 };
        }
        // Where a report goes on before the mark ('he "hopes to win" and "rest"'), the words are not wholly those of the source.
        let is_word =
            |at: &usize| matches!(document.tokens.get(*at).kind, TokenKind::Word | TokenKind::Number);
        let begins_outside = |piece: &Range<usize>| {
            piece.clone().find(is_word).is_some_and(|first| !document.seen.is_quoted(first))
        };
        let begins_outside = self.content.first().is_some_and(begins_outside);
        // "Lind told me that it was over", Roe said: the marks enclose Roe's words, in which Lind's are reported.
        let is_mark = |at: usize| document.kind(at) == Some(TokenKind::Mark) && document.word(at) != "’";
        let has_mark = |piece: &Range<usize>| (piece.start..piece.end.saturating_sub(1)).any(is_mark);
        let is_reported = self.cue.as_ref().is_some_and(|cue| {
            let passage = document.seen.passage(cue.start);
            passage != 0
                && self
                    .content
                    .iter()
                    .all(|piece| document.seen.passage(piece.start) == passage && !has_mark(piece))
        });
        // PolNeAR's bound for "direct": at least nine tenths in quotation marks.
        let kind = match inside {
            _ if is_reported => QuoteKind::Indirect,
            _ if self.is_verbatim => QuoteKind::Direct,
            0 => QuoteKind::Indirect,
            _ if inside * 10 >= all * 9 && !begins_outside => QuoteKind::Direct,
            _ => QuoteKind::Mixed,
        };
        let sense =
            self.sense.unwrap_or_else(|| sense::of(document, self.cue.as_ref(), self.source.as_ref()));
        let span = |range: Range<usize>| document.tokens.span(range);
        let content: Vec<Span> = self.content.into_iter().map(span).filter(|s| !s.is_empty()).collect();
        (!content.is_empty()).then(|| Quote {
            kind,
            content,
            cue: self.cue.map(span),
            source: self.source.map(span),
            via: self.via.map(span),
            to: self.to.map(span),
            sense,
            confidence: self.confidence,
        })
    }
}
