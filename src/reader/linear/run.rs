//! The loop: lines from one stream, answers to another, and what is done besides.

use super::{
    Answer, Effect, Linear,
    later::{self, Opened},
};
use crate::{
    analysis::{Analyzer, Threshold},
    article::Key,
    corrections::Store,
    error::Error,
    export::citation::Template,
    highlights,
    memory::{Lately, ReadTexts, ReadingList},
    positions, printable,
    reader::{app::saving::save, keymap::Keymap},
    source::Source,
};
use std::{
    env,
    fmt::Display,
    io::{self, BufRead, Write},
    slice,
    sync::Arc,
};

/// Longest line that is read, in bytes; what is beyond it is passed over.
const LONGEST: u64 = 4096;

/// How articles are read.
#[derive(Debug)]
pub struct How {
    /// Which quotes are told.
    pub threshold: Threshold,
    /// Which keys stand for which commands.
    pub keymap: Arc<Keymap>,
    /// How a quote is cited.
    pub citation: Arc<Template>,
    /// Where corrections are kept.
    pub store: Option<Store>,
    /// Where highlights are kept.
    pub highlights: Option<highlights::Store>,
    /// Where positions and marks are kept.
    pub positions: Option<positions::Store>,
    /// Where it is kept what is to be read later.
    pub later: Option<ReadingList>,
    /// Where it is kept what was read.
    pub read: Option<ReadTexts>,
    /// Where it is kept what was opened lately.
    pub lately: Option<Lately>,
}

/// What is read after an article.
enum Next {
    /// The article with this number.
    Number(usize),
    /// These.
    Opened(Vec<Opened>),
}

/// Reads articles line by line, the first of `sources` first, until `input` ends or somebody quits.
///
/// # Errors
/// Where `out` cannot be written to, or none of the articles can be loaded.
pub fn run(
    sources: &[Source],
    analyzer: &Analyzer<'_>,
    how: &How,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), Error> {
    let write = |source| Error::Write { source };
    let mut queue = Queue { loaded: Vec::new(), coming: sources.iter() };
    let mut at = 0;
    while let Some(opened) = queue.get(at, out)? {
        let article = &opened.article;
        let corrections = how.store.as_ref().map_or(Ok(Vec::new()), |store| store.load(article));
        let corrections = or_told(corrections, out).map_err(write)?;
        let highlights = how.highlights.as_ref().map_or(Ok(Vec::new()), |store| store.load(article));
        let highlights = or_told(highlights, out).map_err(write)?;
        let key = Key::of(&article.text);
        let kept = how.positions.as_ref().map_or_else(|| Ok(<_>::default()), |store| store.get(&key));
        let kept = or_told(kept, out).map_err(write)?;
        let mut linear = Linear::new(
            Arc::clone(article),
            analyzer.analyse(article),
            (corrections, highlights),
            (how.threshold, Arc::clone(&how.keymap), Arc::clone(&how.citation)),
        )
        .with_kept(kept);
        let kept = later::remember((how.read.as_ref(), how.lately.as_ref()), &opened);
        or_told(kept, out).map_err(write)?;
        print(out, &linear.opening()).map_err(write)?;
        let next = turn(&mut linear, &opened, how, input, out, (at, queue.count())).map_err(write)?;
        let left = how.positions.as_ref().map_or(Ok(()), |store| store.keep(&key, linear.left_at()));
        or_told(left, out).map_err(write)?;
        at = match next {
            Some(Next::Number(number)) => number,
            Some(Next::Opened(articles)) => {
                queue.insert(at + 1, articles);
                at + 1
            }
            None => return Ok(()),
        };
        if queue.count() <= at {
            at = queue.count().saturating_sub(1);
            writeln!(out, "this is the last article").map_err(write)?;
        }
    }
    Ok(())
}

/// What was kept, or was done; where that failed, it is told and there is nothing.
fn or_told<T: Default>(kept: Result<T, impl Display>, out: &mut impl Write) -> io::Result<T> {
    match kept {
        Ok(kept) => Ok(kept),
        Err(error) => writeln!(out, "{}", printable::line(&error.to_string())).map(|()| T::default()),
    }
}

/// The articles, in the order in which they are read.
struct Queue<'a> {
    loaded: Vec<Opened>,
    coming: slice::Iter<'a, Source>,
}

impl Queue<'_> {
    /// How many articles there may be: those that were loaded, and a source for each that was not.
    fn count(&self) -> usize {
        self.loaded.len() + self.coming.len()
    }

    /// Puts articles where that with this number is.
    fn insert(&mut self, at: usize, articles: Vec<Opened>) {
        let at = at.min(self.loaded.len());
        self.loaded.splice(at..at, articles);
    }

    /// The article with this number, or the last. Loads sources as far as it takes; what cannot be loaded is told and passed
    /// over.
    fn get(&mut self, at: usize, out: &mut impl Write) -> Result<Option<Opened>, Error> {
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
}

/// Answers lines about one article, which has this number of so many. Gives what is read next, or nothing where reading ends.
fn turn(
    linear: &mut Linear,
    opened: &Opened,
    how: &How,
    input: &mut impl BufRead,
    out: &mut impl Write,
    (at, count): (usize, usize),
) -> io::Result<Option<Next>> {
    loop {
        out.write_all(b"> ")?;
        out.flush()?;
        let Some(line) = line(input)? else {
            out.write_all(b"\n")?;
            return Ok(None);
        };
        let answer = linear.answer(&line);
        print(out, &answer)?;
        match answer.effect {
            Some(Effect::Quit) => return Ok(None),
            Some(Effect::Step(by)) => match at.checked_add_signed(by) {
                Some(to) if to < count => return Ok(Some(Next::Number(to))),
                Some(_) => writeln!(out, "this is the last article")?,
                None => writeln!(out, "this is the first article")?,
            },
            Some(Effect::Keep(change)) => {
                let store = how.store.as_ref();
                let kept = store.map(|store| store.change(linear.article(), &change).map(drop));
                or_told(kept.unwrap_or(Ok(())), out)?;
            }
            Some(Effect::KeepHighlight(change)) => {
                let store = how.highlights.as_ref();
                let kept = store.map(|store| store.change(linear.article(), &change).map(drop));
                or_told(kept.unwrap_or(Ok(())), out)?;
            }
            Some(Effect::Mark(letter, offset)) => {
                let key = Key::of(&linear.article().text);
                let store = how.positions.as_ref();
                or_told(store.map_or(Ok(()), |store| store.mark(&key, letter, offset)), out)?;
            }
            Some(Effect::Defer) => writeln!(out, "{}", later::turn(how.later.as_ref(), opened))?,
            Some(Effect::ListDeferred) => {
                print(out, &Answer::lines(later::lines(how.later.as_ref())))?;
            }
            Some(Effect::OpenDeferred(number)) => {
                let mut cautions = Vec::new();
                let found = later::open(how.later.as_ref(), number, |caution| {
                    cautions.push(printable::line(&caution));
                });
                print(out, &Answer::lines(cautions))?;
                match found {
                    Ok(articles) => return Ok(Some(Next::Opened(articles))),
                    Err(words) => writeln!(out, "{words}")?,
                }
            }
            Some(Effect::Export(format)) => {
                let (article, analysis) = (linear.article(), &linear.findings().analysis);
                let saved = env::current_dir()
                    .and_then(|folder| save(format, &folder, article, analysis, linear.highlighted()));
                match saved {
                    Ok(path) => writeln!(out, "written to {}", printable::line(&path.display().to_string()))?,
                    Err(error) => {
                        writeln!(out, "nothing was written: {}", printable::line(&error.to_string()))?;
                    }
                }
            }
            None => {}
        }
    }
}

/// The next line; none at the end. What is no UTF-8 is replaced.
fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = io::Read::take(&mut *input, LONGEST).read_until(b'\n', &mut bytes)?;
    if bytes.last() != Some(&b'\n') && read as u64 == LONGEST {
        input.skip_until(b'\n')?;
    }
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}

fn print(out: &mut impl Write, answer: &Answer) -> io::Result<()> {
    answer.lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}
