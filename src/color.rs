//! How many colours the output may use.

/// What a terminal can show, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColorDepth {
    /// None: attributes (bold, underline, reverse) only.
    None,
    /// The sixteen colours of the terminal's own palette.
    Sixteen,
    /// The 256 indexed colours.
    Indexed,
    /// 24 bits.
    True,
}
