//! Steps through the mentions of an actor.

use crate::{
    actors::ActorId,
    printable,
    reader::{
        app::state::State,
        article::{Pane, Place, jumping, selection},
    },
};

/// The mention that the last step went to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mentioned {
    /// The actor that it means.
    actor: ActorId,
    /// Its index among the mentions of the actor.
    number: usize,
    /// The position in the text after the step: while it is unchanged, the next step goes on from this mention.
    place: Place,
}

/// Goes `by` mentions further, wrapping around at the ends: of the actor of the last step, unless the person has moved
/// since; otherwise of the selected actor or the speaker of the current quote.
pub fn step(state: &mut State, by: isize) {
    let last = state.open.mention.filter(|last| {
        let selected = state.open.findings.as_ref().and_then(|f| f.order.get(state.open.actors.selected));
        let is_chosen = state.open.focus != Pane::Actors || selected == Some(&last.actor);
        last.place == state.open.body.place && is_chosen
    });
    let Some(actor) = last.map(|last| last.actor).or_else(|| selection::actor_or_note(state)) else { return };
    let Some(findings) = state.open.findings.clone() else { return };
    let name = printable::line(findings.name(actor));
    let mentions = findings.analysis.actor(actor).map_or(&[][..], |actor| &actor.mentions);
    let len = mentions.len().cast_signed();
    if len == 0 {
        state.note = Some(format!("the text does not name {name}"));
        return;
    }
    let from = last.map_or_else(
        || {
            let here = state.open.body.place.offset;
            let above = mentions.partition_point(|mention| mention.span.start < here).cast_signed();
            if by > 0 { above - 1 } else { above }
        },
        |last| last.number.cast_signed(),
    );
    let number = (from + by).rem_euclid(len);
    let Some(mention) = mentions.get(number.cast_unsigned()) else { return };
    if selection::covers_text(state) {
        state.open.focus = Pane::Body;
    }
    jumping::jump(state, |state| {
        jumping::uncover(state);
        jumping::land(state, mention.span);
    });
    let number = number.cast_unsigned();
    state.open.mention = Some(Mentioned { actor, number, place: state.open.body.place });
    let round = if (from + by) == number.cast_signed() {
        ""
    } else if by > 0 {
        ", from the top again"
    } else {
        ", from the bottom again"
    };
    state.note = Some(format!("mention {} of {len} of {name}{round}", number + 1));
}
