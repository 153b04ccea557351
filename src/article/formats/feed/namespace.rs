//! XML namespaces and base addresses (`xml:base`) in feeds.

use crate::article::{budget, formats::markup::Tag};
use std::collections::HashMap;
use url::Url;

/// Longest base address, in bytes. It is bounded since it is prepended to each relative address.
const LONGEST_BASE: usize = 512;
/// Most prefixes whose declarations are kept.
const PREFIXES: usize = 64;

/// The vocabulary that an element is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// RSS and Atom together: no name has different meanings in the two.
    Feed,
    /// Dublin Core.
    DublinCore,
    /// The content module of RSS 1.0 (`content:encoded`).
    Content,
    /// The podcast namespace of iTunes.
    Itunes,
    /// Media RSS.
    Media,
    /// Any other.
    Other,
}

/// The vocabularies of the declared prefixes.
#[derive(Default)]
pub(super) struct Prefixes<'a>(HashMap<&'a str, Vocabulary>);

impl<'a> Prefixes<'a> {
    /// Collects the declarations in a tag. They hold from there to the end of the document, whatever element they are
    /// on.
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

    /// The vocabulary of an element by its prefix; an undeclared prefix has its conventional meaning.
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

/// The vocabulary of a namespace, by a characteristic part of its name: feeds write these in many variants.
fn meant_by(namespace: &str) -> Vocabulary {
    let namespace = namespace.trim().to_ascii_lowercase();
    match namespace.as_str() {
        name if name.contains("purl.org/dc/") => Vocabulary::DublinCore,
        name if name.contains("modules/content") => Vocabulary::Content,
        name if name.contains("itunes.com") => Vocabulary::Itunes,
        name if name.contains("yahoo.com/mrss") => Vocabulary::Media,
        name if name.contains("w3.org/2005/atom")
            || name.contains("purl.org/atom/ns")
            || name.contains("userland.com/rss")
            || name.contains("netscape.com/rdf")
            || name.contains("purl.org/rss/1.0/") && name.ends_with("1.0/") =>
        {
            Vocabulary::Feed
        }
        _ => Vocabulary::Other,
    }
}

/// `address` resolved against `base`.
pub(super) fn joined(base: Option<&str>, address: &str) -> Option<String> {
    let address = Some(address.trim()).filter(|address| address.len() <= budget::ADDRESS)?;
    let base = base.and_then(|base| Url::parse(base).ok());
    Url::options().base_url(base.as_ref()).parse(address).ok().map(Into::into)
}

/// The base address inside an element: its `xml:base`, given as `more`, resolved against the `base` outside; or else
/// `base`.
pub(super) fn based(base: Option<&str>, more: Option<&str>) -> Option<String> {
    let more = more.filter(|more| more.len() <= LONGEST_BASE).and_then(|more| joined(base, more));
    more.filter(|more| more.len() <= LONGEST_BASE).or_else(|| base.map(str::to_owned))
}
