//! The articles that are read one by one, loaded as they are come to.

use super::later::{self, Opened};
use crate::{error::Error, printable, source::Source};
use std::{io::Write, slice};

/// The articles, in the order in which they are read.
pub(super) struct Queue<'a> {
    loaded: Vec<Opened>,
    coming: slice::Iter<'a, Source>,
}

impl<'a> Queue<'a> {
    /// Those of `sources`, none of them loaded yet.
    pub(super) fn of(sources: &'a [Source]) -> Self {
        Self { loaded: Vec::new(), coming: sources.iter() }
    }

    /// How many articles there may be: those that were loaded, and a source for each that was not.
    pub(super) fn count(&self) -> usize {
        self.loaded.len() + self.coming.len()
    }

    /// Puts articles where that with this number is.
    pub(super) fn insert(&mut self, at: usize, articles: Vec<Opened>) {
        let at = at.min(self.loaded.len());
        self.loaded.splice(at..at, articles);
    }

    /// The article with this number, or the last. Loads sources as far as it takes; what cannot be loaded is told and passed
    /// over.
    pub(super) fn get(&mut self, at: usize, out: &mut impl Write) -> Result<Option<Opened>, Error> {
        let mut failed = None;
        while self.loaded.len() <= at {
            let Some(source) = self.coming.next() else { break };
            let mut cautions = Vec::new();
            match later::load(source, |caution| cautions.push(caution)) {
                Ok(loaded) => self.loaded.extend(loaded),
                Err(error) => failed = Some(error),
            }
            cautions.extend(failed.as_ref().map(ToString::to_string));
            for caution in cautions {
                writeln!(out, "{}", printable::line(&caution)).map_err(|source| Error::Write { source })?;
            }
        }
        match (self.loaded.get(at).or(self.loaded.last()), failed) {
            (Some(opened), _) => Ok(Some(opened.clone())),
            (None, Some(error)) => Err(error.into()),
            (None, None) => Ok(None),
        }
    }

    /// All of them, a line each; that with the number `at` is being read. What is not loaded yet is told by where it is from.
    pub(super) fn lines(&self, at: usize) -> Vec<String> {
        let titles = self.loaded.iter().map(|opened| later::title(&opened.article));
        let all = titles.chain(self.coming.clone().map(Source::name));
        let line = |(number, name): (usize, String)| {
            let here = if number == at { ", which you are reading" } else { "" };
            format!("Article {} of {}: {}{here}", number + 1, self.count(), printable::line(&name))
        };
        all.enumerate().map(line).collect()
    }
}
