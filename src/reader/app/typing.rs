//! Keys and pastes: an overlay in which one types takes them, otherwise the key is looked up as a command.

use crate::reader::{
    app::{
        message::Effect,
        state::{State, View},
        update::{LARGEST_COUNT, perform},
    },
    article::{list_search, marks, sharing},
    keymap::{self, Command},
    library, list,
    overlays::{
        Overlay, contents, help, highlights as panel, line, links, palette, picker, scrolled, search, stretch,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// Adds pasted text to the field that is being typed in; without one, it is ignored.
pub fn paste(state: &mut State, text: &str) -> Option<Effect> {
    match state.overlays.top() {
        Some(Overlay::LibraryPrompt) => return library::update::paste(state, text),
        Some(Overlay::Picker(_)) => picker::update::paste(state, text),
        Some(Overlay::Palette(_)) => palette::update::paste(state, text),
        Some(Overlay::FilterPrompt) => list::update::paste(state, text),
        Some(Overlay::SearchPrompt) => search::update::paste(state, text),
        Some(Overlay::FindPrompt) => list_search::paste(state, text),
        Some(Overlay::Contents(_)) => contents::update::paste(state, text),
        Some(Overlay::Highlights(_)) => panel::update::paste(state, text),
        Some(Overlay::Line(_)) => line::update::paste(state, text),
        Some(Overlay::Help(_)) => help::update::paste(state, text),
        _ => {}
    }
    None
}

/// Applies a press of a key.
pub fn key(state: &mut State, event: KeyEvent) -> Option<Effect> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    // A terminal sends Esc directly followed by a key as Alt with that key. Where no command is bound to it, it is taken as
    // both.
    if event.modifiers.contains(KeyModifiers::ALT) && state.keymap.command(event, state.mode()).is_none() {
        let effect = key(state, KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
        let behind = KeyEvent { modifiers: event.modifiers.difference(KeyModifiers::ALT), ..event };
        return key(state, behind).or(effect);
    }
    state.note = None;
    state.open.body.jump_target = None;
    match state.overlays.top() {
        Some(Overlay::Picker(_)) => return picker::update::typed(state, event),
        Some(Overlay::Palette(_)) => return palette::update::typed(state, event),
        Some(Overlay::Links(_)) => return links::update::typed(state, event),
        Some(Overlay::Stretch(_)) => return stretch::update::typed(state, event),
        Some(Overlay::Highlights(_)) => return panel::update::typed(state, event),
        Some(Overlay::Line(_)) => return line::update::typed(state, event),
        Some(Overlay::FilterPrompt) => {
            list::update::typed(state, event);
            return None;
        }
        Some(Overlay::LibraryPrompt) => return library::update::typed(state, event),
        Some(Overlay::SearchPrompt) => {
            search::update::typed(state, event);
            return None;
        }
        Some(Overlay::FindPrompt) => {
            list_search::typed(state, event);
            return None;
        }
        Some(Overlay::Contents(_)) => {
            contents::update::typed(state, event);
            return None;
        }
        Some(&Overlay::Mark(purpose)) => {
            marks::typed(state, purpose, event);
            return None;
        }
        Some(Overlay::Help(help)) if help.is_typed => {
            help::update::typed(state, event);
            return None;
        }
        Some(Overlay::Help(_) | Overlay::Card { .. } | Overlay::Sources(_) | Overlay::Peek) | None => {}
    }
    let is_free = state.overlays.is_empty() && state.view == View::Article;
    if let Some(share) = state.keymap.share(event, state.mode()).filter(|_| is_free) {
        state.count = None;
        return sharing::run(state, share);
    }
    let command = state.keymap.command(event, state.mode());
    let count = state.count.take();
    let Some(command) = command else {
        unbound(state, event);
        return None;
    };
    match command {
        Command::Count => {
            let digit = if let KeyCode::Char(c) = event.code { c.to_digit(10).unwrap_or(0) } else { 0 };
            let count = count.unwrap_or(0) * 10 + digit as usize;
            state.count = (count > 0).then_some(count.min(LARGEST_COUNT));
            None
        }
        Command::Cancel if count.is_some() => None,
        Command::Close | Command::Quit
            if scrolled::is_open(state) || state.overlays.top() == Some(&Overlay::Peek) =>
        {
            state.overlays.pop();
            None
        }
        command if scrolled::is_open(state) => scrolled::perform(state, command, count),
        command => match state.view {
            View::List => list::update::perform(state, command, count),
            View::Library => library::update::perform(state, command, count),
            View::Article => perform(state, command, count),
        },
    }
}

/// Says in the status line that a character is bound to nothing. Other keys are not mentioned, since terminals send some
/// unasked.
fn unbound(state: &mut State, event: KeyEvent) {
    if let KeyCode::Char(c) = event.code
        && state.overlays.is_empty()
    {
        let ctrl = if keymap::is_plain(event) { "" } else { "Ctrl-" };
        let (help, palette) = (state.keymap.hint(Command::Help), state.keymap.hint(Command::Palette));
        state.note = Some(format!("{ctrl}{c} does nothing; {help} lists the keys, {palette} all commands"));
    }
}
