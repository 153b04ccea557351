//! Draws the help.

use crate::reader::{
    app::geometry::Geometry,
    draw::{
        boxes::{self, Drawn},
        pen::{Pen, width},
    },
    keymap::{Command, Keymap},
    overlays::help::{Help, Line},
    theme::Theme,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// The hint which keys scroll a box from row `top`, where `last` is the furthest; empty where all of it is in view.
pub fn scroll_hint(keymap: &Keymap, top: usize, last: usize) -> String {
    let (down, up) = (keymap.hint(Command::Down), keymap.hint(Command::Up));
    match (top, last) {
        (_, 0) => String::new(),
        (0, _) => format!("{down} for more, "),
        (top, last) if top >= last => format!("{up} goes back, "),
        _ => format!("{down} {up} for more, "),
    }
}

/// Draws the help. Returns its area, and the position of the cursor while search words are typed.
pub fn draw(keymap: &Keymap, help: &Help, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) -> Drawn {
    let hint = format!(
        "{}{} finds, {} closes",
        scroll_hint(keymap, help.top, help.last_top(keymap, geometry)),
        keymap.hint(Command::Search),
        keymap.hint(Command::Cancel)
    );
    let area = help.area(keymap, geometry);
    let inner = boxes::frame(buffer, area, "Signs and keys", &hint, theme);
    let mut rows = inner.rows().map(|row| Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row });
    let mut cursor = None;
    if help.has_query()
        && let Some(row) = rows.next()
    {
        let mut pen = Pen::new(buffer, row);
        pen.raw("/", Style::new());
        pen.typed(&help.query, u16::MAX, Style::new());
        cursor = Some(pen.position()).filter(|_| help.is_typed);
    }
    let lines = help.lines(keymap, area.width);
    if lines.is_empty()
        && let Some(row) = rows.next()
    {
        Pen::new(buffer, row).text("nothing here has these words", theme.faint());
    }
    let longest = lines.iter().map(|l| if let Line::Explained(keys, _) = l { width(keys) } else { 0 }).max();
    let column = longest.unwrap_or(0);
    for (row, line) in rows.zip(lines.iter().skip(help.top)) {
        let mut pen = Pen::new(buffer, row);
        match line {
            Line::Blank => {}
            Line::Heading(title) => pen.text(title, theme.strong()),
            Line::Keys(keys) => pen.text(keys, theme.strong()),
            Line::Explanation(words) => {
                pen.skip(2);
                pen.text(words, Style::new());
            }
            Line::Explained(keys, help) => {
                let before = pen.position().0;
                pen.text_within(keys, column, theme.strong());
                pen.skip((column + 2).saturating_sub(pen.position().0 - before));
                pen.text(help, Style::new());
            }
        }
    }
    Drawn { area, cursor }
}
