//! Labels over the links on screen.

use super::{
    super::{links::Hints, theme::Theme},
    Pen,
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws the labels that go on from what was typed.
pub fn draw(hints: &Hints, theme: Theme, buffer: &mut Buffer) {
    for (label, at, _) in &hints.labels {
        if let Some(rest) = label.strip_prefix(&hints.typed) {
            let area = Rect::new(at.x, at.y, label.len() as u16, 1);
            super::boxes::clear(buffer, area);
            let mut pen = Pen::new(buffer, area);
            pen.raw(&hints.typed, theme.hit(false));
            pen.raw(rest, theme.hit(true));
        }
    }
}
