//! Typing a search and moving between its matches.

use crate::{
    printable,
    reader::{
        app::state::{Lens, State},
        article::{body, jumping},
        keymap::{Command, Mode, is_plain},
        overlays::{Overlay, search::Search},
    },
    span::Span,
};
use crossterm::event::{KeyCode, KeyEvent};

/// Longest query, in bytes.
const LONGEST: usize = 500;

/// Opens the prompt of a new search.
pub fn begin(state: &mut State) {
    state.history.rest();
    state.open.search = Some(Search::new(jumping::here(state), scope(state)));
    state.overlays.push(Overlay::SearchPrompt);
}

/// The spans to search in: the quotes shown, where a filter hides others or the view shows quotes only.
fn scope(state: &State) -> Option<Vec<Span>> {
    let is_filtered = !state.open.filter.is_empty() || state.open.sense.is_some();
    let quotes = || state.open.quotes.segments.excerpt();
    if is_filtered {
        return Some(quotes());
    }
    // Without quotes that view shows the whole text.
    (state.lens == Lens::QuotesOnly).then(quotes).filter(|quotes| !quotes.is_empty())
}

/// Restricts the current search to what is shown now.
pub fn rescope(state: &mut State) {
    let scope = scope(state);
    if let Some(search) = &mut state.open.search {
        search.look_in(scope);
    }
}

/// A key in the search prompt.
pub fn typed(state: &mut State, event: KeyEvent) {
    let command = state.keymap.command(event, Mode::Prompt);
    let Some(search) = &mut state.open.search else { return };
    match command {
        Some(Command::PromptAccept) => accept(state),
        Some(Command::PromptCancel) => abandon(state),
        Some(Command::PromptErase) => {
            let mut query = search.query.clone();
            if printable::erase(&mut query) { retype(state, query) } else { abandon(state) }
        }
        Some(Command::PromptClear) => retype(state, String::new()),
        Some(Command::PromptOlder) => {
            if let Some(query) = state.history.older(&search.query) {
                look_for(state, query);
            }
        }
        Some(Command::PromptNewer) => {
            if let Some(query) = state.history.newer() {
                look_for(state, query);
            }
        }
        _ => {
            if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                paste(state, c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Appends `text` to the query.
pub fn paste(state: &mut State, text: &str) {
    let Some(search) = &state.open.search else { return };
    if search.query.len() + text.len() <= LONGEST {
        let query = format!("{}{text}", search.query);
        retype(state, query);
    }
}

fn accept(state: &mut State) {
    let Some(search) = &mut state.open.search else { return };
    if search.query.is_empty() {
        end(state);
        return;
    }
    // Leave the prompt open, so that the expression can be corrected.
    if let Some(problem) = &search.problem {
        state.note = Some(format!("this is no regular expression: {problem}"));
        return;
    }
    state.history.keep(&search.query);
    state.overlays.pop();
    if search.is_done() && search.hits.is_empty() {
        state.note = Some(nothing(search));
        abandon(state);
    } else {
        search.is_settled = search.current.is_some();
        state.open.body.jumps.leave(search.origin);
    }
}

/// The message that nothing was found.
fn nothing(search: &Search) -> String {
    if search.is_scoped() { "not found in the quotes that are shown" } else { "not found" }.to_owned()
}

/// Searches the next part of the text, and jumps to the first match once there is one.
pub fn advance(state: &mut State) {
    let Some(search) = &mut state.open.search else { return };
    search.advance(&state.open.article.text, &state.open.article.markup);
    if search.current.is_some() {
        return;
    }
    if search.is_settled {
        if search.is_done() && search.hits.is_empty() {
            state.note = Some(nothing(search));
        }
        return;
    }
    let is_accepted = state.overlays.top() != Some(&Overlay::SearchPrompt);
    let origin = search.origin;
    search.current = search.from(origin.place.offset);
    if search.current.is_none() && search.is_done() && !search.hits.is_empty() {
        search.current = Some(0);
    }
    match search.current.and_then(|c| search.hits.get(c)).map(|hit| hit.start) {
        Some(offset) => {
            search.is_settled = is_accepted;
            show(state, offset);
        }
        None if search.is_done() => {
            if is_accepted && !search.query.is_empty() {
                state.note = Some(nothing(search));
                state.open.search = None;
            }
            jumping::return_to(state, origin);
        }
        None => {}
    }
}

/// Moves by `by` matches, wrapping around at the ends.
pub fn step(state: &mut State, by: isize) {
    let Some(search) = &mut state.open.search else { return };
    let len = search.hits.len().cast_signed();
    if len == 0 {
        if search.is_done() {
            state.note = Some(nothing(search));
        }
        return;
    }
    // After the scope has changed there is no current match: count from the top of the screen.
    let above = search.hits.partition_point(|hit| hit.start < state.open.body.place.offset);
    let from = search.current.map_or_else(
        || if by > 0 { above.cast_signed() - 1 } else { above.cast_signed() },
        usize::cast_signed,
    );
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
    body::follow_to(state, offset);
}

/// Searches for an edited query.
fn retype(state: &mut State, query: String) {
    state.history.rest();
    look_for(state, query);
}

fn look_for(state: &mut State, query: String) {
    let Some(search) = &mut state.open.search else { return };
    search.look_for(query);
    advance(state);
}

/// Ends the search and returns to where it began.
fn abandon(state: &mut State) {
    let Some(origin) = state.open.search.as_ref().map(|search| search.origin) else { return };
    end(state);
    jumping::return_to(state, origin);
}

/// Ends the search at the current place.
fn end(state: &mut State) {
    state.overlays.retain(|overlay| *overlay != Overlay::SearchPrompt);
    state.open.search = None;
}
