//! Moving in the pane that has the focus, and from pane to pane.

use crate::{
    article::Paragraphs,
    reader::{
        app::{geometry::geometry, state::State},
        article::{Pane, body, jumping, selection},
    },
    span::Span,
};

/// Moves by rows of text or entries of a list; `isize::MIN` and `isize::MAX` move to the first and the last.
pub fn rows(state: &mut State, by: isize) {
    match state.open.focus {
        Pane::Body => body::scroll(state, by),
        Pane::Actors => {
            let last = state.open.findings.as_ref().map_or(0, |m| m.order.len()).saturating_sub(1);
            state.open.actors.selected = state.open.actors.selected.saturating_add_signed(by).min(last);
            selection::keep_visible(state);
        }
        Pane::Quotes => selection::step(state, by),
    }
}

/// Moves to the paragraph with this number, as the cards count paragraphs, or to the entry of the list with this number.
pub fn to_number(state: &mut State, number: usize) {
    if state.open.focus == Pane::Body {
        let paragraphs = Paragraphs::of(&state.open.article);
        if let Some(start) = paragraphs.start(number) {
            let blocks = &state.open.article.blocks;
            let span = blocks.iter().find(|block| block.span.start == start).map(|block| block.span);
            jumping::to_top(state, span.unwrap_or(Span::new(start, start)));
        }
        if number > paragraphs.len() {
            state.note = Some(format!("there are {} paragraphs: this is the last", paragraphs.len()));
        }
    } else if state.open.focus == Pane::Quotes {
        selection::to_number(state, number);
    } else {
        rows(state, isize::MIN);
        rows(state, number.saturating_sub(1).cast_signed());
    }
}

/// Moves by pages.
pub fn pages(state: &mut State, by: isize) {
    let page = page(state);
    rows(state, page.saturating_mul(by));
}

/// Moves by half pages.
pub fn halves(state: &mut State, by: isize) {
    let half = match state.open.focus {
        Pane::Body => (body::height(state) / 2).cast_signed(),
        Pane::Actors | Pane::Quotes => page(state) / 2,
    };
    rows(state, half.max(1).saturating_mul(by));
}

fn page(state: &State) -> isize {
    let sidebar = geometry(state).and_then(|g| g.sidebar);
    let list = |height: u16| (isize::from(height.cast_signed()) - 2).max(1);
    match (state.open.focus, sidebar) {
        (Pane::Actors, Some(sidebar)) => list(sidebar.actors.height),
        (Pane::Quotes, Some(sidebar)) => list(sidebar.quotes.height),
        _ => body::page(state),
    }
}

/// Gives the focus to a pane.
pub fn focus(state: &mut State, focus: Pane) {
    state.open.focus = focus;
    if focus == Pane::Quotes && state.open.quotes.position().is_none() {
        selection::choose(state, state.open.quotes.shown.first().copied());
    }
    selection::keep_visible(state);
}

/// The next pane for Tab.
pub const fn after(focus: Pane) -> Pane {
    match focus {
        Pane::Body => Pane::Actors,
        Pane::Actors => Pane::Quotes,
        Pane::Quotes => Pane::Body,
    }
}

/// The next pane to the right or below: from the text to the actors, from the actors to the quotes.
pub const fn right_of(focus: Pane) -> Pane {
    match focus {
        Pane::Body => Pane::Actors,
        Pane::Actors | Pane::Quotes => Pane::Quotes,
    }
}

/// The next pane to the left or above.
pub const fn left_of(focus: Pane) -> Pane {
    match focus {
        Pane::Quotes => Pane::Actors,
        Pane::Actors | Pane::Body => Pane::Body,
    }
}
