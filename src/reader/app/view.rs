//! Draws the state. Decides nothing; each pane and each overlay has a file of its own.

use crate::reader::{
    app::{
        geometry::{self, geometry},
        state::{State, View},
        status,
    },
    article::{
        actors,
        body::{self, scrollbar},
        quotes,
    },
    draw::{bidi, boxes, pen},
    library, list,
    overlays::{Overlay, card, contents, help, highlights, links, palette, peek, picker, sources},
    theme::Theme,
};
use pen::Pen;
use ratatui::{Frame, buffer::Buffer, layout::Rect};

/// Draws `state`. Where the frame has another size than the state knows, nothing is drawn, since the message of the resize
/// is on its way.
pub fn view(state: &State, frame: &mut Frame) {
    let screen = frame.area();
    if (screen.width, screen.height) != (state.screen.width, state.screen.height) {
        return;
    }
    let Some(geometry) = geometry(state) else {
        too_small(screen, frame.buffer_mut());
        return;
    };
    let theme = Theme::new(state.screen.colors, state.screen.themes.on(state.screen.background));
    let buffer = frame.buffer_mut();
    if let (View::List | View::Library, Some(area)) = (state.view, geometry::list(state)) {
        let cursor = match state.view {
            View::Library => library::view::draw(state, &area, theme, buffer),
            _ => list::view::draw(state, &area, theme, buffer),
        };
        put_in_order(state, buffer.area, buffer);
        let mut cursor = cursor;
        for overlay in state.overlays.iter() {
            let drawn = match overlay {
                Overlay::Help(shown) => help::view::draw(&state.keymap, shown, &geometry, theme, buffer),
                Overlay::Palette(chosen) => palette::view::draw(state, chosen, &geometry, theme, buffer),
                _ => continue,
            };
            put_in_order(state, drawn.area, buffer);
            cursor = drawn.cursor.or(cursor);
        }
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
        return;
    }
    body::view::draw(state, &geometry, theme, buffer);
    if let Some(area) = geometry.title {
        body::view::title(state, area, theme, buffer);
        put_in_order(state, area, buffer);
    }
    scrollbar::draw(state, &geometry, theme, buffer);
    if let Some(sidebar) = geometry.sidebar {
        boxes::clear(buffer, sidebar.area);
        if sidebar.area.x < geometry.body.right() {
            boxes::edge(buffer, sidebar.area, theme);
        }
        actors::view::draw(state, (sidebar.actors, sidebar.under_actors()), theme, buffer);
        quotes::view::draw(state, sidebar.quotes, theme, buffer);
        put_in_order(state, sidebar.area, buffer);
    }
    let mut cursor = None;
    for overlay in state.overlays.iter() {
        let drawn = match overlay {
            Overlay::Help(shown) => help::view::draw(&state.keymap, shown, &geometry, theme, buffer),
            Overlay::Card { actor, top } => card::view::draw(state, (*actor, *top), &geometry, theme, buffer),
            Overlay::Sources(sheet) => sources::view::draw(state, sheet, &geometry, theme, buffer),
            Overlay::Peek => peek::view::draw(state, &geometry, theme, buffer),
            Overlay::Palette(chosen) => palette::view::draw(state, chosen, &geometry, theme, buffer),
            Overlay::Picker(picker) => match &state.open.findings {
                Some(findings) => {
                    picker::view::draw(picker, (findings, &state.keymap), &geometry, theme, buffer)
                }
                None => continue,
            },
            Overlay::Contents(chosen) => contents::view::draw(state, chosen, &geometry, theme, buffer),
            Overlay::Highlights(panel) => highlights::view::draw(state, panel, &geometry, theme, buffer),
            Overlay::Links(hints) => {
                links::view::draw(hints, theme, buffer);
                continue;
            }
            // A stretch is drawn with the text, a field in the status line.
            Overlay::Stretch(_)
            | Overlay::Line(_)
            | Overlay::SearchPrompt
            | Overlay::FindPrompt
            | Overlay::FilterPrompt
            | Overlay::LibraryPrompt
            | Overlay::Mark(_) => continue,
        };
        put_in_order(state, drawn.area, buffer);
        cursor = drawn.cursor.or(cursor);
    }
    let typed = status::draw(state, &geometry, theme, buffer);
    put_in_order(state, geometry.status, buffer);
    if let Some(cursor) = cursor.or(typed) {
        frame.set_cursor_position(cursor);
    }
}

/// Puts right-to-left text in `area` into visual order, for a terminal that does not do so itself.
fn put_in_order(state: &State, area: Rect, buffer: &mut Buffer) {
    if state.screen.setting.reorder {
        bidi::reorder(buffer, area);
    }
}

fn too_small(screen: Rect, buffer: &mut Buffer) {
    let text = "terminal too small";
    let y = screen.height / 2;
    let x = (screen.width / 2).saturating_sub(text.len() as u16 / 2);
    if y < screen.height {
        Pen::new(buffer, Rect::new(x, y, screen.width - x, 1)).text(text, ratatui::style::Style::new());
    }
}
