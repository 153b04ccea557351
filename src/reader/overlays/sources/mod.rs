//! The sourcing sheet: who speaks in the article, as what, how much, how surely, and through whom.

pub mod update;
pub mod view;

use crate::figures::Sourcing;

/// The sheet as it lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it tells.
    pub sourcing: Sourcing,
    /// The selected line, as a place in [`Sheet::entries`].
    pub selected: usize,
}

/// A line of the sheet that leads into the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The one at this place in [`Sourcing::voices`].
    Voice(usize),
    /// All quotes that may be none.
    Doubtful,
    /// All quotes that are left out.
    LeftOut,
}

impl Sheet {
    /// Its lines in order.
    pub fn entries(&self) -> Vec<Entry> {
        let mut out: Vec<Entry> = (0..self.sourcing.voices.len()).map(Entry::Voice).collect();
        if !self.sourcing.doubtful.is_empty() {
            out.push(Entry::Doubtful);
        }
        if self.sourcing.left_out > 0 {
            out.push(Entry::LeftOut);
        }
        out
    }

    /// The selected line.
    pub fn entry(&self) -> Option<Entry> {
        self.entries().get(self.selected).copied()
    }
}
