//! What one article and its quotes are exported as, to be taken to another program or to other people.

use super::{bibliography, json, markdown, page, rows};
use crate::{analysis::Analysis, article::Article, printable};
use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A form of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// The quotes under the names of who says them.
    Markdown,
    /// A web page that looks like the reader and holds all it needs.
    Html,
    /// A row a quote ([`rows`]).
    Csv,
    /// All that is known, as one object.
    Json,
    /// The article as a source, for citation managers.
    Csl,
    /// The article as a source, for BibTeX and BibLaTeX.
    Bibtex,
}

impl ExportFormat {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Markdown, Self::Html, Self::Csv, Self::Json, Self::Csl, Self::Bibtex];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Csl => "csl",
            Self::Bibtex => "bibtex",
        }
    }

    /// What it is, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown: the quotes by speaker",
            Self::Html => "HTML: a page that looks like this",
            Self::Csv => "CSV: a row a quote",
            Self::Json => "JSON: all that is known",
            Self::Csl => "CSL-JSON: the article, for Zotero and others",
            Self::Bibtex => "BibTeX: the article as a source",
        }
    }

    /// How the names of such files end.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Csl => "csl.json",
            Self::Bibtex => "bib",
        }
    }

    /// Writes `article` and what was found in it.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn write(self, out: &mut impl Write, article: &Article, analysis: &Analysis) -> io::Result<()> {
        match self {
            Self::Markdown => out.write_all(markdown::write(article, analysis).as_bytes()),
            Self::Html => out.write_all(page::write(article, analysis).as_bytes()),
            Self::Csv => {
                rows::Writer::new(rows::Form::Csv, &mut *out).header(rows::Table::Quotes.columns())?;
                rows::Table::Quotes.write(rows::Form::Csv, out, article, analysis)
            }
            Self::Json => json::write(out, article, analysis),
            Self::Csl => out.write_all(bibliography::csl(article)?.as_bytes()),
            Self::Bibtex => out.write_all(bibliography::bibtex(article).as_bytes()),
        }
    }

    /// Writes the export to a new file in `folder`, named after the article, and gives its path. No file that is there is
    /// written over: a number is set behind the name.
    ///
    /// # Errors
    /// Where the file cannot be made or written; what was begun of it is taken away.
    pub fn save(self, folder: &Path, article: &Article, analysis: &Analysis) -> io::Result<PathBuf> {
        /// Names that are tried.
        const MOST: usize = 1000;
        let name = file_name(article);
        for number in 1..=MOST {
            let number = if number == 1 { String::new() } else { format!("-{number}") };
            let path = folder.join(format!("{name}{number}.{}", self.extension()));
            let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                made => io::BufWriter::new(made?),
            };
            let written = self.write(&mut file, article, analysis).and_then(|()| file.flush());
            if let Err(error) = written {
                drop(file);
                let _ = std::fs::remove_file(&path);
                return Err(error);
            }
            return Ok(path);
        }
        Err(io::Error::new(io::ErrorKind::AlreadyExists, "there are too many files of this name"))
    }
}

/// The title in small letters and hyphens, as long as a file's name may well be.
fn file_name(article: &Article) -> String {
    const LONGEST: usize = 60;
    let title = article.title_text().unwrap_or_else(|| article.name.clone());
    let mut out = String::new();
    for word in printable::line(&title).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    {
        let word = word.to_lowercase();
        if !out.is_empty() && out.len() + word.len() >= LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(word.chars().take(LONGEST));
    }
    if out.is_empty() { "article".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Analyzer, article::Format};

    #[test]
    fn no_file_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let text = "The ../ferry: late & «lost»\n\n“We will pay for all of it,” said Ann Roe, the mayor of the port.";
        let article = Article::from_text("a.txt", text, Format::Plain);
        let analysis = Analyzer::default().analyse(&article);
        let mut names = Vec::new();
        for format in ExportFormat::ALL.into_iter().chain([ExportFormat::Html]) {
            let path = format.save(folder.path(), &article, &analysis).unwrap();
            assert!(std::fs::metadata(&path).unwrap().len() > 0);
            names.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
        assert_eq!(names[0], "the-ferry-late-lost.md");
        assert_eq!(names[6], "the-ferry-late-lost-2.html");
    }

    #[test]
    fn any_title_names_a_file() {
        for title in ["", "///", "\u{1b}[31m", &"word ".repeat(99), &"x".repeat(999)] {
            let name = file_name(&Article::from_text(title, "", Format::Plain));
            assert!(!name.is_empty() && name.len() <= 60 && !name.contains(['/', '.', ' ']), "{name}");
        }
    }
}
