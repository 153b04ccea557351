//! Articles from the web: a page, or all articles that a feed links to.

use super::SourceError;
use crate::{
    article::{Article, Collection, Hint, Input, Item},
    fetch::{
        Address, Cancel, Failure, Fetcher, Freshness, Reach,
        hosts::{self, Outcome},
    },
};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// Most pages that are fetched because a feed has no more than a summary of them.
const PAGES: usize = 200;

/// Most megabytes of all these pages; what is under way when they are full is still read.
const MEGABYTES: u64 = 128;

/// Minutes after which no more of them are fetched.
const MINUTES: u64 = 5;

/// What was fetched from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The page or the feed.
    pub input: Input,
    /// How far the links in it may lead.
    pub reach: Reach,
    /// Bytes of it.
    pub length: u64,
    /// Whether it is a copy that the server was not asked about.
    pub is_copy: bool,
    /// What to tell a reader who asked for something newer than this: that it is an old copy, and why.
    pub caution: Option<String>,
}

/// Fetches what is at `address` and reads it. The article is called by its address.
///
/// # Errors
/// Where it is no address, cannot be fetched, or holds no text.
pub fn open(
    fetcher: &Fetcher,
    address: &str,
    reach: Reach,
    freshness: Freshness,
    cancel: &Cancel,
) -> Result<Fetched, SourceError> {
    let failed = |failure| SourceError::Fetch { address: address.to_owned(), failure };
    let asked = Address::parse(address).map_err(failed)?;
    let page = fetcher.get(&asked, reach, freshness, cancel).map_err(failed)?;
    let caution = page.caution();
    let hint = Hint { content_type: page.content_type.as_deref(), url: Some(page.address.as_str()) };
    let length = page.bytes.len() as u64;
    let mut input = Input::read(asked.as_str(), page.bytes, &hint)?;
    if let Input::Article(article) = &mut input {
        article.url.get_or_insert_with(|| page.address.to_string());
    }
    let reach = if page.is_private { Reach::Anywhere } else { Reach::Public };
    let is_copy = page.copied.is_some() && page.failure.is_none();
    Ok(Fetched { input, reach, length, is_copy, caution })
}

/// Fetches what is at `address` now, or takes a copy where there is no connection: `caution` is told so.
///
/// # Errors
/// As [`open()`].
pub fn open_now(
    fetcher: &Fetcher,
    address: &str,
    caution: impl FnMut(String),
) -> Result<Fetched, SourceError> {
    let page = open(fetcher, address, Reach::Anywhere, Freshness::Checked, &Cancel::default())?;
    page.caution.iter().cloned().for_each(caution);
    Ok(page)
}

/// Fetches what is at `address` now and gives the articles in it, in the order in which they stand there. Of a feed, the
/// pages are fetched of which it has no more than a summary, from a few hosts at a time. Where that fails, or would be
/// too much for one feed, the summary is given and `caution` is told why.
///
/// # Errors
/// As [`open()`].
pub fn open_all(
    fetcher: &Fetcher,
    address: &str,
    mut caution: impl FnMut(String),
) -> Result<Vec<Article>, SourceError> {
    let found = open_now(fetcher, address, &mut caution)?;
    let collection = match found.input {
        Input::Article(article) => return Ok(vec![*article]),
        Input::Collection(collection) => collection,
    };
    collection.caution(address).into_iter().for_each(&mut caution);
    let pages = pages(fetcher, &collection, found.reach);
    let mut left_out = 0;
    let mut articles = Vec::new();
    for (item, page) in collection.items.into_iter().zip(pages) {
        articles.extend(match page {
            Page::Whole(article) => Some(*article),
            Page::NotNeeded => item.article,
            Page::Failed(problem) => {
                caution(problem);
                item.article
            }
            Page::LeftOut => {
                left_out += 1;
                item.article
            }
        });
    }
    if left_out > 0 {
        caution(format!(
            "{address}: {left_out} of the articles are given as the feed sums them up, since no more than {PAGES} pages, \
             {MEGABYTES} MB and {MINUTES} minutes are spent on a feed"
        ));
    }
    Ok(articles)
}

/// What there is of an entry's page.
enum Page {
    /// The article in it.
    Whole(Box<Article>),
    /// Nothing, since the feed has all there is.
    NotNeeded,
    /// Nothing, for this reason.
    Failed(String),
    /// Nothing, since that would be too much.
    LeftOut,
}

/// The pages of the entries of a feed, in their order.
fn pages(fetcher: &Fetcher, collection: &Collection, reach: Reach) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::with_capacity(collection.items.len());
    let mut wanted = Vec::new();
    for (number, item) in collection.items.iter().enumerate() {
        pages.push(match page_of(item) {
            None => Page::NotNeeded,
            Some(url) => {
                wanted.push((number, url));
                Page::LeftOut
            }
        });
    }
    wanted.truncate(PAGES);
    let spent = AtomicU64::new(0);
    let work = |(_, url): &(usize, &str), cancel: &Cancel| {
        if spent.load(Ordering::Relaxed) >= MEGABYTES << 20 {
            return Page::LeftOut;
        }
        // A page that was read before need not be asked for again.
        match open(fetcher, url, reach, Freshness::Any, cancel) {
            Ok(page) => {
                spent.fetch_add(page.length, Ordering::Relaxed);
                match page.input {
                    Input::Article(article) => Page::Whole(article),
                    Input::Collection(_) => Page::NotNeeded,
                }
            }
            Err(SourceError::Fetch { failure: Failure::Cancelled, .. }) => Page::LeftOut,
            Err(error) => Page::Failed(error.to_string()),
        }
    };
    let end = Instant::now().checked_add(Duration::from_secs(MINUTES * 60));
    let outcomes = hosts::each(&wanted, |(_, url)| url, end, work, |_| ());
    for ((number, url), outcome) in wanted.into_iter().zip(outcomes) {
        let page = match outcome {
            Outcome::Done(page) => page,
            Outcome::LeftOut => Page::LeftOut,
            Outcome::Failed => Page::Failed(format!("{url}: this page could not be read")),
        };
        if let Some(place) = pages.get_mut(number) {
            *place = page;
        }
    }
    pages
}

/// Where the article is of which a feed has no more than a summary.
fn page_of(item: &Item) -> Option<&str> {
    item.url.as_deref().filter(|_| item.is_excerpt || item.article.is_none())
}
