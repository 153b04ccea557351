//! A line that is written: a note, or a command.

pub mod update;

use crate::{highlights::Highlight, span::Span};
use unicode_segmentation::UnicodeSegmentation as _;

/// Longest line that can be written, in bytes.
const LONGEST: usize = 2000;

/// A line that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What for.
    pub purpose: Purpose,
    /// What has been written.
    text: String,
    /// The byte of it before which letters go.
    cursor: usize,
    /// Which of the lines that were written before it stands there, counted from the last; none for a new one.
    recalled: Option<usize>,
}

/// What a line is written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// It is the note of a highlight that is made with it.
    NewNote(Span),
    /// It is the note of this highlight.
    Note {
        /// Which one.
        of: Highlight,
        /// Where it stands.
        span: Option<Span>,
        /// Whether the list of highlights is gone back to.
        from_list: bool,
    },
    /// It is a command that gets a text.
    Pipe(Piped),
}

/// What a command gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piped {
    /// The current quote, as it is copied.
    Quote,
    /// All of the article.
    Article,
}

impl Purpose {
    /// What stands before the line.
    pub const fn lead(&self) -> &'static str {
        match self {
            Self::NewNote(_) | Self::Note { .. } => "note: ",
            Self::Pipe(Piped::Quote) => "quote | ",
            Self::Pipe(Piped::Article) => "article | ",
        }
    }

    /// The words of the text that it is about.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::NewNote(span) => Some(*span),
            Self::Note { span, .. } => *span,
            Self::Pipe(_) => None,
        }
    }
}

impl Line {
    /// A line with `text` on it, at its end.
    pub fn new(purpose: Purpose, text: &str) -> Self {
        let mut line = Self { purpose, text: String::new(), cursor: 0, recalled: None };
        line.insert(text);
        line
    }

    /// What stands before the cursor and behind it.
    pub fn parts(&self) -> (&str, &str) {
        self.text.split_at_checked(self.cursor).unwrap_or((&self.text, ""))
    }

    /// All that has been written, without white space at its ends.
    pub fn written(&self) -> &str {
        self.text.trim()
    }

    /// Puts `text` in, as far as there is room; it is one line.
    pub fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.len());
        let end = (0..=room.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let fitting = text.get(..end).unwrap_or_default();
        let added: String = fitting.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.text.insert_str(self.cursor, &added);
        self.cursor += added.len();
    }

    /// Goes a letter on, or back.
    pub fn step(&mut self, on: bool) {
        let (before, behind) = self.parts();
        let length = |letter: Option<&str>| letter.map_or(0, str::len);
        self.cursor = if on {
            self.cursor + length(behind.graphemes(true).next())
        } else {
            self.cursor - length(before.graphemes(true).next_back())
        };
    }

    /// Goes to the end, or to the beginning.
    pub const fn jump(&mut self, to_end: bool) {
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
    pub fn delete(&mut self) {
        let start = self.cursor;
        self.step(true);
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Takes the word before the cursor away.
    pub fn erase_word(&mut self) {
        let (before, _) = self.parts();
        let start = before.trim_end().rfind(char::is_whitespace).map_or(0, |space| {
            space + before.get(space..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Goes to the line that was written before, or after, of `history`, the last of which is the latest; beyond that to a new
    /// one.
    pub fn recall(&mut self, history: &[String], older: bool) {
        let last = history.len().saturating_sub(1);
        self.recalled = match (self.recalled, older) {
            (None, true) if !history.is_empty() => Some(0),
            (Some(place), true) => Some((place + 1).min(last)),
            (Some(place), false) => place.checked_sub(1),
            (none, _) => none,
        };
        let line = self.recalled.and_then(|place| history.get(last.checked_sub(place)?));
        self.text = line.cloned().unwrap_or_default();
        self.cursor = self.text.len();
    }

    /// Takes all before the cursor away.
    pub fn clear(&mut self) {
        self.text.replace_range(..self.cursor, "");
        self.cursor = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::new(Purpose::NewNote(Span::new(0, 0)), text)
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
        assert_eq!(line.written(), "so ae x");
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
    fn what_was_written_before_comes_back() {
        let history = ["one".to_owned(), "two".to_owned()];
        let mut line = line("");
        for (older, expected) in [
            (false, ""),
            (true, "two"),
            (true, "one"),
            (true, "one"),
            (false, "two"),
            (false, ""),
            (true, "two"),
        ] {
            line.recall(&history, older);
            assert_eq!(line.written(), expected);
        }
        line.recall(&[], true);
        assert_eq!(line.written(), "");
    }

    #[test]
    fn a_line_is_no_longer_than_it_may_be() {
        let mut line = line(&"é".repeat(LONGEST));
        line.insert("x");
        assert_eq!(line.written().len(), LONGEST);
    }
}
