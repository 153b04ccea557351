//! What the person has said of articles, read and kept beside the loop: corrections and highlights.

use super::{message::Message, work::guarded, worker::Worker};
use crate::{article::Article, corrections, error::Error, highlights};
use std::{io, ops::ControlFlow, sync::Arc};

/// Something to do with what is kept for an article.
#[derive(Debug)]
pub struct Errand {
    /// The generation that the article has on screen.
    pub generation: u64,
    /// The number of changes made so far to what it is about.
    pub revision: u64,
    /// The article.
    pub article: Arc<Article>,
    /// What to do.
    pub task: Task,
}

/// What to do with it.
#[derive(Debug)]
pub enum Task {
    /// Read the corrections, after this change where there is one.
    Corrections(Option<corrections::Change>),
    /// Read the highlights, after this change where there is one.
    Highlights(Option<highlights::Change>),
}

/// Keeps corrections and highlights.
#[derive(Debug)]
pub struct Keeper(Worker<Errand>);

impl Keeper {
    /// Starts to keep corrections and highlights where there is a store for them; where there is none, nothing is read and no
    /// change is kept.
    pub fn start(
        (corrections, highlights): (Option<corrections::Store>, Option<highlights::Store>),
        report: impl Fn(Message) + Send + 'static,
    ) -> io::Result<Self> {
        let keep = move |Errand { generation, revision, article, task }| {
            report(match task {
                Task::Corrections(change) => {
                    let outcome = done(|| match (&corrections, &change) {
                        (Some(store), Some(change)) => Ok(store.change(&article, change)?),
                        (Some(store), None) => Ok(store.load(&article)?),
                        (None, Some(_)) => Err(Error::Homeless { kind: "corrections" }),
                        (None, None) => Ok(Vec::new()),
                    });
                    Message::Corrections { generation, revision, outcome }
                }
                Task::Highlights(change) => {
                    let outcome = done(|| match (&highlights, &change) {
                        (Some(store), Some(change)) => Ok(store.change(&article, change)?),
                        (Some(store), None) => Ok(store.load(&article)?),
                        (None, Some(_)) => Err(Error::Homeless { kind: "highlights and notes" }),
                        (None, None) => Ok(Vec::new()),
                    });
                    Message::Highlights { generation, revision, outcome }
                }
            });
            ControlFlow::Continue(())
        };
        Worker::start(keep).map(Self)
    }

    /// Has something done.
    pub fn send(&self, errand: Errand) {
        self.0.send(errand);
    }
}

/// What comes of `work`, or why nothing does.
fn done<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, String> {
    guarded(work).and_then(|done| done.map_err(|error| error.to_string()))
}
