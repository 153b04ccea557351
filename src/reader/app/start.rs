//! What the reader shows first, from the sources, feeds or lists that it is started with.

use super::{
    library_thread,
    message::{Message, Opened},
    work,
};
use crate::{
    article::{Article, Input},
    error::Error,
    fetch::Reach,
    memory::{Deferred, Visit},
    reader::list::{ArticleList, EntryId},
    settings::Feed,
    source::{InputError, Source, SourceError},
};
use std::{
    io,
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    thread,
    time::Duration,
};

/// How long the only article may take to load before the screen is drawn without it. Within this time the first frame shows
/// the article, or an error is printed without a frame.
const PATIENCE: Duration = Duration::from_millis(200);

/// The first view, with what it shows.
pub enum Start {
    /// An article, the first on this list.
    Article(Box<Article>, ArticleList),
    /// A list to choose from.
    List(ArticleList),
    /// The library screen.
    Library,
    /// The only article on this list, which is still being loaded, and the part of it that there is so far.
    Loading(ArticleList, Loading, Option<Box<Article>>),
}

/// An article that is being loaded in a background thread.
pub struct Loading(Receiver<Loaded>);

/// What the thread sends.
enum Loaded {
    /// The beginning of the article, from a slow stream or a large file.
    Part(Box<Article>),
    /// The whole input, an error, or a panic that has been printed already.
    Whole(thread::Result<Result<Input, SourceError>>),
}

impl Loading {
    fn start(source: Source) -> io::Result<Self> {
        let (sender, loaded) = mpsc::channel();
        work::background(move || {
            // Nobody receives it where the reader has ended.
            let part = |article| drop(sender.send(Loaded::Part(Box::new(article))));
            let load = AssertUnwindSafe(|| source.load_as_it_comes(part));
            let _ = sender.send(Loaded::Whole(panic::catch_unwind(load)));
        })?;
        Ok(Self(loaded))
    }

    /// The first part or the whole, if it comes in time.
    fn wait(&self, patience: Duration) -> Option<Loaded> {
        self.0.recv_timeout(patience).ok()
    }

    /// Reports the article of this entry: parts as they come, and then the whole.
    pub fn report(self, entry: EntryId, report: impl Fn(Message) + Send + 'static) -> io::Result<()> {
        work::background(move || {
            for loaded in self.0 {
                let outcome = match loaded {
                    Loaded::Part(article) => {
                        report(Message::PartLoaded { entry, article: Arc::from(article) });
                        continue;
                    }
                    Loaded::Whole(Ok(loaded)) => loaded.map_err(|error| error.to_string()),
                    Loaded::Whole(Err(panic)) => Err(work::panic_message(&*panic)),
                };
                let opened = |input| Box::new(Opened { input, reach: Reach::Public, caution: None });
                report(Message::Opened { entry, outcome: outcome.map(opened) });
            }
        })
        .map(drop)
    }
}

impl Start {
    /// The list of the feeds that are followed.
    pub fn of_feeds(feeds: &[Feed]) -> Self {
        let sources: Vec<Source> = feeds.iter().map(|feed| Source::Web(feed.url.clone())).collect();
        let mut list = ArticleList { title: Some("Feeds".to_owned()), ..ArticleList::of_sources(&sources) };
        for (item, feed) in list.entries.iter_mut().zip(feeds) {
            item.title.clone_from(&feed.name);
        }
        Self::List(list)
    }

    /// The list of what was opened lately.
    pub fn of_lately(opened: Vec<Visit>) -> Self {
        Self::List(ArticleList::of_lately(opened))
    }

    /// The reading list.
    ///
    /// # Errors
    /// Where the library cannot be asked for the texts on it.
    pub fn of_later(kept: Vec<Deferred>) -> Result<Self, Error> {
        library_thread::with_rows(kept).map(|kept| Self::List(ArticleList::of_later(kept)))
    }

    /// The sources: a single article is opened at once; of several sources, or of a collection, there is a list to choose
    /// from. Several samples are a list of which the first is open.
    ///
    /// # Errors
    /// Where a single source cannot be loaded, unless it is on the web: then it is loaded later, from the list.
    pub fn of(sources: &[Source]) -> Result<Self, Error> {
        let samples = || sources.iter().all(|source| matches!(source, Source::Sample(_)));
        let list = || ArticleList::of_sources(sources);
        match sources {
            // The screen shows that a page is being loaded, since a server may be slow.
            [Source::Web(_)] => Ok(Self::List(list())),
            [source] => {
                let loading = Loading::start(source.clone())
                    .map_err(|error| InputError::Read { name: source.name(), source: error })?;
                let whole = match loading.wait(PATIENCE) {
                    // A panic ends the program as it would without the thread.
                    Some(Loaded::Whole(whole)) => {
                        whole.unwrap_or_else(|panic| panic::resume_unwind(panic))?
                    }
                    Some(Loaded::Part(part)) => return Ok(Self::Loading(list(), loading, Some(part))),
                    None => return Ok(Self::Loading(list(), loading, None)),
                };
                match whole {
                    Input::Article(article) => Ok(Self::Article(article, list())),
                    Input::Collection(collection) => {
                        let list = ArticleList::of_collection(collection, Reach::Public);
                        Ok(Self::List(ArticleList { source: Some(source.clone()), ..list }))
                    }
                }
            }
            [first, ..] if samples() => Ok(Self::Article(Box::new(first.load_first()?), list())),
            _ => Ok(Self::List(list())),
        }
    }
}
