//! Articles from the web: one page, or all articles of a feed, with the full text of excerpts.

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

/// Most pages that are fetched for the excerpts of a feed.
const PAGES: usize = 200;

/// Most data of these pages together, in MiB; pages whose transfer has begun may exceed it.
const MEGABYTES: u64 = 128;

/// The time after which no more of these pages are fetched, in minutes.
const MINUTES: u64 = 5;

/// What was read from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The page or the feed.
    pub input: Input,
    /// Where the links in it may lead: not from the open web into a private network.
    pub reach: Reach,
    /// The length of the content, in bytes.
    pub length: u64,
    /// Whether it is a cached copy about which the server was not asked.
    pub is_copy: bool,
    /// Set where a newer state was asked for than could be fetched: says that it is a cached copy, and why.
    pub caution: Option<String>,
}

/// Fetches `address` and reads it. The article is named by this address.
///
/// # Errors
/// Where it is no web address, cannot be fetched, or cannot be read.
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

/// Fetches the current state of `address`; without a connection a cached copy is used, and `caution` is called with a
/// line that says so.
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

/// Fetches the current state of `address` and returns its articles in order. For excerpts in a feed, the pages of the
/// full articles are fetched, from a few hosts at a time. Where that fails, or exceeds the limits for one feed, the
/// excerpt is returned and `caution` is called with the reason.
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

/// What was fetched for an entry of a feed.
enum Page {
    /// The article on its page.
    Whole(Box<Article>),
    /// Nothing: the feed has the full text, or its link leads to another feed.
    NotNeeded,
    /// Nothing, for this reason, in words for the reader.
    Failed(String),
    /// Nothing, because of the limits for one feed.
    LeftOut,
}

/// The pages for the entries of a feed, in their order.
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
        // For a page that was read before, the copy is used without asking the server.
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

/// The address of the full article for an entry that is only an excerpt.
fn page_of(item: &Item) -> Option<&str> {
    item.url.as_deref().filter(|_| item.is_excerpt || item.article.is_none())
}
