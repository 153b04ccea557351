//! Flat rows for tables, spreadsheets and query engines: one for each quote, actor or article. Every value is a string,
//! a number, a boolean, or null.
//!
//! Takes an article and its analysis, gives [`QuoteRow`]s, [`ActorRow`]s and an [`ArticleRow`] ([`quotes`], [`actors`],
//! [`article`]). Writes these, and the [`PersonRow`]s of a library, as JSON Lines or CSV ([`Writer`]), and with the
//! feature `arrow` as an Arrow IPC stream. The columns are declared once, in `tables`, with type and description;
//! `assets/rows.md` is generated from that.
//!
//! [`SCHEMA`] is the version of the tables, and the first column of each. A column that is appended does not change it;
//! one that is renamed, moved, removed or redefined increments it.
//!
//! JSON Lines are exact. In CSV, which people open in spreadsheets, values that would be taken for a formula are
//! defused: see [`Writer`].

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

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// A row for each quote.
    Quotes,
    /// A row for each actor.
    Actors,
    /// A row for each article.
    Articles,
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 3] = [Self::Quotes, Self::Actors, Self::Articles];

    /// The name of the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Actors => "actors",
            Self::Articles => "articles",
        }
    }

    /// The columns, in order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Quotes => QuoteRow::COLUMNS,
            Self::Actors => ActorRow::COLUMNS,
            Self::Articles => ArticleRow::COLUMNS,
        }
    }

    /// Writes the rows of one article as they are made, without a header.
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
