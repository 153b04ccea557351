//! Marks that a person sets in the text, each a letter, to come back to.

use crate::reader::{
    app::state::State,
    article::{
        jumping,
        jumps::ReadingPosition,
        position::{Left, News},
    },
    keymap::{Command, Mode, is_plain},
    overlays::Overlay,
};
use crossterm::event::{KeyCode, KeyEvent};
use std::{collections::BTreeMap, sync::Arc};

/// What a letter is typed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To set the mark.
    Set,
    /// To go to it.
    GoTo,
}

/// The places that are marked, by their letters.
pub type Marks = BTreeMap<char, ReadingPosition>;

/// The letter, so to speak, of the place before the last jump.
const BEFORE: char = '\'';

/// Waits for a letter.
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

/// The key that was waited for.
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
            let news = News::Mark(letter, place.place.offset);
            state.left.push(Left { article: Arc::clone(&state.open.article), news });
            let hint = state.keymap.hint(Command::GoToMark);
            state.note = Some(format!("marked: {hint}{letter} comes back here"));
        }
        Use::GoTo => match state.open.marks.get(&letter).copied() {
            Some(place) => jumping::jump(state, |state| jumping::return_to(state, place)),
            None => state.note = Some(format!("no place is marked {letter}")),
        },
    }
}

/// Goes to where the last jump began; the next time from there back here.
fn back(state: &mut State) {
    match state.open.body.jumps.last_left() {
        Some(place) => jumping::jump(state, |state| jumping::return_to(state, place)),
        None => state.note = Some("nothing has been jumped to".to_owned()),
    }
}
