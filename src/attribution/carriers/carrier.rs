//! Carriers without an attribution of their own: outlets and mouthpieces that are named beside a report.

use super::{
    Nested, parties,
    phrase::{Kind, View},
    verbs,
};
use crate::{
    attribution::attributions::{Attribution, overlap},
    language::words,
    lexicon::classes::speech,
};
use std::ops::Range;

/// How far from a report its adjuncts are sought, in tokens.
const FURTHEST: usize = 30;

/// The words beside `attribution` in its sentence that belong to no attribution: between its parts, after it, and before
/// it from the beginning of the sentence.
pub(super) fn beside(view: &View<'_>, attribution: &Attribution) -> Vec<Range<usize>> {
    let whole = attribution.whole();
    let mut ends: Vec<usize> = attribution.content.iter().map(|p| p.end).collect();
    // A cue may include the words after its verb: "said in an interview with CNN".
    let verb = verbs::verb(view, &attribution.cue);
    ends.push(verb + 1);
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
        let is_other = |&i: &usize| view.is_taken(i) && !(end == verb + 1 && attribution.cue.contains(&i));
        let over = (end..limit).find(is_other).unwrap_or(limit);
        if over > end {
            out.push(end..over);
        }
    }
    out
}

/// The carrier of `quote` that is named beside it or in its source.
pub(super) fn named(view: &View<'_>, quote: &Nested) -> Option<Range<usize>> {
    let attribution = &quote.attribution;
    let areas = beside(view, attribution);
    let inside = attribution.source.iter().find_map(|s| passed_on(view, s));
    inside
        .or_else(|| areas.iter().find_map(|area| according(view, attribution, area)))
        .or_else(|| areas.iter().find_map(|area| adjunct(view, attribution, area)))
        .or_else(|| reporting(view, quote))
        .filter(|via| attribution.source.as_ref().is_none_or(|s| !overlap(s, via) || s.start < via.start))
}

/// The outlet of "a letter seen by Reuters".
fn passed_on(view: &View<'_>, area: &Range<usize>) -> Option<Range<usize>> {
    area.clone().find_map(|at| {
        let phrase = (&*view.lower(at) == "by").then(|| view.noun_phrase(at + 1, area.end))??;
        let before = (area.start.max(at.saturating_sub(2))..at).any(|i| speech::is_passed_on(&view.lower(i)));
        (before && view.kind_of(&phrase) == Kind::Outlet).then_some(phrase)
    })
}

/// The carrier after an "according to" that is no attribution of its own: "according to two aides".
fn according(view: &View<'_>, attribution: &Attribution, area: &Range<usize>) -> Option<Range<usize>> {
    let verb = verbs::verb(view, &attribution.cue);
    if &*view.lower(verb) == "according" && area.start < attribution.cue.end {
        return None;
    }
    let at = area.clone().find(|&i| &*view.lower(i) == "according" && &*view.lower(i + 1) == "to")?;
    let phrase = view.noun_phrase(at + 2, area.end)?;
    let is_lone = phrase.len() == 1 && words::is_pronoun(&view.lower(phrase.start));
    (!is_lone && view.is_informant(&phrase)).then_some(phrase)
}

/// The carrier in an adjunct: "in an interview with CNN", "on state television", "broadcast by national radio", "through an
/// interpreter".
fn adjunct(view: &View<'_>, attribution: &Attribution, area: &Range<usize>) -> Option<Range<usize>> {
    // The most tokens between an appearance and its outlet: "in an interview on Monday with CNN".
    const REACH: usize = 4;
    let mut opens = view.skip_adverbs(area.start, area.end);
    opens += usize::from(view.word(opens) == ",");
    let is_beside_cue = area.start == attribution.cue.end
        || attribution.cue.contains(&area.start.saturating_sub(1))
        || attribution.source.as_ref().is_some_and(|s| s.start >= attribution.cue.end && s.end == area.start);
    // The cue itself may include "in an interview".
    let floor = if is_beside_cue { area.start.min(attribution.cue.start) } else { area.start };
    area.clone().find_map(|at| {
        let lead = view.lower(at);
        if speech::is_appearance(&lead) {
            return modifier(view, area.start, at);
        }
        let phrase = match &*lead {
            "with" | "on" | "in" | "by" | "to" | "for" | "via" | "through" => {
                view.noun_phrase(at + 1, area.end)?
            }
            _ => return None,
        };
        let mut before = (floor.max(at.saturating_sub(REACH))..at).map(|i| view.lower(i));
        let is_fit = match view.kind_of(&phrase) {
            Kind::Outlet => match &*lead {
                "by" => before.rev().take(2).any(|w| speech::is_passed_on(&w)),
                // "said on CNN", "On CNN, she said": directly beside the report.
                "on" | "in" | "via"
                    if at == opens && (is_beside_cue || area.end <= attribution.cue.start) =>
                {
                    true
                }
                _ => before.any(|w| speech::is_appearance(&w) || speech::is_passed_on(&w)),
            },
            Kind::Mouthpiece => matches!(&*lead, "via" | "through"),
            Kind::Record | Kind::Other => false,
        };
        is_fit.then_some(phrase)
    })
}

/// The outlet directly before the word at `at`: "in a CNN interview".
fn modifier(view: &View<'_>, floor: usize, at: usize) -> Option<Range<usize>> {
    let last = at.checked_sub(1).filter(|&i| i >= floor)?;
    let mut start = last;
    while start > floor && words::is_capitalised(view.word(start - 1)) && view.is_word(start - 1) {
        start -= 1;
    }
    let is_within = (floor.max(start.saturating_sub(2))..start)
        .any(|i| matches!(&*view.lower(i), "in" | "on" | "during" | "for" | "by"));
    (is_within && view.is_outlet_word(last, start) && words::is_capitalised(view.word(last)))
        .then_some(start..last + 1)
}

/// The first reporter in a chain of reports that are no attributions of their own: "Vesta said Orr told Lind that ...".
fn reporting(view: &View<'_>, quote: &Nested) -> Option<Range<usize>> {
    const LONGEST_CHAIN: usize = 3;
    let attribution = &quote.attribution;
    let speaker = attribution.source.as_ref().filter(|_| verbs::is_speech(view, attribution))?;
    let mut end = attribution.whole().start;
    let mut last_hand = None;
    for _ in 0..LONGEST_CHAIN {
        let Some(reporter) = reporter(view, end) else { break };
        end = reporter.start;
        if view.is_informant(&reporter) && !parties::is_party(view, &reporter, speaker, quote.to.as_ref()) {
            last_hand = Some(reporter);
        }
    }
    last_hand
}

/// The source of the plain report that ends at `end`: "Vesta" in "Vesta said Orr told ...".
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
    let is_name = words::is_capitalised(view.word(verb));
    if verb <= sentence.start || is_name || view.is_taken(verb) || !speech::reports_plainly(&view.lower(verb))
    {
        return None;
    }
    let group = view.document.verb_group(verb);
    let phrase = view.phrase_before(group.start, sentence.start)?;
    let is_relative = phrase.clone().any(|i| words::is_relative(&view.lower(i)));
    (!group.is_passive && !group.is_denied && !is_relative && !phrase.clone().any(|i| view.is_taken(i)))
        .then_some(phrase)
}
