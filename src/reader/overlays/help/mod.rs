//! The help screen's lines, made from the table of keys.

pub mod view;

use crate::reader::{
    app::geometry::Geometry,
    keymap::{COMMANDS, Group},
};
use ratatui::layout::Rect;

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The title of a group.
    Heading(&'static str),
    /// Keys.
    Keys(String),
    /// Keys and, beside them, what they do.
    Explained(String, &'static str),
    /// What the keys above do, in a row of its own where there is no room beside them.
    Explanation(String),
    /// Nothing.
    Air,
}

/// Most cells that the help takes.
const WIDTH: u16 = 76;

/// From this width on explanations stand beside the keys.
const BESIDE: u16 = 72;

/// The whole help for a box of this width.
pub fn lines(width: u16) -> Vec<Line> {
    let mut out = Vec::new();
    for group in Group::ALL {
        if !out.is_empty() {
            out.push(Line::Air);
        }
        out.push(Line::Heading(group.title()));
        for command in COMMANDS.iter().filter(|b| b.group == group) {
            if width >= BESIDE {
                out.push(Line::Explained(command.keys(), command.help));
            } else {
                out.push(Line::Keys(command.keys()));
                let room = usize::from(width.saturating_sub(6)).max(1);
                let rows = textwrap::wrap(command.help, room);
                out.extend(rows.into_iter().map(|row| Line::Explanation(row.into_owned())));
            }
        }
    }
    out
}

/// Where the help lies, its frame included.
pub fn area(geometry: &Geometry) -> Rect {
    let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
    let width = screen.width.min(WIDTH);
    let height = screen.height.min(u16::try_from(lines(width).len()).unwrap_or(u16::MAX).saturating_add(2));
    Rect::new((screen.width - width) / 2, (screen.height - height) / 2, width, height)
}

/// The furthest that the help can be scrolled.
pub fn last_top(geometry: &Geometry) -> usize {
    let area = area(geometry);
    lines(area.width).len().saturating_sub(usize::from(area.height.saturating_sub(2)))
}
