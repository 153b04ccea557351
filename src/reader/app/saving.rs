//! Writes exports to files named after their articles.

use crate::{
    analysis::Analysis, article::Article, export::format::ExportFormat, highlights::Highlight, printable,
};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Writes the export to a new file in `folder`, named after the article, and gives its path. Existing files are not
/// overwritten: a number is added to the name. A brat file (`.ann`) gets the text that its offsets refer to in a file beside
/// it (`.txt`).
///
/// # Errors
/// Where the file cannot be created or written; one that was begun is removed.
pub fn save(
    format: ExportFormat,
    folder: &Path,
    article: &Article,
    analysis: &Analysis,
    highlights: &[Highlight],
) -> io::Result<PathBuf> {
    /// Names that are tried, "-2" to "-1000" after the bare one.
    const MOST: usize = 1000;
    let name = file_name(article);
    for number in 1..=MOST {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{name}{number}.{}", format.extension()));
        let beside = (format == ExportFormat::Brat).then(|| path.with_extension("txt"));
        if beside.as_ref().is_some_and(|text| text.exists()) {
            continue;
        }
        let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            made => io::BufWriter::new(made?),
        };
        let written = format.write(&mut file, article, analysis, highlights).and_then(|()| file.flush());
        // Brat offsets mean nothing without the text.
        let written = written.and_then(|()| match &beside {
            Some(text) => write_new(text, article.text.as_bytes()),
            None => Ok(()),
        });
        if let Err(error) = written {
            drop(file);
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        return Ok(path);
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "there are too many files of this name"))
}

/// Writes a file that does not exist yet, all of it or none.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = File::create_new(path)?.write_all(bytes);
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

/// The title in lower case with hyphens, of up to `LONGEST` characters; "article" where it has no letters.
fn file_name(article: &Article) -> String {
    const LONGEST: usize = 60;
    let title = article.label();
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
            let path = save(format, folder.path(), &article, &analysis, &[]).unwrap();
            assert!(fs::metadata(&path).unwrap().len() > 0);
            names.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
        assert_eq!(names[0], "the-ferry-late-lost.md");
        assert_eq!(names[8], "the-ferry-late-lost-2.html");
    }

    #[test]
    fn any_title_names_a_file() {
        for title in ["", "///", "\u{1b}[31m", &"word ".repeat(99), &"x".repeat(999)] {
            let name = file_name(&Article::from_text(title, "", Format::Plain));
            assert!(!name.is_empty() && name.len() <= 60 && !name.contains(['/', '.', ' ']), "{name}");
        }
    }
}
