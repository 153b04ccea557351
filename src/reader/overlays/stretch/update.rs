//! Stretch words.

use super::{Purpose, Stretch};
use crate::{
    corrections::{Correction, QuoteName},
    printable,
    reader::{
        app::{message::Effect, state::State},
        article::{Pane, body, corrections, selection},
        keymap::{Command, Mode},
        overlays::{
            Overlay,
            picker::{Picker, Purpose as Choosing},
        },
    },
    span::Span,
};
use crossterm::event::KeyEvent;

/// What is said while nothing is selected yet, and after.
const BEFORE: &str = "go to the first word, v begins there; Esc ends this";
const DURING: &str = "move the end, o the other one; Enter: this is a quote, y copies, Esc ends this";
const BOUNDS: &str = "move the end, o the other one; Enter: these are its words, Esc ends this";

/// Begins to select words, at the current match of a search or else in the row that is being read.
pub fn begin(state: &mut State) {
    if selection::analysed_or_note(state).is_none() {
        return;
    }
    let hit = state.open.search.as_ref().and_then(|search| search.hits.get(search.current?));
    let hit = hit.map(|span| span.start).filter(|start| body::is_in_sight(state, *start));
    let Some(start) = hit.or_else(|| body::being_read(state)) else {
        state.note = Some("no words on this screen".to_owned());
        return;
    };
    let text = &state.open.article.text;
    let mut stretch = Stretch::at(Span::new(0, 0));
    stretch.go_to(text, start);
    open(state, stretch);
}

/// Selects the words of a quote, to give it others.
pub fn bounds(state: &mut State, quote: QuoteName, extent: Span) {
    let stretch = Stretch::of_quote(&state.open.article.text, quote, extent);
    open(state, stretch);
}

fn open(state: &mut State, stretch: Stretch) {
    state.open.focus = Pane::Body;
    state.overlays.replace(Overlay::Stretch(stretch));
    follow(state);
}

/// Keeps the moving end in sight and says what keys do.
fn follow(state: &mut State) {
    let Some(Overlay::Stretch(stretch)) = state.overlays.top() else { return };
    let (start, note) = match stretch.purpose {
        Purpose::Bounds(_) => (stretch.moving().start, BOUNDS),
        Purpose::Quote if stretch.has_begun() => (stretch.moving().start, DURING),
        Purpose::Quote => (stretch.moving().start, BEFORE),
    };
    state.note = Some(note.to_owned());
    body::bring_into_sight(state, start);
}

/// A key while words are selected.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let command = state.keymap.command(event, Mode::Stretch);
    match command {
        Some(Command::StretchAccept) => return accept(state),
        Some(Command::StretchCopy) => return copy(state),
        Some(Command::StretchCancel) => {
            state.overlays.pop();
            return None;
        }
        Some(Command::StretchDown) => line(state, 1),
        Some(Command::StretchUp) => line(state, -1),
        _ => {}
    }
    let text = state.open.article.text.clone();
    let Some(Overlay::Stretch(stretch)) = state.overlays.top_mut() else { return None };
    match command {
        Some(Command::StretchNextWord) => stretch.step(&text, 1),
        Some(Command::StretchPreviousWord) => stretch.step(&text, -1),
        Some(Command::StretchNextSentence) => stretch.sentence(&text, true),
        Some(Command::StretchPreviousSentence) => stretch.sentence(&text, false),
        Some(Command::StretchBegin) => stretch.begin(),
        Some(Command::StretchOtherEnd) => stretch.turn(),
        _ => {}
    }
    follow(state);
    None
}

/// Moves to the word that stands as far in the next row of text, or in the one before.
fn line(state: &mut State, by: isize) {
    let Some(Overlay::Stretch(stretch)) = state.overlays.top() else { return };
    let start = stretch.moving().start;
    let Some(to) = body::beside(state, start, by) else { return };
    if let Some(Overlay::Stretch(stretch)) = state.overlays.top_mut() {
        stretch.go_to(&state.open.article.text, to);
    }
}

/// Takes the words that are selected.
fn accept(state: &mut State) -> Option<Effect> {
    let Some(Overlay::Stretch(stretch)) = state.overlays.pop() else { return None };
    let span = stretch.words(&state.open.article.text);
    if span.is_empty() {
        return None;
    }
    let words = QuoteName { words: vec![span.of(&state.open.article.text).to_owned()], at: vec![span.start] };
    match stretch.purpose {
        Purpose::Quote => {
            state.overlays.replace(Overlay::Picker(Picker::new(Choosing::Add(words))));
            None
        }
        Purpose::Bounds(quote) => corrections::make(state, Correction::Bounds { quote, to: words }),
    }
}

/// Copies the words that are selected.
fn copy(state: &mut State) -> Option<Effect> {
    let Some(Overlay::Stretch(stretch)) = state.overlays.pop() else { return None };
    let words = printable::line(stretch.span().of(&state.open.article.text));
    state.note = Some("copied the words selected".to_owned());
    Some(Effect::Copy(words))
}
