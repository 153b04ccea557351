//! Selecting quotes and actors, and the lens.

use crate::{
    actors::ActorId,
    article::NOT_ANALYSED,
    printable,
    reader::{
        app::{
            geometry::geometry,
            message::Effect,
            state::{Lens, State},
        },
        article::{
            Pane,
            body::{self, segments::Segments},
            findings::Findings,
            jumping,
            quotes::entries,
        },
        keymap::{Command, Keymap},
        library,
        overlays::{Overlay, search},
    },
    span::Span,
};
use std::sync::Arc;

/// Applies the filter: which quotes are shown, and their segments.
pub fn show(state: &mut State) {
    let Some(findings) = &state.open.findings else { return };
    state.open.quotes.shown = findings.shown(&state.open.filter, state.open.sense);
    state.open.quotes.segments = Segments::new(&findings.analysis, &state.open.quotes.shown);
    // The hits of a search in a list are indices into the old list.
    state.open.find = None;
    search::update::rescope(state);
}

/// Selects a quote in the text and in the list and, unless the list of actors has the focus, its speaker there.
pub fn choose(state: &mut State, quote: Option<usize>) {
    state.open.quotes.current = quote;
    if state.open.focus != Pane::Actors {
        let speaker = quote.and_then(|q| state.open.findings.as_ref()?.speaker(q));
        select_actor(state, speaker);
    }
    if quote.is_none() {
        state.overlays.retain(|overlay| *overlay != Overlay::Peek);
    }
    keep_visible(state);
}

/// Selects an actor in the list; without one, the selection stays.
pub fn select_actor(state: &mut State, actor: Option<ActorId>) {
    let place = state.open.findings.as_ref().and_then(|m| m.order.iter().position(|&id| Some(id) == actor));
    state.open.actors.selected = place.unwrap_or(state.open.actors.selected);
}

/// Selects a quote, and scrolls the text to it unless all of it is on screen.
pub fn go_to(state: &mut State, quote: usize) {
    choose(state, Some(quote));
    let extent = state.open.findings.as_ref().and_then(|m| Some(m.quote(quote)?.quote.extent()));
    if let Some(extent) = extent {
        body::bring_all_into_sight(state, extent);
    }
}

/// Selects the quote `by` further on among those that pass the filter, as far as there are any.
pub fn step(state: &mut State, by: isize) {
    let Some(findings) = quotes_or_note(state) else { return };
    if state.open.quotes.shown.is_empty() {
        let left_out = left_out_words(&state.keymap, findings.left_out)
            .map_or(String::new(), |words| format!("; {words}"));
        state.note = Some(format!("no quote passes the filter{left_out}"));
        return;
    }
    let last = state.open.quotes.shown.len() - 1;
    let here = state.open.quotes.position();
    let to = match here {
        Some(here) => here.saturating_add_signed(by).min(last),
        // Above the first quote none is selected.
        None if by > 0 => (by.cast_unsigned() - 1).min(last),
        None => {
            state.note = Some("no quote above".to_owned());
            return;
        }
    };
    if here == Some(to) {
        let whose = if state.open.filter.is_empty() {
            String::new()
        } else {
            format!(" by {}", who(state, &findings))
        };
        state.note = Some(format!("this is the {} quote{whose}", if by > 0 { "last" } else { "first" }));
    }
    if let Some(&quote) = state.open.quotes.shown.get(to) {
        go_to(state, quote);
    }
}

/// Selects the quote with this number in the list, or the last one with a note where there are fewer.
pub fn to_number(state: &mut State, number: usize) {
    let Some(findings) = quotes_or_note(state) else { return };
    let all = findings.analysis.quotes.len();
    let quote = number.clamp(1, all) - 1;
    if state.open.quotes.shown.binary_search(&quote).is_err() {
        let all = state.keymap.hint(Command::Cancel);
        state.note = Some(format!("quote {} does not pass the filter; {all} clears it", quote + 1));
        return;
    }
    go_to(state, quote);
    if number > all {
        let quotes = if all == 1 { "there is one quote" } else { &format!("there are {all} quotes") };
        state.note = Some(format!("{quotes}: this is the last"));
    }
}

/// Enter: in the text, shows the details of the quote; in a list, goes to the quote, or to the next one by the actor.
pub fn enter(state: &mut State) {
    match state.open.focus {
        Pane::Body => peek(state),
        Pane::Quotes => {
            state.open.focus = Pane::Body;
            if let Some(quote) = state.open.quotes.current {
                jumping::jump(state, |state| go_to(state, quote));
            }
        }
        Pane::Actors => to_next_of_actor(state),
    }
}

/// The number of the quote with just this extent, if it passes the filter; of several, the one that a person has corrected.
pub fn with_extent(state: &State, extent: Span) -> Option<usize> {
    let findings = state.open.findings.as_ref()?;
    let is_it = |&quote: &usize| findings.quote(quote).is_some_and(|q| q.quote.extent() == extent);
    let mut found = state.open.quotes.shown.iter().copied().filter(is_it);
    let first = found.clone().next();
    found.find(|quote| findings.analysis.corrected.quotes.contains(quote)).or(first)
}

/// The selected quote; without one, a note tells how to select one.
pub fn quote_or_note(state: &mut State) -> Option<usize> {
    let findings = quotes_or_note(state)?;
    let quote = state.open.quotes.current.filter(|&quote| findings.quote(quote).is_some());
    if quote.is_none() {
        state.note = Some(no_quote_words(&state.keymap));
    }
    quote
}

/// The words for: no quote is selected, and how to select one.
pub fn no_quote_words(keymap: &Keymap) -> String {
    format!("no quote here; {} selects the next", keymap.hint(Command::NextQuote))
}

/// The selected actor, where the list of actors has the focus, or else the speaker of the current quote; without one, a note
/// says so.
pub fn actor_or_note(state: &mut State) -> Option<ActorId> {
    let findings = quotes_or_note(state)?;
    if state.open.focus == Pane::Actors {
        return findings.order.get(state.open.actors.selected).copied();
    }
    let quote = quote_or_note(state)?;
    let speaker = findings.speaker(quote);
    if speaker.is_none() {
        state.note = Some("nobody is known to say this quote".to_owned());
    }
    speaker
}

/// Opens the card of an actor.
pub fn card(state: &mut State) {
    if let Some(actor) = actor_or_note(state) {
        state.overlays.replace(Overlay::Card { actor, top: 0 });
    }
}

/// Opens the library with all quotes of an actor: that of the open card, or the selected one.
pub fn all_said(state: &mut State) -> Option<Effect> {
    let actor = match state.overlays.top() {
        Some(Overlay::Card { actor, .. }) => *actor,
        _ => actor_or_note(state)?,
    };
    let name = state.open.findings.as_ref()?.name(actor).to_owned();
    Some(library::update::said_by(state, &name))
}

fn peek(state: &mut State) {
    if state.overlays.top() == Some(&Overlay::Peek) {
        state.overlays.pop();
        if let Some(actor) = actor_or_note(state) {
            jumping::introduction(state, actor);
        }
    } else if quote_or_note(state).is_some() {
        state.overlays.replace(Overlay::Peek);
    }
}

/// Goes to the next quote by the selected actor; after the last one, to the first.
fn to_next_of_actor(state: &mut State) {
    let Some(findings) = quotes_or_note(state) else { return };
    let Some(&actor) = findings.order.get(state.open.actors.selected) else { return };
    let after = state.open.quotes.current.map_or(0, |q| q + 1);
    let mut theirs = state.open.quotes.shown.iter().copied().filter(|&q| findings.speaker(q) == Some(actor));
    let first = theirs.clone().next();
    if let Some(quote) = theirs.find(|&q| q >= after).or(first) {
        if covers_text(state) {
            state.open.focus = Pane::Body;
        }
        jumping::jump(state, |state| go_to(state, quote));
    } else {
        state.note = Some(format!(
            "no quotes by {}{}{}",
            name(&findings, actor),
            hidden(state, &findings, actor),
            left_out_of(state, &findings, actor)
        ));
    }
}

fn hidden(state: &State, findings: &Findings, actor: ActorId) -> &'static str {
    let quoted = findings.analysis.actor(actor).is_some_and(|a| a.quotes.total() > 0);
    if quoted && !state.open.filter.contains(&actor) { " pass the filter" } else { "" }
}

/// How many quotes by an actor are left out, as the end of a sentence.
pub(super) fn left_out_of(state: &State, findings: &Findings, actor: ActorId) -> String {
    left_out_words(&state.keymap, findings.left_out_by(actor))
        .map_or(String::new(), |words| format!("; {words}"))
}

/// Whether the sidebar covers part of the text.
pub fn covers_text(state: &State) -> bool {
    geometry(state).is_some_and(|g| g.sidebar.is_some_and(|s| s.area.x < g.body.right()))
}

/// Selects the current quote's speaker in the list of actors, and gives that the focus.
pub fn to_speaker(state: &mut State) {
    let Some(quote) = quote_or_note(state) else { return };
    let speaker = state.open.findings.as_ref().and_then(|findings| findings.speaker(quote));
    if speaker.is_none() {
        state.note = Some("nobody is known to say this quote".to_owned());
        return;
    }
    select_actor(state, speaker);
    state.open.focus = Pane::Actors;
    keep_visible(state);
}

/// Changes to the next lens.
pub fn next_lens(state: &mut State) {
    if quotes_or_note(state).is_none() {
        return;
    }
    let (lens, note) = match state.lens {
        Lens::Everything => (Lens::Dimmed, "the rest dimmed"),
        Lens::Dimmed => (Lens::QuotesOnly, "quotes only"),
        Lens::QuotesOnly => (Lens::Everything, "everything"),
    };
    let sets_anew = (lens == Lens::QuotesOnly) != (state.lens == Lens::QuotesOnly);
    state.lens = lens;
    state.note = Some(note.to_owned());
    if sets_anew {
        change_setting(state);
    }
    search::update::rescope(state);
}

/// Sets the text again; if the current quote was on screen, it still is.
pub(super) fn change_setting(state: &mut State) {
    let start = state.open.quotes.current.and_then(|q| state.open.findings.as_ref().map(|m| m.start(q)));
    let seen = start.filter(|&start| body::is_in_sight(state, start));
    body::set(state);
    if let Some(start) = seen {
        body::bring_into_sight(state, start);
    }
}

/// Scrolls the lists so that their selected entries are on screen.
pub fn keep_visible(state: &mut State) {
    let Some(sidebar) = geometry(state).and_then(|g| g.sidebar) else { return };
    let actors = state.open.findings.as_ref().map_or(0, |m| m.order.len());
    keep(&mut state.open.actors.top, state.open.actors.selected, sidebar.actors.height, actors);
    state.open.quotes.top = entries::top(state, sidebar.quotes);
}

/// Scrolls `top` of a list of `len` entries as little as possible; `height` includes its title row.
fn keep(top: &mut usize, selected: usize, height: u16, len: usize) {
    let rows = usize::from(height.saturating_sub(1)).max(1);
    *top = (*top).min(selected).max((selected + 1).saturating_sub(rows)).min(len.saturating_sub(rows));
}

/// The findings, if there are any quotes; otherwise a note says why not.
pub fn quotes_or_note(state: &mut State) -> Option<Arc<Findings>> {
    let findings = analysed_or_note(state).filter(|m| !m.analysis.quotes.is_empty());
    if findings.is_none() && state.note.is_none() {
        let left_out = state.open.findings.as_ref().map_or(0, |findings| findings.left_out);
        let none = if state.open.article.is_analysed() { "no quotes in this text" } else { NOT_ANALYSED };
        state.note = Some(left_out_words(&state.keymap, left_out).unwrap_or_else(|| none.to_owned()));
    }
    findings
}

/// The findings; a note says so while there are none.
pub fn analysed_or_note(state: &mut State) -> Option<Arc<Findings>> {
    if state.open.findings.is_none() {
        state.note = Some("still analysing…".to_owned());
    }
    state.open.findings.clone()
}

/// The words for: so many quotes are left out, and how to show them; none for 0.
pub fn left_out_words(keymap: &Keymap, quotes: usize) -> Option<String> {
    let more = keymap.hint(Command::NextThreshold);
    let noun = if quotes == 1 { "quote" } else { "quotes" };
    (quotes > 0).then(|| format!("{quotes} {noun} left out; {more} shows more"))
}

fn who(state: &State, findings: &Findings) -> String {
    state.open.filter.iter().map(|&id| name(findings, id)).collect::<Vec<_>>().join(", ")
}

pub(super) fn name(findings: &Findings, actor: ActorId) -> String {
    printable::line(findings.name(actor))
}
