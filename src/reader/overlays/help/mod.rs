//! The help: a legend of the signs on screen, and the table of keys.

pub mod update;
pub mod view;

use crate::reader::{
    app::{geometry::Geometry, state::View},
    keymap::{COMMANDS, Group, Keymap},
    overlays::search::fold::Words,
};
use ratatui::layout::Rect;

/// Longest query, in bytes.
const LONGEST: usize = 200;

/// The state of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// The index of the first line on screen.
    pub top: usize,
    /// The search words: only lines that have them are listed.
    pub query: String,
    /// Whether they are being typed.
    pub is_typed: bool,
    /// The group of keys listed first: that of the view under the help.
    first: Option<Group>,
}

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The title of a group.
    Heading(&'static str),
    /// Keys, in a row without an explanation beside them.
    Keys(String),
    /// Keys or signs, with their explanation beside them.
    Explained(String, &'static str),
    /// The explanation of the keys in the row above, where the box is too narrow for both.
    Explanation(String),
    /// An empty line.
    Blank,
}

/// The signs on screen and their meanings.
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

/// Greatest width of the help in cells.
const WIDTH: u16 = 76;

/// Width in cells from which explanations stand beside the keys.
const BESIDE: u16 = 72;

impl Help {
    /// The help over `view`, before anything is typed.
    pub const fn over(view: View) -> Self {
        let first = match view {
            View::List => Some(Group::Listing),
            View::Library => Some(Group::Library),
            View::Article => None,
        };
        Self { top: 0, query: String::new(), is_typed: false, first }
    }

    /// The lines that have the search words, under the titles of their groups, for a box of `width` cells.
    pub fn lines(&self, keymap: &Keymap, width: u16) -> Vec<Line> {
        let words = Words::loose(self.query.trim());
        let signs = LEGEND.into_iter().map(|(signs, words)| (signs.to_owned(), words));
        let keys = |group: Group| {
            let commands = COMMANDS.iter().filter(move |command| command.group == group);
            commands.map(|command| (keymap.shown(command), command.help)).collect::<Vec<_>>()
        };
        let rest = Group::ALL.into_iter().filter(|group| Some(*group) != self.first);
        let sections = self.first.into_iter().map(|group| (group.title(), keys(group)));
        let sections = sections.chain([("Signs", signs.collect())]);
        let mut out = Vec::new();
        for (title, lines) in sections.chain(rest.map(|group| (group.title(), keys(group)))) {
            let has =
                |(keys, help): &(String, &str)| words.is_empty() || words.are_in(&format!("{keys} {help}"));
            let lines: Vec<_> = lines.into_iter().filter(has).collect();
            if lines.is_empty() {
                continue;
            }
            if !out.is_empty() {
                out.push(Line::Blank);
            }
            out.push(Line::Heading(title));
            for (keys, help) in lines {
                explain(&mut out, keys, help, width);
            }
        }
        out
    }

    /// The area of the help, frame included. It does not shrink with the lines that a search leaves.
    pub fn area(&self, keymap: &Keymap, geometry: &Geometry) -> Rect {
        let screen = Rect { width: geometry.status.width, height: geometry.status.y, ..Rect::default() };
        let width = screen.width.min(WIDTH);
        let whole = Self { query: String::new(), ..self.clone() }.lines(keymap, width).len();
        let height = screen.height.min(u16::try_from(whole).unwrap_or(u16::MAX).saturating_add(2));
        Rect::new((screen.width - width) / 2, (screen.height - height) / 2, width, height)
    }

    /// Whether the row with the search words is shown.
    pub const fn has_query(&self) -> bool {
        self.is_typed || !self.query.is_empty()
    }

    /// The index of the first line on screen when scrolled to the end.
    pub fn last_top(&self, keymap: &Keymap, geometry: &Geometry) -> usize {
        let area = self.area(keymap, geometry);
        let room = usize::from(area.height.saturating_sub(2)).saturating_sub(usize::from(self.has_query()));
        self.lines(keymap, area.width).len().saturating_sub(room)
    }

    /// Appends `text` to the search words.
    fn add(&mut self, text: &str) {
        if self.query.len() + text.len() <= LONGEST {
            self.query.extend(text.chars().filter(|c| !c.is_control()));
            self.top = 0;
        }
    }
}

/// Appends keys or signs with their explanation, in one row or two.
fn explain(out: &mut Vec<Line>, keys: String, words: &'static str, width: u16) {
    if width >= BESIDE {
        out.push(Line::Explained(keys, words));
    } else {
        out.push(Line::Keys(keys));
        let room = usize::from(width.saturating_sub(6)).max(1);
        out.extend(textwrap::wrap(words, room).into_iter().map(|row| Line::Explanation(row.into_owned())));
    }
}
