//! The noun phrases and pronouns that may be mentions.

use crate::{
    actors::{ActorKind, grammar::Grammar, names::name::Name, nouns},
    language::{
        TokenKind,
        phrases::{self, LONGEST, NounPhrase, Opening},
        pronouns::{self, Case, Person},
        words,
    },
};
use std::ops::Range;

/// One occurrence of a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::actors) struct Pronoun {
    /// Its token.
    pub at: usize,
    /// Its grammatical person.
    pub person: Person,
    /// Its case.
    pub case: Case,
}

/// All pronouns and noun phrases of a text, each in text order.
#[derive(Debug, Default)]
pub(in crate::actors) struct Mentions {
    pub pronouns: Vec<Pronoun>,
    pub nouns: Vec<NounPhrase>,
}

impl Mentions {
    /// Finds the pronouns and the noun phrases outside `names`. Linear in the number of tokens.
    pub(in crate::actors) fn of(grammar: &Grammar<'_>, names: &[Name]) -> Self {
        let mut out = Self::default();
        for range in grammar.text.tokens.sentences() {
            for at in range.clone() {
                out.look(grammar, names, at, &range);
            }
        }
        out
    }

    fn look(&mut self, grammar: &Grammar<'_>, names: &[Name], at: usize, sentence: &Range<usize>) {
        let text = grammar.text;
        let word = text.lower(at);
        let kind = text.kind(at);
        if kind == Some(TokenKind::Possessive) {
            if let Some(name) = ending_at(names, at) {
                self.phrase(grammar, names, at, sentence.end, (Opening::Owned, Some(name.tokens.start)));
            }
            return;
        }
        if kind != Some(TokenKind::Word) {
            return;
        }
        if let Some((person, case)) = pronouns::pronoun(&word) {
            let case = if word == "her" && !owns(grammar, names, at) { Case::Object } else { case };
            self.pronouns.push(Pronoun { at, person, case });
            if words::is_possessive(&word) && case == Case::Owner {
                self.phrase(grammar, names, at, sentence.end, (Opening::Owned, Some(at)));
            }
        } else if text.word(at).starts_with(char::is_uppercase)
            && nouns::is_title(&word)
            && !in_name(names, at)
        {
            self.bare_title(grammar, names, at);
        } else if let opening @ (Opening::Definite | Opening::Indefinite) = Opening::of(&word) {
            self.phrase(grammar, names, at, sentence.end, (opening, None));
        }
    }

    /// Adds a capitalised title without a name, which means the holder of the office: "Prime Minister".
    fn bare_title(&mut self, grammar: &Grammar<'_>, names: &[Name], at: usize) {
        let text = grammar.text;
        let is_part = |i: usize| words::is_capitalised(text.word(i)) && text.kind(i) == Some(TokenKind::Word);
        let joins = |i: usize| {
            is_part(i) || matches!(text.word(i), "the" | "a" | "an") || words::is_possessive(&text.lower(i))
        };
        let begins = !at.checked_sub(1).is_some_and(|i| joins(i) && !grammar.seen.opens(at));
        let end = (at..at + LONGEST).find(|&i| !is_part(i)).unwrap_or(at);
        let holds_name = (at..=end).any(|i| in_name(names, i));
        let head = end.saturating_sub(1);
        if begins && !holds_name && nouns::is_person(&text.lower(head)) {
            self.nouns.push(NounPhrase { tokens: at..end, head, opening: Opening::Bare, owner: None });
        }
    }

    /// Adds the noun phrase that begins at `start`; and the one that it owns, if there is one.
    fn phrase(
        &mut self,
        grammar: &Grammar<'_>,
        names: &[Name],
        start: usize,
        limit: usize,
        (opening, owner): (Opening, Option<usize>),
    ) {
        let text = grammar.text;
        let Some(head) = noun(grammar, names, start + 1, limit) else { return };
        let from = owner.unwrap_or(start);
        self.nouns.push(NounPhrase { tokens: from..head + 1, head, opening, owner });
        // "the company's chief executive"
        if text.kind(head + 1) == Some(TokenKind::Possessive)
            && owner.is_none()
            && let Some(outer) = noun(grammar, names, head + 2, limit)
        {
            let tokens = from..outer + 1;
            self.nouns.push(NounPhrase { tokens, head: outer, opening: Opening::Owned, owner: Some(from) });
        }
    }
}

/// The name that ends directly before `at`.
fn ending_at(names: &[Name], at: usize) -> Option<&Name> {
    let past = names.partition_point(|n| n.tokens.end <= at);
    past.checked_sub(1).and_then(|i| names.get(i)).filter(|n| n.tokens.end == at)
}

/// Whether the token is part of a name.
pub(in crate::actors) fn in_name(names: &[Name], at: usize) -> bool {
    let past = names.partition_point(|n| n.tokens.start <= at);
    past.checked_sub(1).and_then(|i| names.get(i)).is_some_and(|n| n.tokens.contains(&at))
}

/// Whether the word after "her" at `at` makes it a possessive: "her book", but not "told her that".
fn owns(grammar: &Grammar<'_>, names: &[Name], at: usize) -> bool {
    let next = grammar.text.lower(at + 1);
    let is_other = words::ends_phrase(&next)
        || words::is_determiner(&next)
        || words::is_time(&next)
        || pronouns::pronoun(&next).is_some()
        || words::is_adverb(&next) && next != "own";
    grammar.text.kind(at + 1) == Some(TokenKind::Word) && !is_other && !in_name(names, at + 1)
}

/// The head of the noun phrase whose words after the first begin at `from`; none where it is part of a name, as in "the
/// late Ann Roe".
fn noun(grammar: &Grammar<'_>, names: &[Name], from: usize, limit: usize) -> Option<usize> {
    phrases::noun_after(grammar.text, from, limit).filter(|&at| !in_name(names, at))
}

/// The kind of actor that the phrase names, if its head is a noun for one.
pub(in crate::actors) fn kind(grammar: &Grammar<'_>, phrase: &NounPhrase) -> Option<ActorKind> {
    nouns::kind_of_head(&grammar.text.lower(phrase.head))
}
