//! Pairs of names that the text itself declares to be of one actor.

use super::{name::Name, pieces};
use crate::actors::Why;
use crate::language::Document;

/// Two names of one actor, as indices into the names of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::actors) struct Pair {
    pub long: usize,
    pub short: usize,
    pub why: Why,
}

/// The pairs, in text order: "Rail Council (NRUC)", "NRUC (Rail Council)", "Kanellos, known as the Baron".
pub(in crate::actors) fn pairs(text: &Document<'_>, names: &[Name]) -> Vec<Pair> {
    let mut out = Vec::new();
    for (at, pair) in names.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let found = in_brackets(text, a, b).map(|second_is_short| {
            let (long, short) = if second_is_short { (at, at + 1) } else { (at + 1, at) };
            Pair { long, short, why: Why::Acronym }
        });
        let known_as =
            || is_known_as(text, a, b).then_some(Pair { long: at, short: at + 1, why: Why::Apposition });
        out.extend(found.or_else(known_as));
    }
    out
}

/// Where `b` stands in brackets after `a` and one is an acronym of the other: whether `b` is the acronym.
fn in_brackets(text: &Document<'_>, a: &Name, b: &Name) -> Option<bool> {
    let after = b.title.start.min(b.tokens.start);
    let opens = text.word(a.tokens.end) == "(" && (a.tokens.end + 1..after).all(|at| text.lower(at) == "the");
    if !opens || text.word(b.tokens.end) != ")" {
        return None;
    }
    let is_short =
        |name: &Name| name.tokens.len() == 1 && pieces::looks_like_initials(text.word(name.tokens.start));
    let initial = |name: &Name| text.word(name.tokens.start).chars().next();
    let is_long = |name: &Name| name.tokens.len() > 1;
    match (is_short(a), is_short(b)) {
        (false, true) if is_long(a) && initial(a) == initial(b) => Some(true),
        (true, false) if is_long(b) && initial(a) == initial(b) => Some(false),
        _ => None,
    }
}

/// Whether the words between the two say that `a` is also called `b`.
fn is_known_as(text: &Document<'_>, a: &Name, b: &Name) -> bool {
    const LONGEST: usize = 9;
    let between = a.tokens.end..b.title.start.min(b.tokens.start);
    let called = between.clone().find(|&at| matches!(&*text.lower(at), "known" | "nicknamed" | "dubbed"));
    let is_aside = matches!(text.word(between.start), "," | "(" | "—" | "–");
    is_aside
        && between.len() <= LONGEST
        && called.is_some_and(|at| {
            let ends = |at: usize| matches!(text.word(at), "," | "." | ";");
            let as_name = text.lower(at) != "known" || (at..between.end).any(|i| text.lower(i) == "as");
            as_name && !(at..between.end).any(ends)
        })
}
