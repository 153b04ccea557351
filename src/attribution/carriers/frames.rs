//! The parties that the verb of a report gives: who is quoted, who is cited, who is spoken to.

use super::{
    Nested, addressee,
    phrase::{Kind, View},
    verbs,
};
use crate::{
    attribution::attributions::{Attribution, overlap},
    language::verbs::VerbGroup,
    lexicon::classes::speech,
};
use std::ops::Range;

/// The most tokens between "quoted" and "as saying".
const FURTHEST: usize = 24;

/// An attribution with the parties beside its verb.
pub(super) struct Read {
    /// The attribution, with the carrier and addressee that the verb gives.
    pub quote: Nested,
    /// The token of "citing", if the cited became the source: an attribution with that cue is part of this one.
    pub citing: Option<usize>,
}

/// Reads the words around the cue of `attribution`.
pub(super) fn read(view: &View<'_>, attribution: Attribution) -> Read {
    let mut quote = Nested { attribution, via: None, to: None };
    split(view, &mut quote);
    let mut verb = verbs::verb(view, &quote.attribution.cue);
    if let Some(quoted) = quoted_as(view, verb) {
        verb = quoted;
        quote.attribution.cue = quoted..quoted + 1;
    }
    let mut citing = None;
    if verbs::is_quoting(view, verb) {
        quoting(view, verb, &mut quote);
    } else {
        citing = cite(view, &mut quote);
        addressee::place(view, verb, &mut quote);
    }
    Read { quote, citing }
}

/// Splits a source that contains a report of its own: "[Vesta said Orr] told Lind".
fn split(view: &View<'_>, quote: &mut Nested) {
    let Some(source) = quote.attribution.source.clone().filter(|s| s.end <= quote.attribution.cue.start)
    else {
        return;
    };
    let is_report = |&i: &usize| {
        let word = view.lower(i);
        let is_verb = speech::is_bare_report(&word) || matches!(&*word, "say" | "reported");
        is_verb && !view.word(i).starts_with(char::is_uppercase)
    };
    let Some(verb) = source.clone().skip(1).find(is_report) else { return };
    let speaker = verb + 1 + usize::from(&*view.lower(verb + 1) == "that");
    let reporter = source.start..view.document.verb_group(verb).start.max(source.start + 1);
    if verbs::is_speech(view, &quote.attribution) && speaker < source.end {
        quote.via = Some(reporter);
        quote.attribution.source = Some(speaker..source.end);
    } else {
        quote.attribution.source = Some(reporter);
    }
}

/// The token of "quoted", if `verb` is the "saying" of "quoted Orr as saying".
fn quoted_as(view: &View<'_>, verb: usize) -> Option<usize> {
    let is_saying = view.lower(verb).ends_with("ing") && &*view.lower(verb.checked_sub(1)?) == "as";
    let floor = view.sentence(verb).start.max(verb.saturating_sub(FURTHEST));
    (floor..verb).rev().filter(|_| is_saying).find(|&i| verbs::is_quoting(view, i))
}

/// Reads the parties of "quoted": "Vesta quoted Orr as saying", "Orr was quoted by Vesta as saying".
fn quoting(view: &View<'_>, verb: usize, quote: &mut Nested) {
    let sentence = view.sentence(verb);
    let limit = sentence.end.min(verb + FURTHEST);
    let VerbGroup { start, is_passive, .. } = view.document.verb_group(verb);
    let says = (verb + 1..limit).find(|&i| {
        &*view.lower(i) == "as"
            && matches!(&*view.lower(i + 1), "saying" | "telling" | "adding" | "warning" | "writing")
    });
    if is_passive {
        let after = says.map_or(verb + 1, |i| i + 2);
        let by = [verb + 1, after].into_iter().find(|&i| &*view.lower(i) == "by");
        let carrier = by.and_then(|i| view.noun_phrase(i + 1, sentence.end));
        // "Roe was quoted in the Herald as saying"
        let within = || {
            let outlet = view.noun_phrase(verb + 2, says?).filter(|_| &*view.lower(verb + 1) == "in")?;
            Some(outlet).filter(|outlet| view.kind_of(outlet) == Kind::Outlet)
        };
        quote.via = carrier.or_else(within);
        let subject = view.phrase_before(start, sentence.start);
        let source = &mut quote.attribution.source;
        // The model may have taken the carrier for the source.
        if source.as_ref().is_none_or(|s| quote.via.as_ref().is_some_and(|v| overlap(s, v))) {
            *source = subject.or_else(|| source.take());
        }
        return;
    }
    let Some(quoted) = quoted(view, verb, says, quote) else { return };
    let source = quote.attribution.source.take().filter(|s| s.end <= verb);
    quote.via = source.or_else(|| view.phrase_before(start, sentence.start));
    quote.attribution.source = Some(quoted);
    if let Some(says) = says {
        let from = says + 2 + usize::from(&*view.lower(says + 2) == "that");
        // The name of who is quoted is not part of the content.
        for piece in quote.attribution.content.iter_mut().filter(|p| p.end > from) {
            if piece.start > verb {
                piece.start = piece.start.max(from);
            }
        }
    }
}

/// Who is quoted: the words up to "as saying", or the name before a colon.
fn quoted(view: &View<'_>, verb: usize, says: Option<usize>, quote: &Nested) -> Option<Range<usize>> {
    if let Some(mut end) = says {
        while end > verb + 1 && view.word(end - 1) == "," {
            end -= 1;
        }
        return (end > verb + 1).then_some(verb + 1..end);
    }
    let next = quote.attribution.content.iter().map(|p| p.start).find(|&s| s > verb)?;
    let phrase = view.noun_phrase(verb + 1, next)?;
    let is_direct = matches!(view.word(phrase.end), ":" | ",") && phrase.end + 1 == next;
    (is_direct && view.is_informant(&phrase)).then_some(phrase)
}

/// Makes the cited the source and the outlet the carrier: "Vesta, citing an official, said".
fn cite(view: &View<'_>, quote: &mut Nested) -> Option<usize> {
    let attribution = &mut quote.attribution;
    let source = attribution.source.clone()?;
    let places = [source.end, attribution.cue.end, attribution.whole().end, source.start.wrapping_sub(1)];
    let citing = places.into_iter().find_map(|at| {
        let at = at + usize::from(view.word(at) == ",");
        matches!(&*view.lower(at), "citing" | "quoting").then_some(at)
    });
    // The model may have taken all of "Vesta, citing an official," for the source.
    let inside = || source.clone().find(|&i| matches!(&*view.lower(i), "citing" | "quoting"));
    let citing = citing.or_else(inside)?;
    let mut carrier = source.start..source.end.min(citing).max(source.start + 1);
    while carrier.len() > 1 && view.word(carrier.end - 1) == "," {
        carrier.end -= 1;
    }
    if view.kind_of(&carrier) != Kind::Outlet {
        return None;
    }
    let limit = view.sentence(citing).end;
    let head = view.noun_phrase(citing + 1, limit)?;
    if !view.is_informant(&head) {
        return None;
    }
    // "two people familiar with the matter,": up to the comma.
    let is_over = |&i: &usize| !view.is_word(i) || matches!(&*view.lower(i), "that" | "said" | "as");
    let end = (head.end..limit.min(head.end + FURTHEST)).find(is_over).unwrap_or(head.end);
    attribution.source = Some(head.start..end);
    quote.via = Some(carrier);
    Some(citing)
}
