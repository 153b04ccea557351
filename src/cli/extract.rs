//! `dixit extract`: articles in, JSON Lines out.

use super::{
    args::{self, Extract, From},
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
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Write},
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
        From::Text => ordered::run(threads, files.into_iter(), file, &mut out, write),
        From::Jsonl => ordered::run(threads, files.into_iter().flat_map(lines), line, &mut out, write),
    }
    .map_err(|source| Error::Write { source })?;
    Ok(code)
}

fn file(path: PathBuf) -> Result<Vec<u8>, String> {
    let article = args::source(&path).load().map_err(|error| error.to_string())?;
    object(&article)
}

fn object(article: &Article) -> Result<Vec<u8>, String> {
    let mut line = Vec::with_capacity(article.text.len() * 2);
    json::write(&mut line, article, &Analysis::of(article))
        .map_err(|error| format!("{}: {error}", article.name))?;
    Ok(line)
}

/// A line of a file of JSON Lines.
struct Line {
    /// The file, as it was given.
    file: String,
    /// Counted from 1.
    number: usize,
    bytes: io::Result<Vec<u8>>,
}

/// The article of a line; other keys are passed over.
#[derive(Deserialize)]
struct Document {
    doc: String,
    text: String,
}

fn line(line: Line) -> Result<Vec<u8>, String> {
    let Line { file, number, bytes } = line;
    let bytes = bytes.map_err(|source| Error::Read { name: file.clone(), source }.to_string())?;
    match serde_json::from_slice(&bytes) {
        Ok(Document { doc, text }) => object(&Article::from_text(doc, text, Format::Plain)),
        Err(error) => {
            let column = error.column();
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            Err(format!(
                "{file}, line {number}: not a JSON object with \"doc\" and \"text\": {words} (column {column})"
            ))
        }
    }
}

/// The lines of a file, empty ones left out, read as they are asked for. Where reading fails, the last says so.
fn lines(path: PathBuf) -> impl Iterator<Item = Line> + Send {
    let source = args::source(&path);
    let name = source.name();
    let mut reader: io::Result<Box<dyn BufRead + Send>> = match &source {
        Source::Path(path) if path.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Source::Path(path) => File::open(path).map(|file| Box::new(BufReader::new(file)) as _),
        _ => Ok(Box::new(BufReader::new(io::stdin()))),
    };
    let mut number = 0;
    let mut over = false;
    std::iter::from_fn(move || {
        while !over {
            number += 1;
            let mut bytes = Vec::new();
            let read = match &mut reader {
                Ok(reader) => reader.read_until(b'\n', &mut bytes),
                Err(error) => Err(error.kind().into()),
            };
            let bytes = match read {
                Ok(0) => return None,
                Ok(_) => Ok(bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes)),
                Err(error) => {
                    over = true;
                    Err(error)
                }
            };
            if !bytes.as_ref().is_ok_and(|bytes| bytes.trim_ascii().is_empty()) {
                return Some(Line { file: name.clone(), number, bytes });
            }
        }
        None
    })
}
