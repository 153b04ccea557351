//! What the prefixes of names in a feed mean, and what its addresses are relative to.

use crate::article::{budget, formats::markup::Tag};
use std::collections::HashMap;
use url::Url;

/// Longest address that those of a feed are relative to, in bytes: it is repeated for each.
const LONGEST_BASE: usize = 512;
/// Most prefixes that are kept.
const PREFIXES: usize = 64;

/// Whose element something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// RSS and Atom: the names of the one mean nothing else in the other.
    Feed,
    DublinCore,
    Content,
    Itunes,
    Media,
    Other,
}

/// What prefixes are declared to mean.
#[derive(Default)]
pub(super) struct Prefixes<'a>(HashMap<&'a str, Vocabulary>);

impl<'a> Prefixes<'a> {
    /// Keeps what the prefixes in a tag are declared to mean.
    pub(super) fn declare(&mut self, tag: Tag<'a>) {
        if !tag.source.contains("xmlns") {
            return;
        }
        for (name, value) in tag.attributes() {
            let Some(prefix) = name.strip_prefix("xmlns:") else { continue };
            if self.0.len() < PREFIXES {
                self.0.insert(prefix, meant_by(value));
            }
        }
    }

    pub(super) fn vocabulary(&self, tag: Tag<'_>) -> Vocabulary {
        let Some((prefix, _)) = tag.name.split_once(':') else { return Vocabulary::Feed };
        let by_custom = || match prefix {
            "dc" => Vocabulary::DublinCore,
            "content" => Vocabulary::Content,
            "itunes" => Vocabulary::Itunes,
            "media" => Vocabulary::Media,
            "atom" => Vocabulary::Feed,
            _ => Vocabulary::Other,
        };
        self.0.get(prefix).copied().unwrap_or_else(by_custom)
    }
}

/// What a namespace is of. They are told by what is peculiar to them: feeds write them in many ways.
fn meant_by(namespace: &str) -> Vocabulary {
    let namespace = namespace.trim().to_ascii_lowercase();
    match namespace.as_str() {
        name if name.contains("purl.org/dc/") => Vocabulary::DublinCore,
        name if name.contains("modules/content") => Vocabulary::Content,
        name if name.contains("itunes.com") => Vocabulary::Itunes,
        name if name.contains("yahoo.com/mrss") => Vocabulary::Media,
        name if name.contains("w3.org/2005/atom")
            || name.contains("purl.org/rss/1.0/") && name.ends_with("1.0/") =>
        {
            Vocabulary::Feed
        }
        _ => Vocabulary::Other,
    }
}

/// Where `address` leads from `base`.
pub(super) fn joined(base: Option<&str>, address: &str) -> Option<String> {
    let address = Some(address.trim()).filter(|address| address.len() <= budget::ADDRESS)?;
    let base = base.and_then(|base| Url::parse(base).ok());
    Url::options().base_url(base.as_ref()).parse(address).ok().map(Into::into)
}

/// What addresses are relative to where they were relative to `base`, and something `more` is said of it.
pub(super) fn based(base: Option<&str>, more: Option<&str>) -> Option<String> {
    let more = more.filter(|more| more.len() <= LONGEST_BASE).and_then(|more| joined(base, more));
    more.filter(|more| more.len() <= LONGEST_BASE).or_else(|| base.map(str::to_owned))
}
