//! Evaluation of found quotes against gold ones.
//!
//! Takes a [`Gold`] document and its [`Analysis`](crate::analysis::Analysis), gives a [`Comparison`]; a [`Tally`] adds
//! comparisons up. Knows nothing of files or screen.
//!
//! | figure | a found quote counts where |
//! |---|---|
//! | detect | it shares at least half of the letters and digits of both with a gold quote (Jaccard's measure); every quote is matched once, the best overlaps first |
//! | exact | it is matched, and letters and digits are the same |
//! | attributed | it is matched, and its source shares a letter with the gold source; where gold has none, it has none either |
//! | characters | letters and digits of content, over all documents |
//! | resolved | it is matched, and its speaker is called what gold calls the speaker, of the gold quotes that name one |

mod gold;
mod letters;
mod matching;
mod names;
mod standoff;
mod tally;

pub use gold::{Gold, GoldError};
pub use matching::{Comparison, Fault, FaultKind, compare};
pub use tally::{BOUNDS, Band, Block, Figures, KindFigures, Rates, Tally};
