//! `dixit extract`: articles in, JSON Lines out.

use super::{
    args::{Extract, From},
    lines::{Line, lines},
    ordered, report,
};
use crate::{
    analysis::Analysis,
    article::{Article, Format, Source},
    error::Error,
    export::json,
};
use serde::Deserialize;
use std::{
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
    thread,
};

/// Extracts what the command line names. What fails is reported and the rest goes on.
pub(super) fn run(extract: Extract) -> Result<ExitCode, Error> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    let write = |out: &mut BufWriter<_>, object: Option<Result<Vec<u8>, String>>| {
        match object.unwrap_or_else(|| Err("an article could not be analysed".to_owned())) {
            Ok(line) => out.write_all(&line)?,
            Err(problem) => {
                report(&problem);
                code = ExitCode::FAILURE;
            }
        }
        Ok(())
    };
    let files = extract.files;
    match extract.from {
        From::Text => ordered::run(threads, files.into_iter().flat_map(sources), source, &mut out, write),
        From::Jsonl => ordered::run(threads, files.into_iter().flat_map(lines), line, &mut out, write),
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

fn source(source: Result<Source, String>) -> Result<Vec<u8>, String> {
    let document = source?.load(|caution| report(&caution)).map_err(|error| error.to_string())?;
    let mut lines = Vec::new();
    for article in document.into_articles() {
        lines.append(&mut object(&article)?);
    }
    Ok(lines)
}

fn object(article: &Article) -> Result<Vec<u8>, String> {
    let mut line = Vec::with_capacity(article.text.len() * 2);
    json::write(&mut line, article, &Analysis::of(article))
        .map_err(|error| format!("{}: {error}", article.name))?;
    Ok(line)
}

/// The article of a line; other keys are passed over.
#[derive(Deserialize)]
struct Document {
    doc: String,
    text: String,
}

fn line(line: Line) -> Result<Vec<u8>, String> {
    let bytes = line.bytes()?;
    let Document { doc, text } = serde_json::from_slice(bytes)
        .map_err(|error| line.problem("not a JSON object with \"doc\" and \"text\"", &error))?;
    object(&Article::from_text(doc, text, Format::Plain))
}
