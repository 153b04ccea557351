//! Draws the palette.

use crate::reader::{
    app::{geometry::Geometry, state::State},
    draw::{
        boxes::Drawn,
        pen::{Pen, width},
    },
    keymap::{Command, Keymap},
    overlays::{
        chooser::Chooser,
        palette::{Choice, Palette},
    },
    theme::Theme,
};
use ratatui::{buffer::Buffer, style::Style};

/// Greatest width and height of the box in cells.
const SIZE: (u16, u16) = (100, 20);
/// Widths of the columns of names and of keys.
const COLUMNS: (u16, u16) = (20, 18);

/// Draws the box. Returns its area and the position of the cursor.
pub fn draw(
    state: &State,
    palette: &Palette,
    geometry: &Geometry,
    theme: Theme,
    buffer: &mut Buffer,
) -> Drawn {
    let chooser = Chooser {
        size: SIZE,
        title: "Commands",
        hint: &format!(
            "{} does it, 42% p 12 q 5 go there, {} leaves",
            state.keymap.hint(Command::PickerAccept),
            state.keymap.hint(Command::PickerCancel)
        ),
        query: (&palette.query, ""),
        selected: palette.selected,
        nothing: "no command is called that",
    };
    chooser.draw(&palette.choices(state.view), geometry, theme, buffer, |choice, pen| {
        one(*choice, palette, &state.keymap, theme, pen);
    })
}

fn one(choice: Choice, palette: &Palette, keymap: &Keymap, theme: Theme, pen: &mut Pen) {
    match choice {
        Choice::Percent(percent) => pen.text(&format!("to {percent}% of the text"), Style::new()),
        Choice::Quote(number) => pen.text(&format!("to quote {number}"), Style::new()),
        Choice::Paragraph(number) => pen.text(&format!("to paragraph {number}"), Style::new()),
        Choice::Share(number) => {
            let Some(share) = palette.shares.get(number) else { return };
            let key = keymap.share_key(number).map_or(String::new(), |key| key.to_string());
            column(pen, &format!("share {}", share.name), COLUMNS.0, theme.strong());
            column(pen, &key, COLUMNS.1, Style::new());
            pen.text(&share.command.join(" "), theme.faint());
        }
        Choice::Command(definition) => {
            let keys = keymap.shown(definition);
            column(pen, definition.name, COLUMNS.0, theme.strong());
            column(pen, &keys, COLUMNS.1.max(width(&keys) + 1), Style::new());
            pen.text(definition.help, theme.faint());
        }
    }
}

/// Writes `words` into a column of `cells` cells.
fn column(pen: &mut Pen, words: &str, cells: u16, style: Style) {
    let before = pen.position().0;
    pen.text_within(words, cells.saturating_sub(1), style);
    pen.skip(cells.saturating_sub(pen.position().0 - before));
}
