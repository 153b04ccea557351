//! `dixit extract`: analyses articles and writes JSON Lines or rows.

use super::{
    analyzer,
    args::{Extract, ExtractForm, From, Rows},
    lines::{self, lines},
    missed_words,
    ordered::{self, Results},
    report,
};
#[cfg(feature = "arrow")]
use crate::export::rows::ArrowStream;
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
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    thread,
};

/// Extracts the files. What fails is reported, and the rest goes on.
pub(super) fn run(extract: Extract) -> Result<ExitCode, Error> {
    let corrections = extract.corrections.map(|file| Collection::read(&file)).transpose()?;
    let corrections = corrections.unwrap_or_default();
    let output = match (extract.rows.map(Rows::table), extract.format) {
        (None, _) => Output::Objects,
        (Some(table), ExtractForm::Jsonl) => Output::Rows(table, Form::Jsonl),
        (Some(table), ExtractForm::Csv) => Output::Rows(table, Form::Csv),
        #[cfg(feature = "arrow")]
        (Some(table), ExtractForm::Arrow) => Output::Columns(table),
    };
    let shared = Arc::new(Shared { corrections, analyzer: analyzer(extract.finder.model)?, output });
    let threads =
        extract.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut sink = Sink::begin(output, &mut out).map_err(|source| Error::Write { source })?;
    let mut code = ExitCode::SUCCESS;
    let mut answers = extract.answers.then_some(0_usize);
    let write = |out: &mut BufWriter<_>, object: Option<Extracted>| {
        let found = object.unwrap_or_else(|| Err("the article could not be analysed".to_owned()));
        let problem = match found {
            Ok(Done { lines, problem }) => {
                sink.write(lines, out)?;
                problem
            }
            Err(problem) => Some(problem),
        };
        if problem.is_some() {
            code = ExitCode::FAILURE;
        }
        match (&mut answers, problem) {
            (Some(answered), problem) => {
                *answered += 1;
                serde_json::to_writer(&mut *out, &Answer { answer: *answered, problem })?;
                out.write_all(b"\n")?;
            }
            (None, Some(problem)) => report(&problem),
            (None, None) => {}
        }
        Ok(())
    };
    let files = extract.files;
    match extract.from {
        From::Text => {
            let sources = files.into_iter().flat_map(sources);
            let work = move |found, results: &Results<_>| source(found, &shared, results);
            ordered::run(threads, sources, work, &mut out, write)
        }
        From::Jsonl => {
            let lines = files.into_iter().flat_map(lines);
            let work = move |text, results: &Results<_>| results.give(line(text, &shared));
            ordered::run(threads, lines, work, &mut out, write)
        }
    }
    .and_then(|()| sink.end(&mut out))
    .map_err(|source| Error::Write { source })?;
    Ok(code)
}

/// The sources that a FILE stands for, or an error message.
pub(super) fn sources(file: PathBuf) -> Vec<Result<Source, String>> {
    match Source::of(&file).expand() {
        Ok(sources) => sources.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error.to_string())],
    }
}

/// The corrections, model and output for all articles.
struct Shared {
    corrections: Collection,
    analyzer: Analyzer<'static>,
    output: Output,
}

/// The form of the output.
#[derive(Clone, Copy)]
enum Output {
    /// A JSON object with all of an article.
    Objects,
    /// The rows of a table, as text.
    Rows(Table, Form),
    /// The rows of a table, as an Arrow stream.
    #[cfg(feature = "arrow")]
    Columns(Table),
}

impl Output {
    /// Whether each article is written on its own, not in batches with others.
    const fn is_of_lines(self) -> bool {
        matches!(self, Self::Objects | Self::Rows(..))
    }

    fn write(self, out: &mut impl Write, article: &Article, analysis: &Analysis) -> io::Result<()> {
        match self {
            Self::Objects => json::write(out, article, analysis),
            Self::Rows(table, form) => table.write(form, out, article, analysis),
            // Batches span articles and are written by `Sink`.
            #[cfg(feature = "arrow")]
            Self::Columns(_) => Ok(()),
        }
    }
}

/// Writes the output of articles in order, with what precedes and follows all of them.
enum Sink {
    Lines(Output),
    #[cfg(feature = "arrow")]
    Columns(Box<ArrowStream>),
}

impl Sink {
    /// Writes what precedes all articles.
    fn begin(output: Output, out: &mut impl Write) -> io::Result<Self> {
        match output {
            Output::Objects => {}
            Output::Rows(table, form) => {
                let mut writer = Writer::new(form, out);
                writer.header(table.columns())?;
                writer.flush()?;
            }
            #[cfg(feature = "arrow")]
            Output::Columns(table) => return Ok(Self::Columns(Box::new(ArrowStream::new(table)?))),
        }
        Ok(Self::Lines(output))
    }

    fn write(&mut self, lines: Lines, mut out: &mut impl Write) -> io::Result<()> {
        match (lines, self) {
            (Lines::Made(lines), _) => out.write_all(&lines),
            (Lines::Later(found), Self::Lines(output)) => output.write(&mut out, &found.0, &found.1),
            #[cfg(feature = "arrow")]
            (Lines::Later(found), Self::Columns(stream)) => stream.write(out, &found.0, &found.1),
        }
    }

    /// Writes what follows all articles.
    #[cfg_attr(
        not(feature = "arrow"),
        allow(unused_variables, clippy::unnecessary_wraps, reason = "lines have no end")
    )]
    fn end(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Lines(_) => Ok(()),
            #[cfg(feature = "arrow")]
            Self::Columns(stream) => stream.finish(out).and_then(|()| out.flush()),
        }
    }
}

/// The result for an article.
struct Done {
    lines: Lines,
    /// A problem that did not prevent the output.
    problem: Option<String>,
}

/// The answer to a line of input, which follows its rows.
#[derive(Serialize)]
struct Answer {
    /// The number of the line, counted from 1 without empty ones.
    answer: usize,
    problem: Option<String>,
}

/// The result for an article, or why there is none.
type Extracted = Result<Done, String>;

/// The output of an article: as bytes, or, where it is long or goes into batches, still to be made while it is written.
/// The output of a long article can take more memory than the analysis.
enum Lines {
    Made(Vec<u8>),
    Later(Box<(Article, Analysis)>),
}

/// Text length in bytes from which output is made while it is written.
const LONG: usize = 1 << 20;

impl Lines {
    fn of(output: Output, article: Article, analysis: Analysis) -> io::Result<Self> {
        if article.text.len() > LONG || !output.is_of_lines() {
            return Ok(Self::Later(Box::new((article, analysis))));
        }
        let mut lines = Vec::with_capacity(article.text.len() * 2);
        output.write(&mut lines, &article, &analysis)?;
        Ok(Self::Made(lines))
    }
}

/// Extracts each article of a source.
fn source(source: Result<Source, String>, shared: &Shared, results: &Results<Extracted>) {
    let name = source.as_ref().map(Source::name).unwrap_or_default();
    let articles = source
        .and_then(|source| source.load_all(|caution| report(&caution)).map_err(|error| error.to_string()));
    match articles {
        // An empty feed is no error.
        Ok(articles) if articles.is_empty() => report(&format!("{name} holds no articles")),
        // Each article is dropped when its output has been handed on.
        Ok(articles) => articles.into_iter().for_each(|article| results.give(object(article, shared))),
        Err(problem) => results.give(Err(problem)),
    }
}

fn object(article: Article, shared: &Shared) -> Extracted {
    let theirs = shared.corrections.of(&article);
    let Applied { analysis, missed, .. } =
        corrections::apply(&article, shared.analyzer.analyse(&article), theirs);
    let problem = (missed > 0).then(|| missed_words(&article.name, missed, theirs.len()));
    let name = article.name.clone();
    let lines = Lines::of(shared.output, article, analysis).map_err(|error| format!("{name}: {error}"))?;
    Ok(Done { lines, problem })
}

/// The input object of an article; unknown keys are ignored.
#[derive(Deserialize)]
struct Document {
    doc: String,
    text: String,
    /// The outlet.
    #[serde(default, alias = "site")]
    outlet: Value,
    #[serde(default)]
    url: Value,
    #[serde(default)]
    language: Value,
    /// The date of publication, for which corpora have many keys.
    #[serde(default)]
    date: Value,
    #[serde(default)]
    published: Value,
    #[serde(default)]
    published_at: Value,
    #[serde(default, rename = "pubDate")]
    pub_date: Value,
    #[serde(default, rename = "datePublished")]
    date_published: Value,
}

fn line(line: lines::Line, shared: &Shared) -> Extracted {
    object(of_line(&line)?, shared)
}

/// Parses the article of a line; the error is a message. Metadata counts where it is a string.
pub(super) fn of_line(line: &lines::Line) -> Result<Article, String> {
    let found: Document = serde_json::from_slice(line.bytes()?)
        .map_err(|error| line.problem("not a JSON object with \"doc\" and \"text\"", &error))?;
    let Document {
        doc,
        text,
        outlet,
        url,
        language,
        date,
        published,
        published_at,
        pub_date,
        date_published,
    } = found;
    let mut article = Article::from_text(doc, text, Format::Plain);
    article.site = outlet.as_str().map(Into::into);
    article.url = url.as_str().map(str::to_owned);
    article.language = language.as_str().map(str::to_owned);
    let dates = [date, published, published_at, pub_date, date_published];
    article.dated =
        dates.iter().filter_map(Value::as_str).find(|date| !date.trim().is_empty()).map(Into::into);
    Ok(article)
}
