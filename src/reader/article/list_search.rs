//! Search in a list beside the text: selects the first entry that contains the words typed.

use crate::printable;
use crate::reader::{
    app::state::State,
    article::{Pane, findings::Findings, selection},
    keymap::{Command, Mode, is_plain},
    overlays::{Overlay, search::fold::Words},
};
use crossterm::event::{KeyCode, KeyEvent};

/// Longest query, in bytes.
const LONGEST: usize = 200;

/// A search in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    /// The words as typed.
    pub query: String,
    /// The list that is searched.
    pub pane: Pane,
    /// The entries that contain the words, as ascending indices into the list.
    pub hits: Vec<usize>,
    /// The entry that was selected at the beginning of the search.
    origin: usize,
}

/// Begins a search in the list that has the focus.
pub fn begin(state: &mut State) {
    if selection::quotes_or_note(state).is_none() {
        return;
    }
    let (pane, origin) = (state.open.focus, selected(state));
    state.open.find = Some(Find { query: String::new(), pane, hits: Vec::new(), origin });
    state.overlays.push(Overlay::FindPrompt);
}

/// The search in the list that has the focus.
pub fn here(state: &State) -> Option<&Find> {
    state.open.find.as_ref().filter(|find| find.pane == state.open.focus)
}

/// The index of the selected entry among the hits.
pub fn place(state: &State, find: &Find) -> Option<usize> {
    find.hits.binary_search(&selected(state)).ok()
}

/// Applies a key while the words are typed.
pub fn typed(state: &mut State, event: KeyEvent) {
    let Some(mut query) = state.open.find.as_ref().map(|find| find.query.clone()) else { return };
    match state.keymap.command(event, Mode::Prompt) {
        Some(Command::PromptAccept) => {
            state.overlays.pop();
            let Some(find) = &state.open.find else { return };
            if find.hits.is_empty() {
                state.note = (!query.is_empty()).then(|| "not found in this list".to_owned());
                state.open.find = None;
            }
        }
        Some(Command::PromptCancel) => abandon(state),
        Some(Command::PromptErase) => {
            if printable::erase(&mut query) {
                look_for(state, query);
            } else {
                abandon(state);
            }
        }
        Some(Command::PromptClear) => look_for(state, String::new()),
        _ => {
            if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                paste(state, c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Adds `text` to the words.
pub fn paste(state: &mut State, text: &str) {
    let Some(find) = &state.open.find else { return };
    if find.query.len() + text.len() <= LONGEST {
        let query = format!("{}{text}", find.query);
        look_for(state, query);
    }
}

/// Selects the hit `by` further on; wraps around at the ends.
pub fn step(state: &mut State, by: isize) {
    let Some(find) = state.open.find.clone().filter(|find| !find.hits.is_empty()) else { return };
    let here = selected(state);
    let len = find.hits.len().cast_signed();
    let from = match find.hits.binary_search(&here) {
        Ok(place) => place.cast_signed(),
        Err(next) if by > 0 => next.cast_signed() - 1,
        Err(next) => next.cast_signed(),
    };
    if let Some(&entry) = find.hits.get((from + by).rem_euclid(len).cast_unsigned()) {
        select(state, entry);
    }
}

fn look_for(state: &mut State, query: String) {
    let Some(findings) = state.open.findings.clone() else { return };
    let Some(pane) = state.open.find.as_ref().map(|find| find.pane) else { return };
    let words = Words::loose(&query);
    let hits = if words.is_empty() { Vec::new() } else { entries(state, &findings, pane, &words) };
    let Some(find) = &mut state.open.find else { return };
    (find.query, find.hits) = (query, hits);
    let next = find.hits.iter().find(|&&entry| entry >= find.origin).or(find.hits.first());
    let entry = next.copied().unwrap_or(find.origin);
    select(state, entry);
}

/// The entries of a list that contain `words`.
fn entries(state: &State, findings: &Findings, pane: Pane, words: &Words) -> Vec<usize> {
    let is_named = |id| {
        findings.analysis.actor(id).is_some_and(|actor| {
            let known = std::iter::once(&actor.name).chain(&actor.role).chain(&actor.aliases);
            known.into_iter().any(|name| words.are_in(name))
        })
    };
    if pane == Pane::Actors {
        let order = findings.order.iter().enumerate();
        return order.filter(|(_, id)| is_named(**id)).map(|(place, _)| place).collect();
    }
    let says = |quote: usize| {
        let of = findings.quote(quote).map_or(&[][..], |quote| &quote.quote.content);
        of.iter().any(|piece| words.are_in(&state.open.article.shown(*piece)))
            || findings.speaker(quote).is_some_and(is_named)
    };
    let shown = state.open.quotes.shown.iter().enumerate();
    shown.filter(|(_, quote)| says(**quote)).map(|(place, _)| place).collect()
}

/// The selected entry of the list that has the focus.
fn selected(state: &State) -> usize {
    match state.open.focus {
        Pane::Actors => state.open.actors.selected,
        Pane::Body | Pane::Quotes => state.open.quotes.position().unwrap_or(0),
    }
}

fn select(state: &mut State, entry: usize) {
    if state.open.focus == Pane::Actors {
        state.open.actors.selected = entry;
        selection::keep_visible(state);
    } else if let Some(&quote) = state.open.quotes.shown.get(entry) {
        selection::go_to(state, quote);
    }
}

/// Ends the search and selects what was selected before.
fn abandon(state: &mut State) {
    state.overlays.retain(|overlay| *overlay != Overlay::FindPrompt);
    if let Some(find) = state.open.find.take() {
        select(state, find.origin);
    }
}
