//! Draws the table of contents.

use crate::reader::{
    app::{geometry::Geometry, state::State},
    draw::boxes::Drawn,
    keymap::Command,
    overlays::{
        chooser::Chooser,
        contents::{Contents, headings},
    },
    theme::Theme,
};
use ratatui::{buffer::Buffer, style::Style};

/// Greatest width and height of the box in cells.
const SIZE: (u16, u16) = (72, 20);

/// Draws the box. Returns its area and the position of the cursor.
pub fn draw(
    state: &State,
    contents: &Contents,
    geometry: &Geometry,
    theme: Theme,
    buffer: &mut Buffer,
) -> Drawn {
    let chooser = Chooser {
        size: SIZE,
        title: "Contents",
        hint: &format!(
            "{} goes there, {} leaves",
            state.keymap.hint(Command::PickerAccept),
            state.keymap.hint(Command::PickerCancel)
        ),
        query: (&contents.query, ""),
        selected: contents.selected,
        nothing: "no heading has these words",
    };
    let shown = headings(&state.open.article, &contents.query);
    chooser.draw(&shown, geometry, theme, buffer, |heading, pen| {
        pen.skip(u16::from(heading.depth) * 2);
        pen.text(&heading.words, Style::new());
    })
}
