//! The tokens of a text, its sentences and its paragraphs, in five bytes for each token, since a text may consist of tokens of
//! one letter.

use super::{Paragraph, Token, TokenKind};
use crate::span::Span;
use std::ops::Range;

/// Bits of a token's form that hold its kind; those above hold its length in bytes.
const KIND_BITS: u32 = 3;
/// The longest token whose length fits in its form; the form of a longer one has 0 and its length is stored elsewhere.
const LONGEST: usize = (1 << (8 - KIND_BITS)) - 1;

/// The kinds by their numbers.
const KINDS: [TokenKind; 5] =
    [TokenKind::Word, TokenKind::Possessive, TokenKind::Number, TokenKind::Mark, TokenKind::Punctuation];

/// The tokens of an article, in text order, grouped into sentences and paragraphs.
///
/// Sentences together hold every token once, and paragraphs (the analysed blocks that hold a token) every sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Where each token begins.
    starts: Vec<u32>,
    /// Kind and length of each token.
    forms: Vec<u8>,
    /// The tokens that are longer than [`LONGEST`], in order, and how long they are.
    long: Vec<(u32, u32)>,
    /// The first token of each sentence.
    pub(super) sentences: Vec<u32>,
    /// The block and the first sentence of each paragraph.
    pub(super) paragraphs: Vec<(u32, u32)>,
}

impl Tokens {
    /// Adds a token at the end.
    pub(super) fn push(&mut self, Token { kind, span }: Token) {
        let length = if span.len() <= LONGEST {
            span.len() as u8
        } else {
            self.long.push((self.len() as u32, span.len() as u32));
            0
        };
        self.starts.push(span.start as u32);
        self.forms.push(kind as u8 | length << KIND_BITS);
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The token at `index`, where there is one.
    fn find(&self, index: usize) -> Option<Token> {
        let (&start, &form) = self.starts.get(index).zip(self.forms.get(index))?;
        let start = start as usize;
        let length = match usize::from(form >> KIND_BITS) {
            0 => self.long_length(index),
            length => length,
        };
        Some(Token { kind: kind(form), span: Span::new(start, start + length) })
    }

    fn long_length(&self, index: usize) -> usize {
        let found = self.long.binary_search_by_key(&index, |&(at, _)| at as usize).ok();
        found.and_then(|at| self.long.get(at)).map_or(0, |&(_, length)| length as usize)
    }

    /// The token at `index`, or an empty one past the last.
    pub fn get(&self, index: usize) -> Token {
        self.find(index).unwrap_or_else(|| {
            let end = self.len().checked_sub(1).and_then(|last| self.find(last)).map_or(0, |t| t.span.end);
            Token { kind: TokenKind::Punctuation, span: Span::new(end, end) }
        })
    }

    /// What the token at `index` is made of, where there is one.
    pub fn kind(&self, index: usize) -> Option<TokenKind> {
        self.forms.get(index).map(|&form| kind(form))
    }

    /// How many of the tokens in `range` are words or numbers.
    pub fn words(&self, range: Range<usize>) -> usize {
        let is_word = |form: &&u8| matches!(kind(**form), TokenKind::Word | TokenKind::Number);
        self.forms.get(range).unwrap_or_default().iter().filter(is_word).count()
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
        let after = self.starts.partition_point(|&start| start as usize <= offset);
        match after.checked_sub(1) {
            Some(before) if self.get(before).span.end > offset => before,
            _ => after,
        }
    }

    /// The tokens that lie in `span`, as indices.
    pub fn within(&self, span: Span) -> Range<usize> {
        let first = self.starts.partition_point(|&start| (start as usize) < span.start);
        first..self.at(span.end).max(first)
    }

    /// The tokens of the sentence with this number; never none.
    pub fn sentence(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.sentences.get(number)? as usize;
        Some(start..self.sentences.get(number + 1).map_or(self.len(), |&next| next as usize))
    }

    /// The tokens of each sentence, in order.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Range<usize>> {
        (0..self.sentences.len()).map(|number| self.sentence(number).unwrap_or_default())
    }

    /// The number of the sentence with the token at `index`; after the last token, one past the last sentence.
    pub fn sentence_of(&self, index: usize) -> usize {
        let after = self.sentences.partition_point(|&start| start as usize <= index);
        if index < self.len() { after.saturating_sub(1) } else { after }
    }

    /// Whether a sentence begins with the token at `index`.
    pub fn opens_sentence(&self, index: usize) -> bool {
        self.sentences.binary_search_by_key(&index, |&start| start as usize).is_ok()
    }

    /// The paragraph with this number.
    pub fn paragraph(&self, number: usize) -> Option<Paragraph> {
        let &(block, first) = self.paragraphs.get(number)?;
        let first = first as usize;
        let past = self.paragraphs.get(number + 1).map_or(self.sentences.len(), |&(_, next)| next as usize);
        let start = |sentence: usize| self.sentence(sentence).map_or(self.len(), |tokens| tokens.start);
        Some(Paragraph { block: block as usize, tokens: start(first)..start(past), sentences: first..past })
    }

    /// All paragraphs, in order.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = Paragraph> {
        const NONE: Paragraph = Paragraph { block: 0, tokens: 0..0, sentences: 0..0 };
        (0..self.paragraphs.len()).map(|number| self.paragraph(number).unwrap_or(NONE))
    }

    /// The number of the paragraph with the token at `index`; after the last token, one past the last paragraph.
    pub fn paragraph_of(&self, index: usize) -> usize {
        let sentence = self.sentence_of(index);
        let after = self.paragraphs.partition_point(|&(_, first)| first as usize <= sentence);
        if index < self.len() { after.saturating_sub(1) } else { after }
    }
}

fn kind(form: u8) -> TokenKind {
    let number = usize::from(form & ((1 << KIND_BITS) - 1));
    KINDS.get(number).copied().unwrap_or(TokenKind::Punctuation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, BlockKind};

    #[test]
    fn kinds_are_kept() {
        assert!(KINDS.iter().all(|of| kind(*of as u8) == *of));
    }

    #[test]
    fn tokens_are_found_by_place_however_long() {
        let long = "a".repeat(200);
        let text = format!("  One {long}.\n\nTwo, “three”. Four ");
        let second = text.find("Two").unwrap();
        let spans = [Span::new(2, second - 2), Span::new(second, text.len() - 1)];
        let blocks = spans.iter().map(|&span| Block { kind: BlockKind::Paragraph, span }).collect();
        let tokens = Tokens::of(&Article { text: text.clone(), blocks, ..Article::default() });
        let words: Vec<&str> = (0..tokens.len()).map(|at| tokens.get(at).span.of(&text)).collect();
        assert_eq!(words, ["One", long.as_str(), ".", "Two", ",", "“", "three", "”", ".", "Four"]);
        for offset in 0..=text.len() {
            let ends_after = (0..tokens.len()).filter(|&at| tokens.get(at).span.end <= offset).count();
            assert_eq!(tokens.at(offset), ends_after);
        }
        assert_eq!(tokens.within(Span::new(second, second + 4)), 3..5);
        assert_eq!(tokens.sentences().collect::<Vec<_>>(), [0..3, 3..9, 9..10]);
        assert_eq!(tokens.paragraphs().map(|p| p.tokens).collect::<Vec<_>>(), [0..3, 3..10]);
        assert_eq!([0, 2, 3, 9, 10].map(|at| tokens.sentence_of(at)), [0, 0, 1, 2, 3]);
        assert_eq!([0, 2, 3, 9, 10].map(|at| tokens.paragraph_of(at)), [0, 0, 1, 1, 2]);
        assert!(tokens.get(10).span.is_empty());
    }
}
