//! What is on a page and not of the article: share bars, forms for newsletters, lists of other articles.
//!
//! A name alone decides nothing, for a paragraph may be called anything: what is named like furniture is furniture
//! if it is made like it too.

use super::marks;
use super::{
    piece::Piece,
    survey::{is_prose, is_sentence, letters},
    tokens::Tag,
};
use crate::article::{BlockKind, furniture};

/// How many blocks at the start may be about the article.
const HEAD: usize = 6;

/// More text than this, in bytes, is no furniture, whatever it is called.
const MOST: usize = 1500;
/// Text without links of more than this is an article's.
const MOST_UNLINKED: usize = 400;

/// Words in the class or id of furniture.
const NAMES: [&str; 50] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "controls",
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
    "player",
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
    "vjs",
];

/// Whether an element is named like furniture. Headings, quotations and what holds a whole article are not, whatever
/// they are called.
pub(super) fn is_suspect(tag: &Tag) -> bool {
    match tag.name.as_slice() {
        b"form" | b"nav" | b"menu" => true,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"blockquote" | b"figure" | b"figcaption"
        | b"article" | b"main" | b"body" | b"pre" | b"table" | b"td" => false,
        _ => is_named(tag),
    }
}

/// Words before a name that say that there is no such thing, or that it is elsewhere.
const DENIED: [&str; 8] = ["no", "has", "have", "is", "with", "without", "hide", "js"];

/// Whether an element is named like furniture, whatever kind it is of.
pub(super) fn is_named(tag: &Tag) -> bool {
    named(tag, is_furniture_name)
}

/// Whether a name is one of furniture: one of [`NAMES`] is in it, and not denied.
fn is_furniture_name(words: &[&str]) -> bool {
    let denied = words.iter().take(words.len().saturating_sub(1)).any(|word| DENIED.contains(word));
    !denied && words.iter().any(|word| NAMES.contains(word))
}

/// Whether an element is named as what readers wrote.
pub(super) fn is_comment(tag: &Tag) -> bool {
    named(tag, |words| {
        words.iter().any(|word| {
            matches!(*word, "comment" | "comments" | "commentlist" | "respond" | "replies" | "disqus")
        })
    })
}

/// Whether an element is named as a notice about cookies and consent.
pub(super) fn is_notice(tag: &Tag) -> bool {
    named(tag, |words| {
        words.iter().any(|word| matches!(*word, "cookie" | "cookies" | "consent" | "gdpr"))
            && words.iter().any(|word| {
                matches!(
                    *word,
                    "consent"
                        | "gdpr"
                        | "notice"
                        | "banner"
                        | "bar"
                        | "popup"
                        | "modal"
                        | "dialog"
                        | "message"
                        | "overlay"
                        | "notification"
                        | "wall"
                        | "disclaimer"
                        | "policy"
                )
            })
    })
}

/// Whether an element is named as what lies over a page, or opens at a click.
pub(super) fn is_over(tag: &Tag) -> bool {
    matches!(tag.attribute("role"), Some("dialog" | "alertdialog" | "menu"))
        || named(tag, |words| {
            words.iter().any(|word| {
                matches!(
                    *word,
                    "modal"
                        | "dialog"
                        | "popup"
                        | "overlay"
                        | "menu"
                        | "drawer"
                        | "tooltip"
                        | "popover"
                        | "lightbox"
                )
            })
        })
}

/// Whether an element is named as what stands beside a text: pictures, who wrote it, what else there is to read.
pub(super) fn is_beside(tag: &Tag) -> bool {
    const NAMES: [&str; 33] = [
        "hidden",
        "summary",
        "excerpt",
        "gallery",
        "slideshow",
        "carousel",
        "slide",
        "slides",
        "caption",
        "media",
        "video",
        "player",
        "photo",
        "image",
        "bio",
        "author",
        "byline",
        "tagline",
        "newsletter",
        "signup",
        "related",
        "promo",
        "recirc",
        "recommended",
        "sidebar",
        "widget",
        "footer",
        "comments",
        "comment",
        "chart",
        "graphic",
        "interactive",
        "ad",
    ];
    named(tag, |words| words.iter().any(|word| NAMES.contains(word)))
}

/// Whether a name, as it is written, is one by which whoever looks for the article throws an element away or counts it
/// less. These are the words of that search, taken wherever they stand in a name.
pub(super) fn is_unlikely(name: &str) -> bool {
    const WORDS: [&str; 47] = [
        "-ad-",
        "ai2html",
        "banner",
        "breadcrumbs",
        "combx",
        "comment",
        "community",
        "cover-wrap",
        "disqus",
        "extra",
        "footer",
        "gdpr",
        "header",
        "legends",
        "menu",
        "related",
        "remark",
        "replies",
        "rss",
        "shoutbox",
        "sidebar",
        "skyscraper",
        "social",
        "sponsor",
        "supplemental",
        "ad-break",
        "agegate",
        "pagination",
        "pager",
        "popup",
        "yom-remote",
        "hidden",
        "hid",
        "com-",
        "contact",
        "masthead",
        "media",
        "meta",
        "outbrain",
        "promo",
        "scroll",
        "share",
        "shopping",
        "tags",
        "widget",
        "dateline",
        "foot",
    ];
    let name = name.to_lowercase();
    WORDS.iter().any(|word| name.contains(word))
}

/// Whether an element is named as a quotation of the page itself, set large.
pub(super) fn is_pulled(tag: &Tag) -> bool {
    named(tag, |words| {
        words.contains(&"pullquote")
            || words.windows(2).any(|pair| matches!(pair, ["pull" | "pulled", "quote"]))
    })
}

/// Whether an element is named as a post from elsewhere that the page quotes.
pub(super) fn is_post(tag: &Tag) -> bool {
    named(tag, |words| {
        matches!(words, ["tweet" | "toot"] | ["twitter", "tweet"] | ["embedded", "post" | "tweet"])
    })
}

/// Whether an element holds the name of who wrote the page.
pub(super) fn names_author(tag: &Tag) -> bool {
    !tag.attributes.is_empty()
        && (tag.attribute("rel") == Some("author") || named(tag, |words| words.contains(&"byline")))
}

/// Whether an element is named as what tells of the author or the date.
fn tells_of_author(tag: &Tag) -> bool {
    const NAMES: [&str; 6] = ["byline", "author", "authors", "dateline", "timestamp", "published"];
    let says = |name: &str| tag.attribute(name).is_some_and(|value| value.contains("author"));
    says("rel") || says("itemprop") || named(tag, |words| words.iter().any(|word| NAMES.contains(word)))
}

/// Whether an element is what is written under a picture.
pub(super) fn is_caption(tag: &Tag) -> bool {
    named(tag, |words| {
        words.iter().any(|word| matches!(*word, "caption" | "figcaption" | "imagecaption" | "photocredit"))
    })
}

/// Whether an element is there for those alone who have the page read out to them: it says what a picture shows.
pub(super) fn is_read_out(tag: &Tag) -> bool {
    named(tag, |words| {
        words
            .windows(2)
            .any(|pair| matches!(pair, ["visually" | "sr", "hidden" | "only"] | ["screen", "reader"]))
    })
}

/// Asks of the words that class and id of `tag` are made of, in lower case.
fn named(tag: &Tag, ask: impl Fn(&[&str]) -> bool) -> bool {
    ["class", "id"].iter().filter_map(|name| tag.attribute(name)).any(|value| {
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
        if !c.is_alphanumeric() || c.is_uppercase() && lower {
            out.push(' ');
        }
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    out
}

/// How much text there is in an element, and of what kind; in bytes.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Measure {
    all: usize,
    linked: usize,
    /// Text without links that is made of sentences.
    prose: usize,
    /// How many things to click or to fill in there are.
    controls: usize,
    /// Whether it must stay: it has quotation marks or code, or tells of the author.
    matters: bool,
}

impl Measure {
    /// Takes in the tag of an element.
    pub(super) fn see_tag(&mut self, tag: &Tag) {
        self.matters |= !tag.attributes.is_empty() && tells_of_author(tag);
        match tag.name.as_slice() {
            b"pre" | b"blockquote" => self.matters = true,
            b"button" | b"form" => self.controls += 1,
            _ => {}
        }
    }

    /// Takes in something to fill in.
    pub(super) fn see_control(&mut self) {
        self.controls += 1;
    }

    /// Notes that something in the element is needed.
    pub(super) fn keep(&mut self) {
        self.matters = true;
    }

    /// Takes in text, on a link or not.
    pub(super) fn see(&mut self, text: &str, linked: bool) {
        let len = text.trim_ascii().len();
        self.all += len;
        self.linked += if linked { len } else { 0 };
        if !linked && is_prose(text.trim()) {
            self.prose += len;
        }
        self.matters |= text.contains(['“', '"', '«', '„']);
    }

    /// Takes in what was measured apart.
    pub(super) fn add(&mut self, inside: Self) {
        self.all += inside.all;
        self.linked += inside.linked;
        self.prose += inside.prose;
        self.controls += inside.controls;
        self.matters |= inside.matters;
    }

    /// Whether an element that is named like furniture is made like it: of little text, much of which is links.
    pub(super) fn is_like_furniture(self) -> bool {
        let linked = self.linked * 2 >= self.all;
        let sentences = self.controls == 0 && self.prose * 2 > self.all;
        !self.matters && !sentences && self.all <= if linked { MOST } else { MOST_UNLINKED }
    }
}

/// Leaves out blocks whose words say that they are furniture, wherever they stand: "Share this", "Read more: ...", the
/// links under "Related", the comments of readers.
pub(super) fn without(pieces: Vec<Piece>, title: Option<&str>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        if matches!(piece.kind, BlockKind::Verbatim | BlockKind::Caption) {
            out.push(piece);
            continue;
        }
        if opens_comments(&piece, title) && out.iter().any(|before| before.kind == BlockKind::Paragraph) {
            break;
        }
        if marks::is_counter(&piece.text) || out.len() < HEAD && is_figure(&piece.text) {
            continue;
        }
        match furniture::recognise_anywhere(&piece.text) {
            None if points_elsewhere(&piece) => {}
            None if is_lone(&piece, out.last(), pieces.peek()) => {}
            None if lists_stories(&piece) && pieces.peek().is_some_and(leads_away) => {
                while pieces.next_if(leads_away).is_some() {}
            }
            None => out.push(piece),
            Some(furniture::Furniture::Line) => {}
            Some(furniture::Furniture::Opener) => {
                let mut links = 0;
                while pieces.next_if(leads_away).is_some() {
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

/// Whether what readers wrote begins: "14 responses", "2 comments on ..." with what the page is called, by its `title` or in
/// quotation marks.
fn opens_comments(piece: &Piece, title: Option<&str>) -> bool {
    let mut words = piece.text.split_whitespace();
    let counted = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit() || b == b','));
    let what = words.next().unwrap_or_default().to_lowercase();
    let named = ["comment", "comments", "responses", "replies", "thoughts"].contains(&what.as_str());
    let about = words.next();
    let rest = words.collect::<Vec<_>>().join(" ");
    let called = || {
        let rest_letters = letters(&rest);
        rest.starts_with(['“', '"', '‘', '\'', '«', '„'])
            || title
                .is_some_and(|title| !rest_letters.is_empty() && letters(title).starts_with(&rest_letters))
    };
    let heads = matches!(piece.kind, BlockKind::Heading(_));
    heads && counted && named && about.is_none_or(|word| matches!(word, "on" | "to") && called())
}

/// Whether a block is a figure alone: how many have read or shared.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let read = text.strip_suffix("min read").or_else(|| text.strip_suffix("minute read"));
    let figure = read.unwrap_or(text).trim();
    !figure.is_empty() && figure.len() <= 4 && figure.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a block is nothing but links, and no heading. What stands in brackets after a link ("[VIDEO]") counts to it.
fn leads_away(piece: &Piece) -> bool {
    let bare = piece.text.trim_end();
    let bare = match bare.rfind('[') {
        Some(at) if bare.ends_with(']') => bare.get(..at).unwrap_or(bare).trim_end(),
        _ => bare,
    };
    !matches!(piece.kind, BlockKind::Heading(_)) && !bare.is_empty() && piece.linked() * 10 >= bare.len() * 9
}

/// Whether a paragraph is only a link to another story: it stands alone between others, and is called as a story is, not
/// written as a sentence.
fn is_lone(piece: &Piece, before: Option<&Piece>, after: Option<&Piece>) -> bool {
    const SHORTEST: usize = 15;
    let text = |other: Option<&Piece>| {
        other.is_some_and(|other| other.kind == BlockKind::Paragraph && is_sentence(&other.text))
    };
    piece.kind == BlockKind::Paragraph
        && piece.text.len() >= SHORTEST
        && leads_away(piece)
        && piece.links.len() == 1
        && !is_sentence(&piece.text)
        && !piece.text.contains(['“', '"', '«', '„', ':'])
        && text(before)
        && text(after)
}

/// Whether a heading opens a list of other stories: a few words, one of which says so.
fn lists_stories(piece: &Piece) -> bool {
    const WORDS: [&str; 10] = [
        "more",
        "related",
        "recommended",
        "read",
        "stories",
        "articles",
        "popular",
        "latest",
        "trending",
        "miss",
    ];
    const MOST: usize = 5;
    let words: Vec<String> = piece.text.split_whitespace().map(letters).collect();
    (matches!(piece.kind, BlockKind::Heading(_)) || piece.text.len() <= 30)
        && words.len() <= MOST
        && words.iter().any(|word| WORDS.contains(&word.as_str()))
        && !is_sentence(&piece.text)
}

/// Whether a block is nothing but a link that stands in brackets or says where it leads: "[Read: ...]", "Watch: ...".
fn points_elsewhere(piece: &Piece) -> bool {
    const LABELS: [&str; 13] = [
        "read",
        "read also",
        "also read",
        "more",
        "learn more",
        "see also",
        "see more",
        "watch",
        "listen",
        "related story",
        "in pictures",
        "explainer",
        "don't miss",
    ];
    if piece.text.starts_with('[') && piece.text.ends_with(']') && piece.is_link() {
        return true;
    }
    let text = piece.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((label, _)) = text.split_once(':') else { return false };
    let linked = piece.linked() * 10 >= (text.len() - label.len()) * 8;
    let named = LABELS.contains(&label.trim().to_lowercase().as_str());
    label.len() <= 16 && (named && linked || named && piece.is_link())
}
