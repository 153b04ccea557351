//! Keeps, in a background thread, which articles were read and opened, and the reading list.

use super::{
    library_thread,
    message::{HistoryChange, Message},
    work,
    worker::Worker,
};
use crate::{
    article::{Article, Key},
    clock,
    error::Error,
    memory::{self, Deferred, Lately, MemoryError, ReadTexts, ReadingList, Turned, Visit},
    settings::Keep,
    source::Source,
};
use std::{io, mem, ops::ControlFlow, sync::Arc};

/// A request to the thread.
#[derive(Debug)]
enum Request {
    /// Report what was read so far and the names on the reading list.
    Ask,
    /// Report the reading list to be shown.
    AskList,
    /// Keep this.
    Keep(HistoryChange),
}

/// The stores; without one, nothing of its kind is kept.
#[derive(Debug)]
pub struct HistoryStores {
    read: Option<ReadTexts>,
    lately: Option<Lately>,
    later: Option<ReadingList>,
    /// Whether texts on the reading list go into the library.
    are_texts_kept: bool,
}

/// The thread that keeps what was read, what was opened and the reading list.
#[derive(Debug)]
pub struct HistoryThread(Worker<Request>);

impl HistoryThread {
    /// Starts the thread, which first reports what was read so far and what is on the reading list. Of errors in what the
    /// person has not asked for only the first is reported.
    pub fn start(stores: HistoryStores, report: impl Fn(Message) + Send + 'static) -> io::Result<Self> {
        let mut is_told = false;
        let work = move |errand| {
            let done = work::guarded(|| match &errand {
                Request::Ask => stores.tell_all(&report),
                Request::AskList => {
                    let found = stores.later.as_ref().ok_or_else(homeless).and_then(listed);
                    report(Message::ReadingList(found.map_err(|error| error.to_string())));
                    Ok(())
                }
                Request::Keep(HistoryChange::Defer { title, place, article }) => {
                    match stores.toggle(title, place.as_ref(), article.as_ref()) {
                        Ok(told) => report(told),
                        Err(error) => {
                            report(Message::Note(error.to_string()));
                            // After a damaged list was set aside, a new one has been begun with this article.
                            let now = stores.later.as_ref().map(ReadingList::all);
                            now.and_then(Result::ok).map(|all| deferred(&all)).into_iter().for_each(&report);
                        }
                    }
                    Ok(())
                }
                Request::Keep(HistoryChange::Done(names)) => stores.take_off(names).map(&report),
                Request::Keep(change) => Ok(stores.keep(change)?),
            });
            let failed = done.and_then(|done| done.map_err(|error| error.to_string())).err();
            if let Some(reason) = failed.filter(|_| !mem::replace(&mut is_told, true)) {
                report(Message::Note(reason));
            }
            ControlFlow::Continue(())
        };
        let memory = Self(Worker::start(work)?);
        memory.0.send(Request::Ask);
        Ok(memory)
    }

    /// Asks for the reading list to be shown.
    pub fn ask_list(&self) {
        self.0.send(Request::AskList);
    }

    /// Queues something to be kept.
    pub fn keep(&self, change: HistoryChange) {
        self.0.send(Request::Keep(change));
    }
}

impl HistoryStores {
    /// The stores of read texts, of opened articles and of the reading list; `keep` says what goes into the library.
    pub fn new(
        (read, lately, later): (Option<ReadTexts>, Option<Lately>, Option<ReadingList>),
        keep: Keep,
    ) -> Self {
        Self { read, lately, later, are_texts_kept: keep != Keep::Nothing }
    }

    fn tell_all(&self, report: &impl Fn(Message)) -> Result<(), Error> {
        if let Some(read) = &self.read {
            report(Message::Read(read.all()?));
        }
        if let Some(later) = &self.later {
            report(deferred(&later.all()?));
        }
        Ok(())
    }

    fn keep(&self, change: &HistoryChange) -> Result<(), MemoryError> {
        let mark = |keys: &[Key], is_read| self.read.as_ref().map_or(Ok(()), |read| read.mark(keys, is_read));
        match change {
            HistoryChange::Read { keys, is_read } => mark(keys, *is_read),
            HistoryChange::Opened { article, keys, place, whole } => {
                let keys: Vec<Key> = keys.iter().cloned().chain([Key::of(&article.text)]).collect();
                mark(&keys, true)?;
                let place = place.as_ref().and_then(Source::place);
                let (Some(lately), Some(place)) = (&self.lately, place) else { return Ok(()) };
                let title = article.title_text().filter(|title| !title.is_empty());
                let title = title.unwrap_or_else(|| article.name.clone());
                let title = whole.as_ref().map_or(title.clone(), |whole| format!("{whole}: {title}"));
                lately.keep(&Visit { title, place, when: clock::now() })
            }
            // Both have an answer and are handled by the thread's loop.
            HistoryChange::Defer { .. } | HistoryChange::Done(_) => Ok(()),
        }
    }

    /// Puts an article on the reading list, or takes it off if it is there, and gives the message to report.
    fn toggle(
        &self,
        title: &str,
        place: Option<&Source>,
        article: Option<&Arc<Article>>,
    ) -> Result<Message, Error> {
        let later = self.later.as_ref().ok_or_else(homeless)?;
        let place = place.and_then(Source::place);
        // Only an article without an address or a file is named by its text.
        let text =
            article.filter(|_| place.is_none() && self.are_texts_kept).map(|found| Key::of(&found.text));
        let Some(found) = Deferred::new(title, place, text.as_ref(), clock::now()) else {
            let words = "it has no address and no file to be opened by again; with library = \"kept\" in the settings \
                its text is kept";
            return Ok(Message::Note(words.to_owned()));
        };
        let (turned, names) = later.turn(&found)?;
        let note = match turned {
            Turned::On => "on the reading list",
            Turned::Off => "off the reading list",
            Turned::NoRoom => "there is no room left on the reading list",
        };
        Ok(Message::Deferred { names, note: Some(note.to_owned()) })
    }

    /// Takes articles that were read off the reading list, and gives the message to report.
    fn take_off(&self, names: &[String]) -> Result<Message, Error> {
        let later = self.later.as_ref().ok_or_else(homeless)?;
        Ok(Message::Deferred { names: later.remove(names)?, note: None })
    }
}

/// The message with the names on the reading list.
fn deferred(all: &[Deferred]) -> Message {
    Message::Deferred { names: memory::names_of(all), note: None }
}

/// The reading list, with the rows of its texts in the library.
fn listed(later: &ReadingList) -> Result<Vec<(Deferred, Option<i64>)>, Error> {
    library_thread::with_rows(later.all()?)
}

fn homeless() -> Error {
    Error::Homeless { kind: "a reading list" }
}
