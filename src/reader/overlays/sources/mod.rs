//! The sourcing sheet: who speaks in the article, in which role, how much, how certainly, and through whom.

pub mod update;
pub mod view;

use crate::figures::Sourcing;

/// The state of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its contents.
    pub sourcing: Sourcing,
    /// The index of the selected line in [`Sheet::entries`].
    pub selected: usize,
}

/// A line of the sheet that leads to quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A voice, by its index in [`Sourcing::voices`].
    Voice(usize),
    /// All doubtful quotes.
    Doubtful,
    /// All quotes below the threshold.
    LeftOut,
}

impl Sheet {
    /// The lines in order.
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
