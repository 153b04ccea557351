//! Keys and clicks while links have labels.

use crate::{
    fetch::Address,
    reader::{
        app::{geometry::geometry, message::Effect, state::State},
        article::{Pane, body},
        keymap::{Command, Mode, is_plain},
        list::stack,
        overlays::{Overlay, links::Hints},
    },
};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

/// Puts labels on the links on screen.
pub fn begin(state: &mut State) {
    // Labels lie on the text, which no other overlay may cover.
    state.overlays.clear();
    state.open.focus = Pane::Body;
    body::prepare(state);
    let hints = geometry(state).and_then(|geometry| Hints::new(state, &geometry));
    let words = if let Some(hints) = hints {
        state.overlays.push(Overlay::Links(hints));
        let [next, open, leave] = [Command::LinkNext, Command::LinkOpen, Command::LinkCancel]
            .map(|command| state.keymap.hint(command));
        format!("type the letters on a link, or {next} and {open}; {leave} ends this")
    } else {
        "no links to the web on this screen".to_owned()
    };
    state.note = Some(words);
}

/// A key while links have labels. One that means nothing here removes the labels.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let command = state.keymap.command(event, Mode::Links);
    let Some(Overlay::Links(hints)) = state.overlays.top_mut() else { return None };
    let goes_on = match command {
        Some(Command::LinkOpen) => {
            let address = hints.selected().cloned();
            return follow(state, address);
        }
        Some(Command::LinkNext) => {
            hints.step(1);
            true
        }
        Some(Command::LinkPrevious) => {
            hints.step(-1);
            true
        }
        Some(Command::LinkErase) => hints.erase(),
        _ => matches!(event.code, KeyCode::Char(letter) if is_plain(event) && hints.add(letter)),
    };
    if let Some(address) = hints.chosen().cloned() {
        return follow(state, Some(address));
    }
    state.note = hints.selected().map(ToString::to_string);
    if !goes_on {
        state.overlays.pop();
        state.note = None;
    }
    None
}

/// A click while links have labels: follows the link under it, or removes the labels.
pub fn click(state: &mut State, at: Position) -> Option<Effect> {
    let Some(Overlay::Links(hints)) = state.overlays.top() else { return None };
    let address = hints.at(at).cloned();
    follow(state, address)
}

fn follow(state: &mut State, address: Option<Address>) -> Option<Effect> {
    state.overlays.pop();
    state.note = None;
    Some(stack::follow(state, &address?))
}
