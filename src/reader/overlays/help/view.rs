//! The list of keys.

use crate::reader::{
    app::geometry::Geometry,
    draw::{
        boxes,
        pen::{Pen, width},
    },
    overlays::help::{Line, area, last_top, lines},
    theme::Theme,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Draws the help from its row `top` on.
pub fn draw(top: usize, geometry: &Geometry, theme: Theme, buffer: &mut Buffer) {
    let last = last_top(geometry);
    let hint = match (top, last) {
        (_, 0) => "Esc closes",
        (0, _) => "j for more, Esc closes",
        (top, last) if top == last => "k goes back, Esc closes",
        _ => "j k for more, Esc closes",
    };
    let area = area(geometry);
    let inner = boxes::frame(buffer, area, "Signs and keys", hint, theme);
    let lines = lines(area.width);
    let longest = lines.iter().map(|l| if let Line::Explained(keys, _) = l { width(keys) } else { 0 }).max();
    let column = longest.unwrap_or(0);
    for (row, line) in inner.rows().zip(lines.iter().skip(top)) {
        let mut pen = Pen::new(buffer, Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row });
        match line {
            Line::Air => {}
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
}
