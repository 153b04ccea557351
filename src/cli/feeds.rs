//! `dixit feeds`: asks all followed feeds for news, a few at a time and each host one after the other.

use super::{args::Feeds, report};
use crate::{
    article::Document,
    error::Error,
    fetch::{Cancel, Fetcher, Freshness, Reach, hosts},
    printable,
    settings::{Feed, Settings},
    source::web,
};
use std::{
    io::{self, IsTerminal as _, Write},
    process::ExitCode,
};

/// Cells of the bar of progress.
const BAR: usize = 24;

/// What a feed gave: what it is called and how many entries it has, or why it gave nothing.
type Outcome = Result<(String, usize), String>;

/// Refreshes the feeds of the settings, and then has `open` show them, unless they are only to be refreshed.
pub(super) fn run(
    feeds: &Feeds,
    open: impl FnOnce(Vec<Feed>) -> Result<ExitCode, Error>,
) -> Result<ExitCode, Error> {
    let shows = !feeds.quiet && io::stdout().is_terminal();
    // Before the feeds are asked, so that they are asked once.
    if shows && let Some(status) = super::guarded() {
        return Ok(status);
    }
    let followed = Settings::of_user()?.feeds;
    if followed.is_empty() {
        let name = Settings::path().map_or_else(String::new, |path| path.display().to_string());
        return Err(Error::NoFeeds { name });
    }
    let outcomes = refresh(&followed);
    let mut code = ExitCode::SUCCESS;
    for problem in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
        report(problem);
        code = ExitCode::FAILURE;
    }
    if shows {
        return open(followed);
    }
    let mut out = io::stdout().lock();
    for (title, entries) in outcomes.iter().flatten() {
        writeln!(out, "{entries:>5}  {}", printable::line(title))
            .map_err(|source| Error::Write { source })?;
    }
    Ok(code)
}

/// Asks every feed, and gives what came of it in the order of the feeds.
fn refresh(feeds: &[Feed]) -> Vec<Outcome> {
    let fetcher = Fetcher::from_environment();
    progress(0, feeds.len());
    let ask = |feed: &Feed, cancel: &Cancel| ask(feed, &fetcher, cancel);
    let outcomes = hosts::each(feeds, |feed| &feed.url, None, ask, |done| progress(done, feeds.len()));
    let told = feeds.iter().zip(outcomes).map(|(feed, outcome)| match outcome {
        hosts::Outcome::Done(outcome) => outcome,
        hosts::Outcome::LeftOut | hosts::Outcome::Failed => Err(format!("{}: not read", feed.url)),
    });
    told.collect()
}

fn ask(feed: &Feed, fetcher: &Fetcher, cancel: &Cancel) -> Outcome {
    let page = web::open(fetcher, &feed.url, Reach::Anywhere, Freshness::Checked, cancel)
        .map_err(|error| error.to_string())?;
    if let Some(caution) = page.caution {
        return Err(caution);
    }
    match page.document {
        Document::Collection(collection) => {
            let title = feed.name.clone().or(collection.title).unwrap_or_else(|| feed.url.clone());
            Ok((title, collection.items.len()))
        }
        Document::Article(_) => Err(format!("{}: this is a page, not a feed", feed.url)),
    }
}

/// Draws how far it is, where somebody may be looking; a full bar goes away.
fn progress(done: usize, all: usize) {
    let mut out = io::stderr();
    if !out.is_terminal() {
        return;
    }
    let filled = done * BAR / all.max(1);
    let bar = format!("{}{}", "━".repeat(filled), "─".repeat(BAR - filled));
    // Where this cannot be said, there is nobody to say it to.
    let _ = if done < all {
        write!(out, "\r{bar} {done}/{all}").and_then(|()| out.flush())
    } else {
        write!(out, "\r{}\r", " ".repeat(BAR + 20)).and_then(|()| out.flush())
    };
}
