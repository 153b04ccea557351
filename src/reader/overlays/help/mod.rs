//! The help screen's lines: what the signs mean, and the table of keys.

pub mod view;

use crate::reader::{
    app::geometry::Geometry,
    keymap::{COMMANDS, Group, Keymap},
};
use ratatui::layout::Rect;

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The title of a group.
    Heading(&'static str),
    /// Keys.
    Keys(String),
    /// Keys or signs and, beside them, what they do or mean.
    Explained(String, &'static str),
    /// What the keys above do, in a row of its own where there is no room beside them.
    Explanation(String),
    /// Nothing.
    Air,
}

/// What the signs on the screen mean.
const LEGEND: [(&str, &str); 10] = [
    ("● ▲ ■ A B", "who speaks, in text, lists and scrollbar"),
    ("?", "nobody is known to speak"),
    ("←", "speaker inferred: no name beside the words"),
    ("~", "doubtful: it may be no quote"),
    ("=", "put right or confirmed by you"),
    ("*", "a source whose name is withheld"),
    ("┃ ╏ ┊", "all in quotation marks, partly, not at all"),
    ("D M I", "the same in the list: direct, mixed, indirect"),
    ("▌ n", "right of the text: highlighted by you; with a note"),
    ("▸ ✓ • +", "selected; filtered, or read; open; kept for later"),
];

/// Most cells that the help takes.
const WIDTH: u16 = 76;

/// From this width on explanations stand beside the keys.
const BESIDE: u16 = 72;

/// The whole help for a box of this width.
pub fn lines(keymap: &Keymap, width: u16) -> Vec<Line> {
    let mut out = vec![Line::Heading("Signs")];
    for (signs, words) in LEGEND {
        explain(&mut out, signs.to_owned(), words, width);
    }
    for group in Group::ALL {
        out.extend([Line::Air, Line::Heading(group.title())]);
        for command in COMMANDS.iter().filter(|b| b.group == group) {
            explain(&mut out, keymap.shown(command), command.help, width);
        }
    }
    out
}

/// Adds keys or signs, and what they do or mean.
fn explain(out: &mut Vec<Line>, keys: String, words: &'static str, width: u16) {
    if width >= BESIDE {
        out.push(Line::Explained(keys, words));
    } else {
        out.push(Line::Keys(keys));
        let room = usize::from(width.saturating_sub(6)).max(1);
        out.extend(textwrap::wrap(words, room).into_iter().map(|row| Line::Explanation(row.into_owned())));
    }
}

/// Where the help lies, its frame included.
pub fn area(keymap: &Keymap, geometry: &Geometry) -> Rect {
    let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
    let width = screen.width.min(WIDTH);
    let height =
        screen.height.min(u16::try_from(lines(keymap, width).len()).unwrap_or(u16::MAX).saturating_add(2));
    Rect::new((screen.width - width) / 2, (screen.height - height) / 2, width, height)
}

/// The furthest that the help can be scrolled.
pub fn last_top(keymap: &Keymap, geometry: &Geometry) -> usize {
    let area = area(keymap, geometry);
    lines(keymap, area.width).len().saturating_sub(usize::from(area.height.saturating_sub(2)))
}
