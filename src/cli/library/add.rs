//! Adding articles to the library, in parallel on all cores.

use super::{open, print_line, progress::Progress, texts::Texts};
use crate::{
    analysis::Analyzer,
    article::{Article, Key},
    cli::{
        analyzer,
        args::{Add, From},
        extract::{of_line, sources},
        lines::{self, lines},
        missed_words,
        ordered::{self, Results},
        report,
    },
    corrections::{self, Applied, Store},
    error::Error,
    library::{Entry, Known, Library, asked_with},
    memory::import::Saved,
    settings::Model,
    source::Source,
};
use std::{
    collections::HashSet,
    io,
    process::ExitCode,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// Something to add.
pub(super) enum Job {
    Source(Result<Source, String>),
    Line(lines::Line),
    /// An article of the library, by its row number, to be analysed again.
    Kept(i64),
    /// An article that an export of another service contains, and where the texts of that export are.
    Saved(Box<Saved>, Texts),
}

/// The result for an article.
enum Outcome {
    Analysed(Box<Analysed>),
    /// It is in the library already, or occurred before in this run.
    Known,
    /// Why it was not added.
    Failed(String),
}

struct Analysed {
    entry: Entry,
    /// A problem that did not prevent adding it.
    problem: Option<String>,
}

/// Articles that are ready to be written. Fast ones are written together in one transaction, slow ones as they come.
struct Batch {
    ready: Vec<Entry>,
    written: Instant,
}

impl Batch {
    /// The least time between two writes, and so the most work that is lost when the program is killed.
    const PAUSE: Duration = Duration::from_millis(200);

    fn push(&mut self, library: &mut Library, entry: Entry) -> Result<(), Error> {
        self.ready.push(entry);
        if self.written.elapsed() < Self::PAUSE { Ok(()) } else { self.write(library) }
    }

    fn write(&mut self, library: &mut Library) -> Result<(), Error> {
        library.add_all(&self.ready)?;
        self.ready.clear();
        self.written = Instant::now();
        Ok(())
    }
}

/// What all jobs share.
pub(super) struct Shared {
    analyzer: Analyzer<'static>,
    asked: String,
    known: Known,
    /// The texts seen in this run.
    met: Mutex<HashSet<Key>>,
    store: Option<Store>,
    /// The library that [`Job::Kept`] is read from.
    kept: Mutex<Library>,
}

impl Shared {
    pub fn of(model: Model, known: Known) -> Result<Self, Error> {
        Ok(Self {
            analyzer: analyzer(model)?,
            asked: asked_with(model.architecture()),
            known,
            met: Mutex::default(),
            store: Store::of_person(),
            kept: Mutex::new(open()?),
        })
    }

    fn work(&self, job: Job, results: &Results<Outcome>) {
        let found = match job {
            Job::Line(line) => of_line(&line).map(|article| vec![article]),
            Job::Source(source) => source.and_then(|source| {
                let articles = source.load_all(|caution| report(&caution)).map_err(|error| error.to_string());
                if articles.as_ref().is_ok_and(Vec::is_empty) {
                    report(&format!("{} holds no articles", source.name()));
                }
                articles
            }),
            Job::Kept(id) => {
                let found = self.kept.lock().unwrap_or_else(PoisonError::into_inner).article(id);
                // Without a result, another program has removed it from the library meanwhile.
                found.map(|article| article.into_iter().collect()).map_err(|error| error.to_string())
            }
            Job::Saved(saved, texts) => texts.article(*saved).map(|article| article.into_iter().collect()),
        };
        match found {
            Ok(articles) => articles.into_iter().for_each(|article| results.give(self.outcome(article))),
            Err(problem) => results.give(Outcome::Failed(problem)),
        }
    }

    fn outcome(&self, article: Article) -> Outcome {
        let key = Key::of(&article.text);
        let corrections = match self.store.as_ref().map_or(Ok(Vec::new()), |store| store.load(&article)) {
            Ok(corrections) => corrections,
            Err(error) => return Outcome::Failed(error.to_string()),
        };
        let is_new = self.met.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone());
        if !is_new || self.known.holds(&key, &self.asked, &corrections) {
            return Outcome::Known;
        }
        let Applied { analysis, missed, .. } =
            corrections::apply(&article, self.analyzer.analyse(&article), &corrections);
        let problem = (missed > 0).then(|| missed_words(&article.name, missed, corrections.len()));
        let entry = Entry::of(&article, &analysis, &self.asked, &corrections);
        Outcome::Analysed(Box::new(Analysed { entry, problem }))
    }
}

/// Adds the files of the command line.
pub(super) fn add(asked: Add) -> Result<ExitCode, Error> {
    let library = open()?;
    let shared = Shared::of(asked.finder.model, library.known()?)?;
    let progress = match asked.from {
        From::Text => {
            let sources: Vec<_> = asked.files.into_iter().flat_map(sources).collect();
            keep(library, shared, Some(sources.len()), sources.into_iter().map(Job::Source))
        }
        From::Jsonl => {
            let all = asked.files.iter().map(|file| lines::count(file)).sum();
            keep(library, shared, all, asked.files.into_iter().flat_map(lines).map(Job::Line))
        }
    }?;
    told(&progress)
}

/// Analyses the articles of the library again.
pub(super) fn rebuild(model: Model) -> Result<ExitCode, Error> {
    let mut library = open()?;
    let asked = asked_with(model.architecture());
    let mut stale = library.stale(&asked)?;
    if stale.is_empty() {
        library.mark_stale()?;
        stale = library.stale(&asked)?;
    }
    let shared = Shared::of(model, Known::default())?;
    told(&keep(library, shared, Some(stale.len()), stale.into_iter().map(Job::Kept))?)
}

/// Prints the summary. The exit status says whether anything failed.
fn told(progress: &Progress) -> Result<ExitCode, Error> {
    print_line(&progress.told())?;
    Ok(if progress.failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Adds the articles of the jobs; `all` is the number of jobs if known. What fails is reported, and the rest goes on.
pub(super) fn keep(
    mut library: Library,
    shared: Shared,
    all: Option<usize>,
    jobs: impl Iterator<Item = Job> + Send + 'static,
) -> Result<Progress, Error> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let shared = Arc::new(shared);
    let finished = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&finished);
    let work = move |job, results: &Results<Outcome>| {
        shared.work(job, results);
        counted.fetch_add(1, Ordering::Relaxed);
    };
    let mut progress = Progress::new(all);
    let mut stopped = None;
    let mut batch = Batch { ready: Vec::new(), written: Instant::now() };
    let write = |_: &mut io::Sink, outcome: Option<Outcome>| {
        let outcome =
            outcome.unwrap_or_else(|| Outcome::Failed("an article could not be analysed".to_owned()));
        match outcome {
            Outcome::Analysed(analysed) => {
                let Analysed { entry, problem } = *analysed;
                if let Err(error) = batch.push(&mut library, entry) {
                    // If one article cannot be written, neither can the others.
                    stopped = Some(error);
                    return Err(io::ErrorKind::Other.into());
                }
                progress.added += 1;
                if let Some(problem) = problem {
                    progress.failed(&problem);
                }
            }
            Outcome::Known => progress.known += 1,
            Outcome::Failed(problem) => progress.failed(&problem),
        }
        progress.show(finished.load(Ordering::Relaxed));
        Ok(())
    };
    let done = ordered::run(threads, jobs, work, &mut io::sink(), write);
    progress.clear();
    if let Some(error) = stopped {
        return Err(error);
    }
    done.map_err(|source| Error::Write { source })?;
    batch.write(&mut library)?;
    library.settle()?;
    Ok(progress)
}
