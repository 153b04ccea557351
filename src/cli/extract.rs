//! `dixit extract`: articles in, JSON Lines out.

use super::{
    args::{Extract, From},
    lines::{Line, lines},
    missed_words, ordered, report,
};
use crate::{
    analysis::Analysis,
    article::{Article, Format, Source},
    corrections::{self, Applied, Collection},
    error::Error,
    export::json,
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
    let corrections = Arc::new(corrections.unwrap_or_default());
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    let mut failed = |problem: &str| {
        report(problem);
        code = ExitCode::FAILURE;
    };
    let write = |out: &mut BufWriter<_>, object: Option<Result<Extracted, String>>| {
        match object.unwrap_or_else(|| Err("an article could not be analysed".to_owned())) {
            Ok(Extracted { lines, problems }) => {
                out.write_all(&lines)?;
                for problem in problems {
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
            ordered::run(threads, sources, move |found| source(found, &corrections), &mut out, write)
        }
        From::Jsonl => {
            let lines = files.into_iter().flat_map(lines);
            ordered::run(threads, lines, move |text| line(text, &corrections), &mut out, write)
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

/// What becomes of an article, or of several that come together.
#[derive(Default)]
struct Extracted {
    /// A line for each.
    lines: Vec<u8>,
    /// What went wrong without being in the way of the lines.
    problems: Vec<String>,
}

fn source(source: Result<Source, String>, corrections: &Collection) -> Result<Extracted, String> {
    let articles = source?.load_all(|caution| report(&caution)).map_err(|error| error.to_string())?;
    let mut all = Extracted::default();
    for article in articles {
        let mut one = object(&article, corrections)?;
        all.lines.append(&mut one.lines);
        all.problems.append(&mut one.problems);
    }
    Ok(all)
}

fn object(article: &Article, corrections: &Collection) -> Result<Extracted, String> {
    let theirs = corrections.of(article);
    let Applied { analysis, missed, .. } = corrections::apply(article, Analysis::of(article), theirs);
    let mut lines = Vec::with_capacity(article.text.len() * 2);
    json::write(&mut lines, article, &analysis).map_err(|error| format!("{}: {error}", article.name))?;
    let problem = (missed > 0).then(|| missed_words(&article.name, missed, theirs.len()));
    Ok(Extracted { lines, problems: problem.into_iter().collect() })
}

/// The article of a line; other keys are passed over.
#[derive(Deserialize)]
struct Document {
    doc: String,
    text: String,
}

fn line(line: Line, corrections: &Collection) -> Result<Extracted, String> {
    let bytes = line.bytes()?;
    let Document { doc, text } = serde_json::from_slice(bytes)
        .map_err(|error| line.problem("not a JSON object with \"doc\" and \"text\"", &error))?;
    object(&Article::from_text(doc, text, Format::Plain), corrections)
}
