//! Which grammatical role a word or a phrase has in its sentence, guessed from its neighbours: there is no parser.

use crate::language::Document;
use crate::language::{TokenKind, seen::Seen, words};
use std::ops::Range;

/// The grammatical role of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// A verb follows it.
    Subject,
    /// A verb precedes it.
    Object,
    /// A preposition precedes it.
    Prepositional,
    /// It is a possessive: it owns what follows.
    Owner,
    /// It stands between commas or brackets.
    Apposed,
    /// None of these.
    Other,
}

/// Where a mention stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Site {
    /// Its first token.
    pub start: usize,
    /// The token after its last one.
    pub end: usize,
    /// Its grammatical role.
    pub part: Part,
    /// Its sentence.
    pub sentence: u32,
    /// Its paragraph.
    pub paragraph: u32,
    /// The passage in quotation marks that it stands in, counted from 1; 0 outside.
    pub passage: u32,
    /// How many clauses its sentence has begun before it.
    pub clause: u16,
    /// Whether it is the first word of its sentence.
    pub opens: bool,
    /// How many mentions stand before it in its sentence.
    pub order: u16,
}

/// A text, what is observed of it, and where its clauses begin.
pub(crate) struct Grammar<'a> {
    pub text: &'a Document<'a>,
    pub seen: &'a Seen,
    /// A bit for each token: whether a clause begins at it.
    clauses: Vec<u64>,
}

impl<'a> Grammar<'a> {
    /// Finds where clauses begin. Linear in the number of tokens.
    pub(crate) fn new(text: &'a Document<'a>) -> Self {
        let tokens = text.tokens.len();
        let bit = |at: usize| u64::from(begins_clause(text, at)) << (at % 64);
        let bits = |first: usize| (first..tokens.min(first + 64)).map(bit).sum();
        let clauses = (0..tokens).step_by(64).map(bits).collect();
        Self { text, seen: &text.seen, clauses }
    }

    /// How many clauses the sentence of the token has begun before it.
    fn clause(&self, at: usize) -> u16 {
        let begins = |at: usize| self.clauses.get(at / 64).map_or(0, |bits| bits >> (at % 64) & 1);
        (self.text.sentence(at).start + 1..=at).map(begins).sum::<u64>() as u16
    }

    /// Where the phrase at `tokens` stands. `lead` is the first token of what belongs to it on its left (a title), `trail` the
    /// token after the last of what belongs to it on its right (an apposition).
    pub(crate) fn site(&self, tokens: Range<usize>, lead: usize, trail: usize) -> Site {
        let seen = self.seen.get(tokens.start);
        Site {
            start: tokens.start,
            end: tokens.end,
            part: self.part(&tokens, lead, trail),
            sentence: seen.map_or(0, |o| o.sentence),
            paragraph: seen.map_or(0, |o| o.paragraph),
            passage: seen.map_or(0, |o| o.passage),
            clause: self.clause(tokens.start),
            opens: self.seen.opens(lead),
            order: 0,
        }
    }

    /// The token after a phrase where its verb would stand: after asides, a second subject and adverbs.
    fn verb_place(&self, tokens: &Range<usize>, trail: usize) -> usize {
        let text = self.text;
        let mut at = trail;
        // "Roe (who is late) said"
        if text.word(at) == "(" {
            at = (at + 1..at + ASIDE).find(|&i| text.word(i) == ")").map_or(at, |i| i + 1);
        }
        // "Roe and Ann Lind said"
        if text.lower(at) == "and" && words::is_capitalised(text.word(at + 1)) {
            at = (at + 1..at + ASIDE).find(|&i| !words::is_capitalised(text.word(i))).unwrap_or(at);
        }
        if text.word(at) == "," {
            let next = text.lower(at + 1);
            if words::is_relative(&next) || next.ends_with("ing") {
                // "Roe, who is late, said"
                let limit = self.text.sentence(tokens.start).end.min(at + ASIDE);
                at = (at + 2..limit).find(|&i| text.word(i) == ",").map_or(at, |i| i + 1);
            } else {
                // "The mayor, Ann Roe, said"
                at += 1;
            }
        }
        while words::is_adverb(&text.lower(at)) {
            at += 1;
        }
        at
    }

    fn part(&self, tokens: &Range<usize>, lead: usize, trail: usize) -> Part {
        let text = self.text;
        if text.kind(tokens.end) == Some(TokenKind::Possessive) {
            return Part::Owner;
        }
        let at = self.verb_place(tokens, trail);
        if self.text.is_verb(at) || text.lower(at) == "who" {
            return Part::Subject;
        }
        let Some(before) = lead.checked_sub(1) else { return Part::Other };
        let word = text.lower(before);
        if words::is_preposition(&word) {
            Part::Prepositional
        } else if self.text.is_verb(before) || word.ends_with("ing") && word.len() > 4 {
            Part::Object
        } else if matches!(&*word, "," | "(" | "—" | "–")
            && matches!(text.word(trail), "," | ")" | "." | "—" | "–")
        {
            Part::Apposed
        } else {
            Part::Other
        }
    }
}

/// The most tokens between a subject and its verb.
const ASIDE: usize = 20;

/// Whether a clause begins at the token.
fn begins_clause(text: &Document<'_>, at: usize) -> bool {
    let word = text.lower(at);
    match text.kind(at) {
        Some(TokenKind::Word) => {
            words::is_subordinator(&word) || words::is_conjunction(&word) || words::is_relative(&word)
        }
        Some(TokenKind::Punctuation) => matches!(&*word, "," | ";" | ":" | "—" | "–" | "(" | ")"),
        Some(TokenKind::Mark) => true,
        _ => false,
    }
}
