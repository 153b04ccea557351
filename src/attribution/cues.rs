//! The words that tell that something is said.

use super::sentence::View;
use crate::language::words;
use std::{collections::HashMap, sync::LazyLock};

/// How the words around a cue are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// "said (that) ...".
    Say,
    /// "believed (that) ...": as [`Frame::Say`], but nobody need have spoken, so it carries nobody's words.
    Think,
    /// "told somebody (that) ...".
    Tell,
    /// "urged somebody to ...", "vowed to ...".
    Urge,
    /// "called it ...", "expressed hope that ...": what follows is said, if only in part.
    Object,
    /// "according to somebody".
    According,
}

/// A cue in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue {
    /// First token, an auxiliary or the cue itself.
    pub start: usize,
    /// Past the last token.
    pub end: usize,
    /// How it is built.
    pub frame: Frame,
    /// Whether its source comes after it and never before.
    pub is_prepositional: bool,
    /// Whether it is a gerund ("adding that ..."), whose source is that of the cue before it.
    pub is_gerund: bool,
}

/// Which form of a verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Base,
    Third,
    Past,
    Gerund,
}

static LEXICON: LazyLock<HashMap<&'static str, (Frame, Form)>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for line in include_str!("../../assets/lexicon/cues.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let frame = match columns.next() {
            Some("say") => Frame::Say,
            Some("think") => Frame::Think,
            Some("tell") => Frame::Tell,
            Some("urge") => Frame::Urge,
            _ => Frame::Object,
        };
        for (form, word) in [Form::Base, Form::Third, Form::Past, Form::Gerund].into_iter().zip(columns) {
            out.entry(word).or_insert((frame, form));
        }
    }
    out
});

/// All cues of a sentence that do not stand inside quotation marks.
pub(super) fn cues(view: &View<'_>) -> Vec<Cue> {
    let mut out = Vec::new();
    let mut at = view.start();
    while at < view.end() {
        match cue_at(view, at) {
            Some(cue) => {
                at = cue.end;
                out.push(cue);
            }
            None => at += 1,
        }
    }
    out
}

fn cue_at(view: &View<'_>, at: usize) -> Option<Cue> {
    if view.is_quoted(at) {
        return None;
    }
    let word = view.lower(at);
    let next = view.lower(at + 1);
    if matches!((&*word, &*next), ("according", "to")) {
        return Some(Cue {
            start: at,
            end: at + 2,
            frame: Frame::According,
            is_prepositional: true,
            is_gerund: false,
        });
    }
    let &(frame, form) = LEXICON.get(&*word)?;
    let before = if at > view.start() { view.lower(at - 1) } else { "".into() };
    let start = view.verb_start(at);
    let helper = if start < at { view.lower(start) } else { "".into() };
    let plain = Cue { start, end: at + 1, frame, is_prepositional: false, is_gerund: form == Form::Gerund };
    // "'...?' a narrator asks."
    let ends_speech = view.is(at + 1, ".") && (view.start()..at).any(|i| view.is_quoted(i));
    let asks_for = word.starts_with("ask") && matches!(&*next, "for" | "not" | "by");
    let is_cue = !asks_for
        && match form {
            Form::Past => {
                // "was told", "is expected": the passive has no source of its own. "the said man", "his stated aim".
                !words::is_be(&helper) && !words::is_possessive(&before) && !words::is_determiner(&before)
            }
            Form::Third => {
                let subject = words::is_subject_pronoun(&before)
                    || view.is_nominal(at.wrapping_sub(1)) && at > view.start();
                subject && !words::is_determiner(&before) && (view.begins_clause(at + 1) || ends_speech)
            }
            Form::Base => {
                let subject = matches!(&*before, "i" | "you" | "we" | "they" | "who")
                    || before.ends_with('s') && start == at;
                let is_modal =
                    matches!(&*helper, "will" | "would" | "used" | "did" | "do" | "may" | "might" | "must");
                (subject && !words::is_possessive(&before) || is_modal && !view.is_negated(start, at))
                    && view.begins_clause(at + 1)
            }
            Form::Gerund => {
                matches!(frame, Frame::Say | Frame::Tell)
                    && (words::is_be(&helper) || &*before == "," || view.is_mark(at.wrapping_sub(1)))
                    && view.begins_clause(at + 1)
            }
        };
    is_cue.then_some(Cue { is_gerund: plain.is_gerund && !words::is_be(&helper), ..plain })
}
