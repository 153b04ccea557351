//! OPML: lists of feeds, in which feed readers export and import subscriptions.
//!
//! Takes the bytes of such a list, gives the addresses and names of its feeds; does not read the feeds.

use super::{
    html,
    markup::{Token, Tokens, resolved},
};
use crate::article::decode::decode;
use std::collections::BTreeSet;

/// Most feeds that are read from a list.
const MOST: usize = 10_000;

/// A feed in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Its address (`xmlUrl`). Untrusted.
    pub url: String,
    /// The name that the list gives it. Untrusted.
    pub name: Option<String>,
}

/// The content of a list of feeds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlines {
    /// The feeds in order, each address once; at most 10,000.
    pub feeds: Vec<Outline>,
    /// Whether the list ends before its closing tag.
    pub is_cut_short: bool,
}

/// Reads a list of feeds; without feeds where `bytes` are no OPML. The folders of the list are ignored.
pub fn read(bytes: Vec<u8>) -> Outlines {
    let declared = html::declared(&bytes);
    let text = decode(bytes, declared).unwrap_or_default();
    let mut tokens = Tokens::of(&text);
    let (mut feeds, mut seen, mut is_opml, mut is_ended) = (Vec::new(), BTreeSet::new(), false, false);
    while let Some(token) = tokens.next() {
        let tag = match token {
            Token::Start(tag) => tag,
            Token::End(name) => {
                is_ended |= name.eq_ignore_ascii_case("opml");
                continue;
            }
            Token::Text(_) | Token::Data(_) => continue,
        };
        is_opml |= tag.name.eq_ignore_ascii_case("opml");
        if !is_opml || !tag.name.eq_ignore_ascii_case("outline") || feeds.len() == MOST {
            continue;
        }
        let attribute = |wanted: &str| {
            let (_, value) = tag.attributes().find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
            Some(resolved(value, &tokens.entities).trim().to_owned()).filter(|value| !value.is_empty())
        };
        let Some(url) = attribute("xmlUrl") else { continue };
        if seen.insert(url.clone()) {
            feeds.push(Outline { url, name: attribute("text").or_else(|| attribute("title")) });
        }
    }
    Outlines { feeds, is_cut_short: is_opml && !is_ended }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_told_wherever_they_lie() {
        let list = "<?xml version='1.0'?><opml version='2.0'><head><title>Mine</title></head><body>\
            <outline text='News'><outline type='rss' text='The Post &amp; Mail' xmlUrl='https://post.example/feed?a=1&amp;b=2'/>\
            <outline title='Echo' xmlurl=\"https://echo.example/rss\"></outline></outline>\
            <outline text='again' xmlUrl='https://echo.example/rss'/><outline text='a page' htmlUrl='https://x.example'/>\
            <outline xmlUrl='https://bare.example/'";
        let read_list = read(list.into());
        let found: Vec<_> = read_list.feeds.into_iter().map(|feed| (feed.url, feed.name)).collect();
        let told = |url: &str, name: Option<&str>| (url.to_owned(), name.map(str::to_owned));
        assert_eq!(found[0], told("https://post.example/feed?a=1&b=2", Some("The Post & Mail")));
        assert_eq!(found[1], told("https://echo.example/rss", Some("Echo")));
        assert!(found.len() <= 3 && read_list.is_cut_short, "{found:?}");
        assert_eq!(read(b"<rss><outline xmlUrl='https://a.example'/></rss>".to_vec()), Outlines::default());
        let whole = "<opml><body><outline xmlUrl='https://a.example'/></body></opml>";
        assert!(!read(whole.into()).is_cut_short);
    }
}
