//! `dixit library`: articles in, to be asked across all of them.

use super::{
    analyzer,
    args::{self, Add, From, RowForm, Rows},
    extract::{of_line, sources},
    lines::{self, lines},
    missed_words,
    ordered::{self, Results},
    report,
};
use crate::{
    analysis::Analyzer,
    article::{Article, Key},
    corrections::{self, Applied, Store},
    error::Error,
    export::rows::{Row, Table, Writer},
    library::{Entry, Forget, Known, Library, asked_with},
    printable,
    settings::Model,
    source::Source,
};
use std::{
    io::{self, BufWriter, IsTerminal as _, Write},
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// Does what the command line asks for.
pub(super) fn run(command: args::Library) -> Result<ExitCode, Error> {
    match command {
        args::Library::Add(asked) => add(asked),
        args::Library::Check => check(),
        args::Library::Rebuild { model } => rebuild(model),
        args::Library::Export { rows, format } => export(rows, format),
        args::Library::Search { words } => search(&words.join(" ")),
        args::Library::Forget { article, person, before } => forget(article, person, before),
    }
}

/// The person's library, with what they have said of who is who.
pub(super) fn open() -> Result<Library, Error> {
    Library::of_person(|caution| report(&caution))
}

/// Something to add.
enum Job {
    Source(Result<Source, String>),
    Line(lines::Line),
    /// An article of the library itself, by its row.
    Kept(i64),
}

/// What becomes of an article.
enum Outcome {
    Analysed(Box<Analysed>),
    /// It is in already.
    Known,
    /// Why it is not added.
    Failed(String),
}

struct Analysed {
    entry: Entry,
    /// What went wrong without being in the way.
    problem: Option<String>,
}

/// Articles that are ready, written many at a time where they come fast. Where each takes long, each is written as it comes.
struct Batch {
    ready: Vec<Entry>,
    written: Instant,
}

impl Batch {
    /// What is ready is written as often as this. A program that is killed loses no more than was done in between.
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

/// What all articles are analysed with.
struct Using {
    analyzer: Analyzer<'static>,
    asked: String,
    known: Known,
    store: Option<Store>,
    /// Where kept articles are read from.
    kept: Mutex<Library>,
}

impl Using {
    fn of(model: Model, known: Known) -> Result<Self, Error> {
        Ok(Self {
            analyzer: analyzer(model)?,
            asked: asked_with(model.architecture()),
            known,
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
                // Somebody else has forgotten it, where there is none.
                found.map(|article| article.into_iter().collect()).map_err(|error| error.to_string())
            }
        };
        match found {
            Ok(articles) => articles.into_iter().for_each(|article| results.give(self.outcome(article))),
            Err(problem) => results.give(Outcome::Failed(problem)),
        }
    }

    fn outcome(&self, article: Article) -> Outcome {
        let corrections = match self.store.as_ref().map_or(Ok(Vec::new()), |store| store.load(&article)) {
            Ok(corrections) => corrections,
            Err(error) => return Outcome::Failed(error.to_string()),
        };
        if self.known.holds(&Key::of(&article.text), &self.asked, &corrections) {
            return Outcome::Known;
        }
        let Applied { analysis, missed, .. } =
            corrections::apply(&article, self.analyzer.analyse(&article), &corrections);
        let problem = (missed > 0).then(|| missed_words(&article.name, missed, corrections.len()));
        let entry = Entry::of(&article, &analysis, &self.asked, &corrections);
        Outcome::Analysed(Box::new(Analysed { entry, problem }))
    }
}

fn add(asked: Add) -> Result<ExitCode, Error> {
    let library = open()?;
    let using = Using::of(asked.model, library.known()?)?;
    let files = asked.files;
    match asked.from {
        From::Text => keep(library, using, files.into_iter().flat_map(sources).map(Job::Source)),
        From::Jsonl => keep(library, using, files.into_iter().flat_map(lines).map(Job::Line)),
    }
}

fn rebuild(model: Model) -> Result<ExitCode, Error> {
    let mut library = open()?;
    let asked = asked_with(model.architecture());
    let mut stale = library.stale(&asked)?;
    if stale.is_empty() {
        library.mark_stale()?;
        stale = library.stale(&asked)?;
    }
    keep(library, Using::of(model, Known::default())?, stale.into_iter().map(Job::Kept))
}

/// Adds what comes of the jobs. What fails is reported and the rest goes on.
fn keep(
    mut library: Library,
    using: Using,
    jobs: impl Iterator<Item = Job> + Send + 'static,
) -> Result<ExitCode, Error> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let using = Arc::new(using);
    let work = move |job, results: &Results<Outcome>| using.work(job, results);
    let mut progress = Progress::new();
    let mut stopped = None;
    let mut batch = Batch { ready: Vec::new(), written: Instant::now() };
    let write = |_: &mut io::Sink, outcome: Option<Outcome>| {
        let outcome =
            outcome.unwrap_or_else(|| Outcome::Failed("an article could not be analysed".to_owned()));
        match outcome {
            Outcome::Analysed(analysed) => {
                let Analysed { entry, problem } = *analysed;
                if let Err(error) = batch.push(&mut library, entry) {
                    // What one article cannot be written to, the next cannot either.
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
        progress.show();
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
    let Progress { added, known, failed, .. } = progress;
    let known = if known > 0 { format!(", {known} passed over (in already)") } else { String::new() };
    let failures = if failed > 0 { format!(", {failed} failed") } else { String::new() };
    print_line(&format!("{added} added{known}{failures}"))?;
    Ok(if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// How far it has come, told on standard error where somebody looks at it.
struct Progress {
    added: usize,
    known: usize,
    failed: usize,
    began: Instant,
    shown: Option<Instant>,
    is_watched: bool,
}

/// How often progress is shown.
const STEP: Duration = Duration::from_millis(200);

impl Progress {
    fn new() -> Self {
        let is_watched =
            io::stderr().is_terminal() && std::env::var_os("TERM").is_some_and(|term| term != "dumb");
        Self { added: 0, known: 0, failed: 0, began: Instant::now(), shown: None, is_watched }
    }

    fn failed(&mut self, problem: &str) {
        self.failed += 1;
        self.clear();
        report(problem);
    }

    fn show(&mut self) {
        if !self.is_watched || self.shown.is_some_and(|shown| shown.elapsed() < STEP) {
            return;
        }
        self.shown = Some(Instant::now());
        let Self { added, known, failed, .. } = self;
        let rate = *added as f64 / self.began.elapsed().as_secs_f64().max(0.001);
        // Where it cannot be shown, nobody is looking.
        let _ = write!(
            io::stderr(),
            "\r\x1b[K{added} added ({rate:.0} a second), {known} passed over, {failed} failed"
        );
    }

    fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn check() -> Result<ExitCode, Error> {
    let mut library = open()?;
    let faults = library.check()?;
    for fault in &faults {
        report(fault);
    }
    let size = library.size()?;
    let ratio = size.store as f64 / size.text.max(1) as f64;
    print_line(&format!(
        "{} articles, {} quotes, {} people; {} of text in a file of {} ({ratio:.1} times)",
        size.articles,
        size.quotes,
        size.people,
        bytes(size.text),
        bytes(size.store)
    ))?;
    if !faults.is_empty() {
        report(
            "run dixit library rebuild; where that does not help, remove the file and add the articles again",
        );
        return Ok(ExitCode::FAILURE);
    }
    print_line("all fits together")?;
    Ok(ExitCode::SUCCESS)
}

fn bytes(count: usize) -> String {
    if count < 1_000_000 {
        format!("{} kB", count.div_ceil(1000))
    } else {
        format!("{:.1} MB", count as f64 / 1e6)
    }
}

fn forget(
    article: Option<String>,
    person: Option<String>,
    before: Option<String>,
) -> Result<ExitCode, Error> {
    let what = match (article, person, before) {
        (Some(article), ..) => Forget::Article(article),
        (None, Some(name), _) => Forget::Person(name),
        (None, None, Some(day)) => Forget::Before(day),
        (None, None, None) => return Ok(ExitCode::SUCCESS),
    };
    match (open()?.forget(&what)?, what) {
        (0, Forget::Article(named)) => Err(Error::NotInLibrary {
            words: format!(
                "no article in the library is called {named}: give its name or address as dixit library export --rows \
                 articles tells it, or eight digits or more of its SHA-256"
            ),
        }),
        (0, Forget::Person(name)) => {
            Err(Error::NotInLibrary { words: format!("no article in the library names {name} in full") })
        }
        (1, _) => print_line("1 article forgotten").map(|()| ExitCode::SUCCESS),
        (count, _) => print_line(&format!("{count} articles forgotten")).map(|()| ExitCode::SUCCESS),
    }
}

fn export(rows: Rows, format: RowForm) -> Result<ExitCode, Error> {
    let mut library = open()?;
    let mut out = Writer::new(format.form(), BufWriter::new(io::stdout().lock()));
    let table = rows.table();
    let mut done = out.header(table.columns());
    match table {
        Table::Quotes => library.all_quotes(|row| next(&mut done, &mut out, &row)),
        Table::Actors => library.all_actors(|row| next(&mut done, &mut out, &row)),
        Table::Articles => library.articles(None, |row| next(&mut done, &mut out, &row)),
    }?;
    done.and_then(|()| out.flush()).map_err(|source| Error::Write { source })?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a row where all went well so far; whether it still does.
fn next<R: Row>(done: &mut io::Result<()>, out: &mut Writer<impl Write>, row: &R) -> bool {
    if done.is_ok() {
        *done = out.row(row);
    }
    done.is_ok()
}

fn search(words: &str) -> Result<ExitCode, Error> {
    let mut library = open()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut done = Ok(());
    let mut count = 0_usize;
    library.articles(Some(words), |row| {
        count += 1;
        let told = [row.date, row.outlet, row.title].map(|part| printable::line(&part.unwrap_or_default()));
        let [date, outlet, title] = told;
        done = writeln!(out, "{date:10}  {outlet:20}  {title}  ({})", printable::line(&row.doc));
        done.is_ok()
    })?;
    done.and_then(|()| out.flush()).map_err(|source| Error::Write { source })?;
    if count == 0 {
        return Err(Error::NotInLibrary {
            words: format!("no article in the library has these words: {words}"),
        });
    }
    Ok(ExitCode::SUCCESS)
}

fn print_line(words: &str) -> Result<(), Error> {
    writeln!(io::stdout().lock(), "{words}").map_err(|source| Error::Write { source })
}
