//! A sentence as the rules look at it: its words, and which of them stand in quotation marks.

use super::marks::Passage;
use crate::language::{Token, TokenKind, Tokens, words};
use std::{borrow::Cow, ops::Range};

/// Which passage each token stands in.
pub(super) struct Quoted {
    owner: Vec<Option<u32>>,
}

impl Quoted {
    /// Looks the tokens of all passages up once.
    pub fn new(tokens: &Tokens, passages: &[Passage]) -> Self {
        let mut owner = vec![None; tokens.tokens.len()];
        for (index, passage) in passages.iter().enumerate() {
            for slot in owner.get_mut(passage.tokens.clone()).unwrap_or_default() {
                *slot = u32::try_from(index).ok();
            }
        }
        Self { owner }
    }

    /// The passage that the token stands in.
    pub fn passage(&self, token: usize) -> Option<usize> {
        self.owner.get(token).copied().flatten().map(|p| p as usize)
    }
}

/// A sentence in its text. All positions are token indices of the whole article.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub quoted: &'a Quoted,
    /// The tokens of the sentence.
    pub range: Range<usize>,
}

impl<'a> View<'a> {
    pub fn start(&self) -> usize {
        self.range.start
    }

    pub fn end(&self) -> usize {
        self.range.end
    }

    /// The token, or an empty one outside the sentence.
    pub fn token(&self, at: usize) -> Token {
        if self.range.contains(&at) { self.tokens.get(at) } else { self.tokens.get(usize::MAX) }
    }

    /// The word at `at` as written; empty outside the sentence.
    pub fn word(&self, at: usize) -> &'a str {
        self.token(at).span.of(self.text)
    }

    /// The word at `at` in lower case.
    pub fn lower(&self, at: usize) -> Cow<'a, str> {
        words::lower(self.word(at))
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.range.contains(&at).then(|| self.tokens.get(at).kind)
    }

    pub fn is_mark(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark)
    }

    pub fn is_word(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Word | TokenKind::Number))
    }

    pub fn is_quoted(&self, at: usize) -> bool {
        self.quoted.passage(at).is_some()
    }

    pub fn is_capitalised(&self, at: usize) -> bool {
        words::is_capitalised(self.word(at))
    }

    /// Whether the word can end a noun phrase: a name, a noun, a pronoun.
    pub fn is_nominal(&self, at: usize) -> bool {
        let word = self.lower(at);
        self.is_word(at)
            && !self.is_quoted(at)
            && !words::is_determiner(&word)
            && !words::is_possessive(&word)
            && !words::is_preposition(&word)
            && !words::is_conjunction(&word)
            && !words::is_subordinator(&word)
            && !words::is_adverb(&word)
            && !words::is_auxiliary(&word)
    }

    /// Where the verb group that ends at `at` begins: its auxiliaries and adverbs ("has also said").
    pub fn verb_start(&self, at: usize) -> usize {
        const LONGEST: usize = 5;
        let mut start = at;
        let mut first = at;
        while start > self.start() && at - start < LONGEST && !self.is_quoted(start - 1) {
            let before = self.lower(start - 1);
            if words::is_auxiliary(&before) || &*before == "used" && self.is(start, "to") {
                first = start - 1;
            } else if &*before == "to" && start - 1 > self.start() && self.is(start - 2, "used") {
                // "used to say": a past, not an infinitive.
            } else if !words::is_adverb(&before) || self.is_capitalised(start - 1) {
                break;
            }
            start -= 1;
        }
        // Adverbs before the first auxiliary, or before a bare verb, belong to neither subject nor cue.
        first.min(at)
    }

    /// The position after the last token of the subject of a verb group that begins at `at`.
    pub fn subject_end(&self, at: usize) -> usize {
        let mut end = at;
        while end > self.start()
            && !self.is_quoted(end - 1)
            && words::is_adverb(&self.lower(end - 1))
            && !self.is_capitalised(end - 1)
        {
            end -= 1;
        }
        end
    }

    /// Whether "not" or "n't" stands in the tokens from `start` to `end`.
    pub fn is_negated(&self, start: usize, end: usize) -> bool {
        (start..end).any(|i| {
            let word = self.lower(i);
            matches!(&*word, "not" | "never") || word.ends_with("n't")
        })
    }

    /// Whether what begins at `at` can be the content of a report: a clause, a noun phrase, a quotation.
    pub fn begins_clause(&self, at: usize) -> bool {
        let word = self.lower(at);
        matches!(
            &*word,
            "that" | ":" | "," | "there" | "if" | "whether" | "how" | "what" | "why" | "to" | "on" | "in"
        ) || self.is_mark(at)
            || words::is_determiner(&word)
            || words::is_possessive(&word)
            || words::is_subject_pronoun(&word)
            || words::is_pronoun(&word)
            || self.is_word(at) && (self.is_capitalised(at) || word.ends_with('s'))
    }
}
