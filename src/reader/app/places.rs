//! Where articles were left, looked up and kept beside the loop.

use super::{message::Message, work};
use crate::{
    article::{Article, Key},
    positions::Store,
    reader::article::position::Left,
};
use std::{
    io, mem,
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    thread::JoinHandle,
};

enum Errand {
    /// Where was the article left that has this generation on screen?
    Ask(u64, Arc<Article>),
    /// It was left here.
    Keep(Left),
}

/// Looks up and keeps where articles were left, in the order in which that comes. All that was sent is done before it is
/// dropped.
#[derive(Debug)]
pub struct Places {
    errands: Option<Sender<Errand>>,
    thread: Option<JoinHandle<()>>,
}

impl Places {
    /// Starts to keep them in `store`. What goes wrong is told once.
    pub fn start(store: Store, report: impl Fn(Message) + Send + 'static) -> io::Result<Self> {
        let (sender, errands) = mpsc::channel::<Errand>();
        let thread = work::background(move || {
            let mut is_told = false;
            for errand in errands {
                let done = work::guarded(|| match &errand {
                    Errand::Ask(_, article) => store.get(&Key::of(&article.text)),
                    Errand::Keep(Left { article, offset }) => {
                        store.keep(&Key::of(&article.text), *offset).map(|()| None)
                    }
                });
                let mut outcome = done.and_then(|done| done.map_err(|error| error.to_string()));
                if outcome.is_err() && mem::replace(&mut is_told, true) {
                    outcome = Ok(None);
                }
                match (errand, outcome) {
                    (Errand::Ask(generation, _), outcome) => {
                        report(Message::Position { generation, outcome });
                    }
                    (Errand::Keep(_), Err(reason)) => report(Message::Note(reason)),
                    (Errand::Keep(_), Ok(_)) => {}
                }
            }
        })?;
        Ok(Self { errands: Some(sender), thread: Some(thread) })
    }

    /// Asks where `article` was left, which has this generation on screen.
    pub fn ask(&self, generation: u64, article: Arc<Article>) {
        self.send(Errand::Ask(generation, article));
    }

    /// Has it kept where an article was left.
    pub fn keep(&self, left: Left) {
        self.send(Errand::Keep(left));
    }

    fn send(&self, errand: Errand) {
        if let Some(errands) = &self.errands {
            let _ = errands.send(errand);
        }
    }
}

impl Drop for Places {
    fn drop(&mut self) {
        self.errands = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
