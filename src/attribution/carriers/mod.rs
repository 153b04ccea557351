//! Carriers and addressees. Takes attributions as token ranges, however they were found, decides which of them are quotes
//! of their own, and gives each its carrier (`via`) and its addressee (`to`).
//!
//! # Who is a carrier
//!
//! A **carrier** brings the words of somebody else to the writer and adds none. The speaker stays the source.
//!
//! - *Who reports that another spoke*: "**Xinhua** said Kim told Xi that it was late", "**state media** reported that the
//!   minister had said ...", "**court papers** say Roe asked ...", "**an aide** said the chairman told ...". It need not
//!   be an outlet, but the verb must be a plain one of reporting. Whoever denies, doubts, complains or insists that another
//!   spoke says something of their own and carries nothing.
//! - *Who is named after a report or before it*: "..., Kim said, according to **Xinhua**", "according to **two
//!   aides**, the governor told ...". Of two names with "according to", the one beside the words is the source, the
//!   other the carrier; an outlet gives way to whoever else is named.
//! - *Who quotes*: "**KCNA** quoted the marshal as saying", "the marshal was quoted by **KCNA** as saying",
//!   "**Yonhap**, citing an official, said": the quoted or cited are the source. Only outlets cite in this sense: "the
//!   judge, citing the filing, ruled" gives the judge's words.
//! - *An outlet that was spoken to or in*: "told **the BBC**", "told **a Reuters correspondent**", "in an interview with
//!   **CNN**", "said on **state television**", "wrote in **the Times**", "in remarks broadcast by **national radio**".
//! - *An outlet that saw a document*: "a letter seen by **Reuters** said": the letter is the source.
//! - *A mouthpiece*: "said through **an interpreter**".
//!
//! These are not carriers: an outlet that speaks for itself ("Xinhua said the talks went well"), a platform on which the
//! source writes (Twitter), and a party to the words, who reports what they said themselves ("Petrov said he had warned the
//! board", "the airline said it had told passengers") or were told ("Roe said her doctor told her"). "He" or "she" in the
//! report of an outlet, a document or a spokesman is somebody else; in that of any other person, it is that person.
//!
//! Of several carriers in a chain ("Yonhap reported that an aide said the chairman told ...") `via` is the one from whom the
//! writer has the words: Yonhap. A carrier also carries the quotes within what it carries: what Roe told the BBC that her
//! doctor had told her is a quote of the doctor, carried by the BBC.
//!
//! # What remains
//!
//! An attribution whose source is a carrier and whose content is only another report is not a quote of its own: the inner
//! report is. Where its content says more or stands in quotation marks, or its source is a party, both are quotes. Where
//! the model has found only the outer one, though its content begins with a speaker and a verb of speaking, the inner one
//! is added. Two attributions of the same words to a speaker and a carrier become one quote.
//!
//! # Who is an addressee
//!
//! The person or organisation that the words were said to, without what follows after a comma:
//!
//! - the object of a verb that takes one: "told **reporters**", "told **the committee**", "asked **the witness**
//!   whether", "warned **residents** that", "urged **parliament** to", "promised **voters** a tram", "told **me**";
//! - after "to" (or "at"): "said to **the orderly**", "said the messenger to **the king**", "shouted at **the crowd**";
//! - the receiver of what was written or called: "in a letter to **the Treasury**", "in a call with **the president**";
//! - the subject of a passive: "**shareholders** were told by the chairman that", "**I** was told that".
//!
//! Outlets and their journalists are carriers instead; reporters, journalists, the press and the media at large are
//! addressees. No addressee is: oneself ("told herself"), nobody ("told no one"), each other, what is told or asked
//! ("told the story", "asked a question"), what is answered ("replied to the criticism"), whom one talks about
//! ("accused", "thanked", "blamed"), the place or occasion of the words ("said at a meeting with the delegation", "told a
//! news conference", "posted to her page").

mod addressee;
mod carrier;
mod frames;
mod nesting;
mod parties;
mod phrase;
mod unfold;
mod verbs;

use super::{attributions::Attribution, drafts::Draft};
use crate::{
    language::{Document, TokenKind, words},
    lexicon::given_names,
};
use phrase::View;
use std::{cmp::Reverse, ops::Range};

/// An attribution that is a quote of its own, with its carrier and addressee.
#[derive(Debug, Clone, PartialEq)]
pub struct Nested {
    /// The attribution, with its source corrected where the words around it name another ("KCNA quoted Kim as saying").
    pub attribution: Attribution,
    /// The words that name who carried it to the writer.
    pub via: Option<Range<usize>>,
    /// The words that name whom it was said to.
    pub to: Option<Range<usize>>,
}

/// Decides which of `found` are quotes of their own, and gives each its carrier and addressee. Reports within reports that
/// were not found are added first. Ordered by where the content begins. Attributions out of bounds or without content are
/// left out. Except for sorting, linear in the tokens and in what `found` covers.
pub fn nest(document: &Document<'_>, found: Vec<Attribution>) -> Vec<Nested> {
    let mut found: Vec<Attribution> =
        found.into_iter().filter_map(|a| a.sound(document.tokens.len())).collect();
    let taken = taken(&found, document.tokens.len());
    let view = View { document, taken: &taken };
    unfold::unfold(&view, &mut found);
    found.sort_by_key(|a| (a.extent().start, Reverse(a.extent().end), a.cue.start));
    let read: Vec<frames::Read> = found.into_iter().map(|a| frames::read(&view, a)).collect();
    let mut citing: Vec<usize> = read.iter().filter_map(|r| r.citing).collect();
    citing.sort_unstable();
    let is_part = |q: &Nested| q.attribution.cue.clone().any(|at| citing.binary_search(&at).is_ok());
    let mut quotes: Vec<Nested> = read.into_iter().map(|r| r.quote).filter(|q| !is_part(q)).collect();
    nesting::settle(&view, &mut quotes);
    quotes.sort_by_key(|q| (q.attribution.extent().start, Reverse(q.attribution.extent().end)));
    quotes
}

/// Adds the addressee that is named beside the cue to quotes that were found whole without one.
pub(crate) fn address(document: &Document<'_>, drafts: &mut [Draft]) {
    let attribution = |draft: &Draft| {
        let Draft { content, cue, source, confidence, .. } = draft.clone();
        Attribution { content, cue: cue?, source, confidence }.sound(document.tokens.len())
    };
    let found: Vec<Option<Attribution>> = drafts.iter().map(attribution).collect();
    let all: Vec<Attribution> = found.iter().flatten().cloned().collect();
    let taken = taken(&all, document.tokens.len());
    let view = View { document, taken: &taken };
    for (draft, attribution) in drafts.iter_mut().zip(found) {
        // An outlet that is spoken to is a carrier; reporters at large are addressees.
        let is_outlet = |words: &Range<usize>| view.kind_of(words) == phrase::Kind::Outlet;
        draft.to = draft
            .to
            .take()
            .filter(|to| !addressee::is_occasion(&view, to) && !addressee::is_writer(&view, to));
        if let Some(to) = draft.to.take_if(|to| is_outlet(to)) {
            draft.via.get_or_insert(to);
        }
        // Of two outlets that were told the same, the first.
        if let Some(via) = &mut draft.via
            && let Some(and) = via.clone().find(|at| &*view.lower(*at) == "and")
            && (is_outlet(&(via.start..and)) || is_outlet(&(and + 1..via.end)))
        {
            via.end = and;
        }
        if draft.to.is_none()
            && draft.via.as_ref().is_some_and(|via| addressee::is_press_at_large(&view, via))
        {
            draft.to = draft.via.take();
        }
        if let Some(via) = draft.via.take() {
            let (outlet, person) = programme(&view, via);
            draft.via = Some(outlet);
            draft.to = draft.to.take().or(person);
        }
        if draft.via.is_none() {
            draft.via = attribution.as_ref().and_then(|attribution| through(&view, attribution));
        }
        let Some(attribution) = attribution.filter(|_| draft.to.is_none()) else { continue };
        let source = attribution.source.clone();
        // Whoever quotes carries, also a name that is not known as that of an outlet: "Vesta quoted Orr as saying".
        let is_quoting = attribution.cue.clone().any(|at| verbs::is_quoting(&view, at));
        let quote = frames::read(&view, attribution).quote;
        if draft.via.is_none() {
            draft.via = quote.via.filter(|via| is_quoting || is_outlet(via));
        }
        if quote.attribution.source == source {
            // "told Radio Nord's Morning programme": a carrier is not also the addressee.
            let carries =
                |to: &Range<usize>| draft.via.as_ref().is_some_and(|v| to.start < v.end && v.start < to.end);
            draft.to = quote.to.filter(|to| !carries(to) && !addressee::is_writer(&view, to));
        } else if source.is_some() && quote.to == source {
            // "The council was told that": the council is the addressee, not the source.
            draft.to = draft.source.take();
            draft.source = quote.attribution.source;
        }
    }
}

/// The outlet of a programme and of who works for it: Vesta News of "Vesta News' 'The Hour'" and, who is spoken to as well, of
/// "Vesta News' Ann Roe".
fn programme(view: &View<'_>, via: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    /// The most words of an outlet's name.
    const LONGEST: usize = 4;
    let is_owner = |at: usize| matches!(view.word(at), "'s" | "’s" | "'" | "’");
    let is_mark = |at: &usize| view.kind(*at) == TokenKind::Mark && !is_owner(*at);
    let is_person = |words: &Range<usize>| {
        words.len() > 1
            && given_names::is_known(view.word(words.start))
            && words.clone().all(|at| words::is_capitalised(view.word(at)))
    };
    let is_outlet = |words: &Range<usize>| view.kind_of(words) == phrase::Kind::Outlet;
    if let Some(owner) = (via.start + 1..via.end).find(|at| is_owner(*at)) {
        let (outlet, rest) = (via.start..owner, owner + 1..via.end);
        // "Radio Nord's Morning programme" is called so.
        return match is_person(&rest) {
            _ if !is_outlet(&outlet) => (via, None),
            true => (outlet, Some(rest)),
            false if rest.clone().any(|at| is_mark(&at)) => (outlet, None),
            false => (via, None),
        };
    }
    let opens = via.start - (via.start.saturating_sub(1)..via.start).filter(is_mark).count();
    let is_title = opens < via.start || is_person(&via);
    let Some(owner) = opens.checked_sub(1).filter(|at| is_title && is_owner(*at)) else { return (via, None) };
    let is_part = |at: &usize| words::is_capitalised(view.word(*at));
    let start = (owner.saturating_sub(LONGEST)..owner).rev().take_while(is_part).last();
    match start.map(|start| start..owner).filter(is_outlet) {
        Some(outlet) => (outlet, None),
        None => (via, None),
    }
}

/// Who speaks for the source, where the words beside the cue say so: "said through her lawyer, Ann Roe, that".
fn through(view: &View<'_>, attribution: &Attribution) -> Option<Range<usize>> {
    let at = attribution.cue.end;
    let phrase = view
        .noun_phrase(at + 1, view.sentence(at).end)
        .filter(|_| matches!(&*view.lower(at), "through" | "via"))?;
    let is_part = |at: &usize| words::is_capitalised(view.word(*at));
    let name = phrase.end + 1..phrase.end + 1 + (phrase.end + 1..phrase.end + 5).take_while(is_part).count();
    let is_named = view.word(phrase.end) == "," && view.word(name.end) == "," && name.len() > 1;
    let is_mouthpiece = view.kind_of(&phrase) == phrase::Kind::Mouthpiece;
    is_mouthpiece.then_some(if is_named { name } else { phrase })
}

/// Whether a source is a document ("the report by the council").
pub(crate) fn is_document(document: &Document<'_>, source: &Range<usize>) -> bool {
    View { document, taken: &[] }.kind_of(source) == phrase::Kind::Record
}

/// Whether a name is that of an agency, a paper or a broadcaster.
pub(crate) fn is_outlet(document: &Document<'_>, name: &Range<usize>) -> bool {
    View { document, taken: &[] }.kind_of(name) == phrase::Kind::Outlet
}

/// The noun phrase that begins at `at`, in its sentence.
pub(crate) fn noun_phrase(document: &Document<'_>, at: usize) -> Option<Range<usize>> {
    View { document, taken: &[] }.noun_phrase(at, document.sentence(at).end)
}

/// For each token, whether it belongs to the content, the cue or the source of an attribution.
fn taken(found: &[Attribution], tokens: usize) -> Vec<bool> {
    let mut out = vec![false; tokens];
    for a in found {
        for part in a.content.iter().chain([&a.cue]).chain(&a.source) {
            out.get_mut(part.clone()).unwrap_or_default().fill(true);
        }
    }
    out
}
