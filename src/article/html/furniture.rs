//! What is on a page and not of the article: share bars, forms for newsletters, lists of other articles.
//!
//! A name alone decides nothing, for a paragraph may be called anything: what is named like furniture is furniture
//! if it is made like it too.

use super::{piece::Piece, tame::attribute};
use crate::article::{BlockKind, furniture};
use html5gum::StartTag;

/// More text than this, in bytes, is no furniture, whatever it is called.
const MOST: usize = 1500;
/// Text without links of more than this is an article's.
const MOST_UNLINKED: usize = 400;

/// Words in the class or id of furniture.
const NAMES: [&str; 48] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "donate",
    "donation",
    "follow",
    "gdpr",
    "hashtags",
    "jump",
    "nav",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "popular",
    "promo",
    "promoted",
    "promotion",
    "readmore",
    "recirc",
    "recirculation",
    "recommended",
    "recommendations",
    "related",
    "share",
    "sharebar",
    "sharing",
    "signup",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "syndication",
    "taboola",
    "toolbar",
    "tools",
    "trending",
];

/// Whether an element is named like furniture.
pub(super) fn is_suspect(tag: &StartTag<()>) -> bool {
    matches!(tag.name.as_slice(), b"form" | b"nav" | b"menu")
        || named(tag, |words| words.iter().any(|word| NAMES.contains(word)))
}

/// Whether an element is a quotation of the page itself, set large.
pub(super) fn is_pulled(tag: &StartTag<()>) -> bool {
    tag.name.as_slice() == b"aside"
        || named(tag, |words| {
            words.contains(&"pullquote")
                || words.windows(2).any(|pair| matches!(pair, ["pull" | "pulled", "quote"]))
        })
}

/// Whether an element is what is written under a picture.
pub(super) fn is_caption(tag: &StartTag<()>) -> bool {
    named(tag, |words| {
        words.iter().any(|word| matches!(*word, "caption" | "figcaption" | "imagecaption" | "photocredit"))
    })
}

/// Asks of the words that class and id of `tag` are made of, in lower case.
fn named(tag: &StartTag<()>, ask: impl Fn(&[&str]) -> bool) -> bool {
    [&b"class"[..], b"id"].iter().filter_map(|name| attribute(tag, name)).any(|value| {
        value.split_ascii_whitespace().any(|name| {
            let spaced = spaced(name);
            ask(&spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>())
        })
    })
}

/// "shareBar-top" as "share bar top".
fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            out.push(' ');
        } else if c.is_uppercase() && lower {
            out.push(' ');
        }
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    out
}

/// Whether the content of an element that is named like furniture is made like it: little text, of which much is links.
pub(super) fn is_made_like(pieces: &[Piece]) -> bool {
    let all: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let linked: usize = pieces.iter().map(Piece::linked).sum();
    let speaks = pieces.iter().any(|piece| piece.text.contains(['“', '"', '«', '„']));
    all <= MOST && linked * 2 >= all || all <= MOST_UNLINKED && !speaks
}

/// Leaves out blocks whose words say that they are furniture, wherever they stand: "Share this", "Read more: ...", and
/// the links under "Related".
pub(super) fn without(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let may_be = !matches!(piece.kind, BlockKind::Verbatim | BlockKind::Caption);
        match furniture::recognise_anywhere(&piece.text).filter(|_| may_be) {
            None => out.push(piece),
            Some(furniture::Furniture::Line) => {}
            Some(furniture::Furniture::Opener) => {
                let mut links = 0;
                while pieces
                    .next_if(|next| next.is_link() && !matches!(next.kind, BlockKind::Heading(_)))
                    .is_some()
                {
                    links += 1;
                }
                // A heading that opens no list of links is the article's ("Comments", "Topics").
                if links == 0 && !piece.is_link() && pieces.peek().is_some() {
                    out.push(piece);
                }
            }
        }
    }
    out
}
