//! What was read and opened, kept beside the loop.

use super::{
    message::{Message, Remembered},
    work,
    worker::Worker,
};
use crate::{
    article::Key,
    error::Error,
    memory::{Lately, ReadTexts, Visit},
    source::Source,
};
use std::{
    io, mem,
    ops::ControlFlow,
    path,
    time::{SystemTime, UNIX_EPOCH},
};

/// Something to do with what is kept.
#[derive(Debug)]
enum Errand {
    /// What was read so far?
    Ask,
    /// Keep this.
    Keep(Remembered),
}

/// Keeps what was read and opened.
#[derive(Debug)]
pub struct Memory(Worker<Errand>);

impl Memory {
    /// Starts to keep what was read and what was opened, each where it has a place, and reports what was read so far. What
    /// goes wrong is told once.
    pub fn start(
        read: Option<ReadTexts>,
        lately: Option<Lately>,
        report: impl Fn(Message) + Send + 'static,
    ) -> io::Result<Self> {
        let mut is_told = false;
        let work = move |errand| {
            let done = work::guarded(|| match &errand {
                Errand::Ask => {
                    read.as_ref().map_or(Ok(()), |read| read.all().map(|all| report(Message::Read(all))))
                }
                Errand::Keep(remembered) => keep(remembered, read.as_ref(), lately.as_ref()),
            });
            let failed = done.and_then(|done| done.map_err(|error| error.to_string())).err();
            if let Some(reason) = failed.filter(|_| !mem::replace(&mut is_told, true)) {
                report(Message::Note(reason));
            }
            ControlFlow::Continue(())
        };
        let memory = Self(Worker::start(work)?);
        memory.0.send(Errand::Ask);
        Ok(memory)
    }

    /// Has something kept.
    pub fn keep(&self, remembered: Remembered) {
        self.0.send(Errand::Keep(remembered));
    }
}

fn keep(remembered: &Remembered, read: Option<&ReadTexts>, lately: Option<&Lately>) -> Result<(), Error> {
    let mark = |keys: &[Key], is_read| read.map_or(Ok(()), |read| read.mark(keys, is_read));
    match remembered {
        Remembered::Read { keys, is_read } => mark(keys, *is_read),
        Remembered::Opened { article, keys, place, whole } => {
            let keys: Vec<Key> = keys.iter().cloned().chain([Key::of(&article.text)]).collect();
            mark(&keys, true)?;
            let (Some(lately), Some(place)) = (lately, place.as_ref().and_then(place_of)) else {
                return Ok(());
            };
            let title = article.title_text().filter(|title| !title.is_empty());
            let title = title.unwrap_or_else(|| article.name.clone());
            let title = whole.as_ref().map_or(title.clone(), |whole| format!("{whole}: {title}"));
            let when = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            lately.keep(&Visit { title, place, when })
        }
    }
}

/// Where something can be opened again from any folder; none where it cannot.
fn place_of(source: &Source) -> Option<String> {
    match source {
        Source::Path(path) => Some(path::absolute(path).ok()?.to_str()?.to_owned()),
        Source::Web(address) => Some(address.clone()),
        Source::Stdin | Source::Sample(_) => None,
    }
}
