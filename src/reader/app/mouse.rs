//! The mouse: the wheel scrolls the pane under the pointer, a click selects what is there, and dragging over the text
//! selects words.

use crate::reader::{
    app::{
        geometry::{Geometry, geometry},
        message::Effect,
        state::State,
    },
    article::{Pane, body, jumping, quotes::entries, selection},
    keymap::Mode,
    overlays::{Overlay, highlights, links, scrolled, stretch},
};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

/// Rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

/// Applies a mouse event to the state.
pub fn mouse(state: &mut State, event: MouseEvent) -> Option<Effect> {
    let geometry = geometry(state)?;
    let at = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) if state.mode() == Mode::Links => {
            return links::update::click(state, at);
        }
        MouseEventKind::ScrollDown => wheel(state, &geometry, at, NOTCH),
        MouseEventKind::ScrollUp => wheel(state, &geometry, at, -NOTCH),
        MouseEventKind::Down(MouseButton::Left) => {
            if matches!(state.overlays.top(), Some(Overlay::Stretch(_))) {
                state.overlays.pop();
            }
            click(state, &geometry, at);
            let is_free =
                state.overlays.is_empty() && geometry.text.contains(at) && state.open.focus == Pane::Body;
            state.open.body.pressed = if is_free { offset_at(state, &geometry, at) } else { None };
        }
        MouseEventKind::Drag(MouseButton::Left) => drag(state, &geometry, at),
        MouseEventKind::Up(MouseButton::Left) => state.open.body.pressed = None,
        _ => {}
    }
    None
}

fn wheel(state: &mut State, geometry: &Geometry, at: Position, rows: isize) {
    if scrolled::is_open(state) {
        scrolled::scroll(state, rows);
        return;
    }
    match state.mode() {
        Mode::Picker | Mode::Line => return,
        Mode::Highlights => return highlights::update::step(state, rows.signum()),
        _ => {}
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

/// Selects the words from where the button was pressed to this cell. At the top or bottom row of the pane the text scrolls.
fn drag(state: &mut State, geometry: &Geometry, at: Position) {
    let Some(from) = state.open.body.pressed else { return };
    if at.y <= geometry.text.y {
        body::scroll(state, -1);
    } else if at.y + 1 >= geometry.text.bottom() {
        body::scroll(state, 1);
    }
    body::prepare(state);
    let x = at.x.clamp(geometry.text.left(), geometry.text.right().saturating_sub(1));
    let y = at.y.clamp(geometry.text.top(), geometry.text.bottom().saturating_sub(1));
    if let Some(to) = offset_at(state, geometry, Position::new(x, y)) {
        // A press that does not leave its character selects nothing.
        let is_begun = matches!(state.overlays.top(), Some(Overlay::Stretch(_)));
        if is_begun || to != from {
            stretch::update::drag(state, from, to);
        }
    }
}

/// The byte of the text that is drawn in this cell; right of the end of a row, that of its last character.
fn offset_at(state: &State, geometry: &Geometry, at: Position) -> Option<usize> {
    let row = usize::from(at.y.checked_sub(geometry.text.y)?);
    let (_, row) = state.open.body.layout.rows(state.open.body.top, row + 1).nth(row)?;
    let mut x = geometry.text.x + row.indent;
    let mut last = None;
    for glyph in row.glyphs(&state.open.article) {
        x += glyph.width;
        last = Some(glyph.offset);
        if at.x < x {
            break;
        }
    }
    last
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

/// The quote drawn in this cell; in the margin, the first quote of the row.
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
