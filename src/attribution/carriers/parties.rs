//! Parties: who reports words as their speaker or addressee, and so is not a carrier.

use super::phrase::{Kind, View};
use crate::language::words;
use std::ops::Range;

/// Whether the source of an indirect report is the speaker or the addressee of the words in it.
pub(super) fn is_party(
    view: &View<'_>,
    carrier: &Range<usize>,
    speaker: &Range<usize>,
    to: Option<&Range<usize>>,
) -> bool {
    let kind = view.kind_of(carrier);
    let is_self = |p: &Range<usize>| {
        p.len() == 1
            && match &*view.lower(p.start) {
                "it" | "we" | "us" | "i" | "me" => kind != Kind::Record,
                "he" | "she" | "him" | "her" | "they" | "them" => kind == Kind::Other,
                _ => false,
            }
    };
    is_same_name(view, carrier, speaker) || is_self(speaker) || to.is_some_and(is_self)
}

/// Whether a pronoun is of the first person.
pub(super) fn is_first_person(word: &str) -> bool {
    matches!(word, "i" | "me" | "my" | "we" | "us" | "our" | "i'd" | "i've")
}

pub(super) fn is_same_name(view: &View<'_>, a: &Range<usize>, b: &Range<usize>) -> bool {
    a.len() == b.len()
        && a.clone().zip(b.clone()).all(|(i, j)| view.lower(i) == view.lower(j))
        && !words::is_determiner(&view.lower(a.start))
}
