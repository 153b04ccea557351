//! Corrects the bounds of the names that the chain has found: joins the pieces of one name and splits two names in one.

use super::name::{NameKind, TaggedName};
use super::runs;
use crate::{
    actors::{ActorKind, nouns},
    language::{Document, TokenKind, words},
    lexicon::{classes::names::is_particle, given_names, places},
};
use std::{collections::HashMap, ops::Range};

/// The names of `tagged` (in text order) with their bounds corrected. `runs` are where names may stand.
pub(super) fn mend(text: &Document<'_>, tagged: Vec<TaggedName>, runs: &[Range<usize>]) -> Vec<TaggedName> {
    let parted = tagged.into_iter().flat_map(|name| apart(text, name)).collect();
    let mut out = join(text, parted);
    let mut floor = 0;
    for name in &mut out {
        let run = runs.partition_point(|run| run.end <= name.tokens.start);
        widen(text, name, floor.max(runs.get(run).map_or(0, |run| run.start)));
        floor = name.tokens.end;
    }
    add_initials(text, &mut out);
    add_known(text, &mut out, runs);
    out
}

/// Splits a name that is two: organisations ("Harbour Institute and Tamar University"), or an organisation and somebody of
/// it ("Harbour Council President Ann Roe", "HTV’s Ann Roe").
fn apart(text: &Document<'_>, tagged: TaggedName) -> Vec<TaggedName> {
    let range = tagged.tokens.clone();
    let is_body = |mut part: Range<usize>| {
        part.any(|at| nouns::kind_of_head(&text.lower(at)) == Some(ActorKind::Organisation))
    };
    let is_place = |part: Range<usize>| places::is_named(&text.phrase(part));
    let is_ending = |at: usize| {
        let last = text.lower(at);
        nouns::is_organisation_word(&last) || nouns::is_place_word(&last) || nouns::is_thing_word(&last)
    };
    let is_person = |part: Range<usize>| {
        part.len() > 1 && given_names::is_known(text.word(part.start)) && !is_ending(part.end - 1)
    };
    let mut out = Vec::new();
    let mut from = range.start;
    for at in range.start + 1..range.end.saturating_sub(1) {
        let (before, after) = (from..at, at + 1..range.end);
        if text.lower(at) == "and" && is_body(before.clone()) && is_body(after.clone()) {
            out.push(TaggedName { tokens: before, ..tagged.clone() });
            from = at + 1;
            continue;
        }
        if tagged.kind == NameKind::Person {
            continue;
        }
        let word = text.lower(at);
        let is_role = nouns::is_title(&word)
            && nouns::is_person(&word)
            && (is_body(before.clone()) || is_acronym(text.word(at - 1)) || is_place(before.clone()));
        let is_owner = text.kind(at) == Some(TokenKind::Possessive) && is_acronym(text.word(at - 1));
        if (is_role || is_owner) && is_person(after.clone()) {
            out.push(TaggedName { tokens: before, ..tagged.clone() });
            let (kind, chances) = (NameKind::Person, [1.0, 0.0, 0.0, 0.0]);
            out.push(TaggedName { tokens: after, kind, chances });
            return out;
        }
    }
    out.push(TaggedName { tokens: from..range.end, ..tagged });
    out
}

fn join(text: &Document<'_>, pieces: Vec<TaggedName>) -> Vec<TaggedName> {
    let mut out: Vec<TaggedName> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let third =
            rest.peek().filter(|next| next.tokens.start == piece.tokens.end && next.kind == NameKind::Person);
        match out.last_mut() {
            Some(last) if are_one(text, last, &piece, third.is_some()) => {
                last.tokens.end = piece.tokens.end;
                last.kind = NameKind::Person;
                last.chances = [1.0, 0.0, 0.0, 0.0];
            }
            _ => out.push(piece),
        }
    }
    out
}

/// Whether two pieces are parts of one person's name; `more` says that a third piece follows directly.
fn are_one(text: &Document<'_>, a: &TaggedName, b: &TaggedName, more: bool) -> bool {
    let is_person = |name: &TaggedName| name.kind == NameKind::Person;
    let is_given = given_names::is_known(text.word(a.tokens.start));
    let between = a.tokens.end..b.tokens.start;
    if between.is_empty() {
        // "Paris Lockhart", "Tamsin Georgia Pike"
        let is_short = a.tokens.len() == 1 && b.tokens.len() == 1;
        let is_body = nouns::is_organisation_word(&text.lower(b.tokens.end - 1));
        return is_person(a) && (is_person(b) || more)
            || is_person(b) && (is_given || is_short)
            || is_given && b.tokens.len() == 1 && !is_body && a.kind != NameKind::Organisation;
    }
    // "Roberta “Bobbie” Flood": whether or not the chain has found the nickname.
    let is_mark = |at: usize| text.kind(at) == Some(TokenKind::Mark);
    let is_nickname = (3..=4).contains(&between.len())
        && is_mark(between.start)
        && is_mark(between.end - 1)
        && (between.start + 1..between.end - 1).all(|at| words::is_capitalised(text.word(at)));
    let is_in_marks = between.len() == 1 && is_mark(between.start);
    let opens = is_in_marks && b.tokens.len() == 1 && is_mark(b.tokens.end);
    let goes_on = runs::is_name_like(text, b.tokens.end + 1)
        && text.word(b.tokens.end + 1) != text.word(a.tokens.start);
    let closes = is_in_marks && a.tokens.clone().any(is_mark);
    let has_particles = is_person(b) && between.clone().all(|at| is_particle(text.word(at)));
    (is_person(a) || is_given) && (has_particles || is_nickname || closes || opens && goes_on)
}

/// Adds the first words of a name of which the chain has found only the end: "Joris van den Berghe".
fn widen(text: &Document<'_>, name: &mut TaggedName, floor: usize) {
    if name.kind != NameKind::Person {
        return;
    }
    let start = (floor..name.tokens.start).rev().take_while(|&at| is_particle(text.word(at))).last();
    let before = start.and_then(|at| at.checked_sub(1)).filter(|&at| at >= floor);
    if let Some(before) = before.filter(|&at| runs::is_name_like(text, at)) {
        name.tokens.start = before;
    }
}

/// Adds acronyms in brackets after the name of an organisation: "the Rail Council (NRUC)".
fn add_initials(text: &Document<'_>, names: &mut Vec<TaggedName>) {
    let missing = |(at, name): (usize, &TaggedName)| {
        let place = name.tokens.end + 1;
        let is_tagged = names.get(at + 1).is_some_and(|next| next.tokens.start <= place);
        let found = name.kind == NameKind::Organisation
            && text.word(place - 1) == "("
            && text.word(place + 1) == ")"
            && looks_like_initials(text.word(place));
        (found && !is_tagged).then_some(TaggedName {
            tokens: place..place + 1,
            kind: NameKind::Organisation,
            chances: [0.0, 1.0, 0.0, 0.0],
        })
    };
    let more: Vec<TaggedName> = names.iter().enumerate().filter_map(missing).collect();
    names.extend(more);
    names.sort_by_key(|name| name.tokens.start);
}

/// The probability from which a word that is a name once is taken for one wherever it stands alone.
const SURE: f32 = 0.8;

/// Whether a word in brackets may be an acronym: "NRUC", `NFiF`.
pub(super) fn looks_like_initials(word: &str) -> bool {
    const LONGEST: usize = 8;
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && word.len() <= LONGEST && !word.contains('-')
}

/// Adds names that the chain has missed: words that are a name elsewhere in the text, or the first or last word of a
/// person's name, and acronyms.
fn add_known(text: &Document<'_>, names: &mut Vec<TaggedName>, runs: &[Range<usize>]) {
    let mut known: HashMap<&str, (NameKind, [f32; 4])> = HashMap::new();
    for name in names.iter() {
        let is_person = name.tokens.len() > 1 && name.kind == NameKind::Person;
        let is_sure = name.kind != NameKind::Other && name.chances.iter().any(|chance| *chance >= SURE);
        let ends = [name.tokens.end - 1, name.tokens.start];
        let words =
            ends.into_iter().take(if is_person { 2 } else { usize::from(name.tokens.len() == 1 && is_sure) });
        for at in words {
            known.entry(text.word(at)).or_insert((name.kind, name.chances));
        }
    }
    let mut more = Vec::new();
    let mut next = 0;
    for run in runs {
        for at in run.clone() {
            while names.get(next).is_some_and(|name| name.tokens.end <= at) {
                next += 1;
            }
            let is_tagged = names.get(next).is_some_and(|name| name.tokens.contains(&at));
            let touches = |at: usize| runs::is_name_like(text, at) && run.contains(&at);
            let is_alone = !touches(at + 1) && !at.checked_sub(1).is_some_and(touches);
            let word = text.word(at);
            let lower = text.lower(at);
            if is_tagged || !is_alone || words::is_auxiliary(&lower) || words::is_time(&lower) {
                continue;
            }
            let initials = (NameKind::Organisation, [0.1, 0.6, 0.1, 0.2]);
            let found = known.get(word).copied().or_else(|| is_acronym(word).then_some(initials));
            if let Some((kind, chances)) = found {
                more.push(TaggedName { tokens: at..at + 1, kind, chances });
            }
        }
    }
    names.extend(more);
    names.sort_by_key(|name| name.tokens.start);
}

/// Whether a word is written as an acronym: "VPA", not "II" or "A".
fn is_acronym(word: &str) -> bool {
    const LONGEST: usize = 6;
    let is_numeral = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (2..=LONGEST).contains(&word.len())
        && word.chars().all(|c| c.is_ascii_uppercase())
        && !is_numeral
        && !matches!(word, "TV" | "PC" | "AM" | "PM" | "OK")
}
