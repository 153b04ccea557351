//! The turns of an interview: paragraphs that begin with who speaks ("Roe: ...", "Q: ..."), or answers to questions that
//! stand in paragraphs of their own.

use super::{drafts::Draft, tags::proper};
use crate::{
    language::{
        Document, Paragraph, TokenKind,
        pronouns::{Person, pronoun},
        words,
    },
    lexicon::given_names,
};
use std::{cmp::Reverse, collections::HashMap, ops::Range};

/// Longest label in tokens, the colon left out.
const LONGEST: usize = 4;
/// A label that stands only once may be a note ("Update: ..."), and an interview has two who speak.
const FEWEST: usize = 2;

/// How sure a turn is to be its label's words.
const CONFIDENCE: f32 = 0.9;

/// The turns of the text, each a quote of its label; none where fewer than two labels come again.
pub(super) fn turns(document: &Document<'_>) -> Vec<Draft> {
    let mut labelled: Vec<(Range<usize>, usize)> = document
        .tokens
        .paragraphs()
        .filter_map(|p| Some((label(document, &p.tokens)?, p.tokens.end)))
        .collect();
    let name = |label: &Range<usize>| document.span(label.clone()).of(document.text);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (label, _) in &labelled {
        *times.entry(name(label)).or_default() += 1;
    }
    times.retain(|_, n| *n >= FEWEST);
    if times.len() < 2 {
        return Vec::new();
    }
    labelled.retain(|(label, _)| times.contains_key(name(label)));
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

/// Who asks and who answers, where an interview has turns labelled by names and others by "Q" and "A".
#[derive(Debug, Default)]
struct Sides {
    asks: Option<Range<usize>>,
    answers: Option<Range<usize>>,
    /// Before the first turn, where those are named in full whose initials are labels.
    before: Range<usize>,
}

impl Sides {
    /// Of labels and where their paragraphs end: of those that are names, who asks most, and who speaks most of the rest.
    /// Without any, who is named before the first turn answers.
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
        Self { answers, asks, before: 0..first.start }
    }

    /// Whom a label names; nobody where one only says that there is a question.
    fn speaker(&self, document: &Document<'_>, label: Range<usize>) -> Option<Range<usize>> {
        match letter(document, &label) {
            Some('Q') => self.asks.clone(),
            Some(_) => Some(self.answers.clone().unwrap_or(label)),
            None => Some(initials(document, &label, self.before.clone()).unwrap_or(label)),
        }
    }
}

/// The name in `before` whose initials a label is: "AR" where "Ann Roe" is named.
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

/// The letter of a label that names a side and no person: "Q" and "A".
fn letter(document: &Document<'_>, label: &Range<usize>) -> Option<char> {
    match document.word(label.start) {
        _ if label.len() != 1 => None,
        "Q" => Some('Q'),
        "A" => Some('A'),
        _ => None,
    }
}

/// The tokens of the label that the paragraph begins with.
fn label(document: &Document<'_>, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let word = |at: usize| document.word(at);
    let colon =
        (paragraph.start + 1..paragraph.end.min(paragraph.start + LONGEST + 1)).find(|&i| word(i) == ":")?;
    let label = paragraph.start..colon;
    let is_name = label
        .clone()
        .all(|i| document.tokens.get(i).kind == TokenKind::Word && words::is_capitalised(word(i)));
    (is_name && colon + 1 < paragraph.end).then_some(label)
}

/// The answers of an interview without labels, each a quote of whom the text before the first question names: a question
/// is a paragraph of its own, some address whoever is asked, and most answers begin in the first person. None where the
/// text before does not tell of an interview.
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
        if label(document, &paragraph.tokens).is_some() {
            // A turn with a label is no answer to a question without.
            is_open = false;
        } else if is_question(paragraph) {
            first.get_or_insert(paragraph.tokens.start);
            addresses |= says(document, paragraph.tokens.clone(), |person| person == Person::Second);
            out.push(Vec::new());
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
    if out.len() < FEWEST || own * 2 < out.len() {
        return Vec::new();
    }
    let draft = |content| Draft {
        is_verbatim: true,
        ..Draft::without_cue(content, Some(source.clone()), ANSWER_CONFIDENCE)
    };
    out.into_iter().map(draft).collect()
}

/// Longest question in tokens.
const LONGEST_QUESTION: usize = 60;
/// How sure an answer is to be the words of whom the text before names.
const ANSWER_CONFIDENCE: f32 = 0.8;

/// Whether there is such a pronoun outside quotation marks.
fn says(document: &Document<'_>, mut tokens: Range<usize>, is: impl Fn(Person) -> bool) -> bool {
    tokens.any(|at| {
        !document.seen.is_quoted(at) && pronoun(&document.lower(at)).is_some_and(|(person, _)| is(person))
    })
}

/// The first full name of a person.
fn named(document: &Document<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let names = tokens.filter(|at| given_names::is_known(document.word(*at)));
    names.map(|at| proper(document, at)).find(|name| name.len() > 1)
}
