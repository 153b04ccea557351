//! The help screen's lines, made from the table of keys.

use super::{
    geometry::Geometry,
    keymap::{Group, TABLE},
};
use ratatui::layout::Rect;

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The title of a group.
    Heading(&'static str),
    /// Keys and what they do.
    Keys(String, &'static str),
    /// Nothing.
    Air,
}

/// Most cells that the help takes.
const WIDTH: u16 = 76;

/// The whole help.
pub fn lines() -> Vec<Line> {
    let mut out = Vec::new();
    for group in Group::ALL {
        if !out.is_empty() {
            out.push(Line::Air);
        }
        out.push(Line::Heading(group.title()));
        let bindings = TABLE.iter().filter(|b| b.group == group);
        out.extend(bindings.map(|b| Line::Keys(b.keys(), b.help)));
    }
    out
}

/// Where the help lies, its frame included.
pub fn area(geometry: &Geometry) -> Rect {
    let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
    let width = screen.width.min(WIDTH);
    let height = screen.height.min(u16::try_from(lines().len()).unwrap_or(u16::MAX).saturating_add(2));
    Rect::new((screen.width - width) / 2, (screen.height - height) / 2, width, height)
}

/// The furthest that the help can be scrolled.
pub fn last_top(geometry: &Geometry) -> usize {
    lines().len().saturating_sub(usize::from(area(geometry).height.saturating_sub(2)))
}
