//! The list of quotes beside the text.

pub mod entries;
pub mod view;

use crate::reader::article::body::segments::Segments;

/// The state of the list of quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotes {
    /// The number of the selected quote in the analysis. It is the same in the list and in the text.
    pub current: Option<usize>,
    /// The numbers of the quotes that pass the filter, in text order.
    pub shown: Vec<usize>,
    /// The spans of these quotes in the text.
    pub segments: Segments,
    /// The index in `shown` of the first quote on screen.
    pub top: usize,
    /// Set while the selected quote stands in for one that the filter hides.
    pub stand_in: Option<StandIn>,
}

/// A quote selected in place of one that the filter hides, until that is shown again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandIn {
    /// The hidden quote.
    pub of: usize,
    /// The quote that is selected instead.
    pub quote: usize,
}

impl From<(usize, usize)> for StandIn {
    fn from((of, quote): (usize, usize)) -> Self {
        Self { of, quote }
    }
}

impl Quotes {
    /// The index of the selected quote in `shown`.
    pub fn position(&self) -> Option<usize> {
        self.shown.binary_search(&self.current?).ok()
    }
}
