//! A line that is written: a note, or a command.

pub mod update;

use crate::{highlights::Highlight, reader::overlays::field::Field, span::Span};

/// Longest line that can be written, in bytes.
const LONGEST: usize = 2000;

/// A line that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What for.
    pub purpose: Purpose,
    /// What has been written.
    pub field: Field,
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
        Self { purpose, field: Field::new(text, LONGEST), recalled: None }
    }

    /// All that has been written, without white space at its ends.
    pub fn written(&self) -> &str {
        self.field.text().trim()
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
        self.field = Field::new(line.map_or("", String::as_str), LONGEST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::new(Purpose::NewNote(Span::new(0, 0)), text)
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
}
