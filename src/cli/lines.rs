//! Files of JSON Lines, read a line at a time.

use crate::{
    error::Error,
    source::{Source, input},
};
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::PathBuf,
};

/// A line of a file of JSON Lines.
pub(super) struct Line {
    /// The file, as it was given.
    file: String,
    /// Counted from 1.
    number: usize,
    /// What it holds, or why that is not known, in words.
    bytes: Result<Vec<u8>, String>,
}

impl Line {
    /// What the line holds.
    ///
    /// # Errors
    /// Where reading failed: what to tell the person.
    pub(super) fn bytes(&self) -> Result<&[u8], String> {
        self.bytes.as_deref().map_err(Clone::clone)
    }

    /// What to tell the person of the line.
    pub(super) fn told(&self, words: &str) -> String {
        format!("{}, line {}: {words}", self.file, self.number)
    }

    /// What to tell the person where the line is not what it should be: `what`, and what the parser says.
    pub(super) fn problem(&self, what: &str, error: &serde_json::Error) -> String {
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or_default();
        self.told(&format!("{what}: {words} (column {})", error.column()))
    }
}

/// The lines of a file, empty ones left out, read as they are asked for. Where reading fails, the last says so.
pub(super) fn lines(path: PathBuf) -> impl Iterator<Item = Line> + Send {
    let source = Source::of(&path);
    let name = source.name();
    let mut reader = open(&source).map_err(|source| Error::Read { name: name.clone(), source }.to_string());
    let mut number = 0;
    let mut over = false;
    std::iter::from_fn(move || {
        while !over {
            number += 1;
            let read = match &mut reader {
                // A line that is too long is the last: who knows where it ends.
                Ok(reader) => {
                    let of = format!("{name}, line {number}");
                    input::line(reader, &of).map_err(|error| error.to_string())
                }
                Err(problem) => Err(problem.clone()),
            };
            let bytes = match read {
                Ok(bytes) if bytes.is_empty() => return None,
                Ok(bytes) => Ok(bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes)),
                Err(problem) => {
                    over = true;
                    Err(problem)
                }
            };
            if !bytes.as_ref().is_ok_and(|bytes| bytes.trim_ascii().is_empty()) {
                return Some(Line { file: name.clone(), number, bytes });
            }
        }
        None
    })
}

fn open(source: &Source) -> io::Result<Box<dyn BufRead + Send>> {
    match source {
        Source::Path(path) if path.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Source::Path(path) => Ok(Box::new(BufReader::new(File::open(path)?))),
        Source::Stdin => Ok(Box::new(BufReader::new(io::stdin()))),
        Source::Web(_) | Source::Sample(_) => Err(io::ErrorKind::Unsupported.into()),
    }
}
