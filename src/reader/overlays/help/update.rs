//! Searching in the help.

use crate::{
    printable,
    reader::{
        app::state::State,
        keymap::{Command, Mode, is_plain},
        overlays::Overlay,
    },
};
use crossterm::event::{KeyCode, KeyEvent};

/// Opens the prompt for the search words.
pub fn begin(state: &mut State) {
    if let Some(Overlay::Help(help)) = state.overlays.top_mut() {
        help.is_typed = true;
    }
}

/// A key while search words are typed.
pub fn typed(state: &mut State, event: KeyEvent) {
    let command = state.keymap.command(event, Mode::Prompt);
    let Some(Overlay::Help(help)) = state.overlays.top_mut() else { return };
    match command {
        Some(Command::PromptAccept) => help.is_typed = false,
        Some(Command::PromptCancel) => forget(state),
        Some(Command::PromptErase) => {
            help.top = 0;
            if !printable::erase(&mut help.query) {
                forget(state);
            }
        }
        Some(Command::PromptClear) => (help.query, help.top) = (String::new(), 0),
        _ => {
            if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                help.add(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Appends `text` to the search words while they are being typed.
pub fn paste(state: &mut State, text: &str) {
    if let Some(Overlay::Help(help)) = state.overlays.top_mut()
        && help.is_typed
    {
        help.add(text);
    }
}

/// Drops the search words. `false` where there were none.
pub fn clear(state: &mut State) -> bool {
    let is_sought = matches!(state.overlays.top(), Some(Overlay::Help(help)) if help.has_query());
    if is_sought {
        forget(state);
    }
    is_sought
}

fn forget(state: &mut State) {
    if let Some(Overlay::Help(help)) = state.overlays.top_mut() {
        (help.query, help.is_typed, help.top) = (String::new(), false, 0);
    }
}
