//! The loop: lines from one stream, answers to another, and what is done besides.

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
            librarian::{Reading, Shelf},
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
    /// How many cells a line may take, as it is now; none where lines are as long as what they tell.
    pub width: fn() -> Option<usize>,
    /// What finds quotes and speakers, as the library knows it.
    pub architecture: Architecture,
    /// What of what is read goes into the library.
    pub library: Keep,
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
    let mut desk = Desk { how, input, out, shelf: Shelf::default() };
    let mut queue = Queue::of(sources);
    let mut at = 0;
    while let Some(opened) = queue.get(at, desk.out)? {
        // What could not be loaded is passed over.
        at = at.min(queue.count().saturating_sub(1));
        let article = &opened.article;
        let corrections = how.store.as_ref().map_or(Ok(Vec::new()), |store| store.load(article));
        let corrections = desk.or_told(corrections).map_err(write)?;
        let highlights = how.highlights.as_ref().map_or(Ok(Vec::new()), |store| store.load(article));
        let highlights = desk.or_told(highlights).map_err(write)?;
        let key = Key::of(&article.text);
        let kept = how.positions.as_ref().map_or_else(|| Ok(<_>::default()), |store| store.get(&key));
        let kept = desk.or_told(kept).map_err(write)?;
        let mut linear = Linear::new(
            Arc::clone(article),
            analyzer.analyse(article),
            (corrections, highlights),
            (how.threshold, Arc::clone(&how.keymap), Arc::clone(&how.citation)),
        )
        .with_kept(kept);
        let kept = later::remember((how.read.as_ref(), how.lately.as_ref()), &opened);
        desk.or_told(kept).map_err(write)?;
        desk.keep_reading(&linear, &opened).map_err(write)?;
        if queue.count() > 1 {
            desk.print(&[format!("Article {} of {}.", at + 1, queue.count())]).map_err(write)?;
        }
        desk.print(&linear.opening().lines).map_err(write)?;
        let next = desk.turn(&mut linear, &opened, (at, &queue)).map_err(write)?;
        let left = how.positions.as_ref().map_or(Ok(()), |store| store.keep(&key, linear.left_at()));
        desk.or_told(left).map_err(write)?;
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

/// Where lines come in and answers go out, and what is kept besides.
struct Desk<'a, I, O> {
    how: &'a How,
    input: &'a mut I,
    out: &'a mut O,
    shelf: Shelf,
}

impl<I: BufRead, O: Write> Desk<'_, I, O> {
    /// Prints lines, broken between words where they are too wide.
    fn print(&mut self, lines: &[String]) -> io::Result<()> {
        let width = (self.how.width)();
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

    /// What was kept, or was done; where that failed, it is told and there is nothing.
    fn or_told<T: Default>(&mut self, kept: Result<T, impl Display>) -> io::Result<T> {
        match kept {
            Ok(kept) => Ok(kept),
            Err(error) => self.say(&error.to_string()).map(|()| T::default()),
        }
    }

    /// Has an article kept in the library, where that is wanted; where it is there already, as it is put right.
    fn keep_reading(&mut self, linear: &Linear, opened: &Opened) -> io::Result<()> {
        let is_wanted = match self.how.library {
            Keep::Everything => true,
            Keep::Kept => later::is_deferred(self.how.later.as_ref(), opened),
            Keep::Nothing => false,
        };
        let reading = Reading {
            article: Arc::clone(linear.article()),
            findings: Arc::clone(linear.findings()),
            corrections: linear.corrections().to_vec(),
            is_wanted,
        };
        let kept = self.shelf.keep(self.how.architecture, &reading);
        self.or_told(kept)
    }

    /// Answers lines about one article, which has this number in the queue. Gives what is read next, or nothing where reading
    /// ends.
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
                    let found = later::open(self.how.later.as_ref(), number, |caution| {
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

    /// Does what is to be done outside while the article stays.
    fn carry_out(&mut self, effect: Effect, linear: &Linear, opened: &Opened) -> io::Result<()> {
        let how = self.how;
        match effect {
            Effect::Keep(change) => {
                let kept = how.store.as_ref().map(|store| store.change(linear.article(), &change).map(drop));
                self.or_told(kept.unwrap_or(Ok(())))?;
                self.keep_reading(linear, opened)
            }
            Effect::KeepHighlight(change) => {
                let store = how.highlights.as_ref();
                let kept = store.map(|store| store.change(linear.article(), &change).map(drop));
                self.or_told(kept.unwrap_or(Ok(())))
            }
            Effect::Mark(letter, offset) => {
                let key = Key::of(&linear.article().text);
                let store = how.positions.as_ref();
                self.or_told(store.map_or(Ok(()), |store| store.mark(&key, letter, offset)))
            }
            Effect::Defer => {
                self.say(&later::turn(how.later.as_ref(), opened))?;
                self.keep_reading(linear, opened)
            }
            Effect::ListDeferred => self.print(&later::lines(how.later.as_ref())),
            Effect::Export(format) => self.export(format, linear),
            // These leave the article, or tell of the others.
            Effect::Quit
            | Effect::Step(_)
            | Effect::ListArticles
            | Effect::GoToArticle(_)
            | Effect::OpenDeferred(_) => Ok(()),
        }
    }

    /// Writes the article to a file in the current folder.
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

/// The next line; none at the end. What is no UTF-8 is replaced.
fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = io::Read::take(&mut *input, LONGEST).read_until(b'\n', &mut bytes)?;
    if bytes.last() != Some(&b'\n') && read as u64 == LONGEST {
        input.skip_until(b'\n')?;
    }
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}
