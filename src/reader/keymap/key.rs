//! Keys: their names, and the key events that they stand for.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// A key, with its modifier, to which a command can be bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character; Shift is part of it (`G`).
    Char(char),
    /// A character with Ctrl; letters are lower case.
    Ctrl(char),
    /// A character with Alt; Shift is part of it.
    Alt(char),
    /// A key that types no character.
    Code(KeyCode),
    /// Any digit.
    Digit,
}

/// Keys without a visible character: their names in the settings and on the screen.
const NAMED: [(&str, &str, Key); 15] = [
    ("space", "Space", Key::Char(' ')),
    ("enter", "Enter", Key::Code(KeyCode::Enter)),
    ("tab", "Tab", Key::Code(KeyCode::Tab)),
    ("shift-tab", "Shift-Tab", Key::Code(KeyCode::BackTab)),
    ("esc", "Esc", Key::Code(KeyCode::Esc)),
    ("backspace", "Backspace", Key::Code(KeyCode::Backspace)),
    ("delete", "Delete", Key::Code(KeyCode::Delete)),
    ("insert", "Insert", Key::Code(KeyCode::Insert)),
    ("up", "↑", Key::Code(KeyCode::Up)),
    ("down", "↓", Key::Code(KeyCode::Down)),
    ("left", "←", Key::Code(KeyCode::Left)),
    ("right", "→", Key::Code(KeyCode::Right)),
    ("home", "Home", Key::Code(KeyCode::Home)),
    ("end", "End", Key::Code(KeyCode::End)),
    ("digits", "1…9", Key::Digit),
];

/// Like [`NAMED`], with several names in the settings, of which the first is the one that is written.
const PAGES: [(&[&str], &str, Key); 2] = [
    (&["pgup", "page-up", "pageup"], "PgUp", Key::Code(KeyCode::PageUp)),
    (&["pgdn", "page-down", "pagedown"], "PgDn", Key::Code(KeyCode::PageDown)),
];

/// The number of the last function key.
const LAST_FUNCTION: u8 = 24;

impl Key {
    /// The key with this name in the settings: `n`, `G`, `space`, `ctrl-n`, `alt-x`, `f5`, `pgdn`. Case matters only for
    /// characters without Ctrl.
    pub fn parse(name: &str) -> Option<Self> {
        if let Some(c) = only_char(name) {
            return (!c.is_control()).then_some(Self::Char(c));
        }
        let lower = name.to_ascii_lowercase();
        if let Some((_, _, key)) = NAMED.iter().find(|(known, _, _)| *known == lower) {
            return Some(*key);
        }
        if let Some((_, _, key)) = PAGES.iter().find(|(known, _, _)| known.contains(&lower.as_str())) {
            return Some(*key);
        }
        let number = lower.strip_prefix('f').and_then(|number| number.parse().ok());
        if let Some(number) = number.filter(|number| (1..=LAST_FUNCTION).contains(number)) {
            return Some(Self::Code(KeyCode::F(number)));
        }
        let (modifier, _) = lower.split_once('-')?;
        let (_, rest) = name.split_once('-')?;
        let c = if rest.eq_ignore_ascii_case("space") { Some(' ') } else { only_char(rest) };
        let c = c.filter(|c| !c.is_control())?;
        match modifier {
            "ctrl" => Some(Self::Ctrl(c.to_ascii_lowercase())),
            "alt" => Some(Self::Alt(c)),
            _ => None,
        }
    }

    /// Its name in the settings; empty for one that cannot be set.
    pub fn name(self) -> String {
        let named = NAMED.iter().map(|(name, _, key)| (*name, key));
        let pages = PAGES.iter().filter_map(|(names, _, key)| Some((*names.first()?, key)));
        if let Some((name, _)) = named.chain(pages).find(|(_, key)| **key == self) {
            return name.to_owned();
        }
        match self {
            Self::Ctrl(' ') => "ctrl-space".to_owned(),
            Self::Alt(' ') => "alt-space".to_owned(),
            Self::Ctrl(c) => format!("ctrl-{c}"),
            Self::Alt(c) => format!("alt-{c}"),
            Self::Code(KeyCode::F(number)) => format!("f{number}"),
            Self::Char(c) => c.to_string(),
            Self::Code(_) | Self::Digit => String::new(),
        }
    }

    /// Whether `event` is a press of this key.
    pub(super) fn matches(self, event: KeyEvent) -> bool {
        let has = |modifier| event.modifiers.contains(modifier);
        let (ctrl, alt) = (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT));
        match (self, event.code) {
            (Self::Ctrl(wanted), KeyCode::Char(c)) => ctrl && !alt && c.eq_ignore_ascii_case(&wanted),
            (Self::Alt(wanted), KeyCode::Char(c)) => alt && !ctrl && c == wanted,
            (Self::Char(wanted), KeyCode::Char(c)) => is_plain(event) && c == wanted,
            (Self::Digit, KeyCode::Char(c)) => is_plain(event) && c.is_ascii_digit(),
            (Self::Code(wanted), code) => code == wanted,
            _ => false,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = NAMED.iter().map(|(_, shown, key)| (shown, key));
        let pages = PAGES.iter().map(|(_, shown, key)| (shown, key));
        if let Some((shown, _)) = named.chain(pages).find(|(_, key)| *key == self) {
            return f.write_str(shown);
        }
        match self {
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(' ') => f.write_str("Ctrl-Space"),
            Self::Alt(' ') => f.write_str("Alt-Space"),
            Self::Ctrl(c) => write!(f, "Ctrl-{c}"),
            Self::Alt(c) => write!(f, "Alt-{c}"),
            Self::Code(KeyCode::F(number)) => write!(f, "F{number}"),
            Self::Code(_) | Self::Digit => f.write_str("?"),
        }
    }
}

/// Whether the key was pressed without a modifier other than Shift.
pub fn is_plain(event: KeyEvent) -> bool {
    event.modifiers.difference(KeyModifiers::SHIFT).is_empty()
}

/// The only character of `text`; none if it has several or none.
fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::keymap::COMMANDS;

    #[test]
    fn keys_are_found_by_the_names_they_have() {
        for (name, key, shown) in [
            ("n", Key::Char('n'), "n"),
            ("G", Key::Char('G'), "G"),
            ("é", Key::Char('é'), "é"),
            ("-", Key::Char('-'), "-"),
            ("Ctrl-N", Key::Ctrl('n'), "Ctrl-n"),
            ("ctrl--", Key::Ctrl('-'), "Ctrl--"),
            ("ctrl-space", Key::Ctrl(' '), "Ctrl-Space"),
            ("alt-X", Key::Alt('X'), "Alt-X"),
            ("Space", Key::Char(' '), "Space"),
            ("F5", Key::Code(KeyCode::F(5)), "F5"),
            ("page-down", Key::Code(KeyCode::PageDown), "PgDn"),
            ("shift-tab", Key::Code(KeyCode::BackTab), "Shift-Tab"),
        ] {
            assert_eq!(Key::parse(name), Some(key), "{name}");
            assert_eq!(key.to_string(), shown);
            assert_eq!(Key::parse(&key.name()), Some(key), "{}", key.name());
        }
        for none in ["", "f0", "f25", "ctrl-", "hyper-x", "ctrl-left", "nn", "\u{1b}", "ctrl-\u{7}"] {
            assert_eq!(Key::parse(none), None, "{none:?}");
        }
    }

    #[test]
    fn every_key_has_a_name() {
        for key in COMMANDS.iter().flat_map(|definition| definition.keys) {
            assert!(*key == Key::Char('?') || key.to_string() != "?");
            assert_eq!(Key::parse(&key.name()), Some(*key));
        }
    }
}
