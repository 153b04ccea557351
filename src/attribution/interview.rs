//! Interviews: turns that begin with a label ("Roe: ...", "Q: ..."), or answers to questions in paragraphs of their own.

use super::{drafts::Draft, tags::proper};
use crate::{
    language::{
        Document, Paragraph, TokenKind,
        pronouns::{Person, pronoun},
        words,
    },
    lexicon::{
        given_names,
        nouns::{NounKind, entry},
    },
};
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Longest label in tokens, without the colon.
const LONGEST: usize = 4;
/// Fewest occurrences of a label, since one that occurs once may be a note ("Update: ..."); and fewest labels of an
/// interview.
const FEWEST: usize = 2;

/// How many tokens before the first turn are searched for the full names of initials.
const LEAD: usize = 2000;

/// The confidence of a turn.
const CONFIDENCE: f32 = 0.9;

/// The turns of the text, each a quote with its label as the source. Labels are of whoever has several turns, and of whoever
/// has one and is named in full before the first; none where these are fewer than two.
pub(super) fn turns(document: &Document<'_>) -> Vec<Draft> {
    let mut labelled: Vec<(Range<usize>, usize)> = document
        .tokens
        .paragraphs()
        .filter_map(|p| Some((label(document, &p.tokens)?, p.tokens.end)))
        .collect();
    let keys = Keys::of(document, &labelled);
    let mut times: HashMap<String, usize> = HashMap::new();
    for (label, _) in &labelled {
        *times.entry(keys.key(document, label)).or_default() += 1;
    }
    let repeated = times.values().filter(|n| **n >= FEWEST).count();
    let before = 0..labelled.first().map_or(0, |(label, _)| label.start);
    let known = if repeated == 1 { surnames(document, before) } else { HashSet::new() };
    let is_known = |label: &Range<usize>| known.contains(&*document.lower(label.end - 1));
    labelled.retain(|(label, _)| {
        times.get(&keys.key(document, label)).is_some_and(|n| *n >= FEWEST) || is_known(label)
    });
    let speakers: HashSet<String> = labelled.iter().map(|(label, _)| keys.key(document, label)).collect();
    if speakers.len() < FEWEST {
        return Vec::new();
    }
    let sides = Sides::of(document, &labelled);
    let turns = labelled.into_iter();
    turns
        .map(|(label, end)| {
            let colon = label.end..label.end + 1;
            let words = vec![colon.end..end];
            let source = sides.speaker(document, label);
            Draft { is_verbatim: true, ..Draft::without_cue(words, source, CONFIDENCE).with_cue(colon) }
        })
        .collect()
}

/// Keys that are equal for all labels of one speaker: the words of the label, or for initials ("AR:") the full name that
/// another label gives ("Ann Roe:").
struct Keys {
    /// The full name in lower case by its initials in lower case; `None` where several have the same.
    names: HashMap<String, Option<String>>,
}

impl Keys {
    fn of(document: &Document<'_>, labelled: &[(Range<usize>, usize)]) -> Self {
        let mut names: HashMap<String, Option<String>> = HashMap::new();
        for (label, _) in labelled.iter().filter(|(label, _)| label.len() > 1) {
            let initials: String = label.clone().filter_map(|at| document.word(at).chars().next()).collect();
            let name = words_of(document, label);
            let known = names.entry(initials.to_lowercase()).or_insert_with(|| Some(name.clone()));
            if known.as_ref() != Some(&name) {
                *known = None;
            }
        }
        Self { names }
    }

    fn key(&self, document: &Document<'_>, label: &Range<usize>) -> String {
        let words = words_of(document, label);
        let is_initials =
            label.len() == 1 && document.word(label.start).bytes().all(|b| b.is_ascii_uppercase());
        let name = self.names.get(&words).filter(|_| is_initials).cloned().flatten();
        name.unwrap_or(words)
    }
}

/// The words of a label in lower case.
fn words_of(document: &Document<'_>, label: &Range<usize>) -> String {
    document.span(label.clone()).of(document.text).to_lowercase()
}

/// The last words in lower case of the names of several words.
fn surnames(document: &Document<'_>, tokens: Range<usize>) -> HashSet<String> {
    let mut out = HashSet::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let name = proper(document, at);
        if name.len() > 1 {
            out.insert(document.lower(name.end - 1).into_owned());
        }
        at = name.end.max(at + 1);
    }
    out
}

/// The labels of who asks and who answers, for turns that are labelled "Q" and "A".
#[derive(Debug, Default)]
struct Sides {
    asks: Option<Range<usize>>,
    answers: Option<Range<usize>>,
    /// The text before the first turn, which gives the full names for labels that are initials.
    before: Range<usize>,
}

impl Sides {
    /// Of labels with the ends of their paragraphs: the name with the most questions asks, and of the other names the one with
    /// the most turns answers. Without such names, whoever is named before the first turn answers.
    fn of(document: &Document<'_>, labelled: &[(Range<usize>, usize)]) -> Self {
        let Some((first, _)) = labelled.first() else { return Self::default() };
        let mut by_name: HashMap<&str, (usize, usize, Range<usize>)> = HashMap::new();
        for (label, end) in labelled.iter().filter(|(label, _)| letter(document, label).is_none()) {
            let name = document.span(label.clone()).of(document.text);
            let (asked, all, _) = by_name.entry(name).or_insert((0, 0, label.clone()));
            *asked += usize::from(document.word(end - 1) == "?");
            *all += 1;
        }
        if by_name.is_empty() {
            return Self { asks: None, answers: named(document, 0..first.start), before: 0..first.start };
        }
        let mut all: Vec<_> = by_name.into_values().collect();
        all.sort_by_key(|(asked, all, label)| (Reverse(*asked), Reverse(*all), label.start));
        let asks = all.first().filter(|(asked, ..)| *asked > 0).map(|(.., label)| label.clone());
        let others = all.into_iter().filter(|(.., label)| asks.as_ref() != Some(label));
        let answers = others.max_by_key(|(_, all, _)| *all).map(|(.., label)| label);
        Self { answers, asks, before: first.start.saturating_sub(LEAD)..first.start }
    }

    /// The source that a label stands for; none where it only marks a question.
    fn speaker(&self, document: &Document<'_>, label: Range<usize>) -> Option<Range<usize>> {
        match letter(document, &label) {
            Some('Q') => self.asks.clone(),
            Some(_) => Some(self.answers.clone().unwrap_or(label)),
            None => Some(initials(document, &label, self.before.clone()).unwrap_or(label)),
        }
    }
}

/// The name in `before` with these initials: "Ann Roe" for "AR".
fn initials(document: &Document<'_>, label: &Range<usize>, mut before: Range<usize>) -> Option<Range<usize>> {
    let word = document.word(label.start);
    let is_short =
        label.len() == 1 && (2..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    if !is_short {
        return None;
    }
    before.find_map(|at| {
        let name = at..at + word.len();
        let begins = |(at, letter): (usize, char)| {
            document.word(at).starts_with(letter) && document.word(at).len() > 1
        };
        (name.end < label.start && name.clone().zip(word.chars()).all(begins)).then_some(name)
    })
}

/// The letter of a label that is not a name: "Q" or "A".
fn letter(document: &Document<'_>, label: &Range<usize>) -> Option<char> {
    match document.word(label.start) {
        _ if label.len() != 1 => None,
        "Q" => Some('Q'),
        "A" => Some('A'),
        _ => None,
    }
}

/// The label at the start of a paragraph, after a timestamp if there is one: `[10:02:11] ROE: ...`.
fn label(document: &Document<'_>, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let word = |at: usize| document.word(at);
    let start = after_time(document, paragraph);
    let colon = (start + 1..paragraph.end.min(start + LONGEST + 1)).find(|&i| word(i) == ":")?;
    let label = start..colon;
    let is_name = label
        .clone()
        .all(|i| document.tokens.get(i).kind == TokenKind::Word && words::is_capitalised(word(i)));
    (is_name && colon + 1 < paragraph.end).then_some(label)
}

/// Where a paragraph goes on after the time in brackets with which it begins ("[10:02:11]"); its start where there is none.
fn after_time(document: &Document<'_>, paragraph: &Range<usize>) -> usize {
    /// Most tokens of a time with its brackets.
    const LONGEST: usize = 10;
    let start = paragraph.start;
    let mut rest = start + 1..paragraph.end.min(start + LONGEST);
    let close = rest.find(|at| matches!(document.word(*at), "]" | ")"));
    let Some(close) = close.filter(|_| matches!(document.word(start), "[" | "(")) else { return start };
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    let is_time = (start + 1..close).all(|at| document.word(at).chars().all(is_part))
        && (start + 1..close).any(|at| document.word(at).contains(':'));
    if is_time { close + 1 } else { start }
}

/// The answers of an interview without labels, each a quote of the person named before the first question. Questions are
/// paragraphs or the first line of their answer's, some contain "you", and a part of the answers is in the first person. None where the text before the
/// first question does not mention an interview.
pub(super) fn answers(document: &Document<'_>) -> Vec<Draft> {
    let all: Vec<Paragraph> = document.tokens.paragraphs().collect();
    let is_question = |paragraph: &Paragraph| {
        let tokens = paragraph.tokens.clone();
        tokens.len() >= 3
            && tokens.len() <= LONGEST_QUESTION
            && document.word(tokens.end - 1) == "?"
            && !tokens.clone().any(|at| document.seen.is_quoted(at))
    };
    let mut out: Vec<Vec<Range<usize>>> = Vec::new();
    let (mut first, mut addresses, mut is_open) = (None, false, false);
    for paragraph in &all {
        // A question may stand in the first line of its answer's paragraph.
        let line = if is_question(paragraph) {
            paragraph.tokens.clone()
        } else {
            first_line(document, &paragraph.tokens)
        };
        let own = Paragraph { tokens: line.clone(), ..paragraph.clone() };
        if label(document, &paragraph.tokens).is_some() {
            // A turn with a label does not answer a question without one.
            is_open = false;
        } else if is_question(&own) {
            first.get_or_insert(line.start);
            addresses |= says(document, line.clone(), |person| person == Person::Second);
            let rest = line.end..paragraph.tokens.end;
            out.push(Some(rest).filter(|rest| !rest.is_empty()).into_iter().collect());
            is_open = true;
        } else if let Some(last) = out.last_mut().filter(|_| is_open) {
            last.push(paragraph.tokens.clone());
        }
    }
    // What follows the last answer's first paragraph may be the end of the article.
    if let Some(last) = out.last_mut() {
        last.truncate(1);
    }
    out.retain(|answer| !answer.is_empty());
    let is_own = |person: Person| matches!(person, Person::First | Person::FirstPlural);
    let own = out.iter().filter(|answer| answer.iter().any(|part| says(document, part.clone(), is_own)));
    let (own, before) = (own.count(), 0..first.unwrap_or(0));
    let tells = before.clone().any(|at| {
        matches!(
            &*document.lower(at),
            "interview"
                | "interviewed"
                | "questions"
                | "spoke"
                | "talked"
                | "talks"
                | "met"
                | "asked"
                | "conversation"
                | "q&a"
        )
    });
    let Some(source) = named(document, before).filter(|_| tells && addresses) else { return Vec::new() };
    // Of three answers or more it is enough that a third are in the first person.
    let enough = if out.len() > FEWEST { out.len().div_ceil(3) } else { FEWEST.div_ceil(2) };
    if out.len() < FEWEST || own < enough {
        return Vec::new();
    }
    let draft = |content| Draft {
        is_verbatim: true,
        ..Draft::without_cue(content, Some(source.clone()), ANSWER_CONFIDENCE)
    };
    out.into_iter().map(draft).collect()
}

/// The tokens of a paragraph's first line.
fn first_line(document: &Document<'_>, paragraph: &Range<usize>) -> Range<usize> {
    let ends_line = |at: &usize| {
        let (end, next) = (document.tokens.get(*at).span.end, document.tokens.get(*at + 1).span.start);
        document.text.get(end..next).is_some_and(|between| between.contains('\n'))
    };
    let last = (paragraph.start..paragraph.end.saturating_sub(1)).find(ends_line);
    paragraph.start..last.map_or(paragraph.end, |last| last + 1)
}

/// Longest question in tokens.
const LONGEST_QUESTION: usize = 60;
/// The confidence of an answer.
const ANSWER_CONFIDENCE: f32 = 0.8;

/// Whether there is such a pronoun outside quotation marks.
fn says(document: &Document<'_>, mut tokens: Range<usize>, is: impl Fn(Person) -> bool) -> bool {
    tokens.any(|at| {
        !document.seen.is_quoted(at) && pronoun(&document.lower(at)).is_some_and(|(person, _)| is(person))
    })
}

/// The first full name of a person: one that begins with a given name, or else one that opens a sentence and is explained
/// ("Hester Boll, a carpenter from Velden, ..."), or that "is", "was" or "has", with "him" or "her" after it.
fn named(document: &Document<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let whole = |at: usize| {
        let name = proper(document, at);
        name.start..name.end.min(document.sentence(at).end)
    };
    let first = |is: &dyn Fn(usize) -> bool| {
        tokens.clone().filter(|at| is(*at)).map(whole).find(|name| name.len() > 1)
    };
    let opens = |at: usize| document.sentence(at).start == at && !words::is_determiner(&document.lower(at));
    let does = |at: usize| {
        let end = proper(document, at).end;
        let is_person = |at: usize| matches!(&*document.lower(at), "he" | "him" | "his" | "she" | "her");
        matches!(document.word(end), "is" | "was" | "has") && (end..tokens.end).any(is_person)
    };
    first(&|at| given_names::is_known(document.word(at)))
        .or_else(|| first(&|at| opens(at) && is_explained(document, proper(document, at).end)))
        .or_else(|| first(&|at| opens(at) && does(at)))
}

/// Whether a comma, an article and the noun of a person follow at `comma`: ", a carpenter from Velden".
fn is_explained(document: &Document<'_>, comma: usize) -> bool {
    /// Most words between the article and the noun.
    const NEAR: usize = 3;
    let is_person = |at: usize| {
        entry(&document.lower(at)).is_some_and(|noun| noun.kind == NounKind::Person && !noun.is_plural)
    };
    document.word(comma) == ","
        && matches!(&*document.lower(comma + 1), "a" | "an" | "the")
        && (comma + 2..(comma + 3 + NEAR).min(document.sentence(comma).end)).any(is_person)
}
