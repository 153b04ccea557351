//! The sources of articles: files, standard input, the web, the samples in the binary.
//!
//! Takes a path, `-` or an address, gives [`Article`]s or an [`Input`]. The one place where inputs are opened; knows
//! nothing of language and screen.

mod book;
mod error;
pub mod input;
mod preview;
mod streaming;
pub mod web;

pub use error::{InputError, SourceError};

use crate::{
    article::{Article, Hint, Input, Problem},
    fetch::{Address, Fetcher},
};
use std::{
    io,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// File names and contents of the sample articles.
const SAMPLES: [(&str, &str); 3] = [
    ("summit.txt", include_str!("../../assets/articles/summit.txt")),
    ("council.txt", include_str!("../../assets/articles/council.txt")),
    ("interview.md", include_str!("../../assets/articles/interview.md")),
];

/// Something that can be opened as an article or a collection of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input; it can be loaded only once.
    Stdin,
    /// An address on the web, as typed.
    Web(String),
    /// The sample with this number.
    Sample(usize),
}

impl Source {
    /// The source that a command-line argument names: `-` is standard input, a text with a scheme (`https://`) is an
    /// address, everything else is a path.
    pub fn of(name: &Path) -> Self {
        match name.to_str() {
            Some("-") => Self::Stdin,
            Some(text) if Address::looks_like_one(text) => Self::Web(text.to_owned()),
            _ => Self::Path(name.to_owned()),
        }
    }

    /// The samples, in the order in which they are offered.
    pub fn samples() -> Vec<Self> {
        (0..SAMPLES.len()).map(Self::Sample).collect()
    }

    /// The name before it is loaded: the path or address as given, `-`, or the file name of the sample. Untrusted: a
    /// path may contain any characters.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin => "-".to_owned(),
            Self::Web(address) => address.clone(),
            Self::Sample(n) => SAMPLES.get(*n).map_or("sample", |(name, _)| name).to_owned(),
        }
    }

    /// Where it can be opened again from any working directory: an address or an absolute path. `None` for standard
    /// input and samples, and for paths that are not UTF-8.
    pub fn place(&self) -> Option<String> {
        match self {
            Self::Path(path) => Some(std::path::absolute(path).ok()?.to_str()?.to_owned()),
            Self::Web(address) => Some(address.clone()),
            Self::Stdin | Self::Sample(_) => None,
        }
    }

    /// The sources in a folder: its article files, recursively and ordered by name. Anything else gives itself,
    /// including a folder that is an unpacked e-book. Hidden files, files whose extension is not that of an article,
    /// and the files that a browser saves along with a page are left out; symbolic links to folders are not followed.
    ///
    /// # Errors
    /// Where the folder cannot be read, or has no such file.
    pub fn expand(self) -> Result<Vec<Self>, InputError> {
        let folder = match &self {
            Self::Path(path) if path.is_dir() && !book::is_epub_folder(path) => path.clone(),
            _ => return Ok(vec![self]),
        };
        let name = self.name();
        let mut paths = Vec::new();
        for entry in WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(may_hold_articles) {
            match entry {
                Ok(entry) if is_article(entry.path()) => paths.push(entry.into_path()),
                Err(error) if error.depth() == 0 => {
                    return Err(InputError::Read { name, source: error.into() });
                }
                // Subfolders that cannot be read are skipped.
                Ok(_) | Err(_) => {}
            }
        }
        if paths.is_empty() {
            return Err(InputError::Folder { name });
        }
        Ok(paths.into_iter().map(Self::Path).collect())
    }

    /// Reads it. Of a web address the current state is fetched; without a connection a cached copy is used, and
    /// `caution` is called with a line that says so.
    ///
    /// # Errors
    /// Where it cannot be read or fetched, is a folder, is empty, or is in none of the formats that are read.
    pub fn load(&self, caution: impl FnMut(String)) -> Result<Input, SourceError> {
        let name = self.name();
        let bytes = match self {
            Self::Web(address) => {
                return Ok(web::open_now(&Fetcher::from_environment(), address, caution)?.input);
            }
            Self::Path(path) if book::is_epub_folder(path) => book::packed(path, &name)?,
            Self::Path(path) => input::of_file(path, &name)?,
            Self::Stdin => input::of_stream(io::stdin().lock(), 0, &name)?,
            Self::Sample(n) => SAMPLES.get(*n).map_or("", |(_, text)| text).into(),
        };
        Ok(Input::read(&name, bytes, &Hint::default())?)
    }

    /// Reads it, and meanwhile calls `each` with what can be shown so far: of standard input each time more of it has
    /// arrived, of a large text file once with its beginning.
    ///
    /// # Errors
    /// As [`Source::load`].
    pub fn load_as_it_comes(&self, mut each: impl FnMut(Article)) -> Result<Input, SourceError> {
        let name = self.name();
        if *self != Self::Stdin {
            if let Self::Path(path) = self {
                preview::of_file(path, &name).into_iter().for_each(each);
            }
            return self.load(drop);
        }
        let bytes = streaming::read(io::stdin(), &name, |part| {
            // An incomplete input may not be readable yet.
            if let Ok(Input::Article(article)) = Input::read(&name, part.to_vec(), &Hint::default()) {
                each(*article);
            }
        })?;
        Ok(Input::read(&name, bytes, &Hint::default())?)
    }

    /// Reads it and returns all of its articles. For excerpts in a feed on the web, the pages of the full articles are
    /// fetched; where that fails or exceeds the limits in [`web`], the excerpt is returned and `caution` is called with
    /// the reason.
    ///
    /// # Errors
    /// As [`Source::load`].
    pub fn load_all(&self, mut caution: impl FnMut(String)) -> Result<Vec<Article>, SourceError> {
        if let Self::Web(address) = self {
            return web::open_all(&Fetcher::from_environment(), address, caution);
        }
        let input = self.load(&mut caution)?;
        if let Input::Collection(collection) = &input {
            collection.caution(&self.name()).into_iter().for_each(caution);
        }
        Ok(input.into_articles())
    }

    /// Reads it and returns its first article.
    ///
    /// # Errors
    /// As [`Source::load`], and where there is no article.
    pub fn load_first(&self) -> Result<Article, SourceError> {
        let first = self.load(drop)?.into_articles().into_iter().next();
        first.ok_or_else(|| Problem::NoText.of(&self.name()).into())
    }
}

/// Whether to descend into or take an entry of a folder: it is not hidden, and not a folder that a browser saved along
/// with a page (`page_files` beside `page.html`).
fn may_hold_articles(entry: &DirEntry) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let name = entry.file_name().to_string_lossy();
    let is_part = || {
        let saved = |page: &str, ending| entry.path().with_file_name(format!("{page}.{ending}")).is_file();
        name.strip_suffix("_files").is_some_and(|page| saved(page, "html") || saved(page, "htm"))
    };
    !(name.starts_with('.') || entry.file_type().is_dir() && is_part())
}

/// Whether a file may be an article, by its extension. Files without extension may.
fn is_article(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let packed = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    let known = match packed.rsplit_once('.') {
        Some((_, ending)) => ENDINGS.contains(&ending),
        None => true,
    };
    known && path.is_file()
}

/// Extensions of the files that are opened when a folder is given.
const ENDINGS: [&str; 19] = [
    "atom", "eml", "epub", "htm", "html", "json", "markdown", "mbox", "md", "mdown", "mht", "mhtml", "mkd",
    "pdf", "rss", "text", "txt", "xhtml", "xml",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_is_the_articles_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        assert!(matches!(Source::of(folder.path()).expand(), Err(InputError::Folder { .. })));
        for inner in ["2018/05", "2018/.git", "page_files", "of_files"] {
            fs::create_dir_all(path(inner)).unwrap();
        }
        for name in [
            "b.txt",
            "a.MD",
            "README",
            ".hidden.txt",
            "picture.png",
            "page.html",
            "page.html.gz",
            "2018/05/may.eml",
            "2018/.git/config",
            "page_files/frame.html",
            "of_files/kept.txt",
        ] {
            fs::write(path(name), "Words.").unwrap();
        }
        fs::create_dir(path("inner.txt")).unwrap();
        let expected =
            ["2018/05/may.eml", "README", "a.MD", "b.txt", "of_files/kept.txt", "page.html", "page.html.gz"];
        let expected = expected.map(|name| Source::Path(path(name)));
        assert_eq!(Source::of(folder.path()).expand().unwrap(), expected);
        assert_eq!(Source::Stdin.expand().unwrap(), [Source::Stdin]);
    }

    #[test]
    fn every_sample_is_an_article_with_a_title() {
        for source in Source::samples() {
            let article = source.load_first().unwrap();
            assert_eq!(article.name, source.name());
            assert!(article.title.is_some(), "{}", article.name);
            assert!(article.words() > 20, "{}", article.name);
        }
    }
}
