//! The names in a text, each with its title and its apposition.

pub(crate) mod aliases;
pub(crate) mod key;
pub(crate) mod modifiers;
pub(crate) mod name;
mod pieces;
pub(crate) mod runs;

use super::{ActorKind, nouns};
use crate::{
    language::{Document, words},
    lexicon::{
        classes::people,
        given_names,
        places::{self, Way},
    },
};
use name::{Name, NameKind, Sure, TaggedName};
use std::{collections::HashSet, ops::Range};

/// The names of a document, in order and without overlap, with title and apposition. `tagged` are those that a model has
/// found.
pub(super) fn names(document: &Document<'_>, tagged: Vec<TaggedName>) -> Vec<Name> {
    let tagged = pieces::mend(document, tagged, &runs::of(document));
    let surnames = surnames(document, &tagged);
    let mut out = Vec::new();
    for tagged in tagged {
        let sentence = document.tokens.sentence_of(tagged.tokens.start);
        let Some(sentence) = document.tokens.sentence(sentence) else { continue };
        out.extend(name(document, tagged, &sentence, &surnames));
    }
    modifiers::part_lists(&mut out);
    modifiers::pass_on(document, &mut out);
    out
}

/// The names of people at `ranges`, with title and apposition; none where a range is only a title.
pub(super) fn people(document: &Document<'_>, ranges: &[Range<usize>]) -> Vec<Option<Name>> {
    let tag = |tokens: &Range<usize>| TaggedName {
        tokens: tokens.clone(),
        kind: NameKind::Person,
        chances: [1.0, 0.0, 0.0, 0.0],
    };
    let tagged: Vec<TaggedName> = ranges.iter().map(tag).collect();
    let surnames = surnames(document, &tagged);
    let introduce = |tagged: TaggedName| {
        let sentence = document.tokens.sentence(document.tokens.sentence_of(tagged.tokens.start))?;
        name(document, tagged, &sentence, &surnames)
    };
    tagged.into_iter().map(introduce).collect()
}

/// Surnames that are also titles ("Dean"), of people whose full names the text gives ("Howard Dean").
fn surnames<'a>(text: &'a Document<'_>, tagged: &[TaggedName]) -> HashSet<&'a str> {
    let full = tagged.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
    let given = full.filter(|name| given_names::is_known(text.word(name.tokens.start)));
    given
        .map(|name| text.word(name.tokens.end - 1))
        .filter(|last| nouns::is_title(&words::lower(last)))
        .collect()
}

/// The end of an organisation's name that goes on after its noun: "Council for the Arts".
fn long_end(text: &Document<'_>, tokens: &Range<usize>, limit: usize) -> usize {
    let is_body = nouns::kind_of_head(&text.lower(tokens.end - 1)) == Some(ActorKind::Organisation);
    if !is_body || !matches!(text.word(tokens.end), "for" | "on" | "of") {
        return tokens.end;
    }
    let joins = |at: usize| {
        matches!(text.word(at), "for" | "on" | "of" | "the" | "and") && !words::is_time(&text.lower(at + 1))
    };
    let mut end = tokens.end;
    let mut at = tokens.end;
    while at < limit.min(tokens.end + LONGEST_NAME) && (joins(at) || runs::is_name_like(text, at)) {
        at += 1;
        if runs::is_name_like(text, at - 1) {
            end = at;
        }
        // "of Wells and the Bank": a second name may begin here.
        if text.word(at) == "and" && text.lower(at + 1) == "the" {
            break;
        }
    }
    end
}

/// The most words of an organisation's name after its noun.
const LONGEST_NAME: usize = 8;

/// The name that the chain has found, with title and apposition; none where it is only a title.
fn name(
    text: &Document<'_>,
    tagged: TaggedName,
    sentence: &Range<usize>,
    surnames: &HashSet<&str>,
) -> Option<Name> {
    let TaggedName { mut tokens, mut kind, mut chances } = tagged;
    let start = tokens.start;
    if is_adjective(text.word(tokens.end - 1)) {
        return None;
    }
    // "Dean" alone means Howard Dean, "the Dean" does not.
    let is_lone = tokens.len() == 1
        && !start.checked_sub(1).is_some_and(|before| words::is_determiner(&text.lower(before)))
        && !runs::is_name_like(text, tokens.end);
    let is_own = |at: usize| is_surname(text, at) || is_lone && surnames.contains(text.word(at));
    let mut first = start;
    let is_title = |at: usize| nouns::is_title(&text.lower(at));
    // "The Guardian": the article is not part of the name.
    while first < tokens.end && words::is_determiner(&text.lower(first)) {
        first += 1;
    }
    if kind == NameKind::Person {
        // "Chinese President Xi Jinping": the name begins after the last title.
        let leads = |at: usize| {
            let is_noun = nouns::is_person(&text.lower(at)) && at + 2 < tokens.end;
            is_title(at)
                || places::find(text.word(at), Way::Adjective).is_some()
                || is_noun && !given_names::is_known(text.word(at))
        };
        let titled = (first..tokens.end).take_while(|&at| leads(at) && !is_own(at));
        first = titled.last().map_or(first, |at| at + 1);
    } else {
        // "State Department Spokesperson": the organisation's name ends before the role.
        let is_role = |at: usize| nouns::is_person(&text.lower(at));
        while tokens.end > first && is_role(tokens.end - 1) {
            tokens.end -= 1;
        }
        if kind == NameKind::Organisation && tokens.end > first {
            tokens.end = long_end(text, &tokens, sentence.end);
        }
    }
    let rest = first..tokens.end;
    let names_nobody = |at: usize| is_title(at) && !is_own(at) || words::is_time(&text.lower(at));
    if rest.clone().all(names_nobody) {
        return None;
    }
    let title = modifiers::title_before(text, first, start, sentence.start);
    let written = text.written(rest.clone());
    let is_place = |way: Way| places::find(&written, way).is_some();
    let may_be_person = kind == NameKind::Person && (!title.is_empty() || given_names::is_known(&written));
    if !may_be_person && (is_place(Way::Name) || is_place(Way::Capital)) {
        kind = NameKind::Place;
    } else if !may_be_person && [Way::Adjective, Way::Citizen, Way::Citizens].into_iter().any(is_place) {
        kind = NameKind::Other;
        chances = [0.0, 0.0, 0.0, 1.0];
    }
    let apposition = modifiers::apposition(text, tokens.end, sentence.end);
    let apposition = if apposition.is_empty() {
        modifiers::apposition_before(text, title.start, tokens.end, sentence.start).unwrap_or(apposition)
    } else {
        apposition
    };
    let of_head = |range: &Range<usize>| {
        modifiers::noun(text, range.clone()).and_then(|at| nouns::gender(&text.lower(at)))
    };
    let noun = title.clone().find_map(|at| nouns::gender(&text.lower(at))).or_else(|| of_head(&apposition));
    let given = || given_names::gender(text.word(first)).filter(|_| kind == NameKind::Person);
    let gender = noun.map(|g| (g, Sure::Noun)).or_else(|| given().map(|g| (g, Sure::Given)));
    Some(Name { tokens: rest, kind, chances, title, apposition, gender })
}

/// Whether a word is an adjective made of a name: "ERP-affiliated", "League-trained".
fn is_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["based", "led", "run", "style", "era", "like"];
    word.rsplit_once('-').is_some_and(|(_, tail)| {
        tail.starts_with(char::is_lowercase)
            && (tail.len() > 3 && tail.ends_with("ed") || ENDINGS.contains(&tail))
    })
}

/// Whether a word that is a title elsewhere is a surname here: "Mr. King", but not "Mr. President".
fn is_surname(text: &Document<'_>, at: usize) -> bool {
    let is_honorific = at.checked_sub(1).is_some_and(|before| nouns::is_honorific(&text.lower(before)));
    is_honorific && !people::is_addressed(&text.lower(at))
}
