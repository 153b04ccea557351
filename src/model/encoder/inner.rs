//! Names within a mention: which of them names the mentioned actor, and which only modify it. "The mayor of Hull, Odile
//! Marchand" is Marchand and not Hull; "Roe's lawyer" is not Roe.

use super::{figures::Side, trades, words::Words};
use crate::{
    actors::{ActorKind, linked::MentionType, nouns},
    language::words::{is_preposition, is_relative},
    lexicon::{
        classes::{bodies, press},
        places,
    },
};

/// The names within a mention, by their indices among all mentions.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Inner {
    /// The name of the mentioned actor, if there is exactly one.
    pub own: Option<usize>,
    /// The names of others.
    pub others: Vec<usize>,
}

/// The names within the mention at `at`.
pub(crate) fn inner(words: &Words<'_>, sides: &[Side], at: usize) -> Inner {
    let Some(outer) = sides.get(at).filter(|side| side.kind != MentionType::Bare) else {
        return Inner::default();
    };
    let mut out = Inner::default();
    let mut heads = Vec::new();
    let (from, to) = (outer.tokens.start, outer.tokens.end);
    // Names in a relative clause are those of others: "sisters who wrote a book about Hull".
    let clause = (from + 1..to).find(|at| is_relative(words.lower(*at))).unwrap_or(to);
    let gives_example = |at: &usize| match words.lower(*at) {
        "including" | "like" => true,
        "as" => words.lower(*at - 1) == "such",
        _ => false,
    };
    let example = (from + 1..to).find(gives_example).unwrap_or(to);
    let first = sides.partition_point(|side| side.tokens.start < from);
    let names = sides.iter().enumerate().skip(first).take_while(|(_, side)| side.tokens.start < to);
    for (place, name) in names.filter(|(_, side)| side.kind == MentionType::Name && side.tokens.end <= to) {
        let word = |at: usize| if (from..to).contains(&at) { words.lower(at) } else { "" };
        let before = name.tokens.start.checked_sub(1).map_or("", word);
        let before = match before {
            "the" | "a" | "an" => name.tokens.start.checked_sub(2).map_or("", word),
            // "The team, led by Dr Roe", "an adviser to President Roe"
            title if nouns::is_title(title) || nouns::is_honorific(title) => {
                let further = name.tokens.start.checked_sub(2).map_or("", word);
                if is_preposition(further) { further } else { title }
            }
            before => before,
        };
        // "Many experts, including Vesta Bank,": the name is one of several.
        let is_example = name.tokens.start > example;
        let after = word(name.tokens.end);
        // "The Xinhua news agency" is Xinhua; "the Treasury spokesman" is not the Treasury.
        let nouns = (name.tokens.end..to).take_while(|at| is_noun_like(words.lower(*at)));
        let is_body = nouns.last().is_some_and(|at| is_body(words.lower(at)));
        // A carrier is the outlet, not its programme.
        let last = words.lower(to - 1);
        let is_outlets = after == "'s"
            && (press::is_programme(last) || outer.kind == MentionType::Carrier && !nouns::is_person(last));
        // The source of a statement is its owner: "a Treasury statement released on Friday".
        let is_statements = matches!(after, "statement" | "statements");
        // "Ann Roe - then the mayor -"
        let is_aside =
            after == "-" && matches!(word(name.tokens.end + 1), "then" | "now" | "a" | "an" | "the" | "who");
        // "Mr Roe's" alone is Roe.
        let is_owner = matches!(after, "'s" | "'" | "-") && !is_aside && name.tokens.end + 1 < to;
        // "The New Harle drugmaker" is not New Harle.
        let is_seat = is_body
            && trades::is_business(last)
            && words.written.get(name.tokens.clone()).is_some_and(|name| places::is_named(&name.join(" ")));
        let is_modifier = name.tokens.start > clause
            || is_example
            || is_seat
            || is_preposition(before)
            || is_owner && !is_outlets
            || is_noun_like(after) && !is_body && !is_statements;
        if is_modifier {
            out.others.push(place);
        } else {
            heads.push(place);
        }
    }
    // Of several names none is that of the mentioned actor alone.
    let is_joined = (from..to).any(|at| matches!(words.lower(at), "and" | "&" | "or"));
    if let ([own], false) = (heads.as_slice(), is_joined) {
        out.own = Some(*own);
    }
    out
}

/// Whether the word after a name may be a noun that the name modifies ("the Treasury spokesman").
fn is_noun_like(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && !ends_name(word)
}

/// Whether a noun beside the name of an organisation is part of how it calls itself.
fn is_body(noun: &str) -> bool {
    nouns::kind_of_head(noun) == Some(ActorKind::Organisation) && !bodies::is_somebodys(noun)
}

/// Whether the word after a name ends the noun phrase.
fn ends_name(word: &str) -> bool {
    is_preposition(word)
        || is_relative(word)
        || matches!(word, "that" | "and" | "or" | "himself" | "herself" | "also" | "is" | "was")
}
