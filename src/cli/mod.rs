//! Arguments in, exit status out: 0 where all went well (a reader of the output that went away included), 1 where
//! something failed, 2 where the command line made no sense.

mod args;
#[cfg(feature = "library")]
mod audit;
mod evaluate;
mod extract;
mod feeds;
#[cfg(feature = "library")]
mod library;
mod lines;
mod ordered;
#[cfg(feature = "library")]
mod people;
#[cfg(feature = "library")]
mod said;

use crate::{
    analysis::{Analysis, Analyzer, Threshold},
    article::Article,
    color::ColorDepth,
    corrections::{self, Applied, Store},
    error::Error,
    export::{plain, sources},
    positions, printable,
    reader::{self, terminal::hyperlinks::Hyperlinks},
    settings::{Feed, Positions, Settings},
    source::{Source, input},
};
use args::{Arguments, Command, Model, Read};
use clap::{CommandFactory as _, Parser as _};
use std::{
    collections::HashSet,
    env,
    hash::{BuildHasher as _, RandomState},
    io::{self, BufWriter, IsTerminal as _, Write},
    panic,
    path::PathBuf,
    process::ExitCode,
};

/// The measure of the reader's body, in columns, where none is asked for.
const MEASURE: u16 = 72;

/// Runs the program.
pub fn main() -> ExitCode {
    panic::set_hook(Box::new(|info| {
        let words = info.to_string();
        report(&format!("this is a fault in dixit itself: {words}"));
    }));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return answer(&error),
    };
    let limit = match &arguments.command {
        Some(Command::Completions { .. } | Command::Man) => Ok(()),
        _ => set_limit(),
    };
    let done = limit.and_then(|()| match arguments.command {
        None => read(&arguments.read),
        Some(Command::Extract(extract)) => extract::run(extract),
        Some(Command::Sources(sources)) => print_sources(&sources),
        Some(Command::Feeds(feeds)) => feeds::run(&feeds, |followed| show(&followed, &feeds)),
        #[cfg(feature = "library")]
        Some(Command::Library(library)) => library::run(library),
        #[cfg(feature = "library")]
        Some(Command::Said(asked)) => said::said(asked),
        #[cfg(feature = "library")]
        Some(Command::People(asked)) => people::run(asked),
        #[cfg(feature = "library")]
        Some(Command::Audit(asked)) => audit::run(asked),
        Some(Command::Evaluate(evaluate)) => evaluate::run(evaluate),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "dixit", &mut script);
            print(&script)
        }
        Some(Command::Man) => manual().and_then(|page| print(&page)),
    });
    match done {
        Ok(code) => code,
        Err(Error::Write { source }) if source.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            report(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Has no more of an input read than the settings allow.
fn set_limit() -> Result<(), Error> {
    if let Some(most) = Settings::of_user()?.largest_input_mb {
        input::set_limit(most.get());
    }
    Ok(())
}

/// Says on standard error, in one line, what went wrong.
fn report(problem: &str) {
    // Where even this cannot be said, there is nobody to say it to.
    let _ = writeln!(io::stderr(), "dixit: {}", printable::line(problem));
}

/// Answers a command line that asks for help or the version, or makes no sense.
fn answer(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A pipe that closed early is no failure.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let words = error.render().to_string();
    // The first paragraph says what is wrong; usage and tips are a --help away.
    let first = words.split("\n\n").next().unwrap_or_default();
    report(&format!("{} (dixit --help tells more)", first.strip_prefix("error: ").unwrap_or(first)));
    ExitCode::from(2)
}

fn manual() -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command())
        .render(&mut page)
        .map_err(|source| Error::Write { source })?;
    Ok(page)
}

fn print(bytes: &[u8]) -> Result<ExitCode, Error> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|source| Error::Write { source })?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the reader, or prints where there is no screen to open it on.
fn read(read: &Read) -> Result<ExitCode, Error> {
    let sources = || if read.files.is_empty() { Ok(Source::samples()) } else { named(&read.files) };
    let terminal = io::stdout().is_terminal();
    let variable = |name: &str| env::var(name).ok();
    let colors = ColorDepth::choose(read.color, terminal, variable);
    if read.print_links {
        return print_links(&sources()?);
    }
    if read.plain || !terminal || variable("TERM").as_deref() == Some("dumb") {
        let width = width(read.width, terminal);
        return print_all(&sources()?, read.model, read.quotes.threshold(), plain::Options { width, colors });
    }
    if !has_keyboard() {
        return Err(Error::NoKeyboard);
    }
    if let Some(status) = guarded() {
        return Ok(status);
    }
    let settings = Settings::of_user()?;
    let options = reader::Options {
        colors,
        measure: read.width.unwrap_or(MEASURE),
        mouse: !read.no_mouse,
        hyperlinks: read.links.are_written(variable),
        threshold: read.quotes.threshold(),
        architecture: read.model.architecture(),
        library: settings.library,
    };
    reader::run(reader::Start::of(&sources()?)?, &options, kept(&settings))
}

/// Where the reader keeps what it keeps.
fn kept(settings: &Settings) -> reader::Stores {
    reader::Stores {
        corrections: Store::of_person(),
        positions: match settings.positions {
            Positions::Keep => positions::Store::of_person(),
            Positions::Nothing => None,
        },
    }
}

/// The width to print in: the one asked for, or the terminal's, where there is one.
fn width(asked: Option<u16>, terminal: bool) -> Option<usize> {
    match asked {
        Some(width) => Some(usize::from(width)),
        None if terminal => {
            Some(terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)))
        }
        None => None,
    }
}

/// Opens the reader on a list of feeds.
fn show(feeds: &[Feed], asked: &args::Feeds) -> Result<ExitCode, Error> {
    if !has_keyboard() {
        return Err(Error::NoKeyboard);
    }
    let variable = |name: &str| env::var(name).ok();
    let settings = Settings::of_user()?;
    let options = reader::Options {
        colors: ColorDepth::choose(asked.color, true, variable),
        measure: MEASURE,
        mouse: true,
        hyperlinks: Hyperlinks::Auto.are_written(variable),
        threshold: Threshold::default(),
        architecture: asked.model.architecture(),
        library: settings.library,
    };
    reader::run(reader::Start::of_feeds(feeds), &options, kept(&settings))
}

/// Runs the reader in a process of its own, where that can be done and is not this one, and gives its status.
#[cfg(unix)]
fn guarded() -> Option<ExitCode> {
    let reader::terminal::guardian::Ended { status, words } = reader::terminal::guardian::guard()?;
    if let Some(words) = words {
        report(&words);
    }
    Some(status)
}

/// Nothing is left to do for a reader that dies here: there are no signals it would die of.
#[cfg(not(unix))]
fn guarded() -> Option<ExitCode> {
    None
}

/// The articles that are named, with folders as what is in them.
fn named(files: &[PathBuf]) -> Result<Vec<Source>, Error> {
    let sources = files.iter().map(|file| Source::of(file).expand());
    Ok(sources.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// Whether there is a terminal to take keys from, standard input or not.
fn has_keyboard() -> bool {
    io::stdin().is_terminal() || cfg!(unix) && std::fs::File::open("/dev/tty").is_ok()
}

/// Prints where the links of the articles lead, one a line and each once.
fn print_links(sources: &[Source]) -> Result<ExitCode, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    for_each(sources, |article| {
        // Of an address its hash is enough: there may be hundreds of thousands, each as long as what it is relative to.
        let (hasher, mut seen) = (RandomState::new(), HashSet::new());
        for (words, address) in reader::overlays::links::of(&article) {
            if seen.insert(hasher.hash_one(&address)) {
                writeln!(out, "{address}\t{}", printable::line(&words))?;
            }
        }
        out.flush()
    })
}

fn print_all(
    sources: &[Source],
    model: Model,
    threshold: Threshold,
    options: plain::Options,
) -> Result<ExitCode, Error> {
    let analyzer = analyzer(model)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut again = false;
    let store = Store::of_person();
    for_each(sources, |article| {
        if let Some(caveat) = article.caveat {
            report(&format!("{}: {}", article.name, caveat.words()));
        }
        let reduced = corrected(&article, &analyzer, store.as_ref()).above(&article, threshold);
        let gap: &[u8] = if again { b"\n\n" } else { b"" };
        again = true;
        out.write_all(gap)
            .and_then(|()| plain::write(&mut out, &article, &reduced, options))
            .and_then(|()| out.flush())
    })
}

/// Prints the sourcing of articles.
fn print_sources(asked: &args::Sources) -> Result<ExitCode, Error> {
    let analyzer = analyzer(asked.model)?;
    let width = width(asked.width, io::stdout().is_terminal());
    let mut out = BufWriter::new(io::stdout().lock());
    let store = Store::of_person();
    let mut again = false;
    for_each(&named(&asked.files)?, |article| {
        let analysis = corrected(&article, &analyzer, store.as_ref());
        let reduced = analysis.above(&article, asked.quotes.threshold());
        if asked.json {
            sources::json(&mut out, &article, &reduced)?;
        } else {
            let gap: &[u8] = if again { b"\n\n" } else { b"" };
            again = true;
            out.write_all(gap)?;
            sources::write(&mut out, &article, &reduced, width)?;
        }
        out.flush()
    })
}

/// Loads the articles one after the other and has each written. What cannot be loaded is reported, and the rest goes on.
fn for_each(sources: &[Source], mut write: impl FnMut(Article) -> io::Result<()>) -> Result<ExitCode, Error> {
    let mut code = ExitCode::SUCCESS;
    for source in sources {
        match source.load_all(|caution| report(&caution)) {
            Ok(articles) => {
                articles.into_iter().try_for_each(&mut write).map_err(|source| Error::Write { source })?;
            }
            Err(error) => {
                report(&error.to_string());
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

/// What analyses articles with this model.
fn analyzer(model: Model) -> Result<Analyzer<'static>, Error> {
    Analyzer::shipped(model.architecture()).map_err(|error| Error::Model { reason: error.to_string() })
}

/// The analysis of `article` with the corrections that the reader has kept. Where these cannot be read, that is said and
/// there are none.
fn corrected(article: &Article, analyzer: &Analyzer<'_>, store: Option<&Store>) -> Analysis {
    let kept = store.map_or(Ok(Vec::new()), |store| store.load(article)).unwrap_or_else(|error| {
        report(&error.to_string());
        Vec::new()
    });
    let Applied { analysis, missed, .. } = corrections::apply(article, analyzer.analyse(article), &kept);
    if missed > 0 {
        report(&missed_words(&article.name, missed, kept.len()));
    }
    analysis
}

/// What to say where corrections do not fit.
fn missed_words(name: &str, missed: usize, all: usize) -> String {
    format!(
        "{name}: {missed} of {all} corrections speak of a quote or an actor that the analysis does not find"
    )
}
