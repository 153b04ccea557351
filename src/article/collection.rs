//! Collections: several articles in one file.

use super::{Article, Caveat};

/// Several articles in one file: a book, a feed, a mailbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection {
    /// The title of the book or feed, if it has one. Untrusted.
    pub title: Option<String>,
    /// Its articles in reading order.
    pub items: Vec<Item>,
    /// What may be wrong with the collection as a whole.
    pub caveat: Option<Caveat>,
}

impl Collection {
    /// The caveat as a line for the reader, for a collection named `name`.
    pub fn caution(&self, name: &str) -> Option<String> {
        self.caveat.map(|caveat| format!("{name}: {}", caveat.words()))
    }
}

/// One article of a [`Collection`]: a chapter of a book, an entry of a feed, a mail of a mailbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The title. Untrusted.
    pub title: String,
    /// The date of publication that the collection gives. Untrusted.
    pub published: Option<String>,
    /// A summary, as plain text on one line. Untrusted.
    pub summary: Option<String>,
    /// The address of the whole article, if it is elsewhere. Untrusted.
    pub url: Option<String>,
    /// The article, or the part of it that the collection contains.
    pub article: Option<Article>,
    /// Whether `article` is only an excerpt or summary of the article at `url`.
    pub is_excerpt: bool,
}
