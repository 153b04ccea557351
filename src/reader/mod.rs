//! The screen: state, update, view. Takes articles and analyses, gives what is drawn. Knows nothing of how quotes are
//! found.

pub mod layout;

use crate::{article::Source, color::ColorDepth, error::Error};

/// How the reader is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Colours that may be used.
    pub colors: ColorDepth,
    /// Widest measure of the body, in cells.
    pub measure: u16,
    /// Whether the mouse is taken from the terminal at the start.
    pub mouse: bool,
}

/// Runs the reader on `sources` until the person quits. The terminal is as before when it returns.
///
/// # Errors
/// Where the first source cannot be loaded (before the screen is touched), or the terminal fails.
pub fn run(sources: &[Source], options: &Options) -> Result<(), Error> {
    let _ = (sources, options);
    Ok(())
}
