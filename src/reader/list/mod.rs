//! Lists of articles to choose from, and navigation between articles. Loading and analysing them is the business of
//! [`app`](super::app).

mod entry;
pub(in crate::reader) mod later;
pub mod open;
mod sort;
pub mod stack;
pub mod update;
pub mod view;

pub use self::{
    entry::{Contents, Entry, LibraryQuote, Origin, Survey},
    sort::Sort,
};

use super::{
    article::{Body, OpenArticle, Place, position::HasPosition},
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

/// Articles that belong together: those named on the command line, the chapters of a book, the entries of a feed, or
/// the single target of a link. Indices into `entries` stay valid; what is shown is `order`.
#[derive(Debug, Clone, Default)]
pub struct ArticleList {
    /// Identifies this list among all of this run.
    pub id: u64,
    /// The highest `id` given out so far, to make the next from.
    pub newest: u64,
    /// The title of the collection. Untrusted.
    pub title: Option<String>,
    /// Where the collection can be opened again, if it can.
    pub source: Option<Source>,
    /// A caveat that concerns the whole collection.
    pub caveat: Option<Caveat>,
    /// All entries, in the order given.
    pub entries: Vec<Entry>,
    /// The entry that is on screen or was last.
    pub at: Option<usize>,
    /// The entry that is being loaded to be opened.
    pub loading: Option<usize>,
    /// The entries shown, in order: indices into [`ArticleList::entries`].
    pub order: Vec<usize>,
    /// The selected entry, as an index into `order`.
    pub selected: usize,
    /// The first entry on screen, as an index into `order`.
    pub top: usize,
    /// What `order` is sorted by.
    pub sort: Sort,
    /// What kind of list it is.
    pub kind: ListKind,
    /// Words that the title or summary of every shown entry has.
    pub filter: String,
    /// Whether the entries have been sent to be loaded and analysed in the background.
    pub survey_begun: bool,
    pub(in crate::reader) progress: Progress,
    /// Whether something has become known that may change `order`.
    pub(in crate::reader) is_stale: bool,
}

/// What kind of list it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ListKind {
    /// Articles that the user named, or a collection that was opened.
    #[default]
    Articles,
    /// What was opened lately, the latest first. All of it counts as read.
    Lately,
    /// The reading list, what was put there last first.
    Later,
}

/// Progress of loading and analysing the entries in the background.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::reader) struct Progress {
    /// Entries that are done.
    done: usize,
    /// Entries that can be surveyed at all.
    all: usize,
}

/// Identifies an entry while other lists are opened over its own: loading may end long after it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryId {
    /// [`ArticleList::id`].
    pub list: u64,
    /// The place in [`ArticleList::entries`].
    pub index: usize,
}

impl ArticleList {
    /// Whether the user chooses from the list. A single article that was named is opened at once; the reading list and
    /// the list of what was opened lately are shown even with one entry.
    pub(in crate::reader) fn has_choice(&self) -> bool {
        match self.entries.len() {
            0 => false,
            1 => self.kind != ListKind::Articles,
            _ => true,
        }
    }

    /// A list of the sources that the user named.
    pub fn of_sources(sources: &[Source]) -> Self {
        let entries = sources.iter().map(|source| Entry::new(source.name(), Origin::Source(source.clone())));
        Self { entries: entries.collect(), ..Self::default() }.ready()
    }

    /// A list of the items of a collection, whose links may reach as far as `reach`.
    pub fn of_collection(collection: Collection, reach: Reach) -> Self {
        let entries = collection.items.into_iter().filter_map(|item| Entry::of_item(item, reach));
        let (title, caveat) = (collection.title, collection.caveat);
        Self { title, caveat, entries: entries.collect(), ..Self::default() }.ready()
    }

    /// A list of quotes in articles of the library, or excerpts of their texts. Each opens its article at its place.
    pub fn of_kept(title: String, quotes: Vec<LibraryQuote>) -> Self {
        let entries = quotes.into_iter().map(|quote| {
            let about = quote.about();
            let LibraryQuote { content, date, article, offset, extent, .. } = quote;
            // At the place of the quote, not at the position where the article was left.
            let body = Body { place: Place { offset, on_gap: false }, ..Body::default() };
            Entry {
                title: Some(content),
                summary: Some(about),
                published: date,
                state: Some(Box::new(OpenArticle {
                    body,
                    has_position: HasPosition::Nothing,
                    target_quote: extent,
                    ..OpenArticle::default()
                })),
                ..Entry::new(String::new(), Origin::Library(article))
            }
        });
        Self { title: Some(title), entries: entries.collect(), ..Self::default() }.ready()
    }

    /// A list of what was opened lately, the latest first.
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

    /// The reading list. An entry with a row in the library is read from there.
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
                (Some(row), _) => Origin::Library(row),
                // A list imported from another service may name any address, so links reach only the public web.
                (None, Some(place)) => origin_at(place, Reach::Public),
                (None, None) => return None,
            };
            // The keys that tell whether it was read.
            let keys = deferred.place.iter().map(|place| Key::of(place)).chain(deferred.text()).collect();
            Some(Entry {
                keys,
                title: Some(deferred.title).filter(|title| !title.is_empty()),
                summary: Some(summary),
                reading_list_id: Some(name.clone()),
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

    /// A list with the target of a link as its only entry.
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

    /// Updates an entry. Where that may change the order, the list becomes stale and is sorted later.
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

    /// The index in `entries` of the selected entry.
    pub fn selected_entry(&self) -> Option<usize> {
        self.order.get(self.selected).copied()
    }

    /// Selects the entry with this index in `entries`. Where it is not shown, the selection stays as near as it can.
    pub fn select(&mut self, index: Option<usize>) {
        let place = index.and_then(|index| self.order.iter().position(|&i| i == index));
        self.selected = place.unwrap_or(self.selected).min(self.order.len().saturating_sub(1));
    }

    /// Filters and sorts the entries anew; the selected entry stays selected.
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

    /// The indices of the entries in the order of next and previous article: as shown, or as given where the filter
    /// hides the open article.
    pub(in crate::reader) fn sequence(&self) -> Vec<usize> {
        let at = self.at.or(self.loading);
        if at.is_none_or(|at| self.order.contains(&at)) {
            self.order.clone()
        } else {
            (0..self.entries.len()).collect()
        }
    }

    /// Sorts the list. The reading list, what was opened lately, and the chapters of a book, which have no dates, keep
    /// their order.
    pub(in crate::reader) fn sort_by(&mut self, sort: Sort) {
        let is_book = self
            .entries
            .iter()
            .all(|item| matches!(item.origin, Origin::InMemory(_)) && item.published.is_none());
        if !is_book && self.kind == ListKind::Articles && sort != self.sort {
            self.sort = sort;
            self.reorder();
            self.selected = 0;
        }
    }

    /// Marks the entries whose keys are among `read` as read.
    pub(in crate::reader) fn note_read(&mut self, read: &HashSet<Key>) {
        for item in &mut self.entries {
            item.is_read |= item.keys.iter().any(|key| read.contains(key));
        }
    }

    /// The number of unread entries that have not failed to load.
    pub fn unread(&self) -> usize {
        self.entries.iter().filter(|item| !item.is_read && item.failed.is_none()).count()
    }

    /// The numbers of entries that have been surveyed, and of those that can be.
    pub const fn progress(&self) -> (usize, usize) {
        (self.progress.done, self.progress.all)
    }
}

/// The origin for a place that was opened or kept earlier. An address is not fetched to survey it.
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
        assert!(matches!(list.entries[0].origin, Origin::InMemory(_)));
        assert!(matches!(list.entries[1].origin, Origin::Linked { instead: Some(_), .. }));
        assert_eq!(list.progress(), (1, 2));
    }
}
