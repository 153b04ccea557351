//! The articles that can be read, and the list of them to choose from.

pub mod open;
pub mod update;
pub mod view;

use super::{
    article::{Body, OpenArticle, Place, position::Kept},
    overlays::search::fold::Words,
};
use crate::{
    analysis::Analysis,
    article::{Article, Caveat, Collection, Item, Key, day},
    fetch::{Address, Reach},
    memory::Visit,
    printable,
    source::Source,
};
use std::{collections::HashSet, path::Path, sync::Arc};

/// Articles that belong together, and the list of them to choose from: those named on the command line, the chapters of
/// a book, the entries of a feed, or the one that a link leads to.
#[derive(Debug, Clone, Default)]
pub struct ArticleList {
    /// Tells this list from all others.
    pub id: u64,
    /// The highest `id` that was given away so far, as far as this list knows.
    pub newest: u64,
    /// What the whole is called. Untrusted.
    pub title: Option<String>,
    /// Where the whole can be opened again, where it is one.
    pub source: Option<Source>,
    /// What a reader should know of the whole.
    pub caveat: Option<Caveat>,
    /// All articles, in the order given.
    pub entries: Vec<Entry>,
    /// The article of it that is, or was last, open.
    pub at: Option<usize>,
    /// The article that is being loaded in order to be opened.
    pub wanted: Option<usize>,
    /// The articles listed, in the order of the list: their places in [`ArticleList::entries`].
    pub order: Vec<usize>,
    /// The selected one, as a place in `order`.
    pub selected: usize,
    /// The first one on screen, as a place in `order`.
    pub top: usize,
    /// What orders them.
    pub sort: Sort,
    /// Whether it is of what was opened lately: in that order, and all of it was read.
    pub is_lately: bool,
    /// Words that those listed have in their titles or summaries.
    pub filter: String,
    /// Whether the articles have been sent to be surveyed.
    pub survey_begun: bool,
    pub(in crate::reader) progress: Progress,
    /// Whether something has become known that may change the order.
    pub(in crate::reader) is_stale: bool,
}

/// How far the articles on a list are surveyed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::reader) struct Progress {
    /// How many have been.
    done: usize,
    /// How many can be.
    all: usize,
}

/// An article on a list, for good: a list may be under others by the time it is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryId {
    /// [`ArticleList::id`].
    pub list: u64,
    /// The place in [`ArticleList::entries`].
    pub index: usize,
}

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
    /// The whole of it, who says it, and where it is from: outlet and headline. Untrusted.
    pub about: String,
    /// The day of its article.
    pub date: Option<String>,
    /// The row of its article.
    pub article: i64,
    /// Where it begins in the text of the article, or what tells of it, in bytes.
    pub offset: usize,
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
    /// It holds so many articles.
    Collection(usize),
}

impl Contents {
    /// What `analysis` found.
    pub fn of(analysis: &Analysis) -> Self {
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

/// What orders the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As they were given.
    #[default]
    Given,
    /// By title.
    Title,
    /// By date, the newest first.
    Date,
    /// By the number of quotes, the most first.
    Quotes,
}

impl Sort {
    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Given => Self::Title,
            Self::Title => Self::Date,
            Self::Date => Self::Quotes,
            Self::Quotes => Self::Given,
        }
    }

    /// All of them.
    pub const ALL: [Self; 4] = [Self::Given, Self::Title, Self::Date, Self::Quotes];

    /// A word for it, by which it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Title => "title",
            Self::Date => "date",
            Self::Quotes => "quotes",
        }
    }

    /// The one with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Given => "as given",
            Self::Title => "by title",
            Self::Date => "by date",
            Self::Quotes => "by quotes",
        }
    }
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
        }
    }

    /// An article as a collection holds it; `reach` says how far the collection leads.
    fn of_item(item: Item, reach: Reach) -> Option<Self> {
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

    const fn quotes(&self) -> Option<usize> {
        match self.contents {
            Some(Contents::Article { quotes, .. }) => Some(quotes),
            _ => None,
        }
    }

    /// Whether it counts as surveyed: what is in it is known, or that this cannot be known.
    const fn is_surveyed(&self) -> bool {
        self.can_be_surveyed() && (self.contents.is_some() || self.failed.is_some())
    }

    fn matches(&self, words: &Words) -> bool {
        let has = |text: &str| words.are_in(&printable::line(text));
        has(self.label()) || self.summary.as_deref().is_some_and(has)
    }
}

impl ArticleList {
    /// The articles that the person named.
    pub fn of_sources(sources: &[Source]) -> Self {
        let entries = sources.iter().map(|source| Entry::new(source.name(), Origin::Source(source.clone())));
        Self { entries: entries.collect(), ..Self::default() }.ready()
    }

    /// The articles of a collection that leads as far as `reach`.
    pub fn of_collection(collection: Collection, reach: Reach) -> Self {
        let entries = collection.items.into_iter().filter_map(|item| Entry::of_item(item, reach));
        let (title, caveat) = (collection.title, collection.caveat);
        Self { title, caveat, entries: entries.collect(), ..Self::default() }.ready()
    }

    /// What somebody of this name said in the articles of the library: each quote opens its article, at its place.
    pub fn of_said(name: &str, quotes: Vec<KeptQuote>) -> Self {
        let entries = quotes.into_iter().map(|KeptQuote { content, about, date, article, offset }| {
            // Where the quote stands, wherever the article was left.
            let body = Body { place: Place { offset, air: false }, ..Body::default() };
            Entry {
                title: Some(content),
                summary: Some(about),
                published: date,
                kept: Some(Box::new(OpenArticle { body, kept: Kept::Nothing, ..OpenArticle::default() })),
                ..Entry::new(String::new(), Origin::Kept(article))
            }
        });
        Self { title: Some(format!("{name} said")), entries: entries.collect(), ..Self::default() }.ready()
    }

    /// What was opened lately, the latest first.
    pub fn of_lately(opened: Vec<Visit>) -> Self {
        let entries = opened.into_iter().map(|opened| {
            let when = format!("{}, opened {} UTC", opened.place, opened.minute());
            let origin = match Source::of(Path::new(&opened.place)) {
                // Nothing is fetched to tell what is in it.
                Source::Web(address) => Origin::Linked { address, reach: Reach::Anywhere, instead: None },
                source => Origin::Source(source),
            };
            Entry {
                published: Some(opened.day()),
                summary: Some(when),
                title: Some(opened.title),
                ..Entry::new(opened.place, origin)
            }
        });
        Self {
            title: Some("Opened lately".to_owned()),
            entries: entries.collect(),
            is_lately: true,
            ..Self::default()
        }
        .ready()
    }

    /// What a link leads to.
    pub fn of_link(address: &Address, reach: Reach) -> Self {
        let origin = Origin::Linked { address: address.to_string(), reach, instead: None };
        let entries = vec![Entry::new(address.as_str(), origin)];
        Self { entries, ..Self::default() }.ready()
    }

    fn ready(mut self) -> Self {
        self.progress = Progress {
            done: self.entries.iter().filter(|item| item.is_surveyed()).count(),
            all: self.entries.iter().filter(|item| item.can_be_surveyed()).count(),
        };
        self.reorder();
        self
    }

    /// Notes what has become known of an article. What that does to the order of the list is left for later.
    pub fn note(&mut self, index: usize, note: impl FnOnce(&mut Entry)) {
        let Some(item) = self.entries.get_mut(index) else { return };
        let known = |item: &Entry| (item.title.is_some(), item.published.is_some(), item.quotes());
        let (was_done, before) = (item.is_surveyed(), known(item));
        note(item);
        let (is_done, after) = (item.is_surveyed(), known(item));
        self.progress.done = self.progress.done + usize::from(is_done) - usize::from(was_done);
        self.is_stale |= !self.filter.is_empty() && before.0 != after.0
            || match self.sort {
                Sort::Given => false,
                Sort::Title => before.0 != after.0,
                Sort::Date => before.1 != after.1,
                Sort::Quotes => before.2 != after.2,
            };
    }

    /// The one that is selected in the list.
    pub fn selected_entry(&self) -> Option<usize> {
        self.order.get(self.selected).copied()
    }

    /// Selects an item where it is listed, else what is nearest.
    pub fn select(&mut self, index: Option<usize>) {
        let place = index.and_then(|index| self.order.iter().position(|&i| i == index));
        self.selected = place.unwrap_or(self.selected).min(self.order.len().saturating_sub(1));
    }

    /// Puts the list in order, and keeps what is selected.
    pub fn reorder(&mut self) {
        let selected = self.selected_entry();
        let words = Words::loose(&printable::line(&self.filter));
        let entries = &self.entries;
        let item = |&i: &usize| entries.get(i);
        let mut order: Vec<usize> = (0..entries.len())
            .filter(|i| words.is_empty() || item(i).is_some_and(|item| item.matches(&words)))
            .collect();
        match self.sort {
            Sort::Given => {}
            Sort::Title => {
                order
                    .sort_by_cached_key(|i| item(i).map(|item| printable::line(item.label()).to_lowercase()));
            }
            Sort::Date => order.sort_by_cached_key(|i| {
                std::cmp::Reverse(item(i).and_then(|item| item.published.as_deref()).and_then(day))
            }),
            Sort::Quotes => {
                order.sort_by_cached_key(|i| std::cmp::Reverse(item(i).and_then(Entry::quotes)));
            }
        }
        self.order = order;
        self.is_stale = false;
        self.select(selected);
    }

    /// Orders it; the chapters of a book stay as they are, since nothing tells when they were published.
    pub(in crate::reader) fn sort_by(&mut self, sort: Sort) {
        let is_book = self
            .entries
            .iter()
            .all(|item| matches!(item.origin, Origin::Held(_)) && item.published.is_none());
        if !is_book && !self.is_lately && sort != self.sort {
            self.sort = sort;
            self.reorder();
            self.selected = 0;
        }
    }

    /// Notes of all articles whether they are among what was read.
    pub(in crate::reader) fn note_read(&mut self, read: &HashSet<Key>) {
        for item in &mut self.entries {
            item.is_read |= item.keys.iter().any(|key| read.contains(key));
        }
    }

    /// How many articles were not read yet.
    pub fn unread(&self) -> usize {
        self.entries.iter().filter(|item| !item.is_read).count()
    }

    /// How many of the articles that are surveyed have been, and how many these are.
    pub const fn progress(&self) -> (usize, usize) {
        (self.progress.done, self.progress.all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> ArticleList {
        let item = |title: &str, published: &str, url: Option<&str>| Item {
            title: title.to_owned(),
            published: Some(published.to_owned()),
            summary: Some(format!("All about {title}")),
            url: url.map(str::to_owned),
            article: Some(Article::default()),
            is_excerpt: url.is_some(),
        };
        let entries = vec![
            item("Bridges", "8 May 2018", None),
            item("apples", "2019-01-02", Some("https://news.example/apples")),
            item("Clouds", "yesterday", None),
            Item { title: "nothing at all".to_owned(), ..Item::default() },
        ];
        let mut list =
            ArticleList::of_collection(Collection { items: entries, ..Collection::default() }, Reach::Public);
        list.note(2, |item| item.contents = Some(Contents::Article { quotes: 4, speakers: 2 }));
        list
    }

    fn check(sort: Sort, filter: &str, titles: &[&str]) {
        let mut list = list();
        list.sort = sort;
        list.filter = filter.to_owned();
        list.reorder();
        let listed: Vec<&str> = list.order.iter().map(|&i| list.entries[i].label()).collect();
        assert_eq!(listed, titles);
    }

    #[test]
    fn the_list_is_ordered_and_filtered() {
        check(Sort::Given, "", &["Bridges", "apples", "Clouds"]);
        check(Sort::Title, "", &["apples", "Bridges", "Clouds"]);
        check(Sort::Date, "", &["apples", "Bridges", "Clouds"]);
        check(Sort::Quotes, "", &["Clouds", "Bridges", "apples"]);
        check(Sort::Given, "CLOUD", &["Clouds"]);
        check(Sort::Given, "all about b", &["Bridges"]);
        check(Sort::Given, "zebra", &[]);
    }

    #[test]
    fn what_is_selected_stays_selected() {
        let mut list = list();
        list.select(Some(2));
        list.sort = Sort::Quotes;
        list.reorder();
        assert_eq!((list.selected_entry(), list.selected), (Some(2), 0));
    }

    #[test]
    fn an_excerpt_is_fetched_and_a_whole_text_is_not() {
        let list = list();
        assert!(matches!(list.entries[0].origin, Origin::Held(_)));
        assert!(matches!(list.entries[1].origin, Origin::Linked { instead: Some(_), .. }));
        assert_eq!(list.progress(), (1, 2));
    }
}
