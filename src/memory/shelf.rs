//! A small file of lines that several programs may change at once: none loses what another has written, since each change is
//! made to what is in the file, under a lock, and put in its place whole. A damaged one is set aside.

use super::MemoryError;
use crate::private;
use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::PathBuf,
};

/// A file and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// The folder, which need not exist yet.
    pub folder: PathBuf,
    /// The file's name.
    pub name: &'static str,
    /// What it holds, in words that go on from "cannot keep".
    pub about: &'static str,
    /// Most bytes of a file that can be one of these.
    pub largest: u64,
}

/// Why there are no lines.
enum Fault {
    Io(io::Error),
    /// It is no such file, as a clause tells.
    Damaged(String),
}

impl Shelf {
    /// Where the file is.
    pub fn path(&self) -> PathBuf {
        self.folder.join(self.name)
    }

    /// The lines, each read by `parse`; none where there is no file.
    ///
    /// # Errors
    /// Where the file cannot be read. A damaged one is set aside, and the error tells so.
    pub fn read<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, MemoryError> {
        match self.lines(&parse) {
            Err(Fault::Damaged(_)) => {
                let _lock = private::lock(&self.folder).map_err(|source| self.failed(source))?;
                // Another may have set it aside by now.
                self.lines_or_set_aside(&parse)
            }
            Err(Fault::Io(source)) => Err(self.failed(source)),
            Ok(lines) => Ok(lines),
        }
    }

    /// Puts in the place of the lines what `change` makes of them, each without its end.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so; what was asked is
    /// done all the same.
    pub fn change<T>(
        &self,
        parse: impl Fn(&str) -> Option<T>,
        change: impl FnOnce(Vec<T>) -> Vec<String>,
    ) -> Result<(), MemoryError> {
        private::make_folder(&self.folder).map_err(|source| self.failed(source))?;
        let _lock = private::lock(&self.folder).map_err(|source| self.failed(source))?;
        private::sweep(&self.folder);
        let (lines, damaged) = match self.lines_or_set_aside(&parse) {
            Ok(lines) => (lines, Ok(())),
            Err(told @ MemoryError::Damaged { .. }) => (Vec::new(), Err(told)),
            Err(error) => return Err(error),
        };
        let written: String = change(lines).into_iter().flat_map(|line| [line, "\n".to_owned()]).collect();
        private::replace(&self.folder, self.name.as_ref(), written.as_bytes())
            .map_err(|source| self.failed(source))?;
        damaged
    }

    /// What is in the file, which is set aside where it is damaged. Nobody else may be writing.
    fn lines_or_set_aside<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, MemoryError> {
        match self.lines(parse) {
            Ok(lines) => Ok(lines),
            Err(Fault::Io(source)) => Err(self.failed(source)),
            Err(Fault::Damaged(problem)) => {
                let aside = private::set_aside(&self.folder, self.name.as_ref(), self.name)
                    .map_err(|source| self.failed(source))?;
                let name = self.path().display().to_string();
                Err(MemoryError::Damaged { about: self.about, name, problem, aside })
            }
        }
    }

    fn lines<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Fault> {
        let path = self.path();
        match fs::metadata(&path) {
            Ok(about) if !about.is_file() => return Err(Fault::Damaged("it is no file".to_owned())),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Fault::Io(error)),
        }
        let mut bytes = Vec::new();
        File::open(&path)
            .and_then(|file| file.take(self.largest + 1).read_to_end(&mut bytes))
            .map_err(Fault::Io)?;
        if bytes.len() as u64 > self.largest {
            return Err(Fault::Damaged("it is too large".to_owned()));
        }
        let text = String::from_utf8(bytes).map_err(|_| Fault::Damaged("it is not UTF-8".to_owned()))?;
        let lines = text.lines().enumerate();
        let parsed = lines.map(|(at, line)| parse(line).ok_or_else(|| format!("line {}", at + 1)));
        parsed.collect::<Result<_, _>>().map_err(Fault::Damaged)
    }

    fn failed(&self, source: io::Error) -> MemoryError {
        let name = self.path().display().to_string();
        MemoryError::Io { about: self.about, name, source }
    }
}
