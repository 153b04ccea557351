//! `dixit audit`: counts who speaks across many articles.

use super::{
    analyzer,
    args::{self, AuditForm, AuditFrom, OfArticles},
    corrected,
    extract::{of_line, sources},
    library,
    lines::{self, lines},
    ordered::{self, Results},
    printing::width,
    report,
};
use crate::{
    analysis::Analyzer,
    article::Article,
    audit::{Audit, Counted, page, table},
    corrections::Store,
    error::Error,
    export::rows::{self, ArticleRow, Form, QuoteRow, Row as _, SCHEMA, Writer},
    library::{Aliases, Asked, LibraryError},
    source::Source,
};
use serde::Deserialize;
use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal as _, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    thread,
};

/// Width of the table in columns where there is no terminal.
const WIDTH: usize = 100;

/// Audits the files or the library. What fails is reported, and the rest goes on.
pub(super) fn run(asked: args::Audit) -> Result<ExitCode, Error> {
    // That a page cannot be written is reported before the work, not after it.
    let page = asked.html.as_ref().map(create).transpose()?;
    let OfArticles { outlets, after, before } = asked.articles;
    let counted = Counted { outlets, after, before };
    let mut audit = Audit::new(asked.counted.quotes.threshold(), Aliases::of_person()?).only(counted);
    let failed = if asked.library {
        of_library(&mut audit)?;
        0
    } else {
        of_files(&mut audit, asked.files, asked.from, asked.finder.model)?
    };
    let mut report = audit.report();
    if failed > 0 && report.all.articles == 0 {
        return Ok(ExitCode::FAILURE);
    }
    let written = page.map_or(Ok(()), |mut page| page::write(&mut page, &report).and_then(|()| page.flush()));
    written.map_err(|source| Error::Write { source })?;
    report.shorten(asked.limit);
    let mut out = BufWriter::new(io::stdout().lock());
    let form = if asked.json { AuditForm::Json } else { asked.format };
    let width = width(asked.width, io::stdout().is_terminal()).unwrap_or(WIDTH);
    let done = match form {
        // Where only a page was asked for, nothing is printed.
        AuditForm::Text if asked.html.is_some() => Ok(()),
        AuditForm::Text => table::write(&mut out, &report, width),
        AuditForm::Json => report.json(&mut out),
        AuditForm::Csv => {
            let mut writer = Writer::new(Form::Csv, &mut out);
            writer.header(rows::AuditRow::COLUMNS).and_then(|()| {
                report.rows().try_for_each(|row| writer.row(&row))?;
                writer.flush()
            })
        }
    };
    done.and_then(|()| out.flush()).map_err(|source| Error::Write { source })?;
    Ok(if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn create(path: &PathBuf) -> Result<BufWriter<File>, Error> {
    let failed = |source| Error::WriteTo { path: path.clone(), source };
    File::create(path).map(BufWriter::new).map_err(failed)
}

fn of_library(audit: &mut Audit) -> Result<(), LibraryError> {
    let mut library = library::open()?;
    library.articles(&Asked::default(), |row| {
        audit.add_article(&row);
        true
    })?;
    library.all_quotes(|row| {
        audit.add(&row);
        true
    })
}

/// What is heard of an article: its row, or a row of one of its quotes.
enum Row {
    Article(Box<ArticleRow>),
    Quote(Box<QuoteRow>),
}

/// Counts the files. Returns how many could not be read.
fn of_files(
    audit: &mut Audit,
    files: Vec<PathBuf>,
    from: AuditFrom,
    model: crate::settings::Model,
) -> Result<usize, Error> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut failed = 0;
    let write = |_: &mut io::Sink, heard: Option<Result<Vec<Row>, String>>| {
        match heard.unwrap_or_else(|| Err("an article could not be analysed".to_owned())) {
            Ok(rows) => rows.into_iter().for_each(|row| match row {
                Row::Article(row) => audit.add_article(&row),
                Row::Quote(row) => audit.add(&row),
            }),
            Err(problem) => {
                failed += 1;
                report(&problem);
            }
        }
        Ok(())
    };
    let mut nowhere = io::sink();
    match from {
        AuditFrom::Rows => {
            let lines = files.into_iter().flat_map(lines);
            let work =
                |line: lines::Line, results: &Results<_>| results.give(row(&line).map(|row| vec![row]));
            ordered::run(threads, lines, work, &mut nowhere, write)
        }
        AuditFrom::Text => {
            let shared = Arc::new(Shared { analyzer: analyzer(model)?, store: Store::of_person() });
            let found = files.into_iter().flat_map(sources);
            let work = move |found, results: &Results<_>| source(found, &shared, results);
            ordered::run(threads, found, work, &mut nowhere, write)
        }
        AuditFrom::Jsonl => {
            let shared = Arc::new(Shared { analyzer: analyzer(model)?, store: Store::of_person() });
            let lines = files.into_iter().flat_map(lines);
            let work = move |line, results: &Results<_>| {
                results.give(of_line(&line).map(|article| shared.heard(&article)));
            };
            ordered::run(threads, lines, work, &mut nowhere, write)
        }
    }
    .map_err(|source| Error::Write { source })?;
    Ok(failed)
}

/// The model and the corrections for all articles.
struct Shared {
    analyzer: Analyzer<'static>,
    store: Option<Store>,
}

impl Shared {
    fn heard(&self, article: &Article) -> Vec<Row> {
        let analysis = corrected(article, &self.analyzer, self.store.as_ref());
        let row = Row::Article(Box::new(rows::article(article, &analysis)));
        let quotes = rows::quotes(article, &analysis);
        std::iter::once(row).chain(quotes.map(|row| Row::Quote(Box::new(row)))).collect()
    }
}

fn source(found: Result<Source, String>, shared: &Shared, results: &Results<Result<Vec<Row>, String>>) {
    let articles = found
        .and_then(|source| source.load_all(|caution| report(&caution)).map_err(|error| error.to_string()));
    match articles {
        Ok(articles) => articles.iter().for_each(|article| results.give(Ok(shared.heard(article)))),
        Err(problem) => results.give(Err(problem)),
    }
}

/// Parses a line as a row: of a quote, or of an article.
fn row(line: &lines::Line) -> Result<Row, String> {
    /// The columns that tell which table a row belongs to.
    #[derive(Deserialize)]
    struct Known {
        schema: Option<usize>,
        quote: Option<usize>,
    }
    let bytes = line.bytes()?;
    let told = |error| line.problem("not a row as dixit extract --rows quotes writes it", &error);
    let Known { schema, quote } = serde_json::from_slice(bytes).map_err(told)?;
    match (schema, quote) {
        (Some(schema), _) if schema != SCHEMA => Err(line.told(&format!(
            "a row of version {schema} of the tables, and this dixit reads version {SCHEMA}: write the rows anew"
        ))),
        (_, Some(_)) => serde_json::from_slice(bytes).map(|row| Row::Quote(Box::new(row))).map_err(told),
        _ => serde_json::from_slice(bytes).map(|row| Row::Article(Box::new(row))).map_err(told),
    }
}
