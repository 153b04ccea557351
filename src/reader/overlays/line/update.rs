//! Keys in the line editor.

use super::{Line, Purpose};
use crate::reader::{
    app::{message::Effect, state::State},
    article::{highlights, piping},
    keymap::{Command, Mode, is_plain},
    overlays::{Overlay, highlights as panel},
};
use crossterm::event::{KeyCode, KeyEvent};

/// Opens the line editor, closing other overlays.
pub fn begin(state: &mut State, purpose: Purpose, text: &str) {
    state.overlays.replace(Overlay::Line(Line::new(purpose, text)));
}

/// A key while a line is edited.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let command = state.keymap.command(event, Mode::Line);
    let Some(Overlay::Line(line)) = state.overlays.top_mut() else { return None };
    match command {
        Some(Command::LineAccept) => return accept(state),
        Some(Command::LineCancel) => leave(state),
        Some(Command::LineErase) => {
            if !line.field.erase() {
                leave(state);
            }
        }
        Some(Command::LineTurn) => piping::turn(state),
        Some(recalls @ (Command::LineOlder | Command::LineNewer)) => {
            if matches!(line.purpose, Purpose::Pipe(_)) {
                line.recall(&state.commands, recalls == Command::LineOlder);
            }
        }
        Some(command) if line.field.perform(command) => {}
        _ => {
            if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                line.field.insert(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
    None
}

/// Inserts `text` at the cursor.
pub fn paste(state: &mut State, text: &str) {
    if let Some(Overlay::Line(line)) = state.overlays.top_mut() {
        line.field.insert(text);
    }
}

/// Closes the editor without any change.
fn leave(state: &mut State) {
    if let Some(Overlay::Line(line)) = state.overlays.pop()
        && let Purpose::Note { of, from_list: true, .. } = line.purpose
    {
        panel::update::open_at(state, &of);
    }
}

/// Closes the editor and uses the line for its purpose.
fn accept(state: &mut State) -> Option<Effect> {
    let Some(Overlay::Line(line)) = state.overlays.pop() else { return None };
    let note = Some(line.written().to_owned()).filter(|note| !note.is_empty());
    match line.purpose.clone() {
        Purpose::NewNote(span) => highlights::add(state, span, note),
        Purpose::Pipe(piped) => piping::run(state, piped, line.written()),
        Purpose::Note { of, from_list, .. } => {
            let (effect, now) = highlights::set_note(state, of, note);
            if from_list {
                panel::update::open_at(state, &now);
            }
            effect
        }
    }
}
