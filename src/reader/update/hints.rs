//! Choosing a link by its label.

use super::{
    super::{
        geometry::geometry,
        keymap,
        links::Hints,
        message::Effect,
        state::{Focus, State},
    },
    shelf,
};
use crossterm::event::{KeyCode, KeyEvent};

/// Labels the links on screen.
pub fn begin(state: &mut State) {
    // The labels belong to the text, and nothing may lie over it.
    state.overlay = None;
    state.focus = Focus::Body;
    super::body::prepare(state);
    state.body.hints = geometry(state).and_then(|geometry| Hints::new(state, &geometry));
    state.note = Some(match &state.body.hints {
        Some(_) => "type the letters on a link; any other key ends this".to_owned(),
        None => "no links to the web on this screen".to_owned(),
    });
}

/// A key while links are labelled.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let hints = state.body.hints.as_mut()?;
    let before = hints.typed.len();
    if let KeyCode::Char(letter) = event.code
        && keymap::is_plain(event)
    {
        hints.add(letter);
    }
    if let Some(address) = hints.chosen().cloned() {
        state.body.hints = None;
        return Some(shelf::follow(state, &address));
    }
    if hints.typed.len() == before {
        state.body.hints = None;
    }
    None
}
