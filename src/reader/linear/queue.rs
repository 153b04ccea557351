//! Line mode: the articles to be read, loaded when they are reached.

use super::later::{self, Opened};
use crate::{error::Error, printable, source::Source};
use std::{io::Write, slice};

/// The articles in reading order.
pub(super) struct Queue<'a> {
    loaded: Vec<Opened>,
    coming: slice::Iter<'a, Source>,
}

impl<'a> Queue<'a> {
    /// A queue of `sources`, none of them loaded yet.
    pub(super) fn of(sources: &'a [Source]) -> Self {
        Self { loaded: Vec::new(), coming: sources.iter() }
    }

    /// The number of loaded articles and of sources still to be loaded; a source may turn out to hold several.
    pub(super) fn count(&self) -> usize {
        self.loaded.len() + self.coming.len()
    }

    /// Inserts articles before index `at`.
    pub(super) fn insert(&mut self, at: usize, articles: Vec<Opened>) {
        let at = at.min(self.loaded.len());
        self.loaded.splice(at..at, articles);
    }

    /// The article at index `at`, or the last one. Loads as many sources as that takes; errors and cautions are
    /// printed, and a source that cannot be loaded is skipped.
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

    /// All articles, a line each; `at` is the index of the one being read. Sources not loaded yet go by their names.
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
