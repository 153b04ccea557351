//! `dixit extract`: articles in, JSON Lines out.

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
    export::json,
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
    let using = Arc::new(Using { corrections, analyzer: analyzer(extract.model)? });
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    let mut failed = |problem: &str| {
        report(problem);
        code = ExitCode::FAILURE;
    };
    let write = |out: &mut BufWriter<_>, object: Option<Extracted>| {
        match object.unwrap_or_else(|| Err("an article could not be analysed".to_owned())) {
            Ok(Done { line, problem }) => {
                line.write(out)?;
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
fn sources(file: PathBuf) -> Vec<Result<Source, String>> {
    match Source::of(&file).expand() {
        Ok(sources) => sources.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error.to_string())],
    }
}

/// What all articles are extracted with.
struct Using {
    corrections: Collection,
    analyzer: Analyzer<'static>,
}

/// What becomes of an article.
struct Done {
    line: Line,
    /// What went wrong without being in the way of the line.
    problem: Option<String>,
}

/// The line of an article, or why there is none.
type Extracted = Result<Done, String>;

/// The line of an article. That of a long one is made while it is written: it may be longer than all that it tells of.
enum Line {
    Made(Vec<u8>),
    Long(Box<(Article, Analysis)>),
}

/// Bytes of a text that is long.
const LONG: usize = 1 << 20;

impl Line {
    fn of(article: Article, analysis: Analysis) -> io::Result<Self> {
        if article.text.len() > LONG {
            return Ok(Self::Long(Box::new((article, analysis))));
        }
        let mut line = Vec::with_capacity(article.text.len() * 2);
        json::write(&mut line, &article, &analysis)?;
        Ok(Self::Made(line))
    }

    fn write(self, mut out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Made(line) => out.write_all(&line),
            Self::Long(long) => json::write(&mut out, &long.0, &long.1),
        }
    }
}

/// Gives a line for each article of a source.
fn source(source: Result<Source, String>, using: &Using, results: &Results<Extracted>) {
    let name = source.as_ref().map(Source::name).unwrap_or_default();
    let articles = source
        .and_then(|source| source.load_all(|caution| report(&caution)).map_err(|error| error.to_string()));
    match articles {
        // A feed may have no entries.
        Ok(articles) if articles.is_empty() => report(&format!("{name} holds no articles")),
        // Each is let go of when its line is written.
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
    let line = Line::of(article, analysis).map_err(|error| format!("{name}: {error}"))?;
    Ok(Done { line, problem })
}

/// The article of a line; other keys are passed over.
#[derive(Deserialize)]
struct Document {
    doc: String,
    text: String,
}

fn line(line: lines::Line, using: &Using) -> Extracted {
    let bytes = line.bytes()?;
    let Document { doc, text } = serde_json::from_slice(bytes)
        .map_err(|error| line.problem("not a JSON object with \"doc\" and \"text\"", &error))?;
    object(Article::from_text(doc, text, Format::Plain), using)
}
