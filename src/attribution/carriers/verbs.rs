//! The verbs of reports: which word of a cue tells how it is built, and what kind of verb it is.

use super::phrase::View;
use crate::{attribution::attributions::Attribution, language::verbs::is_negative, lexicon::classes::speech};
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

/// Whether a cue, or a word before it in its verb group, denies that anything was said.
pub(super) fn is_denied(view: &View<'_>, a: &Attribution) -> bool {
    let group = view.document.verb_group(a.cue.start);
    group.is_denied || a.cue.clone().any(|i| is_negative(&view.lower(i)))
}
