//! Where articles come from: files, standard input, the web, the samples in the binary.

use super::{Article, Document, Hint, web};
use crate::{
    error::Error,
    fetch::{Address, Cancel, Fetcher, Freshness, Reach},
};
use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

/// File name and content of the articles that come with the program.
const SAMPLES: [(&str, &str); 3] = [
    ("summit.txt", include_str!("../../assets/articles/summit.txt")),
    ("council.txt", include_str!("../../assets/articles/council.txt")),
    ("interview.md", include_str!("../../assets/articles/interview.md")),
];

/// Something that can be opened as an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Path(PathBuf),
    /// Standard input; can be loaded once.
    Stdin,
    /// An address of the web, as it was typed.
    Web(String),
    /// The sample with this number.
    Sample(usize),
}

impl Source {
    /// What a person means by `name` on the command line: `-` is standard input, what begins like an address is one,
    /// all else is a file.
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

    /// What to call it before it is loaded: the path or address as given, `-`, or the sample's file name. Untrusted:
    /// a path may hold anything.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin => "-".to_owned(),
            Self::Web(address) => address.clone(),
            Self::Sample(n) => SAMPLES.get(*n).map_or("sample", |(name, _)| name).to_owned(),
        }
    }

    /// The articles that it stands for: the files in a folder, by name, or itself. Hidden files, files that are no
    /// articles by their endings, and folders in the folder are left out.
    ///
    /// # Errors
    /// Where it is a folder that cannot be read, or holds no such file.
    pub fn expand(self) -> Result<Vec<Self>, Error> {
        let folder = match &self {
            Self::Path(path) if path.is_dir() => path.clone(),
            _ => return Ok(vec![self]),
        };
        let name = self.name();
        let entries = fs::read_dir(&folder).map_err(|source| Error::Read { name: name.clone(), source })?;
        let mut paths: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| is_article(path)).collect();
        if paths.is_empty() {
            return Err(Error::Folder { name });
        }
        paths.sort();
        Ok(paths.into_iter().map(Self::Path).collect())
    }

    /// Reads and decodes it. What the web has now is fetched, or a copy taken where there is no connection: `caution` is
    /// told so.
    ///
    /// # Errors
    /// Where it cannot be read or fetched, is a folder, is empty or is not text.
    pub fn load(&self, mut caution: impl FnMut(String)) -> Result<Document, Error> {
        let name = self.name();
        let bytes = match self {
            Self::Web(address) => {
                let fetcher = Fetcher::from_environment();
                let cancel = Cancel::default();
                let page = web::open(&fetcher, address, Reach::Anywhere, Freshness::Checked, &cancel)?;
                page.caution.into_iter().for_each(&mut caution);
                return Ok(page.document);
            }
            Self::Path(path) => read_file(path, &name)?,
            Self::Stdin => {
                let mut bytes = Vec::new();
                match io::stdin().lock().read_to_end(&mut bytes) {
                    Ok(_) => bytes,
                    Err(source) => return Err(Error::Read { name, source }),
                }
            }
            Self::Sample(n) => SAMPLES.get(*n).map_or("", |(_, text)| text).into(),
        };
        Document::read(&name, bytes, &Hint::default())
    }

    /// Reads and decodes it, and gives the first article in it.
    ///
    /// # Errors
    /// As [`Source::load`], and where there is no article.
    pub fn load_first(&self) -> Result<Article, Error> {
        let first = self.load(drop)?.into_articles().into_iter().next();
        first.ok_or_else(|| Error::Empty { name: self.name() })
    }
}

/// Whether a file in a folder looks like an article from outside.
fn is_article(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let packed = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    let known = match packed.rsplit_once('.') {
        Some((_, ending)) => ENDINGS.contains(&ending),
        None => true,
    };
    known && !name.starts_with('.') && path.is_file()
}

/// Endings of the names of files that are opened when a folder is named.
const ENDINGS: [&str; 17] = [
    "atom", "eml", "epub", "htm", "html", "json", "markdown", "mbox", "md", "mdown", "mkd", "pdf", "rss",
    "text", "txt", "xhtml", "xml",
];

fn read_file(path: &Path, name: &str) -> Result<Vec<u8>, Error> {
    // Asked first, since what opening a folder says differs between systems.
    if path.is_dir() {
        return Err(Error::Folder { name: name.to_owned() });
    }
    fs::read(path).map_err(|source| Error::Read { name: name.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_the_articles_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        assert!(matches!(Source::of(folder.path()).expand(), Err(Error::Folder { .. })));
        for name in ["b.txt", "a.MD", "README", ".hidden.txt", "picture.png", "page.html.gz"] {
            fs::write(path(name), "Words.").unwrap();
        }
        fs::create_dir(path("inner.txt")).unwrap();
        let expected = ["README", "a.MD", "b.txt", "page.html.gz"].map(|name| Source::Path(path(name)));
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
