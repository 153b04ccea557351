//! The list of quotes beside the text.

pub mod entries;
pub mod view;

use crate::reader::article::body::segments::Segments;

/// The list of quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotes {
    /// The selected one, in the list and in the text: its number in the analysis.
    pub current: Option<usize>,
    /// The numbers of those that pass the filter, in text order.
    pub shown: Vec<usize>,
    /// Where these stand in the text.
    pub segments: Segments,
    /// The first one on screen, as a place in `shown`.
    pub top: usize,
    /// That the selected quote stands in for one that the filter hides.
    pub stand_in: Option<StandIn>,
}

/// A quote that is selected in place of one that the filter hides, which is selected again once it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandIn {
    /// The hidden quote.
    pub of: usize,
    /// The selected one.
    pub quote: usize,
}

impl From<(usize, usize)> for StandIn {
    fn from((of, quote): (usize, usize)) -> Self {
        Self { of, quote }
    }
}

impl Quotes {
    /// The place in `shown` of the selected quote.
    pub fn position(&self) -> Option<usize> {
        self.shown.binary_search(&self.current?).ok()
    }
}
