//! RSS and Atom.
//!
//! The crate that reads them builds all that such a feed may hold, and repeats some of it for each part: so what would
//! be too much is refused before, and what is of no use here is hidden from it.

use super::{Entry, Feed};
use crate::article::{Problem, budget};
use feed_rs::{model, parser::Builder};
use std::borrow::Cow;

/// The namespace of what is said of pictures and films. Their titles are copied for each size that they come in.
const MEDIA: &[u8] = b"http://search.yahoo.com/mrss/";

/// The attribute that tells what addresses are relative to, which is put before all of them.
const BASE: &[u8] = b"xml:base";
/// Longest of all such attributes that are relative to others put one after the other, and longest alone, in bytes.
const LONGEST_BASE: usize = 512;

/// Reads a feed.
pub(super) fn read(bytes: &[u8]) -> Result<Feed, Problem> {
    if nodes(bytes) > budget::NODES {
        return Err(super::too_many());
    }
    if !has_short_bases(bytes) {
        let reason = format!("what its addresses are relative to may have {LONGEST_BASE} bytes at most");
        return Err(Problem::TooLarge { reason });
    }
    let feed = Builder::new()
        .build()
        .parse(&*without_media(bytes))
        .map_err(|error| Problem::Broken { form: "a feed", reason: error.to_string() })?;
    Ok(Feed {
        title: feed.title.map(|title| title.content),
        entries: feed.entries.into_iter().map(entry).collect(),
    })
}

fn entry(entry: model::Entry) -> Entry {
    let date = entry.published.or(entry.updated);
    Entry {
        title: entry.title.map(|title| title.content),
        address: address(entry.links),
        authors: entry.authors.into_iter().filter_map(|author| author.name).collect(),
        published: date.map(|date| date.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        summary: entry.summary.map(|summary| summary.content),
        content: entry.content.and_then(|content| content.body),
        language: entry.language,
    }
}

/// Where an entry's article is.
fn address(links: Vec<model::Link>) -> Option<String> {
    let is_article = |link: &model::Link| link.rel.as_deref().is_none_or(|said| said == "alternate");
    let mut links: Vec<model::Link> = links.into_iter().filter(is_article).collect();
    let whole = links.iter().position(|link| link.href.starts_with("http"));
    (!links.is_empty()).then(|| links.swap_remove(whole.unwrap_or(0)).href)
}

/// The number of tags, those in character data left out.
fn nodes(bytes: &[u8]) -> usize {
    let (mut count, mut rest) = (0, bytes);
    while let Some(at) = rest.iter().position(|&b| b == b'<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with(b"![CDATA[") {
            let end = find(rest, b"]]>").unwrap_or(rest.len());
            rest = rest.get(end..).unwrap_or_default();
        } else {
            count += usize::from(!rest.starts_with(b"/"));
        }
    }
    count
}

/// Whether what addresses are relative to is short, however deep it is told.
fn has_short_bases(bytes: &[u8]) -> bool {
    let (mut rest, mut relative) = (bytes, 0);
    while let Some(at) = find(rest, BASE) {
        rest = rest.get(at + BASE.len()..).unwrap_or_default();
        let value = rest.trim_ascii_start().strip_prefix(b"=").unwrap_or_default().trim_ascii_start();
        let Some((quote, value)) = value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))
        else {
            continue;
        };
        let value = value.split(|b| b == quote).next().unwrap_or_default();
        if !value.starts_with(b"http") {
            relative += value.len();
        }
        if value.len().max(relative) > LONGEST_BASE {
            return false;
        }
    }
    true
}

/// The feed with what is said of pictures and films in a namespace that means nothing.
fn without_media(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(first) = find(bytes, MEDIA) else { return Cow::Borrowed(bytes) };
    let (mut out, mut at) = (bytes.to_vec(), first);
    loop {
        if let Some(last) = out.get_mut(at + MEDIA.len() - 1) {
            *last = b'-';
        }
        let from = at + MEDIA.len();
        match bytes.get(from..).and_then(|rest| find(rest, MEDIA)) {
            Some(next) => at = from + next,
            None => return Cow::Owned(out),
        }
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
}
