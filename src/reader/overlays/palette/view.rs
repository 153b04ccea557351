//! The palette.

use crate::reader::{
    app::{geometry::Geometry, state::View},
    draw::{
        boxes,
        pen::{Pen, width},
    },
    overlays::{
        palette::{Choice, Palette},
        picker::view::prompt,
    },
    theme::Theme,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Most cells that the box takes.
const WIDTH: u16 = 100;
/// Most rows that it takes.
const HEIGHT: u16 = 20;
/// Cells for a name, and for keys.
const COLUMNS: (u16, u16) = (20, 18);

/// Draws the box and gives where the cursor belongs.
pub fn draw(
    palette: &Palette,
    view: View,
    geometry: &Geometry,
    theme: Theme,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
    let (w, h) = (screen.width.min(WIDTH), screen.height.min(HEIGHT));
    let area = Rect::new((screen.width - w) / 2, (screen.height - h) / 2, w, h);
    let inner =
        boxes::frame(buffer, area, "Commands", "Enter does it, 42% and p 12 go there, Esc leaves", theme);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let mut rows = inner.rows();
    let cursor = rows.next().map_or((inner.x, inner.y), |row| prompt(&palette.query, Pen::new(buffer, row)));
    let choices = palette.choices(view);
    let room = usize::from(inner.height.saturating_sub(1)).max(1);
    let top = (palette.selected + 1).saturating_sub(room);
    if choices.is_empty()
        && let Some(row) = rows.next()
    {
        Pen::new(buffer, row).text("  no command is called that", theme.faint());
    }
    for (row, (place, choice)) in rows.zip(choices.iter().enumerate().skip(top)) {
        let selected = place == palette.selected;
        let mut pen = Pen::new(buffer, row);
        pen.raw(if selected { "▸ " } else { "  " }, Style::new());
        one(*choice, theme, &mut pen);
        if selected {
            buffer.set_style(row, theme.selected(true));
        }
    }
    cursor
}

fn one(choice: Choice, theme: Theme, pen: &mut Pen) {
    match choice {
        Choice::Percent(percent) => pen.text(&format!("to {percent}% of the text"), Style::new()),
        Choice::Paragraph(number) => pen.text(&format!("to paragraph {number}"), Style::new()),
        Choice::Command(definition) => {
            let keys = definition.keys();
            column(pen, definition.name, COLUMNS.0, theme.strong());
            column(pen, &keys, COLUMNS.1.max(width(&keys) + 1), Style::new());
            pen.text(definition.help, theme.faint());
        }
    }
}

/// Writes `words` in a column of so many cells.
fn column(pen: &mut Pen, words: &str, cells: u16, style: Style) {
    let before = pen.position().0;
    pen.text_within(words, cells.saturating_sub(1), style);
    pen.skip(cells.saturating_sub(pen.position().0 - before));
}
