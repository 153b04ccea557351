//! The loop: lines from one stream, answers to another, and what is done besides.

use super::{Answer, Effect, Linear};
use crate::{
    analysis::{Analyzer, Threshold},
    article::{Article, Key},
    corrections::Store,
    error::Error,
    export::citation::Template,
    highlights, positions, printable,
    reader::{app::saving::save, keymap::Keymap},
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
    /// Where corrections are kept.
    pub store: Option<Store>,
    /// Where highlights are kept.
    pub highlights: Option<highlights::Store>,
    /// Where marks are kept.
    pub positions: Option<positions::Store>,
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
    let stores = (how.store.as_ref(), how.highlights.as_ref(), how.positions.as_ref());
    let write = |source| Error::Write { source };
    let mut articles: Vec<Arc<Article>> = Vec::new();
    let mut coming = sources.iter();
    let mut at = 0;
    while let Some(article) = article(&mut articles, &mut coming, at, out)? {
        let corrections = stores.0.map_or(Ok(Vec::new()), |store| store.load(&article));
        let corrections = or_told(corrections, out).map_err(write)?;
        let highlights = stores.1.map_or(Ok(Vec::new()), |store| store.load(&article));
        let highlights = or_told(highlights, out).map_err(write)?;
        let marks = stores.2.map(|store| store.get(&Key::of(&article.text)).map(|kept| kept.marks));
        let marks = or_told(marks.unwrap_or(Ok(Vec::new())), out).map_err(write)?;
        let analysis = analyzer.analyse(&article);
        let mut linear = Linear::new(
            article,
            analysis,
            (corrections, highlights),
            (how.threshold, Arc::clone(&how.keymap), Arc::clone(&how.citation)),
        )
        .with_marks(marks);
        print(out, &linear.opening()).map_err(write)?;
        at = match turn(&mut linear, stores, input, out, at).map_err(write)? {
            Some(at) => at,
            None => return Ok(()),
        };
        if article_count(&articles, &coming) <= at {
            at = article_count(&articles, &coming).saturating_sub(1);
            writeln!(out, "this is the last article").map_err(write)?;
        }
    }
    Ok(())
}

/// What was kept; where it cannot be read, that is told and there is nothing.
fn or_told<T>(kept: Result<Vec<T>, impl Display>, out: &mut impl Write) -> io::Result<Vec<T>> {
    match kept {
        Ok(kept) => Ok(kept),
        Err(error) => writeln!(out, "{}", printable::line(&error.to_string())).map(|()| Vec::new()),
    }
}

/// How many articles there may be: those that were loaded, and a source for each that was not.
fn article_count(loaded: &[Arc<Article>], coming: &std::slice::Iter<'_, Source>) -> usize {
    loaded.len() + coming.len()
}

/// The article with this number. Loads sources as far as it takes; what cannot be loaded is told and passed over.
fn article(
    articles: &mut Vec<Arc<Article>>,
    coming: &mut std::slice::Iter<'_, Source>,
    at: usize,
    out: &mut impl Write,
) -> Result<Option<Arc<Article>>, Error> {
    let mut failed = None;
    while articles.len() <= at {
        let Some(source) = coming.next() else { break };
        let mut cautions = Vec::new();
        match source.load_all(|caution| cautions.push(caution)) {
            Ok(loaded) => articles.extend(loaded.into_iter().map(Arc::new)),
            Err(error) => failed = Some(error),
        }
        cautions.extend(failed.as_ref().map(ToString::to_string));
        for caution in cautions {
            writeln!(out, "{}", printable::line(&caution)).map_err(|source| Error::Write { source })?;
        }
    }
    match (articles.get(at).or(articles.last()), failed) {
        (Some(article), _) => Ok(Some(Arc::clone(article))),
        (None, Some(error)) => Err(error.into()),
        (None, None) => Ok(None),
    }
}

/// Answers lines about one article. Gives the number of the next one, or none where reading ends.
fn turn(
    linear: &mut Linear,
    (store, highlights, positions): (Option<&Store>, Option<&highlights::Store>, Option<&positions::Store>),
    input: &mut impl BufRead,
    out: &mut impl Write,
    at: usize,
) -> io::Result<Option<usize>> {
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
                Some(to) => return Ok(Some(to)),
                None => writeln!(out, "this is the first article")?,
            },
            Some(Effect::Keep(change)) => {
                if let Some(Err(error)) = store.map(|store| store.change(linear.article(), &change)) {
                    writeln!(out, "{}", printable::line(&error.to_string()))?;
                }
            }
            Some(Effect::KeepHighlight(change)) => {
                if let Some(Err(error)) = highlights.map(|store| store.change(linear.article(), &change)) {
                    writeln!(out, "{}", printable::line(&error.to_string()))?;
                }
            }
            Some(Effect::Mark(letter, offset)) => {
                let key = Key::of(&linear.article().text);
                if let Some(Err(error)) = positions.map(|store| store.mark(&key, letter, offset)) {
                    writeln!(out, "{}", printable::line(&error.to_string()))?;
                }
            }
            Some(Effect::Export(format)) => {
                let (article, analysis) = (linear.article(), &linear.findings().analysis);
                let saved = env::current_dir()
                    .and_then(|folder| save(format, &folder, article, analysis, linear.highlighted()));
                match saved {
                    Ok(path) => writeln!(out, "written to {}", printable::line(&path.display().to_string()))?,
                    Err(error) => writeln!(out, "nothing was written: {error}")?,
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
