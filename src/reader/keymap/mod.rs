//! Which key does what: one list of commands, from which come dispatch, the help screen and the table of the README.

mod commands;

pub use commands::{COMMANDS, Command};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// The part of the help that a command stands in, in the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Through the text or a list.
    Moving,
    /// From quote to quote and from pane to pane.
    Quotes,
    /// What is shown of the text.
    Showing,
    /// From article to article.
    Articles,
    /// While a list of articles is open. Its keys go before the others then, and hold only then.
    Listing,
    /// Finding words.
    Searching,
    /// Putting right what the analysis got wrong.
    Correcting,
    /// While words to find are typed. Its keys hold only then.
    Typing,
    /// While something is chosen from a list. Its keys hold only then.
    Choosing,
    /// While the links on screen are labelled. Its keys hold only then.
    Linking,
    /// While words of the text are marked. Its keys hold only then.
    Marking,
    /// All else.
    Program,
}

impl Group {
    /// All groups in the order of the help.
    pub const ALL: [Self; 12] = [
        Self::Moving,
        Self::Quotes,
        Self::Correcting,
        Self::Showing,
        Self::Articles,
        Self::Listing,
        Self::Searching,
        Self::Typing,
        Self::Choosing,
        Self::Linking,
        Self::Marking,
        Self::Program,
    ];

    /// The heading of the group.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Quotes => "Quotes and speakers",
            Self::Showing => "What is shown",
            Self::Articles => "Articles",
            Self::Listing => "In a list of articles",
            Self::Searching => "Searching",
            Self::Correcting => "Corrections",
            Self::Typing => "While typing a search",
            Self::Choosing => "While choosing",
            Self::Linking => "While links are labelled",
            Self::Marking => "While words are marked",
            Self::Program => "The program",
        }
    }

    /// In which mode its keys hold.
    pub const fn mode(self) -> Mode {
        match self {
            Self::Listing => Mode::List,
            Self::Typing => Mode::Prompt,
            Self::Choosing => Mode::Picker,
            Self::Linking => Mode::Links,
            Self::Marking => Mode::Mark,
            _ => Mode::Article,
        }
    }
}

/// What keys mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Each asks for something.
    Article,
    /// Each asks for something in the list of articles.
    List,
    /// Letters are words to find.
    Prompt,
    /// Letters are the name of an actor or of a command.
    Picker,
    /// Letters are the label of a link.
    Links,
    /// Each moves an end of the words that are marked.
    Mark,
}

/// A key, as a command is bound to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character, Shift included.
    Char(char),
    /// A letter together with Ctrl.
    Ctrl(char),
    /// A key that types no character.
    Code(KeyCode),
    /// Any of the digits.
    Digit,
}

impl Key {
    fn matches(self, event: KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        match (self, event.code) {
            (Self::Ctrl(wanted), KeyCode::Char(c)) => ctrl && c.eq_ignore_ascii_case(&wanted),
            (Self::Char(wanted), KeyCode::Char(c)) => !ctrl && is_plain(event) && c == wanted,
            (Self::Digit, KeyCode::Char(c)) => !ctrl && is_plain(event) && c.is_ascii_digit(),
            (Self::Code(wanted), code) => code == wanted,
            _ => false,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("Space"),
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(c) => write!(f, "Ctrl-{c}"),
            Self::Digit => f.write_str("1…9"),
            Self::Code(code) => f.write_str(match code {
                KeyCode::Down => "↓",
                KeyCode::Up => "↑",
                KeyCode::Left => "←",
                KeyCode::Right => "→",
                KeyCode::PageDown => "PgDn",
                KeyCode::PageUp => "PgUp",
                KeyCode::BackTab => "Shift-Tab",
                KeyCode::Backspace => "Backspace",
                KeyCode::Home => "Home",
                KeyCode::End => "End",
                KeyCode::Enter => "Enter",
                KeyCode::Tab => "Tab",
                KeyCode::Esc => "Esc",
                _ => "?",
            }),
        }
    }
}

/// A command, as it is named in a list of commands, explained in the help and bound to keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The command.
    pub command: Command,
    /// Its name: lower case, words joined by hyphens. It never changes, since people write it down.
    pub name: &'static str,
    /// What it does, in a line.
    pub help: &'static str,
    /// Where the help lists it, and with that the mode in which its keys hold.
    pub group: Group,
    /// Its keys, the best known first.
    pub keys: &'static [Key],
}

impl Definition {
    /// The keys as they are printed, with single spaces between them.
    pub fn keys(&self) -> String {
        self.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}

/// Whether the key was pressed without Ctrl, Alt or the like.
pub fn is_plain(event: KeyEvent) -> bool {
    event.modifiers.difference(KeyModifiers::SHIFT).is_empty()
}

/// What `event` asks for in this mode.
pub fn command(event: KeyEvent, mode: Mode) -> Option<Command> {
    let find = |mode| {
        let mut commands = COMMANDS.iter().filter(|d| d.group.mode() == mode);
        commands.find(|d| d.keys.iter().any(|k| k.matches(event))).map(|d| d.command)
    };
    // What the list does not bind means the same as ever.
    find(mode).or_else(|| if mode == Mode::List { find(Mode::Article) } else { None })
}

/// The table as Markdown, one table a group, for the README.
pub fn markdown() -> String {
    let mut out = String::new();
    for group in Group::ALL {
        out.push_str("| ");
        out.push_str(group.title());
        out.push_str(" | |\n|---|---|\n");
        for definition in COMMANDS.iter().filter(|b| b.group == group) {
            let keys: Vec<String> = definition.keys.iter().map(|k| format!("`{k}`")).collect();
            out.extend(["| ", &keys.join(" "), " | ", definition.help, " |\n"]);
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_bound_twice() {
        for mode in [Mode::Article, Mode::List, Mode::Prompt, Mode::Picker, Mode::Links, Mode::Mark] {
            let mut seen = Vec::new();
            for key in COMMANDS.iter().filter(|b| b.group.mode() == mode).flat_map(|b| b.keys) {
                let name = key.to_string();
                assert!(!seen.contains(&name), "{name} is bound twice");
                seen.push(name);
            }
        }
    }

    #[test]
    fn every_command_has_a_name_of_its_own() {
        let mut names: Vec<&str> = COMMANDS.iter().map(|d| d.name).collect();
        assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }

    #[test]
    fn every_key_has_a_name() {
        assert!(COMMANDS.iter().flat_map(|b| b.keys).all(|k| *k == Key::Char('?') || k.to_string() != "?"));
    }

    #[test]
    fn control_and_plain_letters_differ() {
        let event = |c, modifiers| KeyEvent::new(KeyCode::Char(c), modifiers);
        assert_eq!(command(event('d', KeyModifiers::NONE), Mode::Article), Some(Command::HalfPageDown));
        assert_eq!(command(event('l', KeyModifiers::CONTROL), Mode::Article), Some(Command::Redraw));
        assert_eq!(command(event('l', KeyModifiers::NONE), Mode::Article), Some(Command::PaneRight));
        assert_eq!(command(event('G', KeyModifiers::SHIFT), Mode::Article), Some(Command::Bottom));
        assert_eq!(command(event('q', KeyModifiers::ALT), Mode::Article), None);
        assert_eq!(command(event('q', KeyModifiers::NONE), Mode::Prompt), None);
    }

    /// The README lists the keys between two markers.
    #[test]
    fn the_readme_lists_the_keys() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        let readme = std::fs::read_to_string(path).expect("README.md is there");
        let (_, rest) = readme.split_once("<!-- keys -->\n").expect("README.md has a key table");
        let (listed, _) = rest.split_once("<!-- /keys -->").expect("the key table of README.md has no end");
        assert_eq!(listed.trim(), markdown().trim(), "paste this table between the markers in README.md");
    }
}
