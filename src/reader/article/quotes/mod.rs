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
}

impl Quotes {
    /// The place in `shown` of the selected quote.
    pub fn position(&self) -> Option<usize> {
        self.shown.binary_search(&self.current?).ok()
    }
}
