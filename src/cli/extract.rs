//! `dixit extract`: articles in, JSON Lines or rows out.

use super::{
    analyzer,
    args::{Extract, From},
    lines::{self, lines},
    missed_words,
    ordered::{self, Results},
    report,
};
use crate::{
    analysis::{Analysis, Analyzer},
    article::{Article, Format},
    corrections::{self, Applied, Collection},
    error::Error,
    export::{
        json,
        rows::{Form, Table, Writer},
    },
    source::Source,
};
use serde::Deserialize;
use std::{
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    thread,
};

/// Extracts what the command line names. What fails is reported and the rest goes on.
pub(super) fn run(extract: Extract) -> Result<ExitCode, Error> {
    let corrections = extract.corrections.map(|file| Collection::read(&file)).transpose()?;
    let corrections = corrections.unwrap_or_default();
    let output = match extract.rows {
        None => Output::Objects,
        Some(rows) => Output::Rows(rows.table(), extract.format.form()),
    };
    let using = Arc::new(Using { corrections, analyzer: analyzer(extract.model)?, output });
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut out = BufWriter::new(io::stdout().lock());
    output.begin(&mut out).map_err(|source| Error::Write { source })?;
    let mut code = ExitCode::SUCCESS;
    let mut failed = |problem: &str| {
        report(problem);
        code = ExitCode::FAILURE;
    };
    let write = |out: &mut BufWriter<_>, object: Option<Extracted>| {
        match object.unwrap_or_else(|| Err("an article could not be analysed".to_owned())) {
            Ok(Done { lines, problem }) => {
                lines.write(output, out)?;
                if let Some(problem) = problem {
                    failed(&problem);
                }
            }
            Err(problem) => failed(&problem),
        }
        Ok(())
    };
    let files = extract.files;
    match extract.from {
        From::Text => {
            let sources = files.into_iter().flat_map(sources);
            let work = move |found, results: &Results<_>| source(found, &using, results);
            ordered::run(threads, sources, work, &mut out, write)
        }
        From::Jsonl => {
            let lines = files.into_iter().flat_map(lines);
            let work = move |text, results: &Results<_>| results.give(line(text, &using));
            ordered::run(threads, lines, work, &mut out, write)
        }
    }
    .map_err(|source| Error::Write { source })?;
    Ok(code)
}

/// What a FILE stands for, or why it stands for nothing.
pub(super) fn sources(file: PathBuf) -> Vec<Result<Source, String>> {
    match Source::of(&file).expand() {
        Ok(sources) => sources.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error.to_string())],
    }
}

/// What all articles are extracted with.
struct Using {
    corrections: Collection,
    analyzer: Analyzer<'static>,
    output: Output,
}

/// What is written of an article.
#[derive(Clone, Copy)]
enum Output {
    /// An object with all of it.
    Objects,
    /// The rows of a table.
    Rows(Table, Form),
}

impl Output {
    /// Writes what stands before all articles.
    fn begin(self, out: &mut impl Write) -> io::Result<()> {
        let Self::Rows(table, form) = self else { return Ok(()) };
        let mut writer = Writer::new(form, out);
        writer.header(table.columns())?;
        writer.flush()
    }

    fn write(self, out: &mut impl Write, article: &Article, analysis: &Analysis) -> io::Result<()> {
        match self {
            Self::Objects => json::write(out, article, analysis),
            Self::Rows(table, form) => table.write(form, out, article, analysis),
        }
    }
}

/// What becomes of an article.
struct Done {
    lines: Lines,
    /// What went wrong without being in the way of the lines.
    problem: Option<String>,
}

/// The lines of an article, or why there are none.
type Extracted = Result<Done, String>;

/// The lines of an article. Those of a long one are made while they are written: they may be longer than all that they
/// tell of.
enum Lines {
    Made(Vec<u8>),
    Long(Box<(Article, Analysis)>),
}

/// Bytes of a text that is long.
const LONG: usize = 1 << 20;

impl Lines {
    fn of(output: Output, article: Article, analysis: Analysis) -> io::Result<Self> {
        if article.text.len() > LONG {
            return Ok(Self::Long(Box::new((article, analysis))));
        }
        let mut lines = Vec::with_capacity(article.text.len() * 2);
        output.write(&mut lines, &article, &analysis)?;
        Ok(Self::Made(lines))
    }

    fn write(self, output: Output, mut out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Made(lines) => out.write_all(&lines),
            Self::Long(long) => output.write(&mut out, &long.0, &long.1),
        }
    }
}

/// Gives the lines of each article of a source.
fn source(source: Result<Source, String>, using: &Using, results: &Results<Extracted>) {
    let name = source.as_ref().map(Source::name).unwrap_or_default();
    let articles = source
        .and_then(|source| source.load_all(|caution| report(&caution)).map_err(|error| error.to_string()));
    match articles {
        // A feed may have no entries.
        Ok(articles) if articles.is_empty() => report(&format!("{name} holds no articles")),
        // Each is let go of when its lines are written.
        Ok(articles) => articles.into_iter().for_each(|article| results.give(object(article, using))),
        Err(problem) => results.give(Err(problem)),
    }
}

fn object(article: Article, using: &Using) -> Extracted {
    let theirs = using.corrections.of(&article);
    let Applied { analysis, missed, .. } =
        corrections::apply(&article, using.analyzer.analyse(&article), theirs);
    let problem = (missed > 0).then(|| missed_words(&article.name, missed, theirs.len()));
    let name = article.name.clone();
    let lines = Lines::of(using.output, article, analysis).map_err(|error| format!("{name}: {error}"))?;
    Ok(Done { lines, problem })
}

/// The article of a line; other keys are passed over.
#[derive(Deserialize)]
struct Document {
    doc: String,
    text: String,
}

fn line(line: lines::Line, using: &Using) -> Extracted {
    object(of_line(&line)?, using)
}

/// The article of a line, or what to tell the person.
pub(super) fn of_line(line: &lines::Line) -> Result<Article, String> {
    let Document { doc, text } = serde_json::from_slice(line.bytes()?)
        .map_err(|error| line.problem("not a JSON object with \"doc\" and \"text\"", &error))?;
    Ok(Article::from_text(doc, text, Format::Plain))
}
