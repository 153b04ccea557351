//! Jumps in the text, and returns from them.

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

/// Longest jump target that is drawn like a search hit, in bytes.
const MARKED: usize = 60;

/// Lets `go` move, and records the position before it for going back.
pub fn jump(state: &mut State, go: impl FnOnce(&mut State)) {
    let from = here(state);
    go(state);
    // A jump to words that were on screen already scrolls nothing, but counts as well.
    if here(state) != from || state.open.body.jump_target.is_some() {
        state.open.body.jumps.leave(from);
    }
}

/// The position in the text, and the quote that is selected.
pub fn here(state: &State) -> ReadingPosition {
    let extent = |quote| state.open.findings.as_ref()?.quote(quote).map(|q| q.quote.extent());
    ReadingPosition { place: state.open.body.place, quote: state.open.quotes.current.and_then(extent) }
}

/// Goes back by `times` jumps, or forth if `times` is negative.
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

/// Goes to a recorded position and selects the quote that was selected there.
pub fn return_to(state: &mut State, to: ReadingPosition) {
    body::restore(state, to.place);
    match to.quote.and_then(|extent| selection::with_extent(state, extent)) {
        Some(quote) => selection::choose(state, Some(quote)),
        None => body::follow(state),
    }
}

/// Jumps to the words by which the text introduces `actor`.
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

/// Leaves the lens that shows only quotes, since it may hide the target of a jump.
pub fn uncover(state: &mut State) {
    if state.lens == Lens::QuotesOnly {
        state.lens = Lens::Dimmed;
        body::set(state);
    }
}

/// Jumps so that `span` begins in the top row, as far as the text goes, and makes its first words the jump target.
pub fn to_top(state: &mut State, span: Span) {
    jump(state, |state| {
        uncover(state);
        body::to(state, span.start);
        state.open.body.jump_target = Some(span.head(&state.open.article.text, MARKED));
    });
}

/// Brings `span` on the screen and makes it the jump target.
pub fn land(state: &mut State, span: Span) {
    let before = state.open.body.place;
    body::bring_into_sight(state, span.start);
    if state.open.body.place != before {
        body::follow(state);
    }
    state.open.body.jump_target = Some(span);
}
