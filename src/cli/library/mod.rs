//! `dixit library`: adding articles to the library, searching, checking, exporting and removing.

mod add;
mod import;
mod progress;
mod texts;

use super::{
    answers,
    args::{self, AnswerFormat, RowForm, Rows},
    report,
};
use crate::{
    error::Error,
    export::rows::{ArticleRow, Form, Row, Table, Writer},
    library::{Asked, Forget, Library, LibraryError},
    printable,
};
use std::{
    io::{self, BufWriter, Write},
    process::ExitCode,
};

/// Performs a subcommand.
pub(super) fn run(command: args::Library) -> Result<ExitCode, Error> {
    match command {
        args::Library::Add(asked) => add::add(asked),
        args::Library::Import(asked) => import::import(&asked),
        args::Library::Check => check(),
        args::Library::Rebuild { finder } => add::rebuild(finder.model),
        args::Library::Export { rows, format } => export(rows, format),
        args::Library::Search { words, articles, limit, answer } => {
            search(&words.join(" "), articles, limit, answer.form())
        }
        args::Library::Forget { article, person, before } => forget(article, person, before),
    }
}

/// Opens the user's library with their decisions on who is who.
pub(in crate::cli) fn open() -> Result<Library, LibraryError> {
    Library::of_person(|caution| report(&caution))
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
        Table::Articles => library.articles(&Asked::default(), |row| next(&mut done, &mut out, &row)),
    }?;
    done.and_then(|()| out.flush()).map_err(|source| Error::Write { source })?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a row unless an earlier one failed. Returns whether all went well.
fn next<R: Row>(done: &mut io::Result<()>, out: &mut Writer<impl Write>, row: &R) -> bool {
    if done.is_ok() {
        *done = out.row(row);
    }
    done.is_ok()
}

fn search(
    words: &str,
    articles: args::OfArticles,
    most: Option<usize>,
    form: AnswerFormat,
) -> Result<ExitCode, Error> {
    let mut found: Vec<ArticleRow> = Vec::new();
    let asked = Asked { about: Some(words.to_owned()), ..answers::asked(articles, most) };
    open()?.articles(&asked, |row| {
        found.push(row);
        true
    })?;
    if found.is_empty() {
        let words = format!("no article in the library has these words: {words}");
        return Err(Error::NotInLibrary { words });
    }
    let out = BufWriter::new(io::stdout().lock());
    answers::exit_code(match form {
        AnswerFormat::Jsonl => answers::rows(Form::Jsonl, out, found.iter()),
        AnswerFormat::Csv => answers::rows(Form::Csv, out, found.iter()),
        AnswerFormat::Text => titles(out, &found),
        AnswerFormat::Md => answers::sources(out, &found),
    })
}

/// Prints articles, a line each.
fn titles(mut out: impl Write, found: &[ArticleRow]) -> io::Result<()> {
    for row in found {
        let told = [&row.date, &row.outlet, &row.title];
        let [date, outlet, title] = told.map(|part| printable::line(part.as_deref().unwrap_or_default()));
        writeln!(out, "{date:10}  {outlet:20}  {title}  ({})", printable::line(&row.doc))?;
    }
    out.flush()
}

fn print_line(words: &str) -> Result<(), Error> {
    writeln!(io::stdout().lock(), "{words}").map_err(|source| Error::Write { source })
}
