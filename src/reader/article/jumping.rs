//! Jumping through the text, and the way back.

use crate::{
    actors::ActorId,
    printable,
    reader::{
        app::{
            state::{Lens, State},
            update::LARGEST_COUNT,
        },
        article::{Pane, body, jumps::ReadingPosition, selection},
        keymap::Command,
    },
    span::Span,
};

/// Most bytes that are marked of what was jumped to.
const MARKED: usize = 60;

/// Lets `go` move, and keeps the place from which it did, to come back to.
pub fn jump(state: &mut State, go: impl FnOnce(&mut State)) {
    let from = here(state);
    go(state);
    // Words that were marked are a place, too, where they were in sight already.
    if here(state) != from || state.open.body.jump_target.is_some() {
        state.open.body.jumps.leave(from);
    }
}

/// Where the text stands and which quote is selected.
pub fn here(state: &State) -> ReadingPosition {
    let extent = |quote| state.open.findings.as_ref()?.quote(quote).map(|q| q.quote.extent());
    ReadingPosition { place: state.open.body.place, quote: state.open.quotes.current.and_then(extent) }
}

/// Goes back over as many jumps, or forth where `times` is negative.
pub fn retrace(state: &mut State, times: isize) {
    let mut to = None;
    for _ in 0..times.unsigned_abs().min(LARGEST_COUNT) {
        let from = to.unwrap_or_else(|| here(state));
        let next =
            if times > 0 { state.open.body.jumps.back(from) } else { state.open.body.jumps.forth(from) };
        if next.is_none() {
            break;
        }
        to = next;
    }
    if let Some(to) = to {
        return_to(state, to);
    } else {
        let way = if times > 0 { "back" } else { "forth" };
        state.note = Some(format!("no place to go {way} to"));
    }
}

/// Goes to a place that was kept, and selects the quote that was selected there.
pub fn return_to(state: &mut State, to: ReadingPosition) {
    body::restore(state, to.place);
    match to.quote.and_then(|extent| selection::with_extent(state, extent)) {
        Some(quote) => selection::choose(state, Some(quote)),
        None => body::follow(state),
    }
}

/// Goes to where the text introduces `actor`, and marks the words until the next key.
pub fn introduction(state: &mut State, actor: ActorId) {
    state.overlays.clear();
    let Some(findings) = state.open.findings.clone() else { return };
    let name = printable::line(findings.name(actor));
    let Some(first) = findings.figures.actor(actor).first else {
        state.note = Some(format!("the text does not name {name}"));
        return;
    };
    if selection::covers_text(state) {
        state.open.focus = Pane::Body;
    }
    jump(state, |state| {
        uncover(state);
        land(state, first.span);
    });
    let back = state.keymap.hint(Command::JumpBack);
    state.note = Some(format!("{name} appears here first; {back} goes back"));
}

/// Has all of the text shown: where only quotes are, what is jumped to may be left out.
pub fn uncover(state: &mut State) {
    if state.lens == Lens::QuotesOnly {
        state.lens = Lens::Dimmed;
        body::set(state);
    }
}

/// Jumps so that `span` stands on top, as far as the text goes, and marks its first words.
pub fn to_top(state: &mut State, span: Span) {
    jump(state, |state| {
        uncover(state);
        body::to(state, span.start);
        state.open.body.jump_target = Some(span.head(&state.open.article.text, MARKED));
    });
}

/// Brings `span` into sight and marks it.
pub fn land(state: &mut State, span: Span) {
    let before = state.open.body.place;
    body::bring_into_sight(state, span.start);
    if state.open.body.place != before {
        body::follow(state);
    }
    state.open.body.jump_target = Some(span);
}
