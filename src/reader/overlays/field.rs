//! A line of text with a cursor in it.

use crate::reader::keymap::Command;
use unicode_segmentation::UnicodeSegmentation as _;

/// A line of text that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What has been written.
    text: String,
    /// The byte of it before which letters go.
    cursor: usize,
    /// The most bytes that it may have.
    longest: usize,
}

impl Field {
    /// `text`, with the cursor at its end; no more than `longest` bytes can be written.
    pub fn new(text: &str, longest: usize) -> Self {
        let mut field = Self { text: String::new(), cursor: 0, longest };
        field.insert(text);
        field
    }

    /// All that has been written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor and behind it.
    pub fn parts(&self) -> (&str, &str) {
        self.text.split_at_checked(self.cursor).unwrap_or((&self.text, ""))
    }

    /// Does what a command for writing a line means. `false` where it is none.
    pub fn perform(&mut self, command: Command) -> bool {
        match command {
            Command::LineDelete => self.delete(),
            Command::LineEraseWord => self.erase_word(),
            Command::LineClear => self.clear(),
            Command::LineLeft => self.step(false),
            Command::LineRight => self.step(true),
            Command::LineStart => self.jump(false),
            Command::LineEnd => self.jump(true),
            _ => return false,
        }
        true
    }

    /// Puts `text` in, as far as there is room; it is one line.
    pub fn insert(&mut self, text: &str) {
        let room = self.longest.saturating_sub(self.text.len());
        let end = (0..=room.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let fitting = text.get(..end).unwrap_or_default();
        let added: String = fitting.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.text.insert_str(self.cursor, &added);
        self.cursor += added.len();
    }

    /// Goes a letter on, or back.
    fn step(&mut self, on: bool) {
        let (before, behind) = self.parts();
        let length = |letter: Option<&str>| letter.map_or(0, str::len);
        self.cursor = if on {
            self.cursor + length(behind.graphemes(true).next())
        } else {
            self.cursor - length(before.graphemes(true).next_back())
        };
    }

    /// Goes to the end, or to the beginning.
    const fn jump(&mut self, to_end: bool) {
        self.cursor = if to_end { self.text.len() } else { 0 };
    }

    /// Takes the letter before the cursor away. `false` where nothing has been written at all.
    pub fn erase(&mut self) -> bool {
        let end = self.cursor;
        self.step(false);
        self.text.replace_range(self.cursor..end, "");
        end > 0 || !self.text.is_empty()
    }

    /// Takes the letter behind the cursor away.
    fn delete(&mut self) {
        let start = self.cursor;
        self.step(true);
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Takes the word before the cursor away.
    fn erase_word(&mut self) {
        let (before, _) = self.parts();
        let start = before.trim_end().rfind(char::is_whitespace).map_or(0, |space| {
            space + before.get(space..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Takes all before the cursor away.
    fn clear(&mut self) {
        self.text.replace_range(..self.cursor, "");
        self.cursor = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONGEST: usize = 200;

    fn line(text: &str) -> Field {
        Field::new(text, LONGEST)
    }

    #[test]
    fn letters_go_where_the_cursor_is() {
        let mut line = line("late");
        line.jump(false);
        line.insert("so ");
        assert_eq!(line.parts(), ("so ", "late"));
        line.delete();
        line.jump(true);
        line.step(false);
        assert!(line.erase());
        assert_eq!(line.parts(), ("so a", "e"));
        line.step(true);
        line.step(true);
        line.insert("\nx\u{1b}");
        assert_eq!(line.text(), "so ae x ");
        line.erase_word();
        line.erase_word();
        assert_eq!(line.parts(), ("so ", ""));
        line.clear();
        assert!(!line.erase());
        line.delete();
        line.erase_word();
        assert_eq!(line.parts(), ("", ""));
    }

    #[test]
    fn a_letter_is_what_a_person_takes_for_one() {
        let mut line = line("e\u{301}👨‍👩‍👧");
        line.step(false);
        assert_eq!(line.parts().1, "👨‍👩‍👧");
        assert!(line.erase());
        assert_eq!(line.parts(), ("", "👨‍👩‍👧"));
    }

    #[test]
    fn a_line_is_no_longer_than_it_may_be() {
        let mut line = line(&"é".repeat(LONGEST));
        line.insert("x");
        assert_eq!(line.text().len(), LONGEST);
    }
}
