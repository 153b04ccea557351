//! Moving in whichever pane has the focus, and from pane to pane.

use super::{
    super::{
        geometry::geometry,
        state::{Focus, State},
    },
    body, pick,
};

/// Moves by rows of text or items of a list; to the end with the largest and smallest numbers.
pub fn rows(state: &mut State, by: isize) {
    match state.focus {
        Focus::Body => body::scroll(state, by),
        Focus::Actors => {
            let last = state.marks.as_ref().map_or(0, |m| m.order.len()).saturating_sub(1);
            state.actors.selected = state.actors.selected.saturating_add_signed(by).min(last);
            pick::keep_visible(state);
        }
        Focus::Quotes => pick::step(state, by),
    }
}

/// Moves by pages.
pub fn pages(state: &mut State, by: isize) {
    let page = page(state);
    rows(state, page.saturating_mul(by));
}

/// Moves by half pages.
pub fn halves(state: &mut State, by: isize) {
    let half = match state.focus {
        Focus::Body => (body::height(state) / 2).cast_signed(),
        Focus::Actors | Focus::Quotes => page(state) / 2,
    };
    rows(state, half.max(1).saturating_mul(by));
}

fn page(state: &State) -> isize {
    let sidebar = geometry(state).and_then(|g| g.sidebar);
    let list = |height: u16| (isize::from(height.cast_signed()) - 2).max(1);
    match (state.focus, sidebar) {
        (Focus::Actors, Some(sidebar)) => list(sidebar.actors.height),
        (Focus::Quotes, Some(sidebar)) => list(sidebar.quotes.height),
        _ => body::page(state),
    }
}

/// Gives keys to a pane.
pub fn focus(state: &mut State, focus: Focus) {
    state.focus = focus;
    if focus == Focus::Quotes && state.quotes.position().is_none() {
        pick::choose(state, state.quotes.shown.first().copied());
    }
    pick::keep_visible(state);
}

/// The pane that Tab goes to.
pub const fn after(focus: Focus) -> Focus {
    match focus {
        Focus::Body => Focus::Actors,
        Focus::Actors => Focus::Quotes,
        Focus::Quotes => Focus::Body,
    }
}

/// The pane to the right of the text, or below.
pub const fn right_of(focus: Focus) -> Focus {
    match focus {
        Focus::Body => Focus::Actors,
        Focus::Actors | Focus::Quotes => Focus::Quotes,
    }
}

/// The pane above, or to the left of the lists.
pub const fn left_of(focus: Focus) -> Focus {
    match focus {
        Focus::Quotes => Focus::Actors,
        Focus::Actors | Focus::Body => Focus::Body,
    }
}
