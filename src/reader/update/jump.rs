//! Jumping through the text, and the way back.

use super::{
    super::{
        jumps::Spot,
        state::{Focus, Lens, State},
    },
    body, pick,
};
use crate::{actors::ActorId, printable, span::Span};

/// Lets `go` move, and keeps the place from which it did, to come back to.
pub fn jump(state: &mut State, go: impl FnOnce(&mut State)) {
    let from = spot(state);
    go(state);
    if spot(state) != from {
        state.body.jumps.leave(from);
    }
}

/// Where the text stands and which quote is selected.
pub fn spot(state: &State) -> Spot {
    let extent = |quote| state.marks.as_ref()?.quote(quote).map(|q| q.quote.extent());
    Spot { place: state.body.place, quote: state.quotes.current.and_then(extent) }
}

/// Goes back over as many jumps, or forth where `times` is negative.
pub fn retrace(state: &mut State, times: isize) {
    let mut to = None;
    for _ in 0..times.unsigned_abs().min(super::LARGEST_COUNT) {
        let here = to.unwrap_or_else(|| spot(state));
        let next = if times > 0 { state.body.jumps.back(here) } else { state.body.jumps.forth(here) };
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
pub fn return_to(state: &mut State, to: Spot) {
    body::restore(state, to.place);
    match to.quote.and_then(|extent| pick::with_extent(state, extent)) {
        Some(quote) => pick::choose(state, Some(quote)),
        None => body::follow(state),
    }
}

/// Goes to where the text introduces `actor`, and marks the words until the next key.
pub fn introduction(state: &mut State, actor: ActorId) {
    state.overlay = None;
    let Some(marks) = state.marks.clone() else { return };
    let name = printable::line(marks.name(actor));
    let Some(first) = marks.figures.actor(actor).first else {
        state.note = Some(format!("the text does not name {name}"));
        return;
    };
    if pick::covers_text(state) {
        state.focus = Focus::Body;
    }
    let from = spot(state);
    jump(state, |state| {
        // Where only quotes are shown the words may be left out.
        if state.body.lens == Lens::QuotesOnly {
            state.body.lens = Lens::Dimmed;
            body::set(state);
        }
        land(state, first.span);
    });
    let back = if spot(state) == from { "" } else { "; Ctrl-o goes back" };
    state.note = Some(format!("{name} appears here first{back}"));
}

/// Brings `span` into sight and marks it.
fn land(state: &mut State, span: Span) {
    let before = state.body.place;
    body::bring_into_sight(state, span.start);
    if state.body.place != before {
        body::follow(state);
    }
    state.body.landing = Some(span);
}
