//! Why an input cannot be read as articles.

/// An input that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} {problem}")]
pub struct ArticleError {
    /// The name of the input.
    pub name: String,
    /// The problem.
    pub problem: Problem,
}

/// Why an input cannot be read. Its display continues a sentence that begins with the name of the input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is no text in it.
    #[error("is empty: there is nothing to read")]
    NoText,
    /// It is malformed, or not what its first bytes say.
    #[error("cannot be read as {form}: {reason}")]
    Broken {
        /// The format that it was read as, with an indefinite article: "an e-book".
        form: &'static str,
        /// The reason, in the words of the parser. Untrusted.
        reason: String,
    },
    /// It is binary, and in none of the formats that are read.
    #[error(
        "is not text (it looks like a binary file): give a web page, text, Markdown, e-book, e-mail or PDF file"
    )]
    Binary,
    /// It exceeds a limit.
    #[error("is too large: {reason}")]
    TooLarge {
        /// Which limit, as a clause: "it unpacks to more than 16 MB".
        reason: String,
    },
}

impl Problem {
    /// The error for the input named `name`.
    pub fn of(self, name: &str) -> ArticleError {
        ArticleError { name: name.to_owned(), problem: self }
    }
}
