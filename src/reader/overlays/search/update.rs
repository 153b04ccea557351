//! Typing a search and going through what it finds.

use crate::reader::{
    app::state::State,
    article::{body, jumping},
    keymap::{Command, Mode, is_plain},
    overlays::{Overlay, search::Search},
};
use crossterm::event::{KeyCode, KeyEvent};

/// Longest query, in bytes.
const LONGEST: usize = 500;

/// Starts to type a search.
pub fn begin(state: &mut State) {
    state.open.search = Some(Search::new(jumping::here(state)));
    state.overlays.push(Overlay::SearchPrompt);
}

/// A key while words are typed.
pub fn typed(state: &mut State, event: KeyEvent) {
    let command = state.keymap.command(event, Mode::Prompt);
    let Some(search) = &mut state.open.search else { return };
    match command {
        Some(Command::PromptAccept) if search.query.is_empty() => end(state),
        Some(Command::PromptAccept) => {
            state.overlays.pop();
            let (origin, is_done) = (search.origin, search.is_done());
            if is_done && search.hits.is_empty() {
                state.note = Some("not found".to_owned());
                abandon(state);
            } else {
                state.open.body.jumps.leave(origin);
            }
        }
        Some(Command::PromptCancel) => abandon(state),
        Some(Command::PromptErase) => {
            let mut query = search.query.clone();
            if query.pop().is_some() { look_for(state, query) } else { abandon(state) }
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

/// Adds `text` to the words to find.
pub fn paste(state: &mut State, text: &str) {
    let Some(search) = &state.open.search else { return };
    if search.query.len() + text.len() <= LONGEST {
        let query = format!("{}{text}", search.query);
        look_for(state, query);
    }
}

/// Looks through the next stretch of the text, and jumps once there is where to.
pub fn advance(state: &mut State) {
    let Some(search) = &mut state.open.search else { return };
    search.advance(&state.open.article.text);
    if search.current.is_some() {
        return;
    }
    let origin = search.origin;
    search.current = search.from(origin.place.offset);
    if search.current.is_none() && search.is_done() && !search.hits.is_empty() {
        search.current = Some(0);
    }
    match search.current.and_then(|c| search.hits.get(c)).map(|hit| hit.start) {
        Some(offset) => show(state, offset),
        None if search.is_done() => {
            let is_accepted = state.overlays.top() != Some(&Overlay::SearchPrompt);
            if is_accepted && !search.query.is_empty() {
                state.note = Some("not found".to_owned());
                state.open.search = None;
            }
            jumping::return_to(state, origin);
        }
        None => {}
    }
}

/// Goes `by` matches on, and round at the ends.
pub fn step(state: &mut State, by: isize) {
    let Some(search) = &mut state.open.search else { return };
    let len = search.hits.len().cast_signed();
    if len == 0 {
        return;
    }
    let from = search.current.map_or(-1, usize::cast_signed);
    let to = (from + by).rem_euclid(len);
    if search.is_done() && (from + by) != to {
        let end = if by > 0 { "from the top again" } else { "from the bottom again" };
        state.note = Some(end.to_owned());
    }
    search.current = Some(to.cast_unsigned());
    if let Some(offset) = search.hits.get(to.cast_unsigned()).map(|hit| hit.start) {
        show(state, offset);
    }
}

fn show(state: &mut State, offset: usize) {
    body::bring_into_sight(state, offset);
    body::follow(state);
}

fn look_for(state: &mut State, query: String) {
    let Some(search) = &mut state.open.search else { return };
    search.look_for(query);
    advance(state);
}

/// Ends the search where it began.
fn abandon(state: &mut State) {
    let Some(origin) = state.open.search.as_ref().map(|search| search.origin) else { return };
    end(state);
    jumping::return_to(state, origin);
}

/// Ends the search where it is.
fn end(state: &mut State) {
    state.overlays.retain(|overlay| *overlay != Overlay::SearchPrompt);
    state.open.search = None;
}
