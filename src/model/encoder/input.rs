//! The input of the encoder: features of each token.

use super::pieces::Vocabulary;
use crate::{
    article::BlockKind,
    language::{Document, TokenKind, marks::Passage},
};

/// How a token is written.
pub(crate) mod case {
    pub const LOWER: u8 = 0;
    pub const CAPITAL: u8 = 1;
    pub const UPPER: u8 = 2;
    pub const MIXED: u8 = 3;
    pub const NUMBER: u8 = 4;
    pub const SIGN: u8 = 5;
}

/// The place of a token relative to quotation marks.
pub(crate) mod quoted {
    pub const OUTSIDE: u8 = 0;
    pub const OPENS: u8 = 1;
    pub const INSIDE: u8 = 2;
    pub const CLOSES: u8 = 3;
}

/// Where a token stands in its paragraph.
pub(crate) mod place {
    pub const WITHIN: u8 = 0;
    pub const OPENS_SENTENCE: u8 = 1;
    pub const OPENS_PARAGRAPH: u8 = 2;
    pub const OPENS_HEADING: u8 = 3;
    pub const OPENS_BLOCK_QUOTE: u8 = 4;
    pub const OPENS_ITEM: u8 = 5;
}

/// The input for a text: for each token its word pieces and three features.
#[derive(Debug, Default)]
pub(crate) struct Input {
    pub pieces: Vec<u32>,
    /// The first piece of each token, and at the end the number of all pieces.
    pub first: Vec<u32>,
    pub case: Vec<u8>,
    pub quoted: Vec<u8>,
    pub place: Vec<u8>,
    /// The number of its paragraph and of its sentence.
    pub paragraph: Vec<u32>,
    pub sentence: Vec<u32>,
}

impl Input {
    /// How many tokens.
    pub fn len(&self) -> usize {
        self.place.len()
    }

    /// Whether the token is in a heading, or in the first paragraph, which is a title where nothing else is told to be one.
    pub fn is_in_heading(&self, token: usize) -> bool {
        let paragraph = self.paragraph.get(token).copied().unwrap_or_default();
        paragraph == 0 || self.is_heading(paragraph)
    }

    /// Whether the token is in a heading, or in a first paragraph that has no end of a sentence, as a title has none.
    pub fn is_in_headline(&self, token: usize) -> bool {
        let paragraph = self.paragraph.get(token).copied().unwrap_or_default();
        let past = self.paragraph.partition_point(|number| *number <= paragraph);
        let is_title = || paragraph == 0 && past > 0 && self.case.get(past - 1) != Some(&case::SIGN);
        self.is_heading(paragraph) || is_title()
    }

    fn is_heading(&self, paragraph: u32) -> bool {
        let opens = self.paragraph.partition_point(|number| *number < paragraph);
        self.place.get(opens) == Some(&place::OPENS_HEADING)
    }

    /// The input for a document. Linear in its tokens.
    pub fn of(document: &Document<'_>, vocabulary: &Vocabulary<'_>) -> Self {
        let Document { article, tokens, passages, .. } = document;
        let mut out = Self::default();
        let mut passages = passages.iter().peekable();
        for (number, paragraph) in (0..).zip(tokens.paragraphs()) {
            let block = article.blocks.get(paragraph.block).map_or(BlockKind::Paragraph, |block| block.kind);
            let sentences = paragraph.sentences.clone();
            for (place_of, sentence) in sentences.filter_map(|at| Some((at as u32, tokens.sentence(at)?))) {
                for at in sentence.clone() {
                    while passages.next_if(|p| p.tokens.end <= at).is_some() {}
                    let token = tokens.get(at);
                    let written = token.span.of(&article.text);
                    out.paragraph.push(number);
                    out.sentence.push(place_of);
                    out.first.push(out.pieces.len() as u32);
                    out.pieces.extend(vocabulary.cut(written));
                    out.case.push(case_of(written, token.kind));
                    out.quoted.push(passages.peek().map_or(quoted::OUTSIDE, |p| quoted_in(p, at)));
                    out.place.push(match () {
                        () if at == paragraph.tokens.start => opens(block),
                        () if at == sentence.start => place::OPENS_SENTENCE,
                        () => place::WITHIN,
                    });
                }
            }
        }
        out.first.push(out.pieces.len() as u32);
        out
    }
}

const fn opens(block: BlockKind) -> u8 {
    match block {
        BlockKind::Title | BlockKind::Heading(_) => place::OPENS_HEADING,
        BlockKind::BlockQuote => place::OPENS_BLOCK_QUOTE,
        BlockKind::ListItem { .. } => place::OPENS_ITEM,
        _ => place::OPENS_PARAGRAPH,
    }
}

fn quoted_in(passage: &Passage, at: usize) -> u8 {
    match at {
        _ if at < passage.tokens.start => quoted::OUTSIDE,
        _ if at == passage.tokens.start => quoted::OPENS,
        _ if at + 1 == passage.tokens.end && passage.closed => quoted::CLOSES,
        _ => quoted::INSIDE,
    }
}

fn case_of(written: &str, kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Number => return case::NUMBER,
        TokenKind::Mark | TokenKind::Punctuation => return case::SIGN,
        TokenKind::Word | TokenKind::Possessive => {}
    }
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let first_is_upper = letters.next().is_some_and(char::is_uppercase);
    let (upper, lower) = letters
        .fold((false, false), |(upper, lower), c| (upper || c.is_uppercase(), lower || c.is_lowercase()));
    match (first_is_upper, upper, lower) {
        (false, false, _) => case::LOWER,
        (true, _, false) => case::UPPER,
        (true, false, true) => case::CAPITAL,
        _ => case::MIXED,
    }
}
