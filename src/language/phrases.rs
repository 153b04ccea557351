//! The structure of noun phrases: core, head, complement, aside.
//!
//! There is no parser: a phrase is cut where punctuation or a word of a closed class begins another part.
//!
//! | part | of "the mayor's aide at Hull, who resigned" |
//! |---|---|
//! | core | "the mayor's aide": up to the noun |
//! | head | "aide": the noun, its last word |
//! | complement | "at Hull": what the noun is of, at or for |
//! | aside | ", who resigned": what could be left out |
//!
//! The extent of a phrase is given by the caller.

use super::{Document, TokenKind, pronouns, words};
use crate::lexicon::nouns;
use std::{borrow::Cow, ops::Range};

/// How a noun phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// "the", "this".
    Definite,
    /// "a", "another", "one".
    Indefinite,
    /// "his", "Roe's".
    Owned,
    /// Neither of these.
    Bare,
}

impl Opening {
    /// The opening of a phrase with this first word (lower case).
    pub fn of(first: &str) -> Self {
        match first {
            "the" | "this" | "that" | "these" | "those" => Self::Definite,
            "a" | "an" | "another" | "one" => Self::Indefinite,
            _ if words::is_possessive(first) => Self::Owned,
            _ => Self::Bare,
        }
    }
}

/// A noun phrase up to its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NounPhrase {
    /// From its first word to its noun.
    pub tokens: Range<usize>,
    /// The token of the noun.
    pub head: usize,
    /// How it begins.
    pub opening: Opening,
    /// The first token of the mention that owns it.
    pub owner: Option<usize>,
}

impl NounPhrase {
    /// The phrase of these tokens, of which the head and the end of the core are known.
    pub fn of(document: &Document<'_>, tokens: &Range<usize>, core_end: usize, head: usize) -> Self {
        let opening = Opening::of(&document.lower(tokens.start));
        // "Roe's lawyer"
        let holds_owner = || (tokens.start..head).any(|at| document.kind(at) == Some(TokenKind::Possessive));
        let opening = match opening {
            Opening::Definite | Opening::Bare if holds_owner() => Opening::Owned,
            opening => opening,
        };
        let owner = (opening == Opening::Owned).then_some(tokens.start);
        Self { tokens: tokens.start..core_end.max(head + 1), head, opening, owner }
    }
}

/// The most words between the first word of a phrase and its head.
pub(crate) const LONGEST: usize = 8;

/// The head of a phrase of unknown extent, whose words after the first begin at `from`: the last word before one that ends
/// the phrase.
pub(crate) fn noun_after(document: &Document<'_>, from: usize, limit: usize) -> Option<usize> {
    let mut last = None;
    for at in from..limit.min(from + LONGEST) {
        let word = document.lower(at);
        let is_known = nouns::entry(&word).is_some();
        let is_count =
            matches!(&*word, "two" | "three" | "four" | "five" | "other" | "few" | "many" | "several");
        let ends = !matches!(document.kind(at), Some(TokenKind::Word | TokenKind::Number))
            || words::ends_phrase(&word)
            || words::is_determiner(&word) && document.kind(at) != Some(TokenKind::Number) && !is_count
            || pronouns::pronoun(&word).is_some()
            || document.is_verb(at) && !is_known && last.is_some();
        if ends {
            break;
        }
        if words::is_adverb(&word) && !is_known {
            if last.is_some() {
                break;
            }
            continue;
        }
        last = Some(at);
    }
    last
}

/// Access to the words of a phrase by their tokens.
pub(crate) trait Phrases {
    /// The word at `at`; empty past the last.
    fn lower_at(&self, at: usize) -> Cow<'_, str>;

    /// The phrase without asides: "a professor at Harle" in "a professor at Harle who studies eels".
    fn without_asides(&self, phrase: Range<usize>) -> Range<usize> {
        cut(phrase, |at| begins_aside(&self.lower_at(at)))
    }

    /// The phrase without asides and complements: "the mayor's aide" in "the mayor's aide at Hull".
    fn core(&self, phrase: Range<usize>) -> Range<usize> {
        self.core_with(phrase, |_| false)
    }

    /// The core of a phrase that is not cut at words for which `is_joined` holds: the "of" of a name.
    fn core_with(&self, phrase: Range<usize>, is_joined: impl Fn(usize) -> bool) -> Range<usize> {
        let end = phrase.end;
        cut(phrase, |at| {
            let word = self.lower_at(at);
            // "papers filed in", "a study being held at"; but in "the accused at" the participle is the noun.
            let is_participle = || {
                let verb = at + usize::from(word == "being");
                let before = self.lower_at(at - 1);
                verb + 1 < end
                    && words::looks_like_verb(&self.lower_at(verb))
                    && words::is_preposition(&self.lower_at(verb + 1))
                    && Opening::of(&before) == Opening::Bare
                    && !words::is_determiner(&before)
            };
            !is_joined(at) && (begins_aside(&word) || words::is_preposition(&word) || is_participle())
        })
    }

    /// The head of a phrase: the last word of its core. None in "Roe's", whose noun is outside.
    fn head(&self, phrase: Range<usize>) -> Option<usize> {
        let core = self.core(phrase);
        let mut words = core.rev().take_while(|at| !matches!(&*self.lower_at(*at), "'s" | "'"));
        words.find(|at| is_noun_like(&self.lower_at(*at)))
    }
}

impl Phrases for Document<'_> {
    fn lower_at(&self, at: usize) -> Cow<'_, str> {
        self.lower(at)
    }
}

/// `phrase` up to the first token, other than its first one, for which `ends` holds.
fn cut(phrase: Range<usize>, ends: impl Fn(usize) -> bool) -> Range<usize> {
    let end = (phrase.start + 1..phrase.end).find(|at| ends(*at));
    phrase.start..end.unwrap_or(phrase.end)
}

/// Whether an aside begins with this word (lower case) or sign.
fn begins_aside(word: &str) -> bool {
    words::is_relative(word) || matches!(word, "that" | "," | "(" | ";" | ":" | "—" | "–" | "―" | "--")
}

/// Whether a word can be a noun: it is no sign, no number and no "'s".
fn is_noun_like(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric) && word.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language::tests::article, lexicon::word_table::WordTable};

    /// Cuts a phrase into parts: expected are its core, its head, and what is left without asides.
    #[track_caller]
    fn check(phrase: &str, core: &str, head: &str, without_asides: &str) {
        let article = article(phrase);
        let document = Document::new(&article, &WordTable::new(&[], &[]));
        let all = || 0..document.tokens.len();
        assert_eq!(document.written(document.core(all())), core, "{phrase}");
        assert_eq!(document.head(all()).map(|at| document.word(at)), Some(head), "{phrase}");
        assert_eq!(document.written(document.without_asides(all())), without_asides, "{phrase}");
    }

    #[test]
    fn a_phrase_ends_where_its_noun_is_told_more_of() {
        check("the mayor", "the mayor", "mayor", "the mayor");
        check("the mayor’s aide at Hull", "the mayor’s aide", "aide", "the mayor’s aide at Hull");
        check("a cook, who had left", "a cook", "cook", "a cook");
        check("a professor at Harle who studies eels", "a professor", "professor", "a professor at Harle");
        check("those who stayed", "those", "those", "those");
        check("farmers whose wells are dry", "farmers", "farmers", "farmers");
    }

    #[test]
    fn a_participle_before_a_preposition_tells_of_the_noun_before_it() {
        check("papers filed in court", "papers", "papers", "papers filed in court");
        check("two people briefed on the plan", "two people", "people", "two people briefed on the plan");
        check("a study being held at Hull", "a study", "study", "a study being held at Hull");
        check("the accused at the bar", "the accused", "accused", "the accused at the bar");
        check("a retired baker", "a retired baker", "baker", "a retired baker");
    }

    #[test]
    fn an_owner_alone_has_no_head_and_a_number_is_none() {
        for (words, head) in [("the mayor’s", None), ("Vesta Radio 4", Some("Radio"))] {
            let article = article(words);
            let document = Document::new(&article, &WordTable::new(&[], &[]));
            let found = document.head(0..document.tokens.len());
            assert_eq!(found.map(|at| document.word(at)), head, "{words}");
        }
    }

    #[test]
    fn what_belongs_to_a_name_does_not_end_a_phrase() {
        let article = article("the Bank of Harle governor in Hull");
        let document = Document::new(&article, &WordTable::new(&[], &[]));
        let core = document.core_with(0..document.tokens.len(), |at| (1..4).contains(&at));
        assert_eq!(document.written(core), "the Bank of Harle governor");
    }

    #[test]
    fn a_phrase_is_owned_whoever_owns_it() {
        for (words, opening, owner) in [
            ("the mayor", Opening::Definite, None),
            ("another mayor", Opening::Indefinite, None),
            ("her lawyer", Opening::Owned, Some(0)),
            ("Roe’s lawyer", Opening::Owned, Some(0)),
            ("the mayor’s lawyer", Opening::Owned, Some(0)),
            ("a mayor’s lawyer", Opening::Indefinite, None),
            ("lawyers", Opening::Bare, None),
        ] {
            let article = article(words);
            let document = Document::new(&article, &WordTable::new(&[], &[]));
            let count = document.tokens.len();
            let phrase = NounPhrase::of(&document, &(0..count), count, count - 1);
            assert_eq!((phrase.opening, phrase.owner), (opening, owner), "{words}");
        }
    }

    #[test]
    fn a_phrase_of_unknown_length_ends_before_its_verb() {
        let article = article("the three former ministers of Hull resigned");
        let document = Document::new(&article, &WordTable::new(&[], &[]));
        assert_eq!(noun_after(&document, 1, document.tokens.len()), Some(3));
    }
}
