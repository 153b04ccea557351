//! Boxes with frames, for overlays.

use crate::reader::{
    draw::pen::{Pen, width},
    theme::Theme,
};
use ratatui::{buffer::Buffer, layout::Rect};

/// A box on the screen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Drawn {
    /// Its cells, including the frame.
    pub area: Rect,
    /// The cell of the cursor, where something is typed in the box.
    pub cursor: Option<(u16, u16)>,
}

/// Clears the cells of `area`.
pub fn clear(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    // A wide character that reaches into the area from the left is removed: it would hide the first cell of the area.
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

/// Writes how many entries follow those that a list shows.
pub fn rest(cut: usize, theme: Theme, pen: &mut Pen) {
    pen.raw(" ", theme.faint());
    pen.text(&format!("+{cut}"), theme.faint());
}

/// Draws a vertical line at the left of `area`, just outside it.
pub fn edge(buffer: &mut Buffer, area: Rect, theme: Theme) {
    if area.x > 0 {
        let column = Rect { x: area.x - 1, width: 1, ..area };
        clear(buffer, column);
        for row in column.rows() {
            Pen::new(buffer, row).raw("│", theme.faint());
        }
    }
}

/// Clears `area`, draws a frame along its border with a title above and a hint below, and gives the area inside. A hint that
/// is too long is shortened, but its last part stays, which tells how to close the box.
pub fn frame(buffer: &mut Buffer, area: Rect, title: &str, hint: &str, theme: Theme) -> Rect {
    clear(buffer, area);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    let line = "─".repeat(usize::from(inner.width));
    let hint = hint_within(hint, area.width.saturating_sub(6));
    for (row, [left, right], words, style) in [
        (area.y, ["┌", "┐"], title, theme.strong()),
        (area.bottom().saturating_sub(1), ["└", "┘"], hint.as_str(), theme.faint()),
    ] {
        let row = Rect { y: row, height: 1, ..area };
        let mut pen = Pen::new(buffer, row);
        pen.raw(left, theme.faint());
        pen.raw(&line, theme.faint());
        pen.raw(right, theme.faint());
        if !words.is_empty() {
            let mut pen = Pen::new(buffer, Rect { x: row.x + 2, width: row.width.saturating_sub(4), ..row });
            pen.raw(" ", style);
            pen.keep_free(1);
            pen.text(words, style);
            pen.widen(1);
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

/// As many of the parts of a hint, separated by commas, as there is room for: the last one, and as many of the first as fit
/// before it.
fn hint_within(hint: &str, room: u16) -> String {
    let parts: Vec<&str> = hint.split(", ").collect();
    let Some((last, others)) = parts.split_last() else { return String::new() };
    let shorter = (0..=others.len()).rev().map(|kept| {
        let kept = others.iter().take(kept).chain([last]);
        kept.copied().collect::<Vec<_>>().join(", ")
    });
    shorter.into_iter().find(|hint| width(hint) <= room).unwrap_or_else(|| (*last).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_that_is_too_long_still_tells_how_to_close() {
        let hint = "Enter: to the next of these in the text, x takes away, Esc closes";
        assert_eq!(hint_within(hint, 80), hint);
        assert_eq!(hint_within(hint, 60), "Enter: to the next of these in the text, Esc closes");
        assert_eq!(hint_within(hint, 34), "Esc closes");
        assert_eq!(hint_within("Esc closes", 4), "Esc closes");
    }
}
