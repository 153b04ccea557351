//! The analysis without a screen.
