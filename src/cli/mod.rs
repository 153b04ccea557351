//! The commands: arguments in, exit status out. The status is 0 on success (even if the reader of a pipe has gone), 1
//! where something failed, 2 for an invalid command line.

#[cfg(feature = "library")]
mod answers;
mod args;
#[cfg(feature = "library")]
mod audit;
mod config;
mod evaluate;
mod export;
mod extract;
mod feeds;
mod follow;
mod kept;
#[cfg(feature = "library")]
mod library;
mod lines;
mod ordered;
#[cfg(feature = "library")]
mod people;
mod printing;
mod read;
#[cfg(feature = "library")]
mod said;

use crate::{
    analysis::{Analysis, Analyzer},
    article::Article,
    corrections::{self, Applied, Store},
    error::Error,
    highlights::{self, Highlight},
    printable,
    reader::{self, keymap::Keymap},
    settings::{Model, Settings, SettingsError},
    source::{Source, input},
};
use args::{Arguments, Command};
use clap::{CommandFactory as _, Parser as _};
use std::{
    io::{self, Write},
    panic,
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
};

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
        Some(Command::Completions { .. } | Command::Config { .. } | Command::Rows | Command::Man) => Ok(()),
        _ => set_limit(),
    };
    let done = limit.and_then(|()| match arguments.command {
        None => read::read(&arguments.read),
        Some(Command::Extract(extract)) => extract::run(extract),
        Some(Command::Sources(sources)) => printing::print_sources(&sources),
        Some(Command::Export(asked)) => export::run(&asked),
        Some(Command::Feeds(feeds)) => feeds::run(&feeds, |followed| {
            read::show(reader::Start::of_feeds(&followed), feeds.colors, feeds.finder)
        }),
        #[cfg(feature = "library")]
        Some(Command::Library { command: Some(library) }) => library::run(library),
        #[cfg(feature = "library")]
        Some(Command::Library { command: None }) => read::library(),
        #[cfg(feature = "library")]
        Some(Command::Said(asked)) => said::said(asked),
        #[cfg(feature = "library")]
        Some(Command::People(asked)) => people::run(asked),
        #[cfg(feature = "library")]
        Some(Command::Audit(asked)) => audit::run(asked),
        Some(Command::Evaluate(evaluate)) => evaluate::run(evaluate),
        Some(Command::Config { path: true, .. }) => config::path(),
        Some(Command::Config { schema: true, .. }) => config::schema(),
        Some(Command::Config { .. }) => config::run(),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "dixit", &mut script);
            print(&script)
        }
        Some(Command::Rows) => print(include_bytes!("../../assets/rows.md")),
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

/// Applies the limit on the size of inputs from the settings.
fn set_limit() -> Result<(), Error> {
    if let Some(most) = Settings::of_user()?.largest_input_mb {
        input::set_limit(most.get());
    }
    Ok(())
}

/// Reports a problem on standard error, as one printable line.
fn report(problem: &str) {
    // A failure to report cannot be reported.
    let _ = writeln!(io::stderr(), "dixit: {}", printable::line(problem));
}

/// Reports the caveat of an article that is printed.
fn caution(article: &Article) {
    if let Some(caveat) = article.caveat {
        report(&format!("{}: {}", article.name, caveat.words()));
    }
}

/// Prints help or the version where that was asked for, or reports an invalid command line.
fn answer(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A closed pipe is no failure.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let words = error.render().to_string();
    // The first paragraph says what is wrong; usage and tips are left to `--help`.
    let first = words.split("\n\n").next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    report(&format!("{first} ({} --help tells more)", command_of(&words)));
    ExitCode::from(2)
}

/// The subcommand in clap's usage message: `dixit library add`.
fn command_of(words: &str) -> String {
    let usage = words.lines().find_map(|line| line.strip_prefix("Usage: ")).unwrap_or("dixit");
    let is_name = |word: &&str| word.bytes().all(|b| b.is_ascii_lowercase());
    usage.split_whitespace().take_while(is_name).collect::<Vec<_>>().join(" ")
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

/// The keys with the user's own bindings.
///
/// # Errors
/// The last invalid binding; the others have been reported by then.
fn keymap(settings: &Settings) -> Result<Arc<Keymap>, SettingsError> {
    let keymap = Keymap::with(&settings.keys).and_then(|keymap| keymap.with_shares(&settings.share));
    keymap.map(Arc::new).map_err(|problems| {
        let mut errors =
            problems.into_iter().map(|(at, words)| SettingsError::of_user(format!("{at}: {words}")));
        let last = errors.next_back().unwrap_or(SettingsError::of_user(String::new()));
        errors.for_each(|error| report(&error.to_string()));
        last
    })
}

/// Runs the reader in a child process under the guardian and returns its exit status. `None` in that child, or where no
/// child can be started.
#[cfg(unix)]
fn guarded() -> Option<ExitCode> {
    let reader::terminal::guardian::Ended { status, words } = reader::terminal::guardian::guard()?;
    if let Some(words) = words {
        report(&words);
    }
    Some(status)
}

/// There is no guardian without Unix signals.
#[cfg(not(unix))]
fn guarded() -> Option<ExitCode> {
    None
}

/// The sources that the arguments name; a folder stands for the files in it.
fn named(files: &[PathBuf]) -> Result<Vec<Source>, Error> {
    let sources = files.iter().map(|file| Source::of(file).expand());
    Ok(sources.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// Loads the articles in turn and writes each. What cannot be loaded is reported, and the rest goes on.
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

/// An analyzer with a shipped model.
fn analyzer(model: Model) -> Result<Analyzer<'static>, Error> {
    Ok(Analyzer::shipped(model.architecture())?)
}

/// The analysis of `article` with the user's corrections. If these cannot be read, that is reported and none are made.
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

/// The user's highlights in `article`. If they cannot be read, that is reported and there are none.
fn highlighted(article: &Article, store: Option<&highlights::Store>) -> Vec<Highlight> {
    store.map_or(Ok(Vec::new()), |store| store.load(article)).unwrap_or_else(|error| {
        report(&error.to_string());
        Vec::new()
    })
}

/// The message that corrections no longer apply.
fn missed_words(name: &str, missed: usize, all: usize) -> String {
    format!(
        "{name}: {missed} of {all} corrections speak of a quote or an actor that the analysis does not find"
    )
}
