//! Keys in the table of contents.

use crate::printable;
use crate::reader::{
    app::state::State,
    article::{Pane, body, jumping},
    keymap::{Command, Mode, is_plain},
    overlays::{
        Overlay,
        contents::{Contents, headings},
    },
};
use crossterm::event::{KeyCode, KeyEvent};

/// Opens the table of contents with the current section selected.
pub fn open(state: &mut State) {
    let all = headings(&state.open.article, "");
    if all.is_empty() {
        state.note = Some("this article has no headings".to_owned());
        return;
    }
    let here = body::read_to(state);
    let selected = all.partition_point(|heading| heading.span.start < here).saturating_sub(1);
    state.overlays.replace(Overlay::Contents(Contents { query: String::new(), selected }));
}

/// A key while the table of contents is open.
pub fn typed(state: &mut State, event: KeyEvent) {
    let command = state.keymap.command(event, Mode::Picker);
    let Some(Overlay::Contents(contents)) = state.overlays.top_mut() else { return };
    let last = headings(&state.open.article, &contents.query).len().saturating_sub(1);
    match command {
        Some(Command::PickerNext) => contents.selected = (contents.selected + 1).min(last),
        Some(Command::PickerPrevious) => contents.selected = contents.selected.saturating_sub(1),
        Some(Command::PickerAccept) => accept(state),
        Some(Command::PickerCancel) => {
            state.overlays.pop();
        }
        Some(Command::PickerErase) => {
            contents.selected = 0;
            if !printable::erase(&mut contents.query) {
                state.overlays.pop();
            }
        }
        Some(Command::PickerClear) => *contents = Contents::default(),
        _ => {
            if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                contents.add(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Appends `text` to the input.
pub fn paste(state: &mut State, text: &str) {
    if let Some(Overlay::Contents(contents)) = state.overlays.top_mut() {
        contents.add(text);
    }
}

fn accept(state: &mut State) {
    let Some(Overlay::Contents(contents)) = state.overlays.top() else { return };
    let chosen = headings(&state.open.article, &contents.query).into_iter().nth(contents.selected);
    let Some(heading) = chosen else {
        state.note = Some("no heading has these words".to_owned());
        return;
    };
    state.overlays.pop();
    state.open.focus = Pane::Body;
    jumping::to_top(state, heading.span);
}
