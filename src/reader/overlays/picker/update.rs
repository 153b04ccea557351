//! Choosing an actor in the picker.

use crate::{
    corrections::{ActorName, Correction},
    reader::{
        app::{message::Effect, state::State},
        article::corrections,
        keymap::{Command, Mode, is_plain},
        overlays::{
            Overlay,
            picker::{Choice, Purpose},
        },
    },
};
use crossterm::event::{KeyCode, KeyEvent};

/// A key while an actor is chosen.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let findings = state.open.findings.clone()?;
    let command = state.keymap.command(event, Mode::Picker);
    let Some(Overlay::Picker(picker)) = state.overlays.top_mut() else { return None };
    match command {
        Some(Command::PickerNext) => picker.step(1, picker.choices(&findings).len()),
        Some(Command::PickerPrevious) => picker.step(-1, picker.choices(&findings).len()),
        Some(Command::PickerAccept) => return accept(state),
        Some(Command::PickerCancel) => {
            state.overlays.pop();
        }
        Some(Command::PickerErase) => {
            if !picker.erase(false) {
                state.overlays.pop();
            }
        }
        Some(Command::PickerClear) => {
            picker.erase(true);
        }
        _ => {
            if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                picker.add(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
    None
}

/// Adds `text` to the name.
pub fn paste(state: &mut State, text: &str) {
    if let Some(Overlay::Picker(picker)) = state.overlays.top_mut() {
        picker.add(text);
    }
}

fn accept(state: &mut State) -> Option<Effect> {
    let findings = state.open.findings.clone()?;
    let Some(Overlay::Picker(picker)) = state.overlays.top() else { return None };
    let Some(choice) = picker.choices(&findings).into_iter().nth(picker.selected) else {
        state.note = Some("nobody is called that".to_owned());
        return None;
    };
    let name = match choice {
        Choice::Actor(id) => findings.analysis.actor(id).map(ActorName::of),
        Choice::New(name) => Some(ActorName { name, at: None }),
        Choice::Nobody => None,
    };
    let Some(Overlay::Picker(picker)) = state.overlays.pop() else { return None };
    let correction = match (picker.purpose, name) {
        (Purpose::Reassign(quote), speaker) => Correction::Reassign { quote, speaker },
        (Purpose::Merge(actor), Some(into)) => Correction::Merge { actor, into },
        (Purpose::Merge(_), None) => return None,
    };
    corrections::make(state, correction)
}
