//! What the reader begins with.

use super::{
    librarian,
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

/// How long the only article may take to load before there is a screen to wait on. What is there by then is the first
/// thing on it, and what cannot be read leaves no trace of one.
const PATIENCE: Duration = Duration::from_millis(200);

/// What is on the screen first.
pub enum Start {
    /// An article, the first on this list.
    Article(Box<Article>, ArticleList),
    /// A list to choose from.
    List(ArticleList),
    /// The library.
    Library,
    /// The only article on this list, which takes its time to load, and what there is of it so far.
    Loading(ArticleList, Loading, Option<Box<Article>>),
}

/// An article that is being loaded.
pub struct Loading(Receiver<Loaded>);

/// What has come of it.
enum Loaded {
    /// A part, of a stream that takes its time or a large file.
    Part(Box<Article>),
    /// All there is; or a panic, which has been reported by now.
    Whole(thread::Result<Result<Input, SourceError>>),
}

impl Loading {
    fn start(source: Source) -> io::Result<Self> {
        let (sender, loaded) = mpsc::channel();
        work::background(move || {
            // Nobody waits for it any more where the person has left.
            let part = |article| drop(sender.send(Loaded::Part(Box::new(article))));
            let load = AssertUnwindSafe(|| source.load_as_it_comes(part));
            let _ = sender.send(Loaded::Whole(panic::catch_unwind(load)));
        })?;
        Ok(Self(loaded))
    }

    /// What there is first, if it is there in time.
    fn wait(&self, patience: Duration) -> Option<Loaded> {
        self.0.recv_timeout(patience).ok()
    }

    /// Reports what there is as the article in this entry: parts of it as they come, and then all.
    pub fn report(self, entry: EntryId, report: impl Fn(Message) + Send + 'static) -> io::Result<()> {
        work::background(move || {
            for loaded in self.0 {
                let outcome = match loaded {
                    Loaded::Part(article) => {
                        report(Message::Coming { entry, article: Arc::from(article) });
                        continue;
                    }
                    Loaded::Whole(Ok(loaded)) => loaded.map_err(|error| error.to_string()),
                    Loaded::Whole(Err(panic)) => Err(work::said(&*panic)),
                };
                let opened = |input| Box::new(Opened { input, reach: Reach::Public, caution: None });
                report(Message::Opened { entry, outcome: outcome.map(opened) });
            }
        })
        .map(drop)
    }
}

impl Start {
    /// The feeds that are followed, to choose from.
    pub fn of_feeds(feeds: &[Feed]) -> Self {
        let sources: Vec<Source> = feeds.iter().map(|feed| Source::Web(feed.url.clone())).collect();
        let mut list = ArticleList { title: Some("Feeds".to_owned()), ..ArticleList::of_sources(&sources) };
        for (item, feed) in list.entries.iter_mut().zip(feeds) {
            item.title.clone_from(&feed.name);
        }
        Self::List(list)
    }

    /// What was opened lately, to choose from.
    pub fn of_lately(opened: Vec<Visit>) -> Self {
        Self::List(ArticleList::of_lately(opened))
    }

    /// What is kept to be read later, to choose from.
    ///
    /// # Errors
    /// Where the library cannot be asked for texts of it.
    pub fn of_later(kept: Vec<Deferred>) -> Result<Self, Error> {
        librarian::with_rows(kept).map(|kept| Self::List(ArticleList::of_later(kept)))
    }

    /// What is named: one article is opened at once; of several, and of a collection, there is a list to choose from.
    ///
    /// # Errors
    /// Where the only source cannot be loaded. What is on the web is loaded later, on the screen.
    pub fn of(sources: &[Source]) -> Result<Self, Error> {
        let samples = || sources.iter().all(|source| matches!(source, Source::Sample(_)));
        let list = || ArticleList::of_sources(sources);
        match sources {
            // What a server takes its time for is shown to be under way.
            [Source::Web(_)] => Ok(Self::List(list())),
            [source] => {
                let loading = Loading::start(source.clone())
                    .map_err(|error| InputError::Read { name: source.name(), source: error })?;
                let whole = match loading.wait(PATIENCE) {
                    // A panic ends the program as if it had been loaded here.
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
