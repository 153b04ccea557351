//! Marks, each a letter, and other ways to a place in the text.

use super::{Answer, Effect, Linear};
use crate::printable;

/// The letter, so to speak, of the place before the last jump.
const BEFORE: char = '\'';

impl Linear {
    /// The same with places that were marked before, each a letter and a byte of the text.
    #[must_use]
    pub fn with_marks(self, marks: Vec<(char, usize)>) -> Self {
        Self { marks: marks.into_iter().collect(), ..self }
    }

    /// Marks the paragraph that was read last with a letter.
    pub(super) fn set_mark(&mut self, letter: &str) -> Answer {
        let Some(letter) = only(letter).filter(|letter| letter.is_alphanumeric()) else {
            return Answer::line("say which letter or digit: m a");
        };
        let paragraph = self.paragraph.unwrap_or(0);
        let Some(offset) = self.paragraphs.get(paragraph).map(|span| span.start) else {
            return Answer::line("there is nothing to mark");
        };
        self.marks.insert(letter, offset);
        let lines = vec![format!("paragraph {} is marked; '{letter} comes back to it", paragraph + 1)];
        Answer { lines, effect: Some(Effect::Mark(letter, offset)) }
    }

    /// Reads the paragraph that is marked with a letter, or that was read before the last jump.
    pub(super) fn go_to_mark(&mut self, letter: &str) -> Answer {
        match only(letter) {
            Some(BEFORE) => match self.before {
                Some(paragraph) => self.jump(paragraph + 1),
                None => Answer::line("nothing has been jumped to"),
            },
            Some(letter) => match self.marks.get(&letter).copied() {
                Some(offset) => self.jump(self.number_at(offset)),
                None => Answer::line(format!(
                    "no place is marked {}",
                    printable::line(letter.encode_utf8(&mut [0; 4]))
                )),
            },
            None if self.marks.is_empty() => Answer::line("no place is marked; m a marks this one"),
            None => {
                let marks = self.marks.iter();
                let line = |(letter, offset): (&char, &usize)| {
                    format!("Mark {letter}: paragraph {}", self.number_at(*offset))
                };
                Answer::lines(marks.map(line).collect())
            }
        }
    }

    /// Reads the paragraph so far into the text, in percent.
    pub(super) fn go_to_percent(&mut self, percent: usize) -> Answer {
        let length = self.article.text.len();
        let percent = percent.min(100);
        self.jump(self.number_at(length / 100 * percent + length % 100 * percent / 100))
    }

    /// Reads the paragraph with this number, counted from 1, or the last, and remembers which was read before.
    pub(super) fn jump(&mut self, number: usize) -> Answer {
        self.before = self.paragraph.or(self.before);
        self.go_to_paragraph(number)
    }

    /// The number of the paragraph with the byte at `offset`, or of the one after it.
    fn number_at(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|span| span.end <= offset) + 1
    }
}

/// The only character.
fn only(letter: &str) -> Option<char> {
    let mut chars = letter.chars();
    chars.next().filter(|_| chars.next().is_none())
}
