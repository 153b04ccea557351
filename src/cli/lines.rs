//! Reads JSON Lines files, a line at a time.

use crate::source::{InputError, Source, input};
#[cfg(feature = "library")]
use std::path::Path;
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::PathBuf,
};

/// A line of a JSON Lines file.
pub(super) struct Line {
    /// The name of the file, as it was given.
    file: String,
    /// The line number, counted from 1.
    number: usize,
    /// The bytes of the line, or why it could not be read.
    bytes: Result<Vec<u8>, String>,
}

impl Line {
    /// The bytes of the line.
    ///
    /// # Errors
    /// A message, where the line could not be read.
    pub(super) fn bytes(&self) -> Result<&[u8], String> {
        self.bytes.as_deref().map_err(Clone::clone)
    }

    /// A message about the line.
    pub(super) fn told(&self, words: &str) -> String {
        format!("{}, line {}: {words}", self.file, self.number)
    }

    /// A message that the line is invalid: `what`, followed by that of the parser.
    pub(super) fn problem(&self, what: &str, error: &serde_json::Error) -> String {
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or_default();
        self.told(&format!("{what}: {words} (column {})", error.column()))
    }
}

/// The non-empty lines of a file, read lazily. A read error is the last item.
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
                // After a line that is too long nothing more is read: its end is unknown.
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

/// The number of non-empty lines; `None` for what cannot be read twice, such as a pipe.
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
            // Each part after a line feed starts another line.
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
