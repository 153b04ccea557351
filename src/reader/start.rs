//! What the reader begins with.

use super::shelf::Shelf;
use crate::{
    article::{Article, Document, Source},
    error::Error,
    fetch::Reach,
    settings::Feed,
};

/// What is on the screen first.
pub enum Start {
    /// An article, the first on this shelf.
    Article(Box<Article>, Shelf),
    /// A list to choose from.
    List(Shelf),
}

impl Start {
    /// The feeds that are followed, to choose from.
    pub fn of_feeds(feeds: &[Feed]) -> Self {
        let sources: Vec<Source> = feeds.iter().map(|feed| Source::Web(feed.url.clone())).collect();
        let mut shelf = Shelf { title: Some("Feeds".to_owned()), ..Shelf::of_sources(&sources) };
        for (item, feed) in shelf.items.iter_mut().zip(feeds) {
            item.title.clone_from(&feed.name);
        }
        Self::List(shelf)
    }

    /// What is named: one article is opened at once; of several, and of a collection, there is a list to choose from.
    ///
    /// # Errors
    /// Where the only source cannot be loaded. What is on the web is loaded later, on the screen.
    pub fn of(sources: &[Source]) -> Result<Self, Error> {
        let samples = || sources.iter().all(|source| matches!(source, Source::Sample(_)));
        let shelf = || Shelf::of_sources(sources);
        match sources {
            // What a server takes its time for is shown to be under way.
            [Source::Web(_)] => Ok(Self::List(shelf())),
            [source] => match source.load(drop)? {
                Document::Article(article) => Ok(Self::Article(article, shelf())),
                Document::Collection(collection) => {
                    Ok(Self::List(Shelf::of_collection(collection, Reach::Public)))
                }
            },
            [first, ..] if samples() => Ok(Self::Article(Box::new(first.load_first()?), shelf())),
            _ => Ok(Self::List(shelf())),
        }
    }
}
