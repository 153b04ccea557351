//! Attributions within attributions, and several of the same words: which of them are quotes, and who carries which.

use super::{
    Nested, carrier, parties,
    phrase::{Kind, View},
    verbs,
};
use crate::{
    attribution::attributions::{Attribution, join, overlap},
    language::TokenKind,
    lexicon::classes::speech,
};
use std::{cmp::Reverse, collections::HashSet, ops::Range};

/// The most words besides the reports it carries of an attribution that is not a quote of its own.
const FEW_WORDS: usize = 3;

/// Removes from `quotes`, which are in the order of their content, what is not a quote of its own, and sets carriers.
pub(super) fn settle(view: &View<'_>, quotes: &mut Vec<Nested>) {
    let mut drop = vec![false; quotes.len()];
    for group in groups(view, quotes) {
        settle_group(view, quotes, &group, &mut drop);
    }
    let parents = parents(quotes);
    let mut order: Vec<usize> = (0..quotes.len()).collect();
    order.sort_by_key(|&i| (Reverse(length(quotes, i)), i));
    let mut carried = vec![0; quotes.len()];
    let mut holds_direct: HashSet<usize> = HashSet::new();
    // Parents are longer than their children, so that they come first and have their carriers by then.
    for &index in &order {
        let Some(inner) = quotes.get(index) else { continue };
        let parent = parents.get(index).copied().flatten();
        let outer = parent.and_then(|i| quotes.get(i).map(|q| (i, q)));
        let last_hand = outer.and_then(|(parent, outer)| {
            let is_carried = carries(view, outer, inner);
            // Where the speaker is unknown, the reporter is the only source there is, and remains.
            if is_carried
                && inner.attribution.source.is_some()
                && let Some(sum) = carried.get_mut(parent)
            {
                *sum += reach(view, outer, inner);
                // "['...,' Orr said], according to Vesta": the marks are those of what Orr said.
                if is_direct(view, &inner.attribution) {
                    holds_direct.insert(parent);
                }
            }
            outer.via.clone().or_else(|| outer.attribution.source.clone().filter(|_| is_carried))
        });
        let via = last_hand.or_else(|| inner.via.clone()).or_else(|| carrier::named(view, inner));
        if let Some(quote) = quotes.get_mut(index) {
            quote.via = via;
        }
    }
    for (index, ((quote, &carried), slot)) in quotes.iter().zip(&carried).zip(&mut drop).enumerate() {
        let words = quote.attribution.content.iter().cloned().flatten().filter(|&i| view.is_word(i)).count();
        let is_own = is_direct(view, &quote.attribution) && !holds_direct.contains(&index);
        *slot |= carried > 0 && words <= carried + FEW_WORDS && !is_own;
    }
    let mut drop = drop.into_iter();
    quotes.retain(|_| !drop.next().unwrap_or(false));
}

fn length(quotes: &[Nested], index: usize) -> usize {
    quotes.get(index).map_or(0, |q| q.attribution.length())
}

/// For each quote the shortest other one whose content contains its cue.
fn parents(quotes: &[Nested]) -> Vec<Option<usize>> {
    let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
    for (index, quote) in quotes.iter().enumerate() {
        pieces.extend(quote.attribution.content.iter().map(|p| (index, p.clone())));
    }
    pieces.sort_by_key(|(_, p)| (p.start, Reverse(p.end)));
    let mut cues: Vec<(usize, Range<usize>)> =
        quotes.iter().map(|q| q.attribution.cue.clone()).enumerate().collect();
    cues.sort_by_key(|(_, cue)| cue.start);
    let mut out = vec![None; quotes.len()];
    let mut open: Vec<(usize, Range<usize>)> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    for (index, cue) in cues {
        while let Some(piece) = pieces.next_if(|(_, p)| p.start <= cue.start) {
            open.push(piece);
        }
        while open.last().is_some_and(|(_, p)| p.end <= cue.start) {
            open.pop();
        }
        // Contents with wrong bounds may cross, so that a few more than the innermost are tried.
        let own = |&&(i, ref p): &&(usize, Range<usize>)| {
            i != index
                && p.end >= cue.end
                && (length(quotes, i), Reverse(i)) > (length(quotes, index), Reverse(index))
        };
        let found = open.iter().rev().take(4).find(own).map(|&(i, _)| i);
        if let Some(slot) = out.get_mut(index) {
            *slot = found;
        }
    }
    out
}

/// Groups of two or more quotes of the same words.
fn groups(view: &View<'_>, quotes: &[Nested]) -> Vec<Vec<usize>> {
    const NOBODY: u32 = u32::MAX;
    let mut owner = vec![NOBODY; view.document.tokens.len()];
    // Pairs of a quote and a later one of the same words.
    let mut same: Vec<(usize, usize)> = Vec::new();
    for (index, quote) in quotes.iter().enumerate() {
        let content = || quote.attribution.content.iter().cloned().flatten();
        // The quote that has the majority of the tokens, if there is one.
        let (mut most, mut lead) = (None, 0_usize);
        for now in content().filter_map(|at| owner.get(at).copied()).filter(|&now| now != NOBODY) {
            match lead {
                0 => (most, lead) = (Some(now), 1),
                _ if most == Some(now) => lead += 1,
                _ => lead -= 1,
            }
        }
        let other = most.and_then(|i| quotes.get(i as usize).map(|q| (i as usize, q)));
        if let Some((first, other)) = other
            && is_same(&quote.attribution, &other.attribution)
        {
            same.push((first, index));
            continue;
        }
        for piece in &quote.attribution.content {
            owner.get_mut(piece.clone()).unwrap_or_default().fill(index as u32);
        }
    }
    same.sort_unstable();
    let groups = same.chunk_by(|a, b| a.0 == b.0);
    groups.map(|group| group.iter().take(1).map(|m| m.0).chain(group.iter().map(|m| m.1)).collect()).collect()
}

/// Whether two attributions have (nearly) the same content, and neither content contains the cue of the other.
fn is_same(a: &Attribution, b: &Attribution) -> bool {
    let is_apart = |x: &Attribution, y: &Attribution| !x.content.iter().any(|p| overlap(p, &y.cue));
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.content.get(i), b.content.get(j)) {
        shared += x.end.min(y.end).saturating_sub(x.start.max(y.start));
        if x.end <= y.end { i += 1 } else { j += 1 }
    }
    let is_doubled = overlap(&a.cue, &b.cue) && shared > 0;
    is_doubled || shared * 3 >= a.length().max(b.length()) * 2 && is_apart(a, b) && is_apart(b, a)
}

/// How far the cue is from the content, in tokens.
fn distance(a: &Attribution) -> usize {
    let extent = a.extent();
    if a.cue.start >= extent.end { a.cue.start - extent.end } else { extent.start.saturating_sub(a.cue.end) }
}

/// Of a group of the same words, keeps the quote of the speaker, with the furthest carrier, and quotes that carry nothing.
fn settle_group(view: &View<'_>, quotes: &mut [Nested], group: &[usize], drop: &mut [bool]) {
    let rank = |i: &usize| {
        let a = quotes.get(*i).map(|q| &q.attribution)?;
        let kind = a.source.as_ref().map(|s| view.kind_of(s));
        let doubt = (1000.0 * (1.0 - a.confidence.clamp(0.0, 1.0))) as u32;
        Some((kind.is_none(), kind == Some(Kind::Outlet), is_according(view, a), distance(a), doubt))
    };
    let Some(&speaker) = group.iter().min_by_key(|i| rank(i)) else { return };
    let Some(said) = quotes.get(speaker).map(|q| q.attribution.clone()) else { return };
    let mut furthest: Option<(usize, Range<usize>)> = None;
    for &index in group.iter().filter(|&&i| i != speaker) {
        let Some(other) = quotes.get(index) else { continue };
        let is_double = overlap(&other.attribution.cue, &said.cue);
        let carrier = other.attribution.source.clone().filter(|s| {
            !is_double
                && said.source.as_ref().is_some_and(|t| !parties::is_same_name(view, s, t))
                && carries_same(view, &said, &other.attribution)
        });
        let is_nameless = other.attribution.source.is_none() && said.source.is_some();
        if let Some(slot) = drop.get_mut(index) {
            *slot |= is_double || is_nameless || carrier.is_some();
        }
        if let Some(carrier) = carrier {
            let distance = distance(&other.attribution);
            if furthest.as_ref().is_none_or(|(d, _)| *d < distance) {
                furthest = Some((distance, carrier));
            }
        }
    }
    if let (Some((_, via)), Some(quote)) = (furthest, quotes.get_mut(speaker)) {
        quote.via = Some(via);
    }
}

/// Whether the second of two attributions of the same words carries the first.
fn carries_same(view: &View<'_>, said: &Attribution, other: &Attribution) -> bool {
    let verb = verbs::verb(view, &other.cue);
    if !speech::reports_plainly(&view.lower(verb)) || verbs::is_denied(view, other) {
        return false;
    }
    let is_outlet = other.source.as_ref().is_some_and(|s| view.kind_of(s) == Kind::Outlet);
    // "'...,' Orr told Lind, a clerk said": a further report after the first and after a comma.
    let is_after = other.cue.start >= said.whole().end.max(said.extent().end);
    let start = other.source.as_ref().map_or(other.cue.start, |s| s.start.min(other.cue.start));
    let comma = start.checked_sub(1).is_some_and(|i| matches!(view.word(i), "," | "—" | "–" | "("));
    // "according to the timetable" names no carrier.
    let informs = other.source.as_ref().is_some_and(|s| view.is_informant(s));
    is_outlet || if is_according(view, other) { informs } else { is_after && comma }
}

fn is_according(view: &View<'_>, a: &Attribution) -> bool {
    &*view.lower(a.cue.start) == "according"
}

/// Whether the source of `outer` carries the words of `inner`, whose cue stands in the content of `outer`.
fn carries(view: &View<'_>, outer: &Nested, inner: &Nested) -> bool {
    let Some(carrier) = &outer.attribution.source else { return false };
    let verb = verbs::verb(view, &outer.attribution.cue);
    let is_report = speech::reports_plainly(&view.lower(verb))
        && !verbs::is_denied(view, &outer.attribution)
        && verbs::is_speech(view, &inner.attribution);
    let Some(speaker) = &inner.attribution.source else {
        // An outlet or a document is not the unknown speaker itself.
        return is_report && matches!(view.kind_of(carrier), Kind::Outlet | Kind::Record);
    };
    is_report
        && if is_direct(view, &outer.attribution) {
            let mut parties = [Some(speaker), inner.to.as_ref()].into_iter().flatten();
            !parties.any(|p| parties::is_first_person(&view.lower(p.start)))
        } else {
            !parties::is_party(view, carrier, speaker, inner.to.as_ref())
        }
}

/// Whether the words stand in quotation marks.
fn is_direct(view: &View<'_>, a: &Attribution) -> bool {
    a.content.first().is_some_and(|p| view.kind(p.start) == TokenKind::Mark)
}

/// How many words of the content of `outer` belong to the report `inner`.
fn reach(view: &View<'_>, outer: &Nested, inner: &Nested) -> usize {
    let mut whole = inner.attribution.whole();
    if let Some(to) = &inner.to {
        whole = join(&whole, to);
    }
    let within = outer.attribution.content.iter().map(|p| p.start.max(whole.start)..p.end.min(whole.end));
    within.flatten().filter(|&i| view.is_word(i)).count()
}
