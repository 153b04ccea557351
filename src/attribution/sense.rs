//! The sense of a quote where no model gives one: speech, thought or the words of a document.

use super::{Sense, carriers};
use crate::language::Document;
use std::ops::Range;

/// The sense of a quote with this cue and this source.
pub(super) fn of(
    document: &Document<'_>,
    cue: Option<&Range<usize>>,
    source: Option<&Range<usize>>,
) -> Sense {
    let is_thought = cue.is_some_and(|cue| cue.clone().any(|at| thinks(&document.lower(at))));
    if is_thought {
        Sense::Thought
    } else if source.is_some_and(|source| carriers::is_document(document, source)) {
        Sense::Document
    } else {
        Sense::Speech
    }
}

/// Whether a verb, in any form, expresses thinking, feeling or hoping rather than saying.
fn thinks(word: &str) -> bool {
    const STEMS: [&str; 21] = [
        "think",
        "thought",
        "believ",
        "hop",
        "fear",
        "feel",
        "felt",
        "want",
        "wish",
        "expect",
        "know",
        "knew",
        "wonder",
        "suspect",
        "doubt",
        "imagin",
        "consider",
        "realis",
        "realiz",
        "understand",
        "understood",
    ];
    const ENDINGS: [&str; 7] = ["", "s", "e", "es", "ed", "ing", "d"];
    STEMS.iter().any(|stem| word.strip_prefix(stem).is_some_and(|rest| ENDINGS.contains(&rest)))
}
