//! The places that were jumped from, to go back to and forth again.

use crate::{reader::article::Place, span::Span};

/// Most places that are kept.
const MOST: usize = 100;

/// A place in the text and the quote that was selected there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadingPosition {
    /// What stood on top.
    pub place: Place,
    /// The extent of the selected quote: unlike its number, a new analysis keeps it.
    pub quote: Option<Span>,
}

/// The places on either side of the present one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Jumps {
    /// Those that were left, the latest last.
    back: Vec<ReadingPosition>,
    /// Those that were gone back from, the latest last.
    forth: Vec<ReadingPosition>,
}

impl Jumps {
    /// Notes that `from` was left by a jump. What lay ahead is forgotten.
    pub fn leave(&mut self, from: ReadingPosition) {
        self.forth.clear();
        if self.back.last() != Some(&from) {
            self.back.push(from);
        }
        if self.back.len() > MOST {
            self.back.remove(0);
        }
    }

    /// Where the last jump began.
    pub fn last_left(&self) -> Option<ReadingPosition> {
        self.back.last().copied()
    }

    /// The place before, when `here` is left for it.
    pub fn back(&mut self, here: ReadingPosition) -> Option<ReadingPosition> {
        let to = self.back.pop()?;
        self.forth.push(here);
        Some(to)
    }

    /// The place that was last gone back from, when `here` is left for it.
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
        ReadingPosition { place: Place { offset, air: false }, quote: None }
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
