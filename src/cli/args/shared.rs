//! Options that several commands share. Their doc comments are help texts.

use crate::{
    color::ColorChoice,
    settings::{Model, Quotes},
};
use clap::Args;
#[cfg(feature = "library")]
use clap::ValueEnum;

/// The model, where the settings do not say which.
#[derive(Debug, Clone, Copy, Args)]
pub(in crate::cli) struct ModelArg {
    /// What finds quotes and speakers
    #[arg(long, value_name = "MODEL", value_enum, default_value_t)]
    pub model: Model,
}

/// The model, where it is asked for instead of that in the settings.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(in crate::cli) struct ModelOverride {
    /// What finds quotes and speakers
    #[arg(long, value_name = "MODEL", value_enum)]
    pub model: Option<Model>,
}

/// What answers are written as.
#[cfg(feature = "library")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum AnswerFormat {
    /// For people
    #[default]
    Text,
    /// A JSON object a line
    Jsonl,
    /// Cells between commas, with a line of names; made harmless for spreadsheets
    Csv,
    /// Markdown
    Md,
}

/// How answers are written.
#[cfg(feature = "library")]
#[derive(Debug, Clone, Copy, Args)]
pub(in crate::cli) struct AnswerArg {
    /// What is written
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    format: AnswerFormat,
    /// Write a JSON object a line: the same as --format jsonl
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[cfg(feature = "library")]
impl AnswerArg {
    /// The format that was asked for.
    pub const fn form(self) -> AnswerFormat {
        if self.json { AnswerFormat::Jsonl } else { self.format }
    }
}

/// Which quotes count, where the settings do not say so.
#[derive(Debug, Clone, Copy, Args)]
pub(in crate::cli) struct QuotesArg {
    /// Which quotes count, by how sure it is that they are quotes
    #[arg(long, value_name = "WHICH", value_enum, default_value_t)]
    pub quotes: Quotes,
}

/// When colour is used, where it is asked for instead of what is in the settings.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(in crate::cli) struct ColorOverride {
    /// When to use colour
    ///
    /// With "auto" a `NO_COLOR` in the environment turns colour off; COLORTERM and TERM tell how many colours there are.
    #[arg(long, value_name = "WHEN", value_enum)]
    pub color: Option<ColorChoice>,
}
