//! Carriers that no attribution names: outlets and mouthpieces in the words beside a report.

use super::{
    Attribution, classes, frames,
    phrase::{Kind, View},
};
use crate::language::words;
use std::{collections::HashSet, ops::Range, sync::LazyLock};

/// How far beside a report its adjuncts are sought, in tokens.
const FURTHEST: usize = 30;

/// The words of no attribution that stand beside `attribution` in its sentence: between its parts, behind it, and
/// before it from the beginning of the sentence on.
pub(super) fn beside(view: &View<'_>, attribution: &Attribution) -> Vec<Range<usize>> {
    let whole = attribution.whole();
    let mut ends: Vec<usize> = attribution.content.iter().map(|p| p.end).collect();
    ends.push(attribution.cue.end);
    ends.extend(attribution.source.as_ref().map(|s| s.end));
    ends.sort_unstable();
    ends.dedup();
    let mut out = Vec::new();
    let sentence = view.sentence(whole.start);
    let mut start = whole.start;
    while start > sentence.start && whole.start - start < FURTHEST && !view.is_taken(start - 1) {
        start -= 1;
    }
    if start == sentence.start && start < whole.start {
        out.push(start..whole.start);
    }
    for end in ends {
        let limit = view.sentence(end.saturating_sub(1)).end.min(end + FURTHEST);
        let over = (end..limit).find(|&i| view.is_taken(i)).unwrap_or(limit);
        if over > end {
            out.push(end..over);
        }
    }
    out
}

/// Who carried `attribution`, by the words beside it and in its source.
pub(super) fn named(view: &View<'_>, attribution: &Attribution) -> Option<Range<usize>> {
    let areas = beside(view, attribution);
    let inside = attribution.source.iter().find_map(|s| passed_on(view, s));
    inside
        .or_else(|| areas.iter().find_map(|area| according(view, attribution, area)))
        .or_else(|| areas.iter().find_map(|area| adjunct(view, area)))
        .or_else(|| reporting(view, attribution))
        .filter(|via| attribution.source.as_ref().is_none_or(|s| !super::overlap(s, via) || s.start < via.start))
}

/// "a letter seen by Reuters".
fn passed_on(view: &View<'_>, area: &Range<usize>) -> Option<Range<usize>> {
    area.clone().find_map(|at| {
        let phrase = (&*view.lower(at) == "by").then(|| view.noun_phrase(at + 1, area.end))??;
        let before = at.checked_sub(1).is_some_and(|i| i >= area.start && classes::is_passed_on(&view.lower(i)));
        (before && view.kind_of(&phrase) == Kind::Outlet).then_some(phrase)
    })
}

/// "according to Vesta", "according to two aides", of which no attribution was made.
fn according(view: &View<'_>, attribution: &Attribution, area: &Range<usize>) -> Option<Range<usize>> {
    let verb = frames::verb(view, &attribution.cue);
    if &*view.lower(verb) == "according" && area.start < attribution.cue.end {
        return None;
    }
    let at = area.clone().find(|&i| &*view.lower(i) == "according" && &*view.lower(i + 1) == "to")?;
    let phrase = view.noun_phrase(at + 2, area.end)?;
    let is_lone = phrase.len() == 1 && words::is_pronoun(&view.lower(phrase.start));
    (!is_lone && view.is_informant(&phrase)).then_some(phrase)
}

/// "in an interview with CNN", "on state television", "broadcast by national radio", "through an interpreter".
fn adjunct(view: &View<'_>, area: &Range<usize>) -> Option<Range<usize>> {
    area.clone().find_map(|at| {
        let lead = view.lower(at);
        if !matches!(&*lead, "with" | "on" | "in" | "by" | "to" | "for" | "via" | "through") {
            return None;
        }
        let phrase = view.noun_phrase(at + 1, area.end)?;
        let before = at.checked_sub(1).filter(|&i| i >= area.start).map_or("".into(), |i| view.lower(i));
        let is_fit = match view.kind_of(&phrase) {
            // "at a meeting with the paper", "in a dispute with the paper" tell of something else.
            Kind::Outlet => !matches!(&*before, "meeting" | "talks" | "dispute" | "row" | "deal" | "case" | "contract" | "job" | "fight"),
            Kind::Mouthpiece => matches!(&*lead, "via" | "through"),
            Kind::Record | Kind::Other => false,
        };
        is_fit.then_some(phrase)
    })
}

/// "Vesta said Orr told Lind that ...", of whose first report no attribution was made; an outlet or a document only,
/// maybe with somebody between ("Vesta said an aide said Orr told Lind").
fn reporting(view: &View<'_>, attribution: &Attribution) -> Option<Range<usize>> {
    const LONGEST_CHAIN: usize = 3;
    if attribution.cue.clone().any(|i| classes::is_thinking(&view.lower(i))) {
        return None;
    }
    let mut end = attribution.whole().start;
    let mut last_hand = None;
    for _ in 0..LONGEST_CHAIN {
        let Some(reporter) = reporter(view, end) else { break };
        end = reporter.start;
        if matches!(view.kind_of(&reporter), Kind::Outlet | Kind::Record) {
            last_hand = Some(reporter);
        }
    }
    last_hand
}

/// Who reports in plain words what begins at `end`.
fn reporter(view: &View<'_>, end: usize) -> Option<Range<usize>> {
    let sentence = view.sentence(end);
    let mut verb = end.checked_sub(1)?;
    if matches!(&*view.lower(verb), "that" | ":" | ",") {
        verb = verb.checked_sub(1)?;
    }
    // "said on Friday that"
    while verb > sentence.start && (words::is_time(&view.lower(verb)) || &*view.lower(verb) == "on") {
        verb -= 1;
    }
    if verb <= sentence.start || view.is_taken(verb) || !classes::reports_plainly(&view.lower(verb)) {
        return None;
    }
    let (start, is_passive) = frames::helpers(view, verb);
    let phrase = view.phrase_before(start, sentence.start)?;
    let is_denied = (start..verb).any(|i| is_negative(&view.lower(i)));
    (!is_passive && !is_denied && !phrase.clone().any(|i| view.is_taken(i))).then_some(phrase)
}

/// Verbs of speaking in all their forms.
static SPEAKING: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/lexicon/speaking.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(|line| line.split('\t')).collect()
});

/// Whether the cue tells of words, not of thoughts or of deeds.
pub(super) fn is_speech(view: &View<'_>, attribution: &Attribution) -> bool {
    let mut words = attribution.cue.clone().map(|i| view.lower(i));
    words.any(|word| SPEAKING.contains(&*word) || classes::takes_addressee(&word))
}

/// Whether a word before or in a verb group denies it.
pub(super) fn is_negative(word: &str) -> bool {
    matches!(word, "not" | "never" | "neither" | "nor" | "cannot" | "no") || word.ends_with("n't")
}
