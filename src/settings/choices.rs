//! What can be chosen, on the command line and in the settings alike.

use crate::{
    analysis::{Architecture, Threshold},
    color::ColorChoice,
};
use clap::ValueEnum;
use serde::Deserialize;

/// Which quotes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Quotes {
    /// Those that are likely to be quotes: what has no quotation marks and little confidence is left out
    #[default]
    Likely,
    /// Those in quotation marks
    Marked,
    /// All that was found
    All,
}

impl Quotes {
    /// What a quote has to reach.
    pub const fn threshold(self) -> Threshold {
        match self {
            Self::Likely => Threshold::Likely,
            Self::Marked => Threshold::Marked,
            Self::All => Threshold::All,
        }
    }
}

/// What is copied goes where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Clipboard {
    /// By a tool where there is one (wl-copy, xclip, xsel, pbcopy, clip.exe, tmux), else through the terminal; by
    /// way of SSH by tmux or through the terminal
    #[default]
    Auto,
    /// Through the terminal (OSC 52), which may refuse
    Osc52,
    /// By a tool, or not at all
    Native,
    /// Nothing is copied
    Off,
}

/// What finds quotes and speakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Model {
    /// A small transformer: right more often, and much slower. Texts of more than 64 kilobytes are read by the quick one
    Careful,
    /// Linear models and rules: a megabyte in a few seconds
    Quick,
}

impl Default for Model {
    /// The most careful one that this build has.
    fn default() -> Self {
        match Architecture::BEST {
            Architecture::Encoder => Self::Careful,
            Architecture::Linear => Self::Quick,
        }
    }
}

impl Model {
    /// What the model is made of.
    pub const fn architecture(self) -> Architecture {
        match self {
            Self::Careful => Architecture::Encoder,
            Self::Quick => Architecture::Linear,
        }
    }
}

/// Which signs are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Glyphs {
    /// Those of Unicode, unless the locale says that they cannot be shown
    #[default]
    Auto,
    /// Those of Unicode
    Unicode,
    /// Those of ASCII alone, for terminals and fonts without the others
    Ascii,
}

/// Who puts scripts that run from right to left (Hebrew, Arabic) in the order in which they are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Bidi {
    /// The reader, unless the terminal is known to do it
    #[default]
    Auto,
    /// The reader
    Reorder,
    /// The terminal
    Terminal,
}

/// When to do something that not every terminal is up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Where the terminal is up to it
    #[default]
    Auto,
    /// In any case
    Always,
    /// Not at all
    Never,
}

impl When {
    /// When to use colour.
    pub const fn color(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}

/// What of what is read in the reader goes into the library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// Each article that is opened
    Everything,
    /// What is on the reading list (a key puts it there), once it is opened
    Kept,
    /// No article: no text is kept of what somebody reads unless they ask for it
    #[default]
    Nothing,
}

/// Whether the reader keeps what was opened lately.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Recent {
    /// Title, place and time of the last 200 articles
    #[default]
    Keep,
    /// Nothing is read of it and nothing written
    Nothing,
}

/// Whether the reader keeps where articles were left, and which were read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Positions {
    /// They open there again, and lists tell what was read; of an article only a number is kept, and the key of its text
    #[default]
    Keep,
    /// Nothing is read of it and nothing written
    Nothing,
}
