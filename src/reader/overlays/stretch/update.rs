//! Keys while words are selected.

use super::{Purpose, Stretch};
use crate::{
    corrections::{Correction, QuoteName},
    printable,
    reader::{
        app::{message::Effect, state::State},
        article::{Pane, body, corrections, highlights, selection},
        keymap::{Command, Mode},
        overlays::{
            Overlay,
            picker::{Picker, Purpose as Choosing},
        },
    },
    span::Span,
};
use crossterm::event::KeyEvent;
use std::sync::Arc;

/// Begins to select words: at the current match of a search, or else at the current quote, or else at the reading
/// position.
pub fn begin(state: &mut State) {
    if selection::analysed_or_note(state).is_none() {
        return;
    }
    let hit = state.open.search.as_ref().and_then(|search| search.hits.get(search.current?));
    let hit = hit.map(|span| span.start).filter(|start| body::is_in_sight(state, *start));
    let quote = state.open.quotes.current.and_then(|quote| {
        let findings = state.open.findings.as_ref()?;
        Some(findings.quote(quote)?.quote.extent().start)
    });
    let quote = quote.filter(|start| body::is_in_sight(state, *start));
    let Some(start) = hit.or(quote).or_else(|| body::being_read(state)) else {
        state.note = Some("no words on this screen".to_owned());
        return;
    };
    let text = &state.open.article.text;
    let mut stretch = Stretch::at(Span::new(0, 0));
    stretch.go_to(text, start);
    open(state, stretch);
}

/// Selects the words of a quote, to change its bounds.
pub fn bounds(state: &mut State, quote: QuoteName, extent: Span) {
    let stretch = Stretch::of_quote(&state.open.article.text, quote, extent);
    open(state, stretch);
}

fn open(state: &mut State, stretch: Stretch) {
    state.open.focus = Pane::Body;
    state.overlays.replace(Overlay::Stretch(stretch));
    follow(state);
}

/// Keeps the moving end in view and shows the hint.
fn follow(state: &mut State) {
    let Some(Overlay::Stretch(stretch)) = state.overlays.top() else { return };
    let start = stretch.moving().start;
    state.note = Some(hint(state, stretch));
    body::bring_into_sight(state, start);
}

/// The hint which keys do what.
fn hint(state: &State, stretch: &Stretch) -> String {
    let key = |command| state.keymap.hint(command);
    let leave = key(Command::StretchCancel);
    if !stretch.has_begun() {
        let (begin, quote) = (key(Command::StretchBegin), key(Command::StretchQuote));
        return format!(
            "go to the first word, {begin} begins there; {quote}: the quote here, {leave} ends this"
        );
    }
    let (accept, turn) = (key(Command::StretchAccept), key(Command::StretchOtherEnd));
    match stretch.edge() {
        Some(edge) => format!(
            "keys move {}, {turn} turns to {}; {accept}: these are its words, {leave} ends this",
            edge.name(),
            edge.other().name(),
        ),
        None => format!(
            "{} highlights, {} with a note, {accept}: this is a quote, {} copies; {turn} turns, {leave} ends",
            key(Command::StretchHighlight),
            key(Command::StretchNote),
            key(Command::StretchCopy),
        ),
    }
}

/// Selects from the word at byte `from` to the word at byte `to`, as the mouse is dragged.
pub fn drag(state: &mut State, from: usize, to: usize) {
    let stretch = Stretch::between(&state.open.article.text, from, to);
    state.note = Some(hint(state, &stretch));
    state.open.focus = Pane::Body;
    state.overlays.replace(Overlay::Stretch(stretch));
}

/// A key while words are selected.
pub fn typed(state: &mut State, event: KeyEvent) -> Option<Effect> {
    let command = state.keymap.command(event, Mode::Stretch);
    match command {
        Some(Command::StretchAccept) => return accept(state),
        Some(Command::StretchCopy) => return copy(state),
        Some(Command::StretchHighlight) => return highlight(state, false),
        Some(Command::StretchNote) => return highlight(state, true),
        Some(Command::StretchQuote) => {
            quote(state);
            return None;
        }
        Some(Command::StretchCancel) => {
            state.overlays.pop();
            return None;
        }
        Some(Command::StretchDown) => line(state, 1),
        Some(Command::StretchUp) => line(state, -1),
        _ => {}
    }
    let article = Arc::clone(&state.open.article);
    let text = &article.text;
    let Some(Overlay::Stretch(stretch)) = state.overlays.top_mut() else { return None };
    let paragraphs = || article.blocks.iter().map(|block| block.span).collect::<Vec<_>>();
    match command {
        Some(Command::StretchNextWord) => stretch.step(text, 1),
        Some(Command::StretchPreviousWord) => stretch.step(text, -1),
        Some(Command::StretchNextSentence) => stretch.sentence(text, true),
        Some(Command::StretchPreviousSentence) => stretch.sentence(text, false),
        Some(Command::StretchNextParagraph) => stretch.paragraph(text, &paragraphs(), true),
        Some(Command::StretchPreviousParagraph) => stretch.paragraph(text, &paragraphs(), false),
        Some(Command::StretchBegin) => stretch.begin(),
        Some(Command::StretchOtherEnd) => stretch.turn(),
        _ => {}
    }
    let held = stretch.keep_order().then(|| stretch.edge()).flatten();
    follow(state);
    if let Some(edge) = held {
        let (turn, side) = (state.keymap.hint(Command::StretchOtherEnd), edge.wrong_side());
        let (edge, other) = (edge.name(), edge.other().name());
        state.note = Some(format!("{edge} cannot go {side} {other}; {turn} turns to that"));
    }
    None
}

/// Moves to the word at the same column in the next or previous row.
fn line(state: &mut State, by: isize) {
    let Some(Overlay::Stretch(stretch)) = state.overlays.top() else { return };
    let start = stretch.moving().start;
    let Some(to) = body::same_column_in_next_row(state, start, by) else { return };
    if let Some(Overlay::Stretch(stretch)) = state.overlays.top_mut() {
        stretch.go_to(&state.open.article.text, to);
    }
}

/// Selects the whole quote at the moving end, or else the current quote.
fn quote(state: &mut State) {
    let Some(Overlay::Stretch(stretch)) = state.overlays.top() else { return };
    let here = state.open.quotes.segments.at(stretch.moving().start);
    let quote =
        here.or(state.open.quotes.current).and_then(|quote| state.open.findings.as_ref()?.quote(quote));
    let extent = quote.map(|quote| quote.quote.extent());
    let text = Arc::clone(&state.open.article);
    match (extent, state.overlays.top_mut()) {
        (Some(extent), Some(Overlay::Stretch(stretch))) => {
            stretch.cover(&text.text, extent);
            follow(state);
        }
        _ => state.note = Some("no quote stands here".to_owned()),
    }
}

/// Highlights the selection; with `with_note`, opens the line editor for its note first.
fn highlight(state: &mut State, with_note: bool) -> Option<Effect> {
    let Some(Overlay::Stretch(stretch)) = state.overlays.top() else { return None };
    let span = stretch.span();
    if matches!(stretch.purpose, Purpose::Bounds(_)) || span.is_empty() {
        return None;
    }
    state.overlays.pop();
    if with_note {
        highlights::note_on(state, span);
        return None;
    }
    highlights::add(state, span, None)
}

/// Uses the selection for its purpose.
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

/// Copies the selection.
fn copy(state: &mut State) -> Option<Effect> {
    let Some(Overlay::Stretch(stretch)) = state.overlays.pop() else { return None };
    let words = printable::line(&state.open.article.shown(stretch.span()));
    "the words selected".clone_into(&mut state.copied);
    Some(Effect::Copy(words))
}
