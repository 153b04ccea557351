//! Keys in a picker.

use crate::{
    actors::ActorId,
    corrections::{ActorName, Correction},
    reader::{
        app::{message::Effect, state::State},
        article::corrections,
        keymap::{Command, Mode, is_plain},
        overlays::{
            Overlay,
            picker::{Choice, Picker, Purpose},
        },
    },
};
use crossterm::event::{KeyCode, KeyEvent};

/// A key while a picker is open.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let findings = state.open.findings.clone()?;
    let command = state.keymap.command(event, Mode::Picker);
    let Some(Overlay::Picker(picker)) = state.overlays.top_mut() else { return None };
    match command {
        Some(Command::PickerNext) => picker.step(1, picker.choices(&findings).len()),
        Some(Command::PickerPrevious) => picker.step(-1, picker.choices(&findings).len()),
        Some(Command::PickerAccept) => return accept(state, false),
        Some(Command::PickerAcceptAlike) => return accept(state, true),
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
            let edit = state.keymap.command(event, Mode::Line).filter(|_| picker.is_written());
            if edit.is_some_and(|command| picker.field.perform(command)) {
                picker.selected = 0;
            } else if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                picker.add(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
    None
}

/// Inserts `text` at the cursor.
pub fn paste(state: &mut State, text: &str) {
    if let Some(Overlay::Picker(picker)) = state.overlays.top_mut() {
        picker.add(text);
    }
}

fn accept(state: &mut State, with_alike: bool) -> Option<Effect> {
    let findings = state.open.findings.clone()?;
    let Some(Overlay::Picker(picker)) = state.overlays.top() else { return None };
    let Some(choice) = picker.choices(&findings).into_iter().nth(picker.selected) else {
        state.note = Some(picker.nothing().to_owned());
        return None;
    };
    let is_as_before = picker.is_as_before(&choice);
    let Some(Overlay::Picker(Picker { purpose, .. })) = state.overlays.pop() else { return None };
    if is_as_before {
        state.note = Some("that is so already: nothing is changed".to_owned());
        return None;
    }
    match choice {
        Choice::Fix(fix) => return corrections::fix(state, fix, purpose),
        Choice::Format(format) => return Some(Effect::Export(format)),
        _ => {}
    }
    let correction =
        correction(purpose, choice, with_alike, |id| findings.analysis.actor(id).map(ActorName::of))?;
    corrections::make(state, correction)
}

/// The correction that `choice` makes.
fn correction(
    purpose: Purpose,
    choice: Choice,
    with_alike: bool,
    named: impl Fn(ActorId) -> Option<ActorName>,
) -> Option<Correction> {
    let (name, words) = match &choice {
        Choice::Actor(id, _) | Choice::Namesake(id) => (named(*id), None),
        Choice::New(name) => (Some(ActorName { name: name.clone(), at: None }), None),
        Choice::Words(words) | Choice::SameName(words) => (None, Some(words.clone())),
        _ => (None, None),
    };
    Some(match (purpose, choice) {
        (Purpose::Reassign { quote, alike: Some(_) }, _) if with_alike => {
            Correction::ReassignAlike { quote, speaker: name }
        }
        (Purpose::Reassign { quote, .. }, _) => Correction::Reassign { quote, speaker: name },
        (Purpose::Add(quote), _) => Correction::Add { quote, speaker: name },
        (Purpose::Merge(actor), _) | (Purpose::Rename(actor), Choice::Namesake(_)) => {
            Correction::Merge { actor, into: name? }
        }
        (Purpose::Rename(actor), _) => Correction::Rename { actor, name: words? },
        (Purpose::Role { actor, .. }, _) => Correction::Role { actor, role: words },
        (Purpose::ActorKind { actor, .. }, Choice::ActorKind(kind)) => Correction::ActorKind { actor, kind },
        (Purpose::QuoteKind { quote, .. }, Choice::QuoteKind(kind)) => Correction::Kind { quote, kind },
        _ => return None,
    })
}
