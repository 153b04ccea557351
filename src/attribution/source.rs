//! The words that name who says something, or whom it is said to: noun phrases around a cue.

use super::sentence::View;
use crate::language::{TokenKind, words};
use std::ops::Range;

/// Longest noun phrase that is looked at, in tokens.
const LONGEST: usize = 28;

/// The subject that ends right before `at` (the start of a verb group) and begins at or after `floor`.
pub(super) fn before(view: &View<'_>, at: usize, floor: usize) -> Option<Range<usize>> {
    let end = view.subject_end(at);
    let last = end.checked_sub(1).filter(|&i| i >= floor && !words::is_conjunction(&view.lower(i)))?;
    if view.is(last, ",") {
        // "Doe, the chair of the panel, said": the name stands before the other comma.
        let floor = floor.max(last.saturating_sub(LONGEST));
        let comma = (floor..last).rev().find(|&i| view.is(i, ",") && !view.is_quoted(i))?;
        if (comma + 1..last).any(|i| view.is_quoted(i)) || last - comma < 2 {
            return None;
        }
        let mut name = phrase_before(view, comma, floor)?;
        // "Doe, of Paris, Texas, said"
        if name.len() <= 2 && view.is(name.start.wrapping_sub(1), ",") && !view.is_capitalised(comma + 1) {
            name = phrase_before(view, name.start - 1, floor)
                .filter(|n| n.end + 1 == name.start)
                .unwrap_or(name);
        }
        return Some(name.start..last);
    }
    phrase_before(view, end, floor)
}

/// The noun phrase that ends right before `end`.
fn phrase_before(view: &View<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let floor = floor.max(end.saturating_sub(LONGEST));
    let mut start = end;
    let mut conjunction = None;
    let mut verb_stopped = false;
    while start > floor {
        let at = start - 1;
        if view.is_quoted(at) {
            break;
        }
        if view.is(at, ")") {
            match (floor..at).rev().find(|&i| view.is(i, "(")) {
                Some(open) => {
                    start = open;
                    continue;
                }
                None => break,
            }
        }
        let word = view.lower(at);
        match view.kind(at) {
            Some(TokenKind::Word | TokenKind::Number | TokenKind::Possessive) => {}
            Some(TokenKind::Punctuation) if matches!(view.word(at), "&" | "/" | "-" | ".") => {}
            _ => break,
        }
        if words::is_subject_pronoun(&word) {
            if start == end {
                return Some(at..end);
            }
            break;
        }
        let opens_clause = matches!(&*word, "after" | "before" | "since" | "until" | "as");
        if words::is_subordinator(&word) && (opens_clause || !words::is_preposition(&word)) {
            break;
        }
        let is_adjective = at > floor && {
            let left = view.lower(at - 1);
            words::is_determiner(&left)
                || words::is_possessive(&left)
                || view.kind(at - 1) == Some(TokenKind::Possessive)
        };
        if words::looks_like_verb(&word) && !is_adjective && !view.is_capitalised(at) {
            verb_stopped = true;
            break;
        }
        if words::is_conjunction(&word) {
            conjunction = Some(at);
        }
        start = at;
    }
    if verb_stopped && let Some(at) = conjunction {
        start = at + 1;
    }
    let start = trim_front(view, start, end);
    let end = trim_back(view, start, end);
    (start < end && (start..end).any(|i| view.is_nominal(i))).then_some(start..end)
}

/// Where the phrase begins once conjunctions, adverbs, words of time and a leading prepositional phrase are left out.
fn trim_front(view: &View<'_>, mut start: usize, end: usize) -> usize {
    loop {
        let word = view.lower(start);
        let skips = words::is_conjunction(&word)
            || words::is_adverb(&word)
            || words::is_time(&word)
            || view.kind(start) == Some(TokenKind::Punctuation);
        if start < end && skips {
            start += 1;
        } else if start < end && words::is_preposition(&word) {
            let restart = (start + 2..end).rev().find(|&i| {
                let here = view.lower(i);
                let left = view.lower(i - 1);
                let opens = words::is_determiner(&here) || words::is_possessive(&here);
                opens && !words::is_preposition(&left) && !words::is_conjunction(&left)
            });
            start = restart.unwrap_or(start + 1);
        } else {
            return start;
        }
    }
}

/// Where the phrase ends once words of time and manner behind it are left out ("the leader later in a call").
fn trim_back(view: &View<'_>, start: usize, end: usize) -> usize {
    let is_loose = |at: usize| {
        let word = view.lower(at);
        words::is_adverb(&word) && !view.is_capitalised(at)
            || words::is_time(&word)
            || words::is_preposition(&word) && is_adjunct(view, at)
    };
    (start + 1..end).find(|&i| is_loose(i) && view.is_nominal(i - 1)).unwrap_or(end)
}

/// The subject with which the sentence begins.
pub(super) fn subject(view: &View<'_>) -> Option<Range<usize>> {
    let opens =
        (view.start()..view.end()).find(|&i| view.is_word(i) && !words::is_conjunction(&view.lower(i)))?;
    (view.is_capitalised(opens) || words::is_determiner(&view.lower(opens))).then(|| after(view, opens))?
}

/// The noun phrase that begins at `at`, as the source of an inverted cue ("said Doe of the union").
pub(super) fn after(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let mut end = phrase_after(view, at)?;
    // "the mayor of Wells", "a spokesman for the union": a phrase of time, place or manner is not part of it.
    while matches!(&*view.lower(end), "of" | "for" | "from" | "at" | "with" | "in") && !is_adjunct(view, end)
    {
        match phrase_after(view, end + 1) {
            Some(further) => end = further,
            None => break,
        }
    }
    Some(at..end)
}

/// The noun phrase that begins at `at`, as whom something is said to ("told the committee").
pub(super) fn addressee(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    phrase_after(view, at).map(|end| at..end)
}

/// The end of the noun phrase without prepositional phrases that begins at `at`.
fn phrase_after(view: &View<'_>, at: usize) -> Option<usize> {
    let first = view.lower(at);
    if view.is_quoted(at) || !view.is_word(at) {
        return None;
    }
    if words::is_pronoun(&first) && !words::is_possessive(&first) {
        return Some(at + 1);
    }
    if &*first == "her" && !view.is_nominal(at + 1) {
        return Some(at + 1);
    }
    if words::is_subordinator(&first) || words::is_preposition(&first) || words::is_adverb(&first) {
        return None;
    }
    let mut end = at;
    while end < view.end() && end - at < LONGEST && !view.is_quoted(end) {
        let word = view.lower(end);
        match view.kind(end) {
            Some(TokenKind::Word | TokenKind::Number | TokenKind::Possessive) => {}
            Some(TokenKind::Punctuation) if matches!(view.word(end), "&" | "/" | "-") => {}
            _ => break,
        }
        let opens = words::is_determiner(&word) || words::is_possessive(&word);
        let opens_again =
            opens && end > at && !words::is_determiner(&view.lower(end - 1)) && !view.is(end - 1, "and");
        let is_and = &*word == "and" && end > at && view.is_nominal(end + 1) && view.is_capitalised(end + 1);
        let case_shift = end > at
            && view.is_capitalised(end)
            && !view.is_capitalised(end - 1)
            && view.kind(end - 1) == Some(TokenKind::Word)
            && view.lower(end - 1).ends_with('s');
        let stops = opens_again
            || case_shift
            || end > at && words::is_pronoun(&word) && !words::is_possessive(&word)
            || words::is_preposition(&word)
            || words::is_subordinator(&word) && !(end == at && words::is_determiner(&word))
            || words::is_conjunction(&word) && !is_and
            || words::is_time(&word) && end > at && !view.is_capitalised(end + 1)
            || (words::looks_like_verb(&word) || words::is_adverb(&word))
                && end > at
                && !view.is_capitalised(end)
            || &*word == "there";
        if stops {
            break;
        }
        end += 1;
    }
    (at..end).any(|i| view.is_nominal(i)).then_some(end)
}

/// Whether the preposition at `at` begins a phrase that tells when or how something was said, not by whom.
fn is_adjunct(view: &View<'_>, at: usize) -> bool {
    (at + 1..(at + 5).min(view.end())).any(|i| {
        let word = view.lower(i);
        words::is_time(&word)
            || matches!(
                &*word,
                "statement"
                    | "interview"
                    | "email"
                    | "e-mail"
                    | "tweet"
                    | "letter"
                    | "speech"
                    | "call"
                    | "conference"
                    | "briefing"
                    | "remarks"
                    | "comments"
                    | "address"
                    | "post"
                    | "message"
                    | "telephone"
                    | "phone"
                    | "release"
                    | "hearing"
                    | "meeting"
                    | "video"
                    | "twitter"
                    | "facebook"
                    | "response"
                    | "testimony"
                    | "words"
            )
    })
}

/// The position after phrases of time and manner that stand between a cue and its content ("said on Monday in a
/// statement").
pub(super) fn skip_adjuncts(view: &View<'_>, mut at: usize) -> usize {
    loop {
        let word = view.lower(at);
        if words::is_time(&word) || words::is_adverb(&word) && !view.is(at, "not") {
            at += 1;
        } else if words::is_preposition(&word) && is_adjunct(view, at) && !view.is_quoted(at) {
            let from = at + 1;
            at = from;
            while at < view.end() && at - from < 8 && !view.is_quoted(at) && view.is_word(at) {
                let word = view.lower(at);
                let opens_again =
                    at > from && (words::is_determiner(&word) || words::is_subject_pronoun(&word));
                if opens_again || words::is_subordinator(&word) && !words::is_preposition(&word) && at > from
                {
                    break;
                }
                at += 1;
                let done = words::is_time(&word) || is_manner_end(view, at);
                if done {
                    break;
                }
            }
        } else {
            return at;
        }
    }
}

/// Whether the phrase of manner is over before `at`: what follows neither names its matter nor its place.
fn is_manner_end(view: &View<'_>, at: usize) -> bool {
    let next = view.lower(at);
    !view.is_nominal(at)
        && !words::is_preposition(&next)
        && !words::is_determiner(&next)
        && !words::is_possessive(&next)
}
