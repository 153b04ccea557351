//! The history of jumps: positions to go back to, and forth again.

use crate::{reader::article::Place, span::Span};

/// Most positions in the history.
const MOST: usize = 100;

/// A position in the text, and the quote that was selected there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadingPosition {
    /// The position in the text.
    pub place: Place,
    /// The extent of the selected quote; its number may change with the next analysis, the extent does not.
    pub quote: Option<Span>,
}

/// The history, split at the current position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Jumps {
    /// Positions that were left by a jump, the latest last.
    back: Vec<ReadingPosition>,
    /// Positions from which the person has gone back, the latest last.
    forth: Vec<ReadingPosition>,
}

impl Jumps {
    /// Records that `from` was left by a jump; positions to go forth to are dropped.
    pub fn leave(&mut self, from: ReadingPosition) {
        self.forth.clear();
        if self.back.last() != Some(&from) {
            self.back.push(from);
        }
        if self.back.len() > MOST {
            self.back.remove(0);
        }
    }

    /// The position before the last jump.
    pub fn last_left(&self) -> Option<ReadingPosition> {
        self.back.last().copied()
    }

    /// Goes from `here` to the previous position.
    pub fn back(&mut self, here: ReadingPosition) -> Option<ReadingPosition> {
        let to = self.back.pop()?;
        self.forth.push(here);
        Some(to)
    }

    /// Goes from `here` to the position from which the person has last gone back.
    pub fn forth(&mut self, here: ReadingPosition) -> Option<ReadingPosition> {
        let to = self.forth.pop()?;
        self.back.push(here);
        Some(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(offset: usize) -> ReadingPosition {
        ReadingPosition { place: Place { offset, on_gap: false }, quote: None }
    }

    #[test]
    fn back_and_forth_retrace_the_way() {
        let mut jumps = Jumps::default();
        jumps.leave(spot(1));
        jumps.leave(spot(2));
        assert_eq!(jumps.back(spot(3)), Some(spot(2)));
        assert_eq!(jumps.back(spot(2)), Some(spot(1)));
        assert_eq!(jumps.back(spot(1)), None);
        assert_eq!(jumps.forth(spot(1)), Some(spot(2)));
        assert_eq!(jumps.forth(spot(2)), Some(spot(3)));
        assert_eq!(jumps.forth(spot(3)), None);
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut jumps = Jumps::default();
        jumps.leave(spot(1));
        assert_eq!(jumps.back(spot(2)), Some(spot(1)));
        jumps.leave(spot(1));
        assert_eq!(jumps.forth(spot(9)), None);
        for offset in 0..1000 {
            jumps.leave(spot(offset));
        }
        assert!(jumps.back.len() <= MOST);
    }
}
