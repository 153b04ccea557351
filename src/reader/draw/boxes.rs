//! Frames around what lies over the text.

use crate::reader::{
    draw::pen::{Pen, width},
    theme::Theme,
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Empties the cells of `area`.
pub fn clear(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    // A wide character that reaches into the area from the left would hide the cell over its second half.
    if let Some(cell) = area.x.checked_sub(1).map(|x| (x, area)) {
        for y in cell.1.top()..cell.1.bottom() {
            if let Some(before) = buffer.cell_mut((cell.0, y))
                && width(before.symbol()) > 1
            {
                before.set_symbol(" ");
            }
        }
    }
    for position in area.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.reset();
        }
    }
}

/// A line along the left side of `area`, just outside it.
pub fn edge(buffer: &mut Buffer, area: Rect, theme: Theme) {
    if area.x > 0 {
        let column = Rect { x: area.x - 1, width: 1, ..area };
        clear(buffer, column);
        for row in column.rows() {
            Pen::new(buffer, row).raw("│", theme.faint());
        }
    }
}

/// Empties `area`, draws a frame along its border with a title above and a hint below, and gives what is inside.
pub fn frame(buffer: &mut Buffer, area: Rect, title: &str, hint: &str, theme: Theme) -> Rect {
    clear(buffer, area);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    let line = "─".repeat(usize::from(inner.width));
    for (row, [left, right], words, style) in [
        (area.y, ["┌", "┐"], title, theme.strong()),
        (area.bottom().saturating_sub(1), ["└", "┘"], hint, theme.faint()),
    ] {
        let row = Rect { y: row, height: 1, ..area };
        let mut pen = Pen::new(buffer, row);
        pen.raw(left, theme.faint());
        pen.raw(&line, theme.faint());
        pen.raw(right, theme.faint());
        if !words.is_empty() {
            let mut pen = Pen::new(buffer, Rect { x: row.x + 2, width: row.width.saturating_sub(4), ..row });
            pen.raw(" ", style);
            pen.text(words, style);
            pen.raw(" ", style);
        }
    }
    for y in inner.top()..inner.bottom() {
        for x in [area.x, area.right().saturating_sub(1)] {
            Pen::new(buffer, Rect::new(x, y, 1, 1)).raw("│", theme.faint());
        }
    }
    inner
}
