//! Why an input cannot be read as articles.

/// The error of this station: an input that holds no article, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} {problem}")]
pub struct ArticleError {
    /// What the input is called.
    pub name: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with an input; its display goes on from the name of the input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is no text in it.
    #[error("is empty: there is nothing to read")]
    NoText,
    /// It is not what it begins like.
    #[error("cannot be read as {form}: {reason}")]
    Broken {
        /// What it begins like, with its article: "an e-book".
        form: &'static str,
        /// What is wrong, in the words of whoever found it. Untrusted.
        reason: String,
    },
    /// It is not text, nor any other format that is read.
    #[error(
        "is not text (it looks like a binary file): give a web page, text, Markdown, e-book, e-mail or PDF file"
    )]
    Binary,
    /// There is more in it than is reasonable.
    #[error("is too large: {reason}")]
    TooLarge {
        /// Than what, as a clause: "it unpacks to more than 16 MB".
        reason: String,
    },
}

impl Problem {
    /// The error to tell a person, of the input that is called `name`.
    pub fn of(self, name: &str) -> ArticleError {
        ArticleError { name: name.to_owned(), problem: self }
    }
}
