//! The verbs of reports: which word of a cue governs its parties, and what kind of verb it is.

use super::phrase::View;
use crate::{attribution::attributions::Attribution, language::verbs::is_negative, lexicon::classes::speech};
use std::ops::Range;

/// The verb of a cue that governs its parties: the first one of a known kind, or else the last word.
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

/// Whether the verb at `at` is "call" as in "called on the council to pay".
pub(super) fn calls_on(view: &View<'_>, at: usize) -> bool {
    matches!(&*view.lower(at), "call" | "calls" | "called" | "calling")
        && matches!(&*view.lower(at + 1), "on" | "upon")
}

/// Whether the subject of the verb at `at` quotes somebody else: "quoted", "citing".
pub(super) fn is_quoting(view: &View<'_>, at: usize) -> bool {
    matches!(
        &*view.lower(at),
        "quote" | "quotes" | "quoted" | "quoting" | "cite" | "cites" | "cited" | "citing"
    )
}

/// Whether the cue is one of speaking, and not of thinking, wanting or doing.
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
