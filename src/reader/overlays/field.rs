//! A one-line text field with a cursor.

use crate::reader::keymap::Command;
use unicode_segmentation::UnicodeSegmentation as _;

/// A one-line text field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The text.
    text: String,
    /// The byte offset of the cursor in it, on a boundary of grapheme clusters.
    cursor: usize,
    /// The most bytes that it may have.
    longest: usize,
}

impl Field {
    /// A field with `text` in it and the cursor at its end. It never grows beyond `longest` bytes.
    pub fn new(text: &str, longest: usize) -> Self {
        let mut field = Self { text: String::new(), cursor: 0, longest };
        field.insert(text);
        field
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor and behind it.
    pub fn parts(&self) -> (&str, &str) {
        self.text.split_at_checked(self.cursor).unwrap_or((&self.text, ""))
    }

    /// Performs an editing command. `false` where `command` is none.
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

    /// Inserts `text` at the cursor, made one line and cut where the field is full.
    pub fn insert(&mut self, text: &str) {
        let room = self.longest.saturating_sub(self.text.len());
        let end = (0..=room.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let fitting = text.get(..end).unwrap_or_default();
        let added: String = fitting.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.text.insert_str(self.cursor, &added);
        self.cursor += added.len();
    }

    /// Moves the cursor by one grapheme cluster.
    fn step(&mut self, on: bool) {
        let (before, behind) = self.parts();
        let length = |letter: Option<&str>| letter.map_or(0, str::len);
        self.cursor = if on {
            self.cursor + length(behind.graphemes(true).next())
        } else {
            self.cursor - length(before.graphemes(true).next_back())
        };
    }

    /// Moves the cursor to the end or the beginning.
    const fn jump(&mut self, to_end: bool) {
        self.cursor = if to_end { self.text.len() } else { 0 };
    }

    /// Deletes the grapheme cluster before the cursor. `false` where the field is empty.
    pub fn erase(&mut self) -> bool {
        let end = self.cursor;
        self.step(false);
        self.text.replace_range(self.cursor..end, "");
        end > 0 || !self.text.is_empty()
    }

    /// Deletes the grapheme cluster behind the cursor.
    fn delete(&mut self) {
        let start = self.cursor;
        self.step(true);
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Deletes the word before the cursor.
    fn erase_word(&mut self) {
        let (before, _) = self.parts();
        let start = before.trim_end().rfind(char::is_whitespace).map_or(0, |space| {
            space + before.get(space..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Deletes everything before the cursor.
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
