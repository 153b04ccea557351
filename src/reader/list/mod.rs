//! The articles that can be read, and the list of them to choose from.

mod entry;
pub(in crate::reader) mod later;
pub mod open;
mod sort;
pub mod stack;
pub mod update;
pub mod view;

pub use self::{
    entry::{Contents, Entry, KeptQuote, Origin, Survey},
    sort::Sort,
};

use super::{
    article::{Body, OpenArticle, Place, position::Kept},
    overlays::search::fold::Words,
};
use crate::{
    article::{Caveat, Collection, Key, day},
    fetch::{Address, Reach},
    memory::{Deferred, Visit},
    printable,
    source::Source,
};
use std::{collections::HashSet, path::Path};

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
    /// What it is a list of.
    pub kind: ListKind,
    /// Words that those listed have in their titles or summaries.
    pub filter: String,
    /// Whether the articles have been sent to be surveyed.
    pub survey_begun: bool,
    pub(in crate::reader) progress: Progress,
    /// Whether something has become known that may change the order.
    pub(in crate::reader) is_stale: bool,
}

/// What a list is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ListKind {
    /// What was named, or is in what was opened.
    #[default]
    Articles,
    /// What was opened lately: in that order, and all of it was read.
    Lately,
    /// What is kept to be read later, what was put there last first.
    Later,
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

impl ArticleList {
    /// Whether one chooses from it: a single article that was named is opened at once, but of what was opened lately or is
    /// to be read later one chooses, be it one.
    pub(in crate::reader) fn has_choice(&self) -> bool {
        match self.entries.len() {
            0 => false,
            1 => self.kind != ListKind::Articles,
            _ => true,
        }
    }

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

    /// Quotes in articles of the library, or other words of them: each opens its article, at its place.
    pub fn of_kept(title: String, quotes: Vec<KeptQuote>) -> Self {
        let entries = quotes.into_iter().map(|quote| {
            let about = quote.about();
            let KeptQuote { content, date, article, offset, extent, .. } = quote;
            // Where the quote stands, wherever the article was left.
            let body = Body { place: Place { offset, air: false }, ..Body::default() };
            Entry {
                title: Some(content),
                summary: Some(about),
                published: date,
                kept: Some(Box::new(OpenArticle {
                    body,
                    kept: Kept::Nothing,
                    sought: extent,
                    ..OpenArticle::default()
                })),
                ..Entry::new(String::new(), Origin::Kept(article))
            }
        });
        Self { title: Some(title), entries: entries.collect(), ..Self::default() }.ready()
    }

    /// What was opened lately, the latest first.
    pub fn of_lately(opened: Vec<Visit>) -> Self {
        let entries = opened.into_iter().map(|opened| {
            let when = format!("{}, opened {}", opened.place, opened.minute());
            let origin = origin_at(&opened.place, Reach::Anywhere);
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
            kind: ListKind::Lately,
            ..Self::default()
        }
        .ready()
    }

    /// What is kept to be read later, each with its row in the library where its text is there: it is read from that.
    pub fn of_later(kept: Vec<(Deferred, Option<i64>)>) -> Self {
        let entries = kept.into_iter().filter_map(|(deferred, row)| {
            let name = deferred.names().next()?.to_owned();
            let tags = if deferred.tags.is_empty() {
                String::new()
            } else {
                format!(" ({})", deferred.tags.join(", "))
            };
            let is_text_there = if row.is_some() { ", its text is in the library" } else { "" };
            let summary = format!("{name}, kept {}{is_text_there}{tags}", deferred.day());
            let origin = match (row, &deferred.place) {
                (Some(row), _) => Origin::Kept(row),
                // Lists of other services may name anything, so it leads no further than the public web.
                (None, Some(place)) => origin_at(place, Reach::Public),
                (None, None) => return None,
            };
            // By these it is known whether it was read.
            let keys = deferred.place.iter().map(|place| Key::of(place)).chain(deferred.text()).collect();
            Some(Entry {
                keys,
                title: Some(deferred.title).filter(|title| !title.is_empty()),
                summary: Some(summary),
                later: Some(name.clone()),
                ..Entry::new(name, origin)
            })
        });
        Self {
            title: Some("To read later".to_owned()),
            entries: entries.collect(),
            kind: ListKind::Later,
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

    /// The articles in the order in which one leads to the next: as they are listed, or as they were given where that on
    /// screen is not among those with the words looked for.
    pub(in crate::reader) fn sequence(&self) -> Vec<usize> {
        let at = self.at.or(self.wanted);
        if at.is_none_or(|at| self.order.contains(&at)) {
            self.order.clone()
        } else {
            (0..self.entries.len()).collect()
        }
    }

    /// Orders it; the chapters of a book stay as they are, since nothing tells when they were published.
    pub(in crate::reader) fn sort_by(&mut self, sort: Sort) {
        let is_book = self
            .entries
            .iter()
            .all(|item| matches!(item.origin, Origin::Held(_)) && item.published.is_none());
        if !is_book && self.kind == ListKind::Articles && sort != self.sort {
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

    /// How many articles were not read yet, and can be.
    pub fn unread(&self) -> usize {
        self.entries.iter().filter(|item| !item.is_read && item.failed.is_none()).count()
    }

    /// How many of the articles that are surveyed have been, and how many these are.
    pub const fn progress(&self) -> (usize, usize) {
        (self.progress.done, self.progress.all)
    }
}

/// Where something is that was opened before, or kept; nothing is fetched to tell what is in it.
fn origin_at(place: &str, reach: Reach) -> Origin {
    match Source::of(Path::new(place)) {
        Source::Web(address) => Origin::Linked { address, reach, instead: None },
        source => Origin::Source(source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Item};

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
