//! What is done beside the loop, so that a key never waits for it: analysing and loading.

use super::message::Message;
use crate::{
    analysis::Analysis,
    article::{Article, Source},
};
use std::{
    any::Any,
    io,
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    thread,
};

/// The name of the threads whose panics are reported on the screen.
pub const THREAD: &str = "background";

/// An article to analyse, and the generation it has on screen.
pub type Job = (u64, Arc<Article>);

/// Starts the analyst. Of the jobs that pile up while it is busy it does only the last: the others are off the screen.
pub fn analyst(report: impl Fn(Message) + Send + 'static) -> io::Result<Sender<Job>> {
    let (sender, jobs) = mpsc::channel::<Job>();
    background(move || {
        while let Ok(job) = jobs.recv() {
            let (generation, article) = jobs.try_iter().last().unwrap_or(job);
            let outcome = guarded(|| Analysis::of(&article));
            report(Message::Analysed { generation, outcome });
        }
    })?;
    Ok(sender)
}

/// Loads the source with this number.
pub fn open(index: usize, source: Source, report: impl FnOnce(Message) + Send + 'static) -> io::Result<()> {
    background(move || {
        let loaded = guarded(|| source.load_first().map(Box::new).map_err(|error| error.to_string()));
        report(Message::Opened { index, outcome: loaded.and_then(|outcome| outcome) });
    })
}

fn background(work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(THREAD.to_owned()).spawn(work).map(drop)
}

/// Does `work`; where it panics, gives what it said.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic: Box<dyn Any + Send>| {
        let said = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        said.or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "no reason given".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_reason() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded::<()>(|| panic!("page {} is torn", 3)), Err("page 3 is torn".to_owned()));
    }
}
