//! The line editor, for notes and for commands that get a text.

pub mod update;

use crate::{highlights::Highlight, reader::overlays::field::Field, span::Span};

/// Longest line that can be written, in bytes.
const LONGEST: usize = 2000;

/// The state of the line editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What the line is for.
    pub purpose: Purpose,
    /// The text and the cursor.
    pub field: Field,
    /// The recalled line of the history, counted from the latest; none for a new line.
    recalled: Option<usize>,
}

/// What a line is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The note of a new highlight of this span.
    NewNote(Span),
    /// The note of an existing highlight.
    Note {
        /// The highlight.
        of: Highlight,
        /// Its span, where its words are still in the text.
        span: Option<Span>,
        /// Whether the list of highlights is shown again afterwards.
        from_list: bool,
    },
    /// A command to run with this text as its input.
    Pipe(Piped),
}

/// The text that a command gets on its standard input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piped {
    /// The current quote as the citation template gives it.
    Quote,
    /// The whole article.
    Article,
}

impl Purpose {
    /// The label before the field.
    pub const fn lead(&self) -> &'static str {
        match self {
            Self::NewNote(_) | Self::Note { .. } => "note: ",
            Self::Pipe(Piped::Quote) => "quote | ",
            Self::Pipe(Piped::Article) => "article | ",
        }
    }

    /// The span of the text that the line is about.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::NewNote(span) => Some(*span),
            Self::Note { span, .. } => *span,
            Self::Pipe(_) => None,
        }
    }
}

impl Line {
    /// A line with `text` in it and the cursor at its end.
    pub fn new(purpose: Purpose, text: &str) -> Self {
        Self { purpose, field: Field::new(text, LONGEST), recalled: None }
    }

    /// The text, trimmed.
    pub fn written(&self) -> &str {
        self.field.text().trim()
    }

    /// Recalls the previous or next line of `history`, whose last is the latest. After the latest comes an empty line.
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
