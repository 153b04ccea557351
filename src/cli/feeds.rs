//! `dixit feeds`: refreshes the followed feeds, several hosts at a time and the feeds of one host in sequence.

use super::{args::Feeds, follow::follow, report};
#[cfg(feature = "library")]
use super::{
    args::{Add, From, Library, ModelArg},
    library,
};
use crate::{
    article::{
        Input,
        opml::{self, Outline, Outlines},
    },
    error::Error,
    export,
    fetch::{Address, Cancel, Fetcher, Freshness, Reach, hosts},
    printable,
    settings::{Feed, Settings},
    source::{input, web},
};
use std::{
    io::{self, IsTerminal as _, Write},
    path::Path,
    process::ExitCode,
};

/// Width of the progress bar in cells.
const BAR: usize = 24;

/// The title of a feed and the number of its entries, or an error message.
type Outcome = Result<(String, usize), String>;

/// Refreshes the followed feeds. In a terminal `open` then shows them, unless `--quiet`, `--opml` or `--keep` is given.
pub(super) fn run(
    feeds: &Feeds,
    open: impl FnOnce(Vec<Feed>) -> Result<ExitCode, Error>,
) -> Result<ExitCode, Error> {
    if let Some(list) = &feeds.follow {
        return import(list);
    }
    let shows = !(feeds.quiet || feeds.opml || feeds.keep) && io::stdout().is_terminal();
    // Start the reader's process first: it refreshes the feeds itself.
    if shows && let Some(status) = super::guarded() {
        return Ok(status);
    }
    let followed = Settings::of_user()?.feeds;
    if followed.is_empty() {
        let name = Settings::path().map_or_else(String::new, |path| path.display().to_string());
        return Err(Error::NoFeeds { name });
    }
    if feeds.opml {
        let told = followed.iter().map(|feed| (feed.url.as_str(), feed.name.as_deref()));
        super::print(export::opml::write(told).as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    #[cfg(feature = "library")]
    if feeds.keep {
        let model =
            feeds.finder.model.map_or_else(|| Settings::of_user().map(|settings| settings.model), Ok)?;
        let files = followed.into_iter().map(|feed| feed.url.into()).collect();
        return library::run(Library::Add(Add { from: From::Text, finder: ModelArg { model }, files }));
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

/// Follows the feeds of an OPML file.
fn import(list: &Path) -> Result<ExitCode, Error> {
    let name = list.display().to_string();
    let bytes = input::of_file(list, &name)?;
    let Outlines { feeds: listed, is_cut_short } = opml::read(bytes);
    if is_cut_short {
        report(&format!("{name}: the list ends early: the feeds that were in it are followed"));
    }
    if listed.is_empty() {
        return Err(Error::EmptyFeedList { name });
    }
    let mut code = if is_cut_short { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    let mut feeds = Vec::new();
    for Outline { url, name } in listed {
        match Address::parse(&url) {
            Ok(_) => feeds.push(Feed { url, name }),
            Err(failure) => {
                report(&format!("{url}: {failure}"));
                code = ExitCode::FAILURE;
            }
        }
    }
    let count = follow(&feeds)?;
    let known = match feeds.len() - count {
        0 => String::new(),
        known => format!(", {known} were already"),
    };
    let words =
        if count == 1 { "1 feed is followed now" } else { &format!("{count} feeds are followed now") };
    super::print(format!("{words}{known}\n").as_bytes())?;
    Ok(code)
}

/// Refreshes every feed. The outcomes are in the order of the feeds.
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
    match page.input {
        Input::Collection(collection) => {
            let title = feed.name.clone().or(collection.title).unwrap_or_else(|| feed.url.clone());
            Ok((title, collection.items.len()))
        }
        Input::Article(_) => Err(format!("{}: this is a page, not a feed", feed.url)),
    }
}

/// Draws the progress bar on standard error if that is a terminal, and removes it at the end.
fn progress(done: usize, all: usize) {
    let mut out = io::stderr();
    if !out.is_terminal() {
        return;
    }
    let filled = done * BAR / all.max(1);
    let bar = format!("{}{}", "━".repeat(filled), "─".repeat(BAR - filled));
    // A failure to draw is ignored.
    let _ = if done < all {
        write!(out, "\r{bar} {done}/{all}").and_then(|()| out.flush())
    } else {
        write!(out, "\r{}\r", " ".repeat(BAR + 20)).and_then(|()| out.flush())
    };
}
