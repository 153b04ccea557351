//! Flat rows for tables, spreadsheets and engines: one a quote, one an actor or one an article, every value a string, a
//! number, yes or no, or nothing.
//!
//! Takes an article and its analysis, gives [`QuoteRow`]s, [`ActorRow`]s and an [`ArticleRow`] ([`quotes`], [`actors`],
//! [`article`]), and writes rows, and the [`PersonRow`]s of a library, as JSON Lines or CSV ([`Writer`]), and with the feature
//! `arrow` as an Arrow IPC stream. The columns are declared once, in `tables`, each with its type and what it tells;
//! `assets/rows.md` is made of that.
//!
//! [`SCHEMA`] is the version of the tables, and the first column of each. A column that is added at the end leaves it as it
//! is; one that is renamed, moved, left out or means something else makes it one more.
//!
//! JSON Lines are exact. CSV is for people and their spreadsheets, which take what begins like a formula for one, whoever
//! wrote it: see [`Writer`].

#[cfg(feature = "arrow")]
mod arrow;
mod make;
mod noted;
mod row;
mod tables;
mod write;

#[cfg(feature = "arrow")]
pub use arrow::ArrowStream;
pub use make::{actors, article, content, quotes};
pub use noted::{NotedRow, noted};
pub use row::{Cell, Column, Row};
pub use tables::{ActorRow, ArticleRow, AuditRow, PairRow, PersonRow, QuoteRow};
pub use write::{Form, Writer};

use crate::{analysis::Analysis, article::Article};
use std::io::{self, Write};

/// The version of the tables.
pub const SCHEMA: usize = 1;

/// One of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// A row a quote.
    Quotes,
    /// A row an actor.
    Actors,
    /// A row an article.
    Articles,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Quotes, Self::Actors, Self::Articles];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Actors => "actors",
            Self::Articles => "articles",
        }
    }

    /// Its columns, in order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Quotes => QuoteRow::COLUMNS,
            Self::Actors => ActorRow::COLUMNS,
            Self::Articles => ArticleRow::COLUMNS,
        }
    }

    /// Writes the rows of one article, without a header. They are written as they are made.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn write(
        self,
        form: Form,
        out: &mut impl Write,
        article: &Article,
        analysis: &Analysis,
    ) -> io::Result<()> {
        let mut writer = Writer::new(form, out);
        match self {
            Self::Quotes => quotes(article, analysis).try_for_each(|row| writer.row(&row)),
            Self::Actors => actors(article, analysis).try_for_each(|row| writer.row(&row)),
            Self::Articles => writer.row(&make::article(article, analysis)),
        }?;
        writer.flush()
    }
}

#[cfg(test)]
mod tests;
