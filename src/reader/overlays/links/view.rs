//! Draws link hints.

use crate::reader::{
    draw::{Pen, boxes},
    overlays::links::Hints,
    theme::Theme,
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws the labels that begin with what was typed, and marks the selected link.
pub fn draw(hints: &Hints, theme: Theme, buffer: &mut Buffer) {
    for (number, (rest, target)) in hints.open().enumerate() {
        let Some(&(at, _)) = target.cells.first() else { continue };
        if number == hints.selected {
            for &(cell, width) in &target.cells {
                buffer.set_style(Rect::new(cell.x, cell.y, width, 1), theme.selected(true));
            }
        }
        let width = (hints.typed.len() + rest.len()) as u16;
        let area = Rect::new(at.x, at.y, width, 1).intersection(buffer.area);
        boxes::clear(buffer, area);
        let mut pen = Pen::new(buffer, area);
        pen.raw(&hints.typed, theme.hit(false));
        pen.raw(rest, theme.hit(true));
    }
}
