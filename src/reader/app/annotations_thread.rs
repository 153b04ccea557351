//! Reads and writes the corrections and highlights of articles in a background thread.

use super::{message::Message, work::guarded, worker::Worker};
use crate::{article::Article, corrections, error::Error, highlights};
use std::{io, ops::ControlFlow, sync::Arc};

/// A request about what is kept for an article.
#[derive(Debug)]
pub struct Request {
    /// The generation of the open article ([`OpenArticle::generation`](crate::reader::article::OpenArticle::generation)).
    pub generation: u64,
    /// The number of changes made so far to the list that the task is about, to tell a late answer.
    pub revision: u64,
    /// The article whose corrections or highlights they are.
    pub article: Arc<Article>,
    /// What is to be done.
    pub task: Task,
}

/// What is to be done with the corrections or highlights of an article.
#[derive(Debug)]
pub enum Task {
    /// Make the change, if there is one, then read the corrections.
    Corrections(Option<corrections::Change>),
    /// Make the change, if there is one, then read the highlights.
    Highlights(Option<highlights::Change>),
}

/// The thread that keeps corrections and highlights.
#[derive(Debug)]
pub struct AnnotationsThread(Worker<Request>);

impl AnnotationsThread {
    /// Starts the thread. Without a store for them, corrections or highlights are reported as none, and a change as an
    /// error.
    pub fn start(
        (corrections, highlights): (Option<corrections::Store>, Option<highlights::Store>),
        report: impl Fn(Message) + Send + 'static,
    ) -> io::Result<Self> {
        let keep = move |Request { generation, revision, article, task }| {
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

    /// Queues a request; its outcome is reported as a message.
    pub fn send(&self, errand: Request) {
        self.0.send(errand);
    }
}

/// The result of `work`; its error or panic in words.
fn done<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, String> {
    guarded(work).and_then(|done| done.map_err(|error| error.to_string()))
}
