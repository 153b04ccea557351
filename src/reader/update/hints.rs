//! Choosing a link on the screen.

use super::{
    super::{
        geometry::geometry,
        keymap::{self, Command, Mode},
        links::Hints,
        message::Effect,
        state::{Focus, State},
    },
    shelf,
};
use crate::fetch::Address;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

/// Labels the links on screen.
pub fn begin(state: &mut State) {
    // The labels belong to the text, and nothing may lie over it.
    state.overlay = None;
    state.focus = Focus::Body;
    super::body::prepare(state);
    state.body.hints = geometry(state).and_then(|geometry| Hints::new(state, &geometry));
    state.note = Some(match &state.body.hints {
        Some(_) => "type the letters on a link, or Tab and Enter; Esc ends this".to_owned(),
        None => "no links to the web on this screen".to_owned(),
    });
}

/// A key while links are labelled. One that means nothing here ends it.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let hints = state.body.hints.as_mut()?;
    let goes_on = match keymap::command(event, Mode::Linking) {
        Some(Command::Accept) => {
            let address = hints.selected().cloned();
            return follow(state, address);
        }
        Some(Command::Down) => {
            hints.step(1);
            true
        }
        Some(Command::Up) => {
            hints.step(-1);
            true
        }
        Some(Command::Erase) => hints.erase(),
        _ => matches!(event.code, KeyCode::Char(letter) if keymap::is_plain(event) && hints.add(letter)),
    };
    if let Some(address) = hints.chosen().cloned() {
        return follow(state, Some(address));
    }
    state.note = hints.selected().map(ToString::to_string);
    if !goes_on {
        (state.body.hints, state.note) = (None, None);
    }
    None
}

/// A click while links are labelled: on a link it follows the link, elsewhere it ends this.
pub fn click(state: &mut State, at: Position) -> Option<Effect> {
    let address = state.body.hints.as_ref()?.under(at).cloned();
    follow(state, address)
}

fn follow(state: &mut State, address: Option<Address>) -> Option<Effect> {
    (state.body.hints, state.note) = (None, None);
    Some(shelf::follow(state, &address?))
}
