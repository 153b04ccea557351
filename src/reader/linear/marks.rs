//! Line mode: marks, and jumps by mark, percentage or paragraph number.

use super::{Answer, Effect, Linear};
use crate::{positions::Kept, printable, reader::article::explain};

/// Stands in place of a letter for the place before the last jump.
const BEFORE: char = '\'';

impl Linear {
    /// Restores the reading position and the marks of an earlier run.
    #[must_use]
    pub fn with_kept(self, kept: Kept) -> Self {
        Self { marks: kept.marks.into_iter().collect(), position: kept.position, ..self }
    }

    /// The offset of the block read last; none where reading has not got past the title, byline and date.
    pub fn left_at(&self) -> Option<usize> {
        let at = self.block.filter(|at| *at >= self.head_blocks)?;
        self.blocks.get(at).map(|span| span.start)
    }

    /// Marks the block read last with a letter or digit.
    pub(super) fn set_mark(&mut self, letter: &str) -> Answer {
        let Some(letter) = only(letter).filter(|letter| letter.is_alphanumeric()) else {
            return Answer::line("say which letter or digit: m a");
        };
        let at = self.block.unwrap_or(0);
        let Some(offset) = self.blocks.get(at).map(|span| span.start) else {
            return Answer::line("there is nothing to mark");
        };
        self.marks.insert(letter, offset);
        let lines = vec![format!("{} is marked; '{letter} comes back to it", self.place(at))];
        Answer { lines, effect: Some(Effect::Mark(letter, offset)) }
    }

    /// Reads the block with this mark, or that before the last jump; without a letter, lists the marks.
    pub(super) fn go_to_mark(&mut self, letter: &str) -> Answer {
        match only(letter) {
            Some(BEFORE) => match self.before {
                Some(at) => self.jump(at),
                None => Answer::line("nothing has been jumped to"),
            },
            Some(letter) => match self.marks.get(&letter).copied() {
                Some(offset) => self.jump(self.block_at(offset)),
                None => Answer::line(format!(
                    "no place is marked {}",
                    printable::line(letter.encode_utf8(&mut [0; 4]))
                )),
            },
            None if self.marks.is_empty() => Answer::line("no place is marked; m a marks this one"),
            None => {
                let marks = self.marks.iter();
                let line = |(letter, offset): (&char, &usize)| {
                    format!("Mark {letter}: {}", self.place(self.block_at(*offset)))
                };
                Answer::lines(marks.map(line).collect())
            }
        }
    }

    /// Reads the block at this percentage of the text.
    pub(super) fn go_to_percent(&mut self, percent: usize) -> Answer {
        let length = self.article.text.len();
        let percent = percent.min(100);
        self.jump(self.block_at(length / 100 * percent + length % 100 * percent / 100))
    }

    /// Reads the paragraph with this number, counted from 1 as on the screen, or the last paragraph.
    pub(super) fn go_to_paragraph(&mut self, number: usize) -> Answer {
        let Some(start) = self.numbers.start(number) else { return Answer::line("there are no paragraphs") };
        let mut answer = self.jump(self.block_at(start));
        if number > self.numbers.len() {
            answer.lines.insert(0, format!("the last paragraph is {}", self.numbers.len()));
        }
        answer
    }

    /// Ends the search and jumps to block `at`, or the last.
    pub(super) fn jump(&mut self, at: usize) -> Answer {
        self.end_search();
        self.leap(at)
    }

    /// Jumps to block `at`, and remembers the block before the jump. The search goes on.
    pub(super) fn leap(&mut self, at: usize) -> Answer {
        self.before = self.block.or(self.before);
        self.read_block(at)
    }

    /// The index of the block that holds `offset`, or of the next one.
    pub(super) fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|span| span.end <= offset).min(self.blocks.len().saturating_sub(1))
    }

    /// The place of a block in words, as on the screen: "paragraph 3".
    pub(super) fn place(&self, at: usize) -> String {
        explain::paragraph(self.numbers.number(self.blocks.get(at).map_or(0, |span| span.start)))
    }
}

/// The character of a string that has only one.
fn only(letter: &str) -> Option<char> {
    let mut chars = letter.chars();
    chars.next().filter(|_| chars.next().is_none())
}
