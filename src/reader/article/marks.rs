//! Marks: positions in the text under a letter each, to return to.

use crate::reader::{
    app::state::State,
    article::{
        jumping,
        jumps::ReadingPosition,
        position::{PositionChange, PositionToKeep},
    },
    keymap::{Command, Mode, is_plain},
    overlays::Overlay,
};
use crossterm::event::{KeyCode, KeyEvent};
use std::{collections::BTreeMap, sync::Arc};

/// The purpose for which a letter is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To set the mark.
    Set,
    /// To go to the mark.
    GoTo,
}

/// The marks of an article by their letters.
pub type Marks = BTreeMap<char, ReadingPosition>;

/// The mark of the position before the last jump, which is set by jumping, as in vi.
const BEFORE: char = '\'';

/// Asks for the letter of a mark.
pub fn begin(state: &mut State, purpose: Use) {
    state.overlays.replace(Overlay::Mark(purpose));
    let set: Vec<String> = state.open.marks.keys().map(char::to_string).collect();
    state.note = Some(match purpose {
        Use::Set => "mark this place with a letter".to_owned(),
        Use::GoTo if set.is_empty() => {
            format!("to which mark? none is set; {BEFORE} is before the last jump")
        }
        Use::GoTo => format!("to which mark? {}; {BEFORE} is before the last jump", set.join(" ")),
    });
}

/// Applies the key that was typed for a letter.
pub fn typed(state: &mut State, purpose: Use, event: KeyEvent) {
    state.overlays.pop();
    if state.keymap.command(event, Mode::Prompt) == Some(Command::PromptCancel) {
        return;
    }
    let KeyCode::Char(letter) = event.code else { return };
    if !is_plain(event) {
        return;
    }
    match purpose {
        Use::GoTo if letter == BEFORE => back(state),
        _ if !letter.is_alphanumeric() => state.note = Some("marks are letters and digits".to_owned()),
        Use::Set => {
            let place = jumping::here(state);
            state.open.marks.insert(letter, place);
            let change = PositionChange::Mark(letter, place.place.offset);
            state.positions_to_keep.push(PositionToKeep { article: Arc::clone(&state.open.article), change });
            let hint = state.keymap.hint(Command::GoToMark);
            state.note = Some(format!("marked: {hint}{letter} comes back here"));
        }
        Use::GoTo => match state.open.marks.get(&letter).copied() {
            Some(place) => jumping::jump(state, |state| jumping::return_to(state, place)),
            None => state.note = Some(format!("no place is marked {letter}")),
        },
    }
}

/// Goes to the position before the last jump; a second time, back here.
fn back(state: &mut State) {
    match state.open.body.jumps.last_left() {
        Some(place) => jumping::jump(state, |state| jumping::return_to(state, place)),
        None => state.note = Some("nothing has been jumped to".to_owned()),
    }
}
