//! Reads and writes positions and marks of articles in a background thread.

use super::{message::Message, work, worker::Worker};
use crate::{
    article::{Article, Key},
    positions::{Kept, Store},
    reader::article::position::{PositionChange, PositionToKeep},
};
use std::{io, mem, ops::ControlFlow, sync::Arc};

#[derive(Debug)]
enum Request {
    /// Report the position and the marks of the article with this generation.
    Ask(u64, Arc<Article>),
    /// Keep this position or mark.
    Keep(PositionToKeep),
}

/// The thread that keeps positions and marks.
#[derive(Debug)]
pub struct PositionsThread(Worker<Request>);

impl PositionsThread {
    /// Starts the thread over `store`. Only the first error is reported.
    pub fn start(store: Store, report: impl Fn(Message) + Send + 'static) -> io::Result<Self> {
        let mut is_told = false;
        let keep = move |errand| {
            let done = work::guarded(|| match &errand {
                Request::Ask(_, article) => store.get(&Key::of(&article.text)),
                Request::Keep(PositionToKeep { article, change }) => {
                    let key = Key::of(&article.text);
                    let kept = match change {
                        PositionChange::Position(offset) => store.keep(&key, *offset),
                        PositionChange::Mark(letter, offset) => store.mark(&key, *letter, *offset),
                    };
                    kept.map(|()| Kept::default())
                }
            });
            let mut outcome = done.and_then(|done| done.map_err(|error| error.to_string()));
            if outcome.is_err() && mem::replace(&mut is_told, true) {
                outcome = Ok(Kept::default());
            }
            match (errand, outcome) {
                (Request::Ask(generation, _), outcome) => {
                    report(Message::Position { generation, outcome });
                }
                (Request::Keep(_), Err(reason)) => report(Message::Note(reason)),
                (Request::Keep(_), Ok(_)) => {}
            }
            ControlFlow::Continue(())
        };
        Worker::start(keep).map(Self)
    }

    /// Asks for the position and the marks of `article`, which has this generation.
    pub fn ask(&self, generation: u64, article: Arc<Article>) {
        self.0.send(Request::Ask(generation, article));
    }

    /// Queues a position or a mark to be kept.
    pub fn keep(&self, left: PositionToKeep) {
        self.0.send(Request::Keep(left));
    }
}
