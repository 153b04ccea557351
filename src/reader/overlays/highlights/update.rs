//! Keys in the list of highlights: choosing one, editing it, jumping to it.

use super::{Panel, entries};
use crate::{
    highlights::Highlight,
    printable,
    reader::{
        app::{message::Effect, state::State},
        article::{Pane, body, highlights, jumping},
        keymap::{Command, Mode, is_plain},
        overlays::{
            Overlay,
            line::{self, Purpose},
        },
    },
    span::Span,
};
use crossterm::event::{KeyCode, KeyEvent};

/// Opens the list with the highlight at the reading position selected.
pub fn open(state: &mut State) {
    if state.open.highlights.list.is_empty() {
        let key = state.keymap.hint(Command::HighlightQuote);
        let words = state.keymap.hint(Command::SelectWords);
        state.note = Some(format!("no highlights here; {key} highlights the quote, {words} selects words"));
        return;
    }
    let here = body::read_to(state);
    let all = entries(&state.open.highlights, "");
    let begun = all.iter().take_while(|(_, span)| span.is_some_and(|span| span.start < here)).count();
    let selected = begun.saturating_sub(1);
    state.overlays.replace(Overlay::Highlights(Panel { selected, ..Panel::default() }));
}

/// Opens the list with `highlight` selected.
pub fn open_at(state: &mut State, highlight: &Highlight) {
    let place = entries(&state.open.highlights, "").iter().position(|(other, _)| *other == highlight);
    let panel = Panel { selected: place.unwrap_or(0), ..Panel::default() };
    state.overlays.replace(Overlay::Highlights(panel));
}

/// A key while the list is open.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let Some(Overlay::Highlights(panel)) = state.overlays.top() else { return None };
    if panel.is_typed {
        find(state, event);
        return None;
    }
    match state.keymap.command(event, Mode::Highlights) {
        Some(Command::HighlightDown) => step(state, 1),
        Some(Command::HighlightUp) => step(state, -1),
        Some(Command::HighlightFirst) => step(state, isize::MIN),
        Some(Command::HighlightLast) => step(state, isize::MAX),
        Some(Command::HighlightGoTo) => go_to(state),
        Some(Command::HighlightNote) => {
            if let Some((of, span)) = selected(state) {
                let note = of.note.clone().unwrap_or_default();
                line::update::begin(state, Purpose::Note { of, span, from_list: true }, &note);
            }
        }
        Some(Command::HighlightRemove) => {
            let (highlight, _) = selected(state)?;
            let effect = highlights::remove(state, highlight);
            refresh(state);
            return Some(effect);
        }
        Some(Command::HighlightUndo) => {
            let effect = highlights::undo_own(state);
            refresh(state);
            return effect;
        }
        Some(Command::HighlightFind) => {
            if let Some(Overlay::Highlights(panel)) = state.overlays.top_mut() {
                panel.is_typed = true;
            }
        }
        Some(Command::HighlightClose) => {
            state.overlays.pop();
        }
        _ => {}
    }
    None
}

/// Appends `text` to the search words.
pub fn paste(state: &mut State, text: &str) {
    if let Some(Overlay::Highlights(panel)) = state.overlays.top_mut()
        && panel.is_typed
    {
        panel.add(text);
    }
}

/// Moves the selection by `by` entries.
pub fn step(state: &mut State, by: isize) {
    if let Some(Overlay::Highlights(panel)) = state.overlays.top_mut() {
        let last = entries(&state.open.highlights, &panel.query).len().saturating_sub(1);
        panel.selected = panel.selected.saturating_add_signed(by).min(last);
    }
}

/// Adjusts the selection after a change; closes the list where no highlight is left.
pub fn refresh(state: &mut State) {
    if !matches!(state.overlays.top(), Some(Overlay::Highlights(_))) {
        return;
    }
    if state.open.highlights.list.is_empty() {
        state.overlays.pop();
    } else {
        step(state, 0);
    }
}

/// A key while the search words are typed.
fn find(state: &mut State, event: KeyEvent) {
    let command = state.keymap.command(event, Mode::Prompt);
    let Some(Overlay::Highlights(panel)) = state.overlays.top_mut() else { return };
    match command {
        Some(Command::PromptAccept) => panel.is_typed = false,
        Some(Command::PromptCancel) => *panel = Panel::default(),
        Some(Command::PromptErase) => {
            panel.selected = 0;
            panel.is_typed = printable::erase(&mut panel.query);
        }
        Some(Command::PromptClear) => (panel.query, panel.selected) = (String::new(), 0),
        Some(Command::PromptNewer) => step(state, 1),
        Some(Command::PromptOlder) => step(state, -1),
        _ => {
            if let KeyCode::Char(c) = event.code
                && is_plain(event)
            {
                panel.add(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

fn selected(state: &State) -> Option<(Highlight, Option<Span>)> {
    let Some(Overlay::Highlights(panel)) = state.overlays.top() else { return None };
    let (highlight, span) = entries(&state.open.highlights, &panel.query).into_iter().nth(panel.selected)?;
    Some((highlight.clone(), span))
}

fn go_to(state: &mut State) {
    match selected(state) {
        Some((_, Some(span))) => {
            state.overlays.pop();
            state.open.focus = Pane::Body;
            jumping::jump(state, |state| {
                jumping::uncover(state);
                jumping::land(state, span);
            });
        }
        Some((_, None)) => state.note = Some("its words are not in this text any more".to_owned()),
        None => {}
    }
}
