//! Options that several commands share.

use crate::{
    color::ColorChoice,
    settings::{Model, Quotes},
};
use clap::Args;

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
