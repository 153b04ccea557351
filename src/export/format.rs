//! The export formats for one article and its quotes.

use super::{
    bibliography, json, markdown, page,
    rows::{self, Row as _},
    standoff, tei,
};
use crate::{analysis::Analysis, article::Article, highlights::Highlight};
use std::io::{self, Write};

/// An export format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// The quotes by speaker, then highlights and notes.
    Markdown,
    /// A self-contained web page that looks like the reader.
    Html,
    /// A row for each quote or highlight ([`rows::noted`]).
    Csv,
    /// Everything, as one JSON object.
    Json,
    /// A bibliographic entry in CSL-JSON.
    Csl,
    /// A bibliographic entry for BibTeX and BibLaTeX.
    Bibtex,
    /// Quotes as stand-off annotations for brat, which `dixit evaluate` reads as well.
    Brat,
    /// The text with its quotes in TEI, for digital editions.
    Tei,
}

impl ExportFormat {
    /// All formats.
    pub const ALL: [Self; 8] =
        [Self::Markdown, Self::Html, Self::Csv, Self::Json, Self::Csl, Self::Bibtex, Self::Brat, Self::Tei];

    /// The name of the format on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Csl => "csl",
            Self::Bibtex => "bibtex",
            Self::Brat => "brat",
            Self::Tei => "tei",
        }
    }

    /// A description.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown: the quotes by speaker",
            Self::Html => "HTML: a page that looks like this",
            Self::Csv => "CSV: a row a quote",
            Self::Json => "JSON: all that is known",
            Self::Csl => "CSL-JSON: the article, for Zotero and others",
            Self::Bibtex => "BibTeX: the article as a source",
            Self::Brat => "brat: the places of its quotes",
            Self::Tei => "TEI: the text with its quotes",
        }
    }

    /// The file name extension.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Csl => "csl.json",
            Self::Bibtex => "bib",
            Self::Brat => "ann",
            Self::Tei => "tei.xml",
        }
    }

    /// Writes `article` with its analysis and the user's highlights.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn write(
        self,
        out: &mut impl Write,
        article: &Article,
        analysis: &Analysis,
        highlights: &[Highlight],
    ) -> io::Result<()> {
        match self {
            Self::Markdown => out.write_all(markdown::write(article, analysis, highlights).as_bytes()),
            Self::Html => out.write_all(page::write(article, analysis, highlights).as_bytes()),
            Self::Csv => {
                let mut writer = rows::Writer::new(rows::Form::Csv, out);
                writer.header(rows::NotedRow::COLUMNS)?;
                rows::noted(article, analysis, highlights).iter().try_for_each(|row| writer.row(row))?;
                writer.flush()
            }
            Self::Json => json::write_with(out, article, analysis, highlights),
            Self::Csl => out.write_all(bibliography::csl(article)?.as_bytes()),
            Self::Bibtex => out.write_all(bibliography::bibtex(article).as_bytes()),
            Self::Brat => standoff::write(out, article, analysis),
            Self::Tei => out.write_all(tei::write(article, analysis).as_bytes()),
        }
    }
}
