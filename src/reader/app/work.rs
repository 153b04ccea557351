//! Work in background threads, so that a key never waits for it: analysing, loading and surveying articles, exports, and
//! other programs (browser, clipboard tools, commands to share with).

use super::{
    library_thread,
    message::{Copied, Message, Opened},
    saving, sharing,
};
use crate::{
    analysis::{Analysis, Analyzer, Architecture, Threshold},
    article::{Article, Input, Key},
    error::Error,
    export::format::ExportFormat,
    fetch::{Address, Cancel, Fetcher, Freshness, Reach},
    highlights::Highlight,
    printable,
    reader::article::findings::Findings,
    reader::list::{Contents, EntryId, Origin, Survey},
    reader::terminal::clipboard::{self, Tool},
    settings::Clipboard,
    source::{Source, web},
};
use std::{
    any::Any,
    env, io,
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    thread::{self, JoinHandle},
};

/// The name of threads whose panics are reported on the screen and do not end the program.
pub const THREAD: &str = "background";

/// The generation of an open article, and the article to be analysed.
pub type Job = (u64, Arc<Article>);

/// Starts the thread that analyses. Of the jobs queued while it is busy it does only the last, since the other articles are
/// not open any more.
pub fn analyst(
    architecture: Architecture,
    report: impl Fn(Message) + Send + 'static,
) -> io::Result<Sender<Job>> {
    let (sender, jobs) = mpsc::channel::<Job>();
    background(move || {
        while let Ok(job) = jobs.recv() {
            let (generation, article) = jobs.try_iter().last().unwrap_or(job);
            let outcome = guarded(|| {
                let analyzer = Analyzer::shipped(architecture).map_err(|error| error.to_string())?;
                Ok(analyzer.analyse(&article))
            });
            let outcome = outcome.and_then(|outcome| outcome);
            report(Message::Analysed { generation, outcome });
        }
    })?;
    Ok(sender)
}

/// Loads an article and reports it unless the load was cancelled. A stored copy of a page is reported at once, and then the
/// server is asked whether it is current; with `refetch` the server is asked first.
pub fn open(
    entry: EntryId,
    origin: Origin,
    refetch: bool,
    cancel: Cancel,
    report: impl Fn(Message) + Send + 'static,
) -> io::Result<()> {
    background(move || {
        let loaded = guarded(|| load(&origin, refetch, &cancel).map_err(|error| error.to_string()));
        let loaded = loaded.and_then(|loaded| loaded);
        if cancel.is_cancelled() {
            return;
        }
        let copy = loaded.as_ref().ok().filter(|loaded| loaded.is_copy).map(|l| l.opened.input.clone());
        report(Message::Opened { entry, outcome: loaded.map(|loaded| Box::new(loaded.opened)) });
        if let Some(copy) = copy {
            let checked = guarded(|| load(&origin, true, &cancel).map_err(|error| error.to_string()));
            let outcome = checked
                .and_then(|checked| checked)
                .and_then(|checked| checked.opened.caution.map_or(Ok(checked.opened.input != copy), Err));
            if !cancel.is_cancelled() {
                report(Message::Checked { entry, outcome });
            }
        }
    })?;
    Ok(())
}

/// What was loaded, and whether it is a stored copy of a page about which the server was not asked.
struct Loaded {
    opened: Opened,
    is_copy: bool,
}

fn load(origin: &Origin, refetch: bool, cancel: &Cancel) -> Result<Loaded, Error> {
    let (address, reach) = match origin {
        Origin::Source(Source::Web(address)) => (address, Reach::Anywhere),
        Origin::Linked { address, reach, .. } => (address, *reach),
        Origin::Source(source) => {
            let input = source.load(drop)?;
            let opened = Opened { input, reach: Reach::Public, caution: None };
            return Ok(Loaded { opened, is_copy: false });
        }
        Origin::Library(id) => {
            let input = Input::Article(Box::new(library_thread::article(*id)?));
            return Ok(Loaded {
                opened: Opened { input, reach: Reach::Public, caution: None },
                is_copy: false,
            });
        }
        Origin::InMemory(article) => {
            let input = Input::Article(Box::new(Article::clone(article)));
            let opened = Opened { input, reach: Reach::Public, caution: None };
            return Ok(Loaded { opened, is_copy: false });
        }
    };
    let freshness = if refetch { Freshness::Checked } else { Freshness::Any };
    let page = web::open(&Fetcher::from_environment(), address, reach, freshness, cancel)?;
    let opened = Opened { input: page.input, reach: page.reach, caution: page.caution };
    Ok(Loaded { opened, is_copy: page.is_copy })
}

/// Analyses articles one after the other, and reports for each what the list shows of it.
pub fn survey(
    articles: Vec<(EntryId, Origin)>,
    cancel: Cancel,
    report: impl Fn(Message) + Send + 'static,
) -> io::Result<()> {
    background(move || {
        for (entry, origin) in articles {
            if cancel.is_cancelled() {
                return;
            }
            let outcome = guarded(|| {
                let input = load(&origin, false, &cancel).map_err(|error| error.to_string())?.opened.input;
                Ok(match input {
                    Input::Article(article) => Survey {
                        title: article.title_text(),
                        published: article.published_text(),
                        contents: Contents::of(&article, &likely(&article)),
                        key: Some(Key::of(&article.text)),
                    },
                    Input::Collection(collection) => Survey {
                        title: collection.title,
                        published: None,
                        contents: Contents::Collection(collection.items.len()),
                        key: None,
                    },
                })
            });
            report(Message::Surveyed { entry, outcome: outcome.and_then(|outcome| outcome) });
        }
    })?;
    Ok(())
}

/// What the quick model finds in `article`, above the default threshold.
fn likely(article: &Article) -> Analysis {
    Analyzer::default().analyse(article).above(article, Threshold::Likely).analysis
}

/// Opens an address in the default browser.
pub fn browse(address: Address, report: impl FnOnce(Message) + Send + 'static) -> io::Result<()> {
    background(move || {
        if open::that_detached(address.as_str()).is_err() {
            report(Message::Note(format!("no browser can be started; the address is {address}")));
        }
    })
    .map(drop)
}

/// Writes an article and its quotes to a file in the current folder, and reports its path.
pub fn export(
    format: ExportFormat,
    article: Arc<Article>,
    findings: Arc<Findings>,
    highlights: Vec<Highlight>,
    report: impl FnOnce(Message) + Send + 'static,
) -> io::Result<()> {
    background(move || {
        let folder = env::current_dir();
        let saved = folder
            .and_then(|folder| saving::save(format, &folder, &article, &findings.analysis, &highlights));
        report(Message::Note(match saved {
            Ok(path) => format!("written to {}", printable::line(&path.display().to_string())),
            Err(error) => format!("nothing was written: {error}"),
        }));
    })
    .map(drop)
}

/// Runs a command to share with, and reports how it ended.
pub fn share(
    name: String,
    command: Vec<String>,
    text: String,
    report: impl FnOnce(Message) + Send + 'static,
) -> io::Result<()> {
    background(move || report(Message::Note(sharing::run(&name, &command, text)))).map(drop)
}

/// Puts `text` on the clipboard with the first of `tools` that takes it, and reports which; where none does, the terminal is
/// to be asked, if the settings allow it.
pub fn copy(
    text: String,
    tools: Vec<Tool>,
    choice: Clipboard,
    report: impl FnOnce(Message) + Send + 'static,
) -> io::Result<()> {
    background(move || {
        report(match clipboard::copy(&tools, &text) {
            Ok(tool) => Message::Copied(Copied::By(tool)),
            Err(_) if choice == Clipboard::Auto => Message::NotTaken(text),
            Err(reason) => Message::Copied(Copied::Failed(reason)),
        });
    })
    .map(drop)
}

/// Runs `work` in a thread whose panics are reported on the screen.
pub fn background(work: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(THREAD.to_owned()).spawn(work)
}

/// Runs `work`; a panic becomes an error with its message.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| panic_message(&*panic))
}

/// The message of a panic.
pub fn panic_message(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no reason given".to_owned())
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
