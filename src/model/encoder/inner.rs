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
    let mut heads: Vec<usize> = Vec::new();
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
            title if nouns::is_title(title) || nouns::is_honorific(title) || nouns::is_person(title) => {
                further(words, name.tokens.start, from).unwrap_or(title)
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
    match heads.as_slice() {
        [own] if !is_joined => out.own = Some(*own),
        [_, _, ..] if is_joined && is_list(words, sides, &heads) => out.others.append(&mut heads),
        _ => {}
    }
    out
}

/// Whether only signs and joints stand between the names, beside further capitalised words: "Ann Roe of Ohio and Jo Lind".
fn is_list(words: &Words<'_>, sides: &[Side], names: &[usize]) -> bool {
    let tokens = |name: &usize| sides.get(*name).map(|side| &side.tokens);
    let is_joint = |at: usize| {
        let word = words.lower(at);
        words.is_capital(at)
            || !word.starts_with(char::is_alphanumeric)
            || matches!(word, "and" | "or" | "of" | "from" | "the")
    };
    names.windows(2).all(|pair| match pair.iter().map(tokens).collect::<Vec<_>>().as_slice() {
        [Some(one), Some(other)] => (one.end..other.start).all(is_joint),
        _ => false,
    })
}

/// The preposition before the words that describe a name, which begins at `name`: "of" in "an associate of former Vesta boss Ann
/// Roe" and in "an aide of former President Roe", but not in "the mayor of Hull Dr Ann Roe".
fn further<'a>(words: &'a Words<'_>, name: usize, from: usize) -> Option<&'a str> {
    /// The most words of a description.
    const MOST: usize = 5;
    let is_noun = nouns::is_person(words.lower(name - 1)) && !words.is_capital(name - 1);
    let is_part = |at: &usize| {
        let word = words.lower(*at);
        word.starts_with(char::is_alphabetic) && !is_preposition(word) && (is_noun || !words.is_capital(*at))
    };
    let before = (from..name - 1).rev().take(MOST).find(|at| !is_part(at))?;
    Some(words.lower(before)).filter(|word| is_preposition(word))
}

/// Whether the word after a name may be a noun that the name modifies ("the Treasury spokesman").
fn is_noun_like(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && !ends_name(word)
}

/// Whether a noun beside the name of an organisation is part of how it calls itself.
fn is_body(noun: &str) -> bool {
    nouns::kind_of_head(noun) == Some(ActorKind::Organisation)
        && !bodies::is_somebodys(noun)
        && !bodies::is_part(noun)
}

/// Whether the word after a name ends the noun phrase.
fn ends_name(word: &str) -> bool {
    is_preposition(word)
        || is_relative(word)
        || matches!(word, "that" | "and" | "or" | "himself" | "herself" | "also" | "is" | "was")
}
