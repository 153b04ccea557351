//! The wheel scrolls what is under the pointer, a click selects it.

use crate::reader::{
    app::{
        geometry::{Geometry, geometry},
        message::Effect,
        state::State,
    },
    article::{Pane, body, jumping, quotes::entries, selection},
    keymap::Mode,
    overlays::{links, scrolled},
};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

/// Rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

/// What a movement of the mouse changes.
pub fn mouse(state: &mut State, event: MouseEvent) -> Option<Effect> {
    let geometry = geometry(state)?;
    let at = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) if state.mode() == Mode::Links => {
            return links::update::click(state, at);
        }
        MouseEventKind::ScrollDown => wheel(state, &geometry, at, NOTCH),
        MouseEventKind::ScrollUp => wheel(state, &geometry, at, -NOTCH),
        MouseEventKind::Down(MouseButton::Left) => click(state, &geometry, at),
        _ => {}
    }
    None
}

fn wheel(state: &mut State, geometry: &Geometry, at: Position, rows: isize) {
    if scrolled::is_open(state) {
        scrolled::scroll(state, rows);
        return;
    }
    if state.mode() == Mode::Picker {
        return;
    }
    let scroll = |top: usize, list: Rect, len: usize| {
        let most = len.saturating_sub(usize::from(list.height.saturating_sub(1)));
        top.saturating_add_signed(rows).min(most)
    };
    match geometry.sidebar.filter(|s| s.area.contains(at)) {
        Some(sidebar) if sidebar.actors.contains(at) => {
            let len = state.open.findings.as_ref().map_or(0, |m| m.order.len());
            state.open.actors.top = scroll(state.open.actors.top, sidebar.actors, len);
        }
        Some(sidebar) => {
            let most = entries::last_top(state, sidebar.quotes);
            state.open.quotes.top = state.open.quotes.top.saturating_add_signed(rows).min(most);
        }
        None => body::scroll(state, rows),
    }
}

fn click(state: &mut State, geometry: &Geometry, at: Position) {
    state.note = None;
    state.open.body.jump_target = None;
    if scrolled::is_open(state) || !matches!(state.mode(), Mode::Article | Mode::Actors | Mode::Quotes) {
        return;
    }
    if let Some(sidebar) = geometry.sidebar.filter(|s| s.area.contains(at)) {
        let item = |list: Rect, top: usize| usize::from(at.y - list.y).checked_sub(1).map(|row| top + row);
        if sidebar.actors.contains(at) {
            state.open.focus = Pane::Actors;
            let len = state.open.findings.as_ref().map_or(0, |m| m.order.len());
            if let Some(actor) = item(sidebar.actors, state.open.actors.top).filter(|&a| a < len) {
                state.open.actors.selected = actor;
            }
        } else if sidebar.quotes.contains(at) {
            state.open.focus = Pane::Quotes;
            let row = usize::from(at.y - sidebar.quotes.y).checked_sub(1);
            let quote = row.and_then(|row| entries::at(state, sidebar.quotes, row));
            if let Some(&quote) = quote.and_then(|q| state.open.quotes.shown.get(q)) {
                jumping::jump(state, |state| selection::go_to(state, quote));
            }
        }
        return;
    }
    if geometry.scrollbar.contains(at) {
        let height = usize::from(geometry.scrollbar.height).max(1);
        let target = state.open.article.text.len() / height * usize::from(at.y - geometry.scrollbar.y);
        jumping::jump(state, |state| {
            body::reveal(state, target);
            body::follow(state);
        });
    } else if geometry.body.contains(at) {
        state.open.focus = Pane::Body;
        let quote = quote_at(state, geometry, at);
        if quote.is_some() {
            selection::choose(state, quote);
        }
    }
}

/// The quote drawn in this cell, or, in the margin, the first one that stands beside it.
fn quote_at(state: &State, geometry: &Geometry, at: Position) -> Option<usize> {
    let row = usize::from(at.y.checked_sub(geometry.text.y)?);
    let (_, row) = state.open.body.layout.rows(state.open.body.top, row + 1).nth(row)?;
    if geometry.margin.contains(at) {
        return state.open.quotes.segments.within(row.span).first().map(|s| s.quote);
    }
    let cell = at.x.checked_sub(geometry.text.x)?;
    let glyph =
        row.glyphs(&state.open.article).find(|glyph| (glyph.x..glyph.x + glyph.width).contains(&cell))?;
    state.open.quotes.segments.at(glyph.offset)
}
