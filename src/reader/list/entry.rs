//! An article on a list: where it comes from, and what is known of it.

use crate::{
    analysis::Analysis,
    article::{Article, Item, Key},
    fetch::Reach,
    printable,
    reader::{article::OpenArticle, overlays::search::fold::Words},
    source::Source,
    span::Span,
};
use std::sync::Arc;

/// Where an article on a list comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// As the person named it.
    Source(Source),
    /// It is here: a chapter, an entry that holds the whole text.
    Held(Arc<Article>),
    /// It is on the web, and something that was read leads there.
    Linked {
        /// Where. Untrusted.
        address: String,
        /// How far that may be.
        reach: Reach,
        /// What is known of it where it cannot be fetched.
        instead: Option<Arc<Article>>,
    },
    /// It is in the library, in this row.
    Kept(i64),
}

/// A quote in an article of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptQuote {
    /// What is said. Untrusted.
    pub content: String,
    /// Who says it. Untrusted.
    pub who: Option<String>,
    /// As what. Untrusted.
    pub role: Option<String>,
    /// Where it was published. Untrusted.
    pub outlet: Option<String>,
    /// The headline of its article. Untrusted.
    pub title: Option<String>,
    /// The day of its article.
    pub date: Option<String>,
    /// The row of its article.
    pub article: i64,
    /// Where it begins in the text of the article, or what tells of it, in bytes.
    pub offset: usize,
    /// From the first byte of what is said to the last; none where words are listed, and no quote.
    pub extent: Option<Span>,
}

impl KeptQuote {
    /// The whole of it, who says it, and where it is from. Untrusted.
    pub fn about(&self) -> String {
        let who = match (&self.who, &self.role) {
            (Some(who), Some(role)) => Some(format!("{who}, {role}")),
            (Some(who), None) => Some(who.clone()),
            (None, _) => self.extent.map(|_| "nobody known".to_owned()),
        };
        let about: Vec<String> =
            [who, self.outlet.clone(), self.title.clone()].into_iter().flatten().collect();
        format!("{} — {}", self.content, about.join(" · "))
    }
}

/// An article on the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What to call it until its title is known.
    pub name: String,
    /// Its title. Untrusted.
    pub title: Option<String>,
    /// When it was published, as written. Untrusted.
    pub published: Option<String>,
    /// What it is about. Untrusted.
    pub summary: Option<String>,
    /// What is in it, once that is known.
    pub contents: Option<Contents>,
    /// Where it comes from.
    pub origin: Origin,
    /// How far the links in it may lead.
    pub reach: Reach,
    /// It was open, and is kept while another is. Of those opened long ago without the text.
    pub kept: Option<Box<OpenArticle>>,
    /// Why it cannot be read.
    pub failed: Option<String>,
    /// What it is known by: its address, and its text once that is known.
    pub keys: Vec<Key>,
    /// Whether it was read, in this run or before.
    pub is_read: bool,
    /// What the reading list knows it by, where it is listed from there.
    pub later: Option<String>,
}

/// What is in an article, or in a collection of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// It is an article with so much in it.
    Article {
        /// Quotes.
        quotes: usize,
        /// Actors who say one or more of them.
        speakers: usize,
    },
    /// It is an article in which no quotes were sought.
    NotAnalysed,
    /// It holds so many articles.
    Collection(usize),
}

impl Contents {
    /// What `analysis` found in `article`.
    pub fn of(article: &Article, analysis: &Analysis) -> Self {
        if analysis.quotes.is_empty() && !article.is_analysed() {
            return Self::NotAnalysed;
        }
        let speakers = analysis.actors.iter().filter(|actor| actor.quotes.total() > 0).count();
        Self::Article { quotes: analysis.quotes.len(), speakers }
    }
}

/// What is found out about an article that is not on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its title.
    pub title: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// What is in it.
    pub contents: Contents,
    /// What its text is known by; none of a collection.
    pub key: Option<Key>,
}

impl Entry {
    /// An article that comes from `origin`.
    pub fn new(name: impl Into<String>, origin: Origin) -> Self {
        let reach = match &origin {
            Origin::Source(Source::Web(_)) => Reach::Anywhere,
            Origin::Linked { reach, .. } => *reach,
            _ => Reach::Public,
        };
        let keys = match &origin {
            Origin::Source(Source::Web(address)) | Origin::Linked { address, .. } => vec![Key::of(address)],
            _ => Vec::new(),
        };
        Self {
            name: name.into(),
            title: None,
            published: None,
            summary: None,
            contents: None,
            origin,
            reach,
            kept: None,
            failed: None,
            keys,
            is_read: false,
            later: None,
        }
    }

    /// An article as a collection holds it; `reach` says how far the collection leads.
    pub(super) fn of_item(item: Item, reach: Reach) -> Option<Self> {
        let article = item.article.map(Arc::new);
        let origin = match (article, item.url.clone()) {
            (Some(article), _) if !item.is_excerpt => Origin::Held(article),
            (instead, Some(address)) => Origin::Linked { address, reach, instead },
            (Some(article), None) => Origin::Held(article),
            (None, None) => return None,
        };
        let name = item.url.unwrap_or_else(|| item.title.clone());
        let title = (!item.title.trim().is_empty()).then_some(item.title);
        Some(Self {
            title,
            published: item.published,
            summary: item.summary,
            reach,
            ..Self::new(name, origin)
        })
    }

    /// What to call it in a list. Untrusted.
    pub fn label(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }

    /// Where it is on the web, as far as that is known without reading it.
    pub fn address(&self) -> Option<&str> {
        match &self.origin {
            Origin::Source(Source::Web(address)) | Origin::Linked { address, .. } => Some(address),
            Origin::Held(article) => article.url.as_deref(),
            Origin::Source(_) | Origin::Kept(_) => None,
        }
    }

    /// Whether looking through it takes no more than reading what is here or was named.
    pub const fn can_be_surveyed(&self) -> bool {
        !matches!(self.origin, Origin::Linked { .. } | Origin::Kept(_) | Origin::Source(Source::Stdin))
    }

    pub(super) const fn quotes(&self) -> Option<usize> {
        match self.contents {
            Some(Contents::Article { quotes, .. }) => Some(quotes),
            _ => None,
        }
    }

    /// Whether it counts as surveyed: what is in it is known, or that this cannot be known.
    pub(super) const fn is_surveyed(&self) -> bool {
        self.can_be_surveyed() && (self.contents.is_some() || self.failed.is_some())
    }

    pub(super) fn matches(&self, words: &Words) -> bool {
        let has = |text: &str| words.are_in(&printable::line(text));
        has(self.label()) || self.summary.as_deref().is_some_and(has)
    }
}
