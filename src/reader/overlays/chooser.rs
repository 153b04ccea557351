//! A box with a line of input and a list of choices below it, as the palette and the pickers draw it.

use crate::reader::{
    app::geometry::Geometry,
    draw::{
        boxes::{self, Drawn, rest},
        pen::{Pen, fit, width},
    },
    theme::Theme,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// What the box shows.
pub struct Chooser<'a> {
    /// Greatest width and height in cells, frame included.
    pub size: (u16, u16),
    /// The texts on the upper and the lower edge of the frame.
    pub title: &'a str,
    pub hint: &'a str,
    /// The input before and behind the cursor.
    pub query: (&'a str, &'a str),
    /// The index of the selected choice.
    pub selected: usize,
    /// Shown where there are no choices.
    pub nothing: &'a str,
}

impl Chooser<'_> {
    /// Draws the box with a row for each choice, written by `one`. Returns its area and the position of the cursor.
    pub fn draw<T>(
        &self,
        choices: &[T],
        geometry: &Geometry,
        theme: Theme,
        buffer: &mut Buffer,
        one: impl Fn(&T, &mut Pen),
    ) -> Drawn {
        let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
        let (w, h) = (screen.width.min(self.size.0), screen.height.min(self.size.1));
        let area = Rect::new((screen.width - w) / 2, (screen.height - h) / 2, w, h);
        let inner = boxes::frame(buffer, area, self.title, self.hint, theme);
        let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
        let mut rows = inner.rows();
        let cursor = rows.next().map_or((inner.x, inner.y), |row| prompt(self.query, Pen::new(buffer, row)));
        let room = usize::from(inner.height.saturating_sub(1)).max(1);
        // Where not all fit, the last row says how many more there are.
        let room = if choices.len() > room { room.saturating_sub(1).max(1) } else { room };
        let top = (self.selected + 1).saturating_sub(room);
        let cut = choices.len().saturating_sub(top + room);
        if choices.is_empty()
            && let Some(row) = rows.next()
        {
            let mut pen = Pen::new(buffer, row);
            pen.raw("  ", theme.faint());
            pen.text(self.nothing, theme.faint());
        }
        let shown = choices.iter().enumerate().skip(top).take(room);
        for (row, (place, choice)) in rows.by_ref().take(room).zip(shown) {
            let selected = place == self.selected;
            let mut pen = Pen::new(buffer, row);
            pen.raw(if selected { "▸ " } else { "  " }, Style::new());
            one(choice, &mut pen);
            if selected {
                buffer.set_style(row, theme.selected(true));
            }
        }
        if let Some(row) = rows.next().filter(|_| cut > 0) {
            rest(cut, theme, &mut Pen::new(buffer, row));
        }
        Drawn { area, cursor: Some(cursor) }
    }
}

/// Draws the line of input. Returns the position of the cursor.
fn prompt((before, behind): (&str, &str), mut pen: Pen) -> (u16, u16) {
    pen.raw("> ", Style::new());
    let behind = fit(behind, pen.room() / 2);
    pen.keep_free(width(&behind));
    pen.typed(before, u16::MAX, Style::new());
    let cursor = pen.position();
    pen.widen(width(&behind));
    pen.raw(&behind, Style::new());
    cursor
}
