//! OPML: lists of feeds, as readers of feeds give and take them.

use super::{
    html,
    markup::{Token, Tokens, resolved},
};
use crate::article::decode::decode;
use std::collections::BTreeSet;

/// Most feeds that are taken from a list.
const MOST: usize = 10_000;

/// A feed in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Where it is. Untrusted.
    pub url: String,
    /// What the list calls it. Untrusted.
    pub name: Option<String>,
}

/// The feeds that a list names, each once, in order; none where it is no such list. Folders of the list are passed over.
pub fn read(bytes: Vec<u8>) -> Vec<Outline> {
    let declared = html::declared(&bytes);
    let text = decode(bytes, declared).unwrap_or_default();
    let mut tokens = Tokens::of(&text);
    let (mut found, mut seen, mut is_opml) = (Vec::new(), BTreeSet::new(), false);
    while let Some(token) = tokens.next() {
        let Token::Start(tag) = token else { continue };
        is_opml |= tag.name.eq_ignore_ascii_case("opml");
        if !is_opml || !tag.name.eq_ignore_ascii_case("outline") || found.len() == MOST {
            continue;
        }
        let attribute = |wanted: &str| {
            let (_, value) = tag.attributes().find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
            Some(resolved(value, &tokens.entities).trim().to_owned()).filter(|value| !value.is_empty())
        };
        let Some(url) = attribute("xmlUrl") else { continue };
        if seen.insert(url.clone()) {
            found.push(Outline { url, name: attribute("text").or_else(|| attribute("title")) });
        }
    }
    found
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
        let found: Vec<_> = read(list.into()).into_iter().map(|feed| (feed.url, feed.name)).collect();
        let told = |url: &str, name: Option<&str>| (url.to_owned(), name.map(str::to_owned));
        assert_eq!(found[0], told("https://post.example/feed?a=1&b=2", Some("The Post & Mail")));
        assert_eq!(found[1], told("https://echo.example/rss", Some("Echo")));
        assert!(found.len() <= 3, "{found:?}");
        assert_eq!(read(b"<rss><outline xmlUrl='https://a.example'/></rss>".to_vec()), []);
    }
}
