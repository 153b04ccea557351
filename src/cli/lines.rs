//! Files of JSON Lines, read a line at a time.

use crate::source::{InputError, Source, input};
#[cfg(feature = "library")]
use std::path::Path;
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
    let mut reader =
        open(&source).map_err(|source| InputError::Read { name: name.clone(), source }.to_string());
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

/// How many lines a file has, empty ones left out; none where that is not known before they are read.
#[cfg(feature = "library")]
pub(super) fn count(path: &Path) -> Option<usize> {
    let is_file = matches!(Source::of(path), Source::Path(_)) && path.is_file();
    let mut file = BufReader::new(File::open(path).ok().filter(|_| is_file)?);
    let (mut count, mut is_empty) = (0, true);
    loop {
        let bytes = file.fill_buf().ok()?;
        if bytes.is_empty() {
            return Some(count + usize::from(!is_empty));
        }
        let length = bytes.len();
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            // What comes after a line break begins a line.
            if at > 0 {
                count += usize::from(!is_empty);
                is_empty = true;
            }
            is_empty &= line.trim_ascii().is_empty();
        }
        file.consume(length);
    }
}

fn open(source: &Source) -> io::Result<Box<dyn BufRead + Send>> {
    match source {
        Source::Path(path) if path.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Source::Path(path) => Ok(Box::new(BufReader::new(File::open(path)?))),
        Source::Stdin => Ok(Box::new(BufReader::new(io::stdin()))),
        Source::Web(_) | Source::Sample(_) => Err(io::ErrorKind::Unsupported.into()),
    }
}

#[cfg(all(test, feature = "library"))]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        for text in
            ["", "\n", "a", "a\n", "a\n\n \r\nb", &"x".repeat(9000), &format!("{}\nb\n", "x".repeat(9000))]
        {
            std::fs::write(&path, text).unwrap();
            assert_eq!(count(&path), Some(lines(path.clone()).count()), "{text:?}");
        }
        assert_eq!(count(folder.path()), None);
    }
}
