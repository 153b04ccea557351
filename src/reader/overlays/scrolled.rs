//! Scrolling of the overlays that cover the panes: help, actor card, sourcing sheet.

use crate::reader::{
    app::{geometry::geometry, message::Effect, state::State, update},
    article::{jumping, selection},
    keymap::Command,
    overlays::{
        Overlay, card,
        help::{self, Help},
        sources,
    },
};

/// Whether one of them is topmost.
pub fn is_open(state: &State) -> bool {
    matches!(state.overlays.top(), Some(Overlay::Help(_) | Overlay::Card { .. } | Overlay::Sources(_)))
}

/// Performs a command while one of them is topmost.
pub fn perform(state: &mut State, command: Command, count: Option<usize>) -> Option<Effect> {
    let page = (height(state).cast_signed() - 1).max(1);
    let times = count.unwrap_or(1).cast_signed();
    match (command, state.overlays.top().cloned()) {
        (Command::Cancel, _) if help::update::clear(state) => {}
        (Command::Search | Command::FilterList | Command::SearchLibrary, Some(Overlay::Help(_))) => {
            help::update::begin(state);
        }
        (Command::Cancel, _)
        | (Command::Help, Some(Overlay::Help(_)))
        | (Command::ActorCard, Some(Overlay::Card { .. })) => {
            state.overlays.pop();
        }
        (Command::Redraw | Command::Suspend | Command::Quit, _) => {
            return update::perform(state, command, count);
        }
        (_, Some(Overlay::Sources(_))) => sources::update::perform(state, command, times),
        (Command::Select, Some(Overlay::Card { actor, .. })) => jumping::introduction(state, actor),
        (Command::AllSaid, Some(Overlay::Card { .. })) => return selection::all_said(state),
        (Command::Down | Command::NextEntry, _) => scroll(state, times),
        (Command::Up | Command::PreviousEntry, _) => scroll(state, -times),
        (Command::PageDown, _) => scroll(state, page.saturating_mul(times)),
        (Command::PageUp, _) => scroll(state, (-page).saturating_mul(times)),
        (Command::HalfPageDown, _) => scroll(state, (page / 2).max(1).saturating_mul(times)),
        (Command::HalfPageUp, _) => scroll(state, -(page / 2).max(1).saturating_mul(times)),
        (Command::Top, _) => scroll(state, isize::MIN),
        (Command::Bottom, _) => scroll(state, isize::MAX),
        _ => {}
    }
    None
}

/// Scrolls by `rows`, within its bounds.
pub fn scroll(state: &mut State, rows: isize) {
    if matches!(state.overlays.top(), Some(Overlay::Sources(_))) {
        sources::update::step(state, rows);
        return;
    }
    let last = rows_and_height(state).map_or(0, |(rows, height)| rows.saturating_sub(height));
    if let Some(Overlay::Help(Help { top, .. }) | Overlay::Card { top, .. }) = state.overlays.top_mut() {
        *top = top.saturating_add_signed(rows).min(last);
    }
}

fn height(state: &State) -> usize {
    rows_and_height(state).map_or(1, |(_, height)| height)
}

/// The number of its lines, and of the rows that show them.
fn rows_and_height(state: &State) -> Option<(usize, usize)> {
    let geometry = geometry(state)?;
    let (area, rows) = match state.overlays.top()? {
        Overlay::Help(help) => {
            let area = help.area(&state.keymap, &geometry);
            (area, help.lines(&state.keymap, area.width).len() + usize::from(help.has_query()))
        }
        &Overlay::Card { actor, .. } => {
            let findings = state.open.findings.as_ref()?;
            let lines = card::lines(&state.open.article, findings, actor, card::width(&geometry));
            (card::area(&geometry, lines.len()), lines.len())
        }
        Overlay::Peek
        | Overlay::Sources(_)
        | Overlay::Palette(_)
        | Overlay::Picker(_)
        | Overlay::Links(_)
        | Overlay::Stretch(_)
        | Overlay::Highlights(_)
        | Overlay::Line(_)
        | Overlay::Contents(_)
        | Overlay::Mark(_)
        | Overlay::SearchPrompt
        | Overlay::FindPrompt
        | Overlay::FilterPrompt
        | Overlay::LibraryPrompt => return None,
    };
    Some((rows, usize::from(area.height.saturating_sub(2))))
}
