//! An entry of a list of articles: where its article comes from, and what is known of it before it is opened.

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

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A source that the user named.
    Source(Source),
    /// The text is in memory: a chapter of a book, or a full-text entry of a feed.
    InMemory(Arc<Article>),
    /// An address on the web that something that was read links to.
    Linked {
        /// The address. Untrusted.
        address: String,
        /// Which hosts may be reached by it.
        reach: Reach,
        /// What to show where it cannot be fetched, such as the excerpt in a feed.
        instead: Option<Arc<Article>>,
    },
    /// The article with this row number in the library.
    Library(i64),
}

/// A quote in an article of the library, or an excerpt of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryQuote {
    /// The words. Untrusted.
    pub content: String,
    /// The speaker. Untrusted.
    pub who: Option<String>,
    /// The role of the speaker. Untrusted.
    pub role: Option<String>,
    /// The outlet that published the article. Untrusted.
    pub outlet: Option<String>,
    /// The title of the article. Untrusted.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// The row number of the article.
    pub article: i64,
    /// The offset of the quote's anchor in the text of the article, or that of an excerpt's first search word.
    pub offset: usize,
    /// From the first byte of the content to the last; none for an excerpt.
    pub extent: Option<Span>,
}

impl LibraryQuote {
    /// The full words with speaker, role and where they are from, for the details below the list. Untrusted.
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

/// An entry of a list of articles.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The name until the title is known: path or address.
    pub name: String,
    /// The title. Untrusted.
    pub title: Option<String>,
    /// When the article was published, as written. Untrusted.
    pub published: Option<String>,
    /// A summary, as feeds have it. Untrusted.
    pub summary: Option<String>,
    /// What the article contains, once it has been analysed.
    pub contents: Option<Contents>,
    /// Where the article comes from.
    pub origin: Origin,
    /// Which hosts the links in it may reach.
    pub reach: Reach,
    /// The state of the article since it was last open; without its text once too many others have been opened since.
    pub state: Option<Box<OpenArticle>>,
    /// Why it cannot be read, where loading has failed.
    pub failed: Option<String>,
    /// The keys that it is recognised by as read: of its address, and of its text once that is known.
    pub keys: Vec<Key>,
    /// Whether it was read, in this run or an earlier one.
    pub is_read: bool,
    /// What identifies it on the reading list, where this list shows that.
    pub reading_list_id: Option<String>,
}

/// What an article or a collection contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// An analysed article, with these counts.
    Article {
        /// Quotes.
        quotes: usize,
        /// Actors with at least one quote.
        speakers: usize,
    },
    /// An article that was not analysed.
    NotAnalysed,
    /// A collection of this many articles.
    Collection(usize),
}

impl Contents {
    /// The counts that `analysis` gives for `article`.
    pub fn of(article: &Article, analysis: &Analysis) -> Self {
        if analysis.quotes.is_empty() && !article.is_analysed() {
            return Self::NotAnalysed;
        }
        let speakers = analysis.actors.iter().filter(|actor| actor.quotes.total() > 0).count();
        Self::Article { quotes: analysis.quotes.len(), speakers }
    }
}

/// The result of loading and analysing an article in the background, for its line in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its title.
    pub title: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// What it contains.
    pub contents: Contents,
    /// The key of its text; none for a collection.
    pub key: Option<Key>,
}

impl Entry {
    /// An entry for an article that comes from `origin`.
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
            state: None,
            failed: None,
            keys,
            is_read: false,
            reading_list_id: None,
        }
    }

    /// An entry for an item of a collection, whose links may reach as far as `reach`. None where it has neither text
    /// nor address.
    pub(super) fn of_item(item: Item, reach: Reach) -> Option<Self> {
        let article = item.article.map(Arc::new);
        let origin = match (article, item.url.clone()) {
            (Some(article), _) if !item.is_excerpt => Origin::InMemory(article),
            (instead, Some(address)) => Origin::Linked { address, reach, instead },
            (Some(article), None) => Origin::InMemory(article),
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

    /// The title, or else the name. Untrusted.
    pub fn label(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }

    /// The address on the web, if it is known without loading the article.
    pub fn address(&self) -> Option<&str> {
        match &self.origin {
            Origin::Source(Source::Web(address)) | Origin::Linked { address, .. } => Some(address),
            Origin::InMemory(article) => article.url.as_deref(),
            Origin::Source(_) | Origin::Library(_) => None,
        }
    }

    /// Whether it may be surveyed in the background: what the user named and texts in memory, but neither link targets,
    /// nor articles of the library, nor standard input.
    pub const fn can_be_surveyed(&self) -> bool {
        !matches!(self.origin, Origin::Linked { .. } | Origin::Library(_) | Origin::Source(Source::Stdin))
    }

    pub(super) const fn quotes(&self) -> Option<usize> {
        match self.contents {
            Some(Contents::Article { quotes, .. }) => Some(quotes),
            _ => None,
        }
    }

    /// Whether the survey of it is done: its contents are known, or loading has failed.
    pub(super) const fn is_surveyed(&self) -> bool {
        self.can_be_surveyed() && (self.contents.is_some() || self.failed.is_some())
    }

    pub(super) fn matches(&self, words: &Words) -> bool {
        let has = |text: &str| words.are_in(&printable::line(text));
        has(self.label()) || self.summary.as_deref().is_some_and(has)
    }
}
