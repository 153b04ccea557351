//! What lies over the panes and is scrolled: the help and the card of an actor.

use super::{
    super::{
        card,
        geometry::geometry,
        help,
        keymap::Command,
        message::Effect,
        state::{Overlay, State},
    },
    jump,
};

/// Whether one lies there.
pub const fn is_open(state: &State) -> bool {
    matches!(state.overlay, Some(Overlay::Help { .. } | Overlay::Card { .. }))
}

/// What a command does then.
pub fn perform(state: &mut State, command: Command, count: Option<usize>) -> Option<Effect> {
    let page = (height(state).cast_signed() - 1).max(1);
    let times = count.unwrap_or(1).cast_signed();
    match (command, state.overlay.clone()) {
        (Command::Cancel, _)
        | (Command::Help, Some(Overlay::Help { .. }))
        | (Command::Card, Some(Overlay::Card { .. })) => state.overlay = None,
        (Command::Enter, Some(Overlay::Card { actor, .. })) => jump::introduction(state, actor),
        (Command::Down, _) => scroll(state, times),
        (Command::Up, _) => scroll(state, -times),
        (Command::PageDown, _) => scroll(state, page.saturating_mul(times)),
        (Command::PageUp, _) => scroll(state, (-page).saturating_mul(times)),
        (Command::HalfDown, _) => scroll(state, (page / 2).max(1).saturating_mul(times)),
        (Command::HalfUp, _) => scroll(state, -(page / 2).max(1).saturating_mul(times)),
        (Command::Top, _) => scroll(state, isize::MIN),
        (Command::Bottom, _) => scroll(state, isize::MAX),
        (Command::Redraw | Command::Suspend | Command::Quit, _) => {
            return super::perform(state, command, count);
        }
        _ => {}
    }
    None
}

/// Scrolls it, as far as it goes.
pub fn scroll(state: &mut State, rows: isize) {
    let last = rows_and_height(state).map_or(0, |(rows, height)| rows.saturating_sub(height));
    if let Some(Overlay::Help { top } | Overlay::Card { top, .. }) = &mut state.overlay {
        *top = top.saturating_add_signed(rows).min(last);
    }
}

fn height(state: &State) -> usize {
    rows_and_height(state).map_or(1, |(_, height)| height)
}

/// How many rows it has, and how many of them show.
fn rows_and_height(state: &State) -> Option<(usize, usize)> {
    let geometry = geometry(state)?;
    let (area, rows) = match *state.overlay.as_ref()? {
        Overlay::Help { .. } => {
            let area = help::area(&geometry);
            (area, help::lines(area.width).len())
        }
        Overlay::Card { actor, .. } => {
            let marks = state.marks.as_ref()?;
            let lines = card::lines(&state.article, marks, actor, card::width(&geometry));
            (card::area(&geometry, lines.len()), lines.len())
        }
        Overlay::Peek | Overlay::Picker(_) => return None,
    };
    Some((rows, usize::from(area.height.saturating_sub(2))))
}
