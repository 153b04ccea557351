//! Marking words.

use super::{Marking, Purpose};
use crate::{
    corrections::{Correction, QuoteName},
    printable,
    reader::{
        app::{message::Effect, state::State},
        article::{Pane, body, corrections, selection},
        keymap::{self, Command, Mode},
        overlays::{
            Overlay,
            picker::{Picker, Purpose as Choosing},
        },
    },
    span::Span,
};
use crossterm::event::KeyEvent;

/// What is said while nothing is marked yet, and after.
const BEFORE: &str = "go to the first word, v begins there; Esc ends this";
const DURING: &str = "move the end, o the other one; Enter: this is a quote, y copies, Esc ends this";
const BOUNDS: &str = "move the end, o the other one; Enter: these are its words, Esc ends this";

/// Begins to mark words, at the current match of a search or else in the row that is being read.
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
    let mut marking = Marking::at(Span::new(0, 0));
    marking.go_to(text, start);
    open(state, marking);
}

/// Marks the words of a quote, to give it others.
pub fn bounds(state: &mut State, quote: QuoteName, extent: Span) {
    let marking = Marking::of_quote(&state.open.article.text, quote, extent);
    open(state, marking);
}

fn open(state: &mut State, marking: Marking) {
    state.open.focus = Pane::Body;
    state.overlays.replace(Overlay::Marking(marking));
    follow(state);
}

/// Keeps the moving end in sight and says what keys do.
fn follow(state: &mut State) {
    let Some(Overlay::Marking(marking)) = state.overlays.top() else { return };
    let (start, note) = match marking.purpose {
        Purpose::Bounds(_) => (marking.moving().start, BOUNDS),
        Purpose::Quote if marking.has_begun() => (marking.moving().start, DURING),
        Purpose::Quote => (marking.moving().start, BEFORE),
    };
    state.note = Some(note.to_owned());
    body::bring_into_sight(state, start);
}

/// A key while words are marked.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let command = keymap::command(event, Mode::Mark);
    match command {
        Some(Command::MarkAccept) => return accept(state),
        Some(Command::MarkCopy) => return copy(state),
        Some(Command::MarkCancel) => {
            state.overlays.pop();
            return None;
        }
        Some(Command::MarkDown) => line(state, 1),
        Some(Command::MarkUp) => line(state, -1),
        _ => {}
    }
    let text = state.open.article.text.clone();
    let Some(Overlay::Marking(marking)) = state.overlays.top_mut() else { return None };
    match command {
        Some(Command::MarkNextWord) => marking.step(&text, 1),
        Some(Command::MarkPreviousWord) => marking.step(&text, -1),
        Some(Command::MarkNextSentence) => marking.sentence(&text, true),
        Some(Command::MarkPreviousSentence) => marking.sentence(&text, false),
        Some(Command::MarkBegin) => marking.begin(),
        Some(Command::MarkOtherEnd) => marking.turn(),
        _ => {}
    }
    follow(state);
    None
}

/// Moves to the word that stands as far in the next row of text, or in the one before.
fn line(state: &mut State, by: isize) {
    let Some(Overlay::Marking(marking)) = state.overlays.top() else { return };
    let start = marking.moving().start;
    let Some(to) = body::beside(state, start, by) else { return };
    if let Some(Overlay::Marking(marking)) = state.overlays.top_mut() {
        marking.go_to(&state.open.article.text, to);
    }
}

/// Takes the words that are marked.
fn accept(state: &mut State) -> Option<Effect> {
    let Some(Overlay::Marking(marking)) = state.overlays.pop() else { return None };
    let span = marking.words(&state.open.article.text);
    if span.is_empty() {
        return None;
    }
    let words = QuoteName { words: vec![span.of(&state.open.article.text).to_owned()], at: vec![span.start] };
    match marking.purpose {
        Purpose::Quote => {
            state.overlays.replace(Overlay::Picker(Picker::new(Choosing::Add(words))));
            None
        }
        Purpose::Bounds(quote) => corrections::make(state, Correction::Bounds { quote, to: words }),
    }
}

/// Copies the words that are marked.
fn copy(state: &mut State) -> Option<Effect> {
    let Some(Overlay::Marking(marking)) = state.overlays.pop() else { return None };
    let words = printable::line(marking.span().of(&state.open.article.text));
    state.note = Some("copied the words marked".to_owned());
    Some(Effect::Copy(words))
}
