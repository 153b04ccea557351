//! Who carried a quote to the writer and whom it was said to. Takes attributions as token ranges, however they were
//! found, and gives the quotes that remain, each with its carrier (`via`) and its addressee (`to`).
//!
//! # Who is a carrier
//!
//! A **carrier** brings the words of somebody else to the writer and adds none. The speaker stays the source.
//!
//! - *Who tells that another spoke*: "**Xinhua** said Kim told Xi that it was late", "**state media** reported that the
//!   minister had said ...", "**court papers** say Roe asked ...", "**an aide** said the chairman told ...". It need not
//!   be an outlet; it needs plain words of reporting. Who denies, doubts, complains or insists that another spoke says
//!   something of their own and carries nothing.
//! - *Who is named behind a report or before it*: "..., Kim said, according to **Xinhua**", "according to **two
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
//! No carrier is: the outlet that speaks for itself ("Xinhua said the talks went well"; what it paraphrases without a
//! word of speaking is its own), a platform on which the source writes (Twitter), and who is a party: who tells of
//! their own words ("Petrov said he had warned the board", "the airline said it had told passengers") or of words to
//! themselves ("Roe said her doctor told her"). "He" or "she" in what an outlet, a document or a spokesman reports
//! is another; in what a person tells, it is that person.
//!
//! Of several carriers in a chain ("Yonhap reported that an aide said the chairman told ...") `via` is the last hand,
//! from which the writer has it: Yonhap. What a carrier brings, it brings with all that is said in it: what Roe told
//! the BBC that her doctor had told her is the doctor's, by way of the BBC.
//!
//! # What remains
//!
//! An attribution that says nothing but that another spoke is no quote of its own where its source is a carrier: the
//! inner one remains. Where it says more, where its words stand in quotation marks, or where its source is a party,
//! both remain. Where only the outer one was found though its content plainly begins with a speaker and a verb of
//! speaking, the inner one is read off the words. Two attributions of the same words by a speaker and a carrier become one quote.
//!
//! # Who is an addressee
//!
//! The person or body that the words were said to, without what follows behind a comma:
//!
//! - the object of a verb that takes one: "told **reporters**", "told **a news conference**", "asked **the witness**
//!   whether", "warned **residents** that", "urged **parliament** to", "promised **voters** a tram", "told **me**";
//! - behind "to" (or "at"): "said to **the orderly**", "said the messenger to **the king**", "shouted at **the crowd**";
//! - the receiver of what was written or called: "in a letter to **the Treasury**", "in a call with **the president**";
//! - the subject of a passive: "**shareholders** were told by the chairman that", "**I** was told that".
//!
//! Outlets and their journalists are carriers instead; reporters, journalists, the press and the media at large are
//! addressees. No addressee is: oneself ("told herself"), nobody ("told no one"), each other, what is told or asked
//! ("told the story", "asked a question"), what is answered ("replied to the criticism"), whom one talks about
//! ("accused", "thanked", "blamed"), the place or occasion of the words ("said at a meeting with the delegation").

mod addressee;
mod carrier;
mod frames;
mod nesting;
mod parties;
mod phrase;
mod unfold;
mod verbs;

use super::{attributions::Attribution, drafts::Draft};
use crate::language::Document;
use phrase::View;
use std::{cmp::Reverse, ops::Range};

/// An attribution that is a quote of its own, with who carried it and whom it was said to.
#[derive(Debug, Clone, PartialEq)]
pub struct Nested {
    /// The attribution, its source put right where the words around it name another ("KCNA quoted Kim as saying").
    pub attribution: Attribution,
    /// The words that name who carried it to the writer.
    pub via: Option<Range<usize>>,
    /// The words that name whom it was said to.
    pub to: Option<Range<usize>>,
}

/// Decides which of `found` are quotes of their own, and gives each its carrier and addressee. Where only a report of
/// another's report was found, the inner one is added first. Ordered by where the
/// content begins. Attributions out of bounds or without content are left out. Linear in the tokens and in what
/// `found` covers, but for sorting.
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

/// Gives quotes that were found whole the addressee that the words beside their cue name, where they have none.
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
        // An outlet that is spoken to carries; reporters at large are spoken to.
        let is_outlet = |words: &Range<usize>| view.kind_of(words) == phrase::Kind::Outlet;
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
        let Some(attribution) = attribution.filter(|_| draft.to.is_none()) else { continue };
        let source = attribution.source.clone();
        let quote = frames::read(&view, attribution).quote;
        if quote.attribution.source == source {
            // "told Radio Nord's Morning programme": what carries the words is not also whom they are said to.
            let carries =
                |to: &Range<usize>| draft.via.as_ref().is_some_and(|v| to.start < v.end && v.start < to.end);
            draft.to = quote.to.filter(|to| !carries(to));
        } else if source.is_some() && quote.to == source {
            // "The council was told that": whoever is told says nothing.
            draft.to = draft.source.take();
            draft.source = quote.attribution.source;
        }
    }
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

/// Which tokens belong to the content, the cue or the source of an attribution.
fn taken(found: &[Attribution], tokens: usize) -> Vec<bool> {
    let mut out = vec![false; tokens];
    for a in found {
        for part in a.content.iter().chain([&a.cue]).chain(&a.source) {
            out.get_mut(part.clone()).unwrap_or_default().fill(true);
        }
    }
    out
}
