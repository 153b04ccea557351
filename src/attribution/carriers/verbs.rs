//! The verbs of reports: which word of a cue tells how it is built, what stands before it in its group, and what kind of
//! verb it is.

use super::phrase::View;
use crate::{attribution::attributions::Attribution, language::words, lexicon::classes::speech};
use std::ops::Range;

/// The token of a cue that tells how it is built: its first verb of a known kind, or its last word.
pub(super) fn verb(view: &View<'_>, cue: &Range<usize>) -> usize {
    let is_known = |&at: &usize| {
        let word = view.lower(at);
        speech::takes_addressee(&word)
            || speech::reports_plainly(&word)
            || is_quoting(view, at)
            || calls_on(view, at)
    };
    cue.clone().find(is_known).unwrap_or(cue.end - 1)
}

/// Where the auxiliaries and adverbs before a verb begin, and whether they make it a passive.
pub(super) fn helpers(view: &View<'_>, verb: usize) -> (usize, bool) {
    let floor = view.sentence(verb).start;
    let (mut start, mut is_passive) = (verb, false);
    while start > floor {
        let word = view.lower(start - 1);
        let is_auxiliary = words::is_auxiliary(&word);
        if !is_auxiliary && !words::is_adverb(&word) {
            break;
        }
        // "has been told": what stands beside the participle decides; "was telling" is none.
        is_passive |= words::is_be(&word) && !view.lower(verb).ends_with("ing");
        start -= 1;
    }
    (start, is_passive)
}

/// Whether the verb at `at` is that of "called on the council to pay".
pub(super) fn calls_on(view: &View<'_>, at: usize) -> bool {
    matches!(&*view.lower(at), "call" | "calls" | "called" | "calling")
        && matches!(&*view.lower(at + 1), "on" | "upon")
}

/// Whether the verb at `at` gives the words of another: "quoted", "citing".
pub(super) fn is_quoting(view: &View<'_>, at: usize) -> bool {
    matches!(
        &*view.lower(at),
        "quote" | "quotes" | "quoted" | "quoting" | "cite" | "cites" | "cited" | "citing"
    )
}

/// Whether the cue tells of words: what somebody thinks, wants or does is told in the words of whoever reports it.
pub(super) fn is_speech(view: &View<'_>, attribution: &Attribution) -> bool {
    attribution.cue.clone().any(|i| {
        let word = view.lower(i);
        speech::is_bare_report(&word)
            || speech::is_speaking(&word)
            || speech::takes_addressee(&word)
            || is_quoting(view, i)
            || matches!(&*word, "according")
    })
}

/// Whether a word before or in a verb group denies it.
pub(super) fn is_negative(word: &str) -> bool {
    matches!(word, "not" | "never" | "neither" | "nor" | "cannot" | "no") || word.ends_with("n't")
}

pub(super) fn is_denied(view: &View<'_>, a: &Attribution) -> bool {
    let (start, _) = helpers(view, a.cue.start);
    (start..a.cue.end).any(|i| is_negative(&view.lower(i)))
}
