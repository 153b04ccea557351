//! Line mode: the loop that reads lines, prints answers and performs effects.

use super::{
    Answer, Effect, Linear,
    later::{self, Opened},
    queue::Queue,
};
use crate::{
    analysis::{Analyzer, Architecture, Threshold},
    article::Key,
    corrections::Store,
    error::Error,
    export::{citation::Template, format::ExportFormat},
    highlights,
    memory::{Lately, ReadTexts, ReadingList},
    positions, printable,
    reader::{
        app::{
            library_thread::{LazyLibrary, Reading},
            saving::save,
        },
        keymap::Keymap,
    },
    settings::Keep,
    source::Source,
};
use std::{
    env,
    fmt::Display,
    io::{self, BufRead, Write},
    sync::Arc,
};

/// Longest line that is read, in bytes; the rest of it is skipped.
const LONGEST: u64 = 4096;

/// The settings and stores of line mode.
#[derive(Debug)]
pub struct Config {
    /// Which quotes are shown at first, by certainty.
    pub threshold: Threshold,
    /// The keys of commands.
    pub keymap: Arc<Keymap>,
    /// The template that quotes are cited by.
    pub citation: Arc<Template>,
    /// The current width of the output in cells, at which lines are wrapped; none where they are not wrapped.
    pub width: fn() -> Option<usize>,
    /// Which model finds the quotes; the library records it with what it keeps.
    pub architecture: Architecture,
    /// Which articles go into the library.
    pub library: Keep,
    /// Corrections.
    pub store: Option<Store>,
    /// Highlights and notes.
    pub highlights: Option<highlights::Store>,
    /// Reading positions and marks.
    pub positions: Option<positions::Store>,
    /// The reading list.
    pub later: Option<ReadingList>,
    /// Which texts were read.
    pub read: Option<ReadTexts>,
    /// What was opened lately.
    pub lately: Option<Lately>,
}

/// What to read after the current article.
enum Next {
    /// The article at this index of the queue.
    Number(usize),
    /// These articles, inserted behind the current one.
    Opened(Vec<Opened>),
}

/// Reads articles line by line, from the first of `sources` on, until `input` ends or the user quits.
///
/// # Errors
/// Where `out` cannot be written to, or none of the articles can be loaded.
pub fn run(
    sources: &[Source],
    analyzer: &Analyzer<'_>,
    config: &Config,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), Error> {
    let write = |source| Error::Write { source };
    let mut session = Session { config, input, out, library: LazyLibrary::default() };
    let mut queue = Queue::of(sources);
    let mut at = 0;
    while let Some(opened) = queue.get(at, session.out)? {
        // Sources that could not be loaded were skipped, so there may be fewer articles than `at`.
        at = at.min(queue.count().saturating_sub(1));
        let article = &opened.article;
        let corrections = config.store.as_ref().map_or(Ok(Vec::new()), |store| store.load(article));
        let corrections = session.or_report(corrections).map_err(write)?;
        let highlights = config.highlights.as_ref().map_or(Ok(Vec::new()), |store| store.load(article));
        let highlights = session.or_report(highlights).map_err(write)?;
        let key = Key::of(&article.text);
        let kept = config.positions.as_ref().map_or_else(|| Ok(<_>::default()), |store| store.get(&key));
        let kept = session.or_report(kept).map_err(write)?;
        let mut linear = Linear::new(
            Arc::clone(article),
            analyzer.analyse(article),
            (corrections, highlights),
            (config.threshold, Arc::clone(&config.keymap), Arc::clone(&config.citation)),
        )
        .with_kept(kept);
        let kept = later::remember((config.read.as_ref(), config.lately.as_ref()), &opened);
        session.or_report(kept).map_err(write)?;
        session.keep_reading(&linear, &opened).map_err(write)?;
        if queue.count() > 1 {
            session.print(&[format!("Article {} of {}.", at + 1, queue.count())]).map_err(write)?;
        }
        session.print(&linear.opening().lines).map_err(write)?;
        let next = session.turn(&mut linear, &opened, (at, &queue)).map_err(write)?;
        let left = config.positions.as_ref().map_or(Ok(()), |store| store.keep(&key, linear.left_at()));
        session.or_report(left).map_err(write)?;
        at = match next {
            Some(Next::Number(number)) => number,
            Some(Next::Opened(articles)) => {
                queue.insert(at + 1, articles);
                at + 1
            }
            None => return Ok(()),
        };
    }
    Ok(())
}

/// The streams and stores that the loop works with.
struct Session<'a, I, O> {
    config: &'a Config,
    input: &'a mut I,
    out: &'a mut O,
    library: LazyLibrary,
}

impl<I: BufRead, O: Write> Session<'_, I, O> {
    /// Prints lines, wrapped between words to the width.
    fn print(&mut self, lines: &[String]) -> io::Result<()> {
        let width = (self.config.width)();
        for line in lines {
            let Some(width) = width else {
                writeln!(self.out, "{line}")?;
                continue;
            };
            let indent = line.get(..line.len() - line.trim_start().len()).unwrap_or_default();
            let options = textwrap::Options::new(width.max(1)).subsequent_indent(indent);
            for part in textwrap::wrap(line, options) {
                writeln!(self.out, "{part}")?;
            }
        }
        Ok(())
    }

    fn say(&mut self, words: &str) -> io::Result<()> {
        self.print(&[printable::line(words)])
    }

    /// The value, or its default after the error has been printed.
    fn or_report<T: Default>(&mut self, kept: Result<T, impl Display>) -> io::Result<T> {
        match kept {
            Ok(kept) => Ok(kept),
            Err(error) => self.say(&error.to_string()).map(|()| T::default()),
        }
    }

    /// Adds the article to the library where the settings want that, and updates it where it is there already.
    fn keep_reading(&mut self, linear: &Linear, opened: &Opened) -> io::Result<()> {
        let is_wanted = match self.config.library {
            Keep::Everything => true,
            Keep::Kept => later::is_deferred(self.config.later.as_ref(), opened),
            Keep::Nothing => false,
        };
        let reading = Reading {
            article: Arc::clone(linear.article()),
            findings: Arc::clone(linear.findings()),
            corrections: linear.corrections().to_vec(),
            is_wanted,
        };
        let kept = self.library.keep(self.config.architecture, &reading);
        self.or_report(kept)
    }

    /// Answers lines about one article, which is at index `at` of the queue. Returns what to read next; nothing at the
    /// end of the input and when the user quits.
    fn turn(
        &mut self,
        linear: &mut Linear,
        opened: &Opened,
        (at, queue): (usize, &Queue<'_>),
    ) -> io::Result<Option<Next>> {
        loop {
            self.out.write_all(b"> ")?;
            self.out.flush()?;
            let Some(line) = line(self.input)? else {
                self.out.write_all(b"\n")?;
                return Ok(None);
            };
            let Answer { lines, effect } = linear.answer(&line);
            self.print(&lines)?;
            match effect {
                None => {}
                Some(Effect::Quit) => return Ok(None),
                Some(Effect::Step(by)) => match at.checked_add_signed(by) {
                    Some(to) if to < queue.count() => return Ok(Some(Next::Number(to))),
                    Some(_) => self.say("this is the last article")?,
                    None => self.say("this is the first article")?,
                },
                Some(Effect::ListArticles) => self.print(&queue.lines(at))?,
                Some(Effect::GoToArticle(number)) => {
                    if let Some(to) = number.checked_sub(1).filter(|to| *to < queue.count()) {
                        return Ok(Some(Next::Number(to)));
                    }
                    self.say(&format!("there is no article {number}; there are {}", queue.count()))?;
                }
                Some(Effect::OpenDeferred(number)) => {
                    let mut cautions = Vec::new();
                    let found = later::open(self.config.later.as_ref(), number, |caution| {
                        cautions.push(printable::line(&caution));
                    });
                    self.print(&cautions)?;
                    match found {
                        Ok(articles) => return Ok(Some(Next::Opened(articles))),
                        Err(words) => self.say(&words)?,
                    }
                }
                Some(effect) => self.carry_out(effect, linear, opened)?,
            }
        }
    }

    /// Performs an effect that does not leave the article.
    fn carry_out(&mut self, effect: Effect, linear: &Linear, opened: &Opened) -> io::Result<()> {
        let config = self.config;
        match effect {
            Effect::Keep(change) => {
                let kept =
                    config.store.as_ref().map(|store| store.change(linear.article(), &change).map(drop));
                self.or_report(kept.unwrap_or(Ok(())))?;
                self.keep_reading(linear, opened)
            }
            Effect::KeepHighlight(change) => {
                let store = config.highlights.as_ref();
                let kept = store.map(|store| store.change(linear.article(), &change).map(drop));
                self.or_report(kept.unwrap_or(Ok(())))
            }
            Effect::Mark(letter, offset) => {
                let key = Key::of(&linear.article().text);
                let store = config.positions.as_ref();
                self.or_report(store.map_or(Ok(()), |store| store.mark(&key, letter, offset)))
            }
            Effect::Defer => {
                self.say(&later::toggle(config.later.as_ref(), opened))?;
                self.keep_reading(linear, opened)
            }
            Effect::ListDeferred => self.print(&later::lines(config.later.as_ref())),
            Effect::Export(format) => self.export(format, linear),
            // Performed by `turn`.
            Effect::Quit
            | Effect::Step(_)
            | Effect::ListArticles
            | Effect::GoToArticle(_)
            | Effect::OpenDeferred(_) => Ok(()),
        }
    }

    /// Exports the article to a file in the current folder.
    fn export(&mut self, format: ExportFormat, linear: &Linear) -> io::Result<()> {
        let (article, analysis) = (linear.article(), &linear.findings().analysis);
        let saved = env::current_dir()
            .and_then(|folder| save(format, &folder, article, analysis, linear.highlighted()));
        match saved {
            Ok(path) => self.say(&format!("written to {}", path.display())),
            Err(error) => self.say(&format!("nothing was written: {error}")),
        }
    }
}

/// The next line; none at the end of the input. Invalid UTF-8 is replaced.
fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = io::Read::take(&mut *input, LONGEST).read_until(b'\n', &mut bytes)?;
    if bytes.last() != Some(&b'\n') && read as u64 == LONGEST {
        input.skip_until(b'\n')?;
    }
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}
