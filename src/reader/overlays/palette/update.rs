//! Keys in the palette.

use crate::printable;
use crate::reader::{
    app::{
        message::Effect,
        state::{State, View},
        update,
    },
    article::{Pane, body, jumping, panes, selection, sharing},
    keymap::{Command, Mode, is_plain},
    library, list,
    overlays::{
        Overlay,
        palette::{Choice, Palette},
    },
};
use crossterm::event::{KeyCode, KeyEvent};
use std::sync::Arc;

/// Opens the palette.
pub fn open(state: &mut State) {
    let palette = Palette { shares: Arc::clone(&state.shares), ..Palette::default() };
    state.overlays.replace(Overlay::Palette(palette));
}

/// A key while the palette is open.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let view = state.view;
    let command = state.keymap.command(event, Mode::Picker);
    let Some(Overlay::Palette(palette)) = state.overlays.top_mut() else { return None };
    let last = palette.choices(view).len().saturating_sub(1);
    match command {
        Some(Command::PickerNext) => palette.selected = (palette.selected + 1).min(last),
        Some(Command::PickerPrevious) => palette.selected = palette.selected.saturating_sub(1),
        Some(Command::PickerAccept) => return accept(state),
        Some(Command::PickerCancel) => {
            state.overlays.pop();
        }
        Some(Command::PickerErase) => {
            palette.selected = 0;
            if !printable::erase(&mut palette.query) {
                state.overlays.pop();
            }
        }
        Some(Command::PickerClear) => (palette.query, palette.selected) = (String::new(), 0),
        _ => {
            if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                palette.add(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
    None
}

/// Appends `text` to the input.
pub fn paste(state: &mut State, text: &str) {
    if let Some(Overlay::Palette(palette)) = state.overlays.top_mut() {
        palette.add(text);
    }
}

fn accept(state: &mut State) -> Option<Effect> {
    let Some(Overlay::Palette(palette)) = state.overlays.top() else { return None };
    let Some(choice) = palette.choices(state.view).into_iter().nth(palette.selected) else {
        state.note = Some("no command is called that".to_owned());
        return None;
    };
    state.overlays.pop();
    match choice {
        Choice::Command(definition) => match state.view {
            View::List => list::update::perform(state, definition.command, None),
            View::Library => library::update::perform(state, definition.command, None),
            View::Article => update::perform(state, definition.command, None),
        },
        Choice::Share(number) => sharing::run(state, number),
        Choice::Percent(percent) => {
            let length = state.open.article.text.len();
            if percent > 100 {
                state.note = Some("there are no more than 100 %: this is the end".to_owned());
            }
            let percent = percent.min(100);
            // In two steps: the product of length and percentage may overflow.
            let offset = length / 100 * percent + length % 100 * percent / 100;
            to_text(state, |state| body::to(state, offset));
            None
        }
        Choice::Paragraph(number) => {
            state.open.focus = Pane::Body;
            panes::to_number(state, number);
            None
        }
        Choice::Quote(number) => {
            if selection::quotes_or_note(state).is_some() {
                to_text(state, |state| selection::to_number(state, number));
            }
            None
        }
    }
}

/// Focuses the text and jumps in it.
fn to_text(state: &mut State, go: impl FnOnce(&mut State)) {
    state.open.focus = Pane::Body;
    jumping::jump(state, go);
}
