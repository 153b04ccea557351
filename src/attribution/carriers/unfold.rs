//! Reports within reports of which only the outer one was found: "Vesta said [Orr told Lind that it was late]".

use super::{addressee, parties, phrase::View, verbs};
use crate::{
    attribution::attributions::Attribution,
    language::{TokenKind, verbs::is_negative, words},
    lexicon::classes::speech,
};
use std::ops::Range;

/// The deepest nesting of reports that is unfolded.
const DEEPEST: usize = 3;
/// Longest apposition between a speaker and their verb, in tokens.
const LONGEST: usize = 14;
/// By which the confidence of an inner report is lower than that of the outer one.
const DOUBT: f32 = 0.95;

/// Adds the inner reports that are missing in `found`.
pub(super) fn unfold(view: &View<'_>, found: &mut Vec<Attribution>) {
    let mut cues: Vec<usize> = found.iter().map(|a| a.cue.start).collect();
    cues.sort_unstable();
    for index in 0..found.len() {
        let Some(mut outer) = found.get(index).cloned() else { continue };
        for _ in 0..DEEPEST {
            let Some(inner) = leading(view, &outer).or_else(|| trailing(view, &outer)) else { break };
            let is_known =
                cues.get(cues.partition_point(|&c| c < inner.cue.start)).is_some_and(|&c| c < inner.cue.end);
            if is_known {
                break;
            }
            found.push(inner.clone());
            outer = inner;
        }
    }
}

/// The report at the beginning of the content of `outer`, if the source of `outer` can carry it.
fn leading(view: &View<'_>, outer: &Attribution) -> Option<Attribution> {
    let carrier = outer.source.as_ref()?;
    let content = outer.content.first()?;
    let verb = verbs::verb(view, &outer.cue);
    let is_report = speech::reports_plainly(&view.lower(verb)) && !verbs::is_denied(view, outer);
    if !is_report || content.start < outer.cue.end || view.kind(content.start) == TokenKind::Mark {
        return None;
    }
    let end = content.end.min(view.sentence(content.start).end);
    let start = content.start + usize::from(&*view.lower(content.start) == "that");
    let speaker = view.noun_phrase(start, end)?;
    let verb = speaks(view, speaker.end, end)?;
    let (after, to) = spoken(view, verb, end)?;
    if parties::is_party(view, carrier, &speaker, to.as_ref()) {
        return None;
    }
    let mut pieces = outer.content.clone();
    if let Some(first) = pieces.first_mut() {
        first.start = after;
    }
    Some(Attribution {
        content: pieces,
        cue: view.document.verb_group(verb).start.max(speaker.end)..verb + 1,
        source: Some(speaker),
        confidence: outer.confidence * DOUBT,
    })
}

/// The report at the end of the content of `outer`, if the source of `outer` can carry it: "['...,' Orr said], according to
/// Vesta".
fn trailing(view: &View<'_>, outer: &Attribution) -> Option<Attribution> {
    let carrier = outer.source.as_ref()?;
    let content = outer.content.last()?;
    let report = verbs::verb(view, &outer.cue);
    let is_report = speech::reports_plainly(&view.lower(report)) && !verbs::is_denied(view, outer);
    let last = content.end.checked_sub(1)?;
    let floor = content.start.max(view.sentence(last).start);
    if !is_report || outer.cue.start < content.end || last <= floor + 2 {
        return None;
    }
    let (cue, speaker) = if speech::is_bare_report(&view.lower(last)) {
        (last..last + 1, view.phrase_before(last, floor)?)
    } else {
        let speaker = view.phrase_before(content.end, floor)?;
        let verb = speaker.start.checked_sub(1).filter(|&v| speech::is_bare_report(&view.lower(v)))?;
        (verb..verb + 1, speaker)
    };
    let end = cue.start.min(speaker.start);
    let before = end.checked_sub(1).filter(|&at| at > floor)?;
    let is_mark = view.kind(before) == TokenKind::Mark;
    if !is_mark && view.word(before) != "," || parties::is_party(view, carrier, &speaker, None) {
        return None;
    }
    let mut pieces = outer.content.clone();
    if let Some(last) = pieces.last_mut() {
        last.end = if is_mark { end } else { before };
    }
    Some(Attribution { content: pieces, cue, source: Some(speaker), confidence: outer.confidence * DOUBT })
}

/// The verb of speaking whose subject ends at `at`, after an apposition, auxiliaries and adverbs.
fn speaks(view: &View<'_>, at: usize, end: usize) -> Option<usize> {
    let mut verb = at;
    if view.word(at) == "," {
        verb = (at + 1..end.min(at + LONGEST)).find(|&i| view.word(i) == ",")? + 1;
    }
    while verb < end {
        let word = view.lower(verb);
        if words::is_be(&word) || is_negative(&word) {
            return None;
        }
        if !words::is_auxiliary(&word) && !words::is_adverb(&word) {
            break;
        }
        verb += 1;
    }
    let word = view.lower(verb);
    let is_speech = speech::is_bare_report(&word) || speech::takes_addressee(&word) && word.ends_with("ed");
    (verb < end && is_speech).then_some(verb)
}

/// Where the content after `verb` begins, and the addressee.
fn spoken(view: &View<'_>, verb: usize, end: usize) -> Option<(usize, Option<Range<usize>>)> {
    let mut at = view.skip_adverbs(verb + 1, end);
    let mut to = None;
    if speech::takes_addressee(&view.lower(verb)) {
        let object = addressee::first_object(view, verb, at, end)?;
        at = view.skip_adverbs(object.end, end);
        to = Some(object);
    }
    at += usize::from(matches!(&*view.lower(at), "that" | ":" | ","));
    let opens = !words::is_preposition(&view.lower(at)) || &*view.lower(at) == "to";
    (opens && at + 2 <= end).then_some((at, to))
}
