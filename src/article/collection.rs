//! Several articles that come in one file.

use super::{Article, Caveat};

/// Several articles that come together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection {
    /// What the whole is called: the title of the book or feed, if it has one. Untrusted.
    pub title: Option<String>,
    /// In the order in which they are to be read.
    pub items: Vec<Item>,
    /// What a reader should know of the whole.
    pub caveat: Option<Caveat>,
}

impl Collection {
    /// What to tell of the whole, where it is called `name`.
    pub fn caution(&self, name: &str) -> Option<String> {
        self.caveat.map(|caveat| format!("{name}: {}", caveat.words()))
    }
}

/// One article of a [`Collection`]: a chapter of a book, an entry of a feed, a mail of a mailbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// What it is called. Untrusted.
    pub title: String,
    /// When it was published, as the collection says. Untrusted.
    pub published: Option<String>,
    /// What it is about, as text. Untrusted.
    pub summary: Option<String>,
    /// Where the whole article is, if elsewhere. Untrusted.
    pub url: Option<String>,
    /// The article, as far as the collection holds it.
    pub article: Option<Article>,
    /// Whether `article` is no more than the start or a summary, and the whole is at `url`.
    pub is_excerpt: bool,
}
