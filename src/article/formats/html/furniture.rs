//! Recognises elements of a page that are not part of the article (furniture) by their names, that is, the words of
//! class and id: share bars, newsletter forms, lists of other articles.
//!
//! A name alone is not enough, since a paragraph may have any class: an element with such a name is only furniture if
//! its text is like that of furniture too ([`Measure`](super::furniture_measure::Measure)).

use super::tokens::Tag;

/// Words in the class or id of furniture.
const NAMES: [&str; 56] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "contribution",
    "contributions",
    "controls",
    "cookie",
    "cookies",
    "disqus",
    "donate",
    "donation",
    "epic",
    "follow",
    "gdpr",
    "hashtags",
    "jump",
    "membership",
    "nav",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
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
    "regwall",
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

/// Whether an element may be furniture by its kind or names. Headings, quotations, tables, figures and elements that
/// hold a whole article may not, whatever their names.
pub(super) fn is_suspect(tag: &Tag) -> bool {
    match tag.name.as_slice() {
        b"form" | b"nav" | b"menu" => true,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"blockquote" | b"figure" | b"figcaption"
        | b"article" | b"main" | b"body" | b"pre" | b"table" | b"thead" | b"tbody" | b"tr" | b"td"
        | b"th" => false,
        _ => is_named(tag),
    }
}

/// Words before a furniture word by which a name says that there is none, or how the page is in its presence:
/// "no-sidebar", "has-ads".
const DENIED: [&str; 8] = ["no", "has", "have", "is", "with", "without", "hide", "js"];

/// Whether an element has a name of furniture, whatever its kind.
pub(super) fn is_named(tag: &Tag) -> bool {
    named(tag, is_furniture_name)
}

/// Whether a name, split into words, has one of [`NAMES`] in it and no word of [`DENIED`] before its end.
fn is_furniture_name(words: &[&str]) -> bool {
    let denied = words.iter().take(words.len().saturating_sub(1)).any(|word| DENIED.contains(word));
    !denied && words.iter().any(|word| NAMES.contains(word))
}

/// Whether an element is named as readers' comments.
pub(super) fn is_comment(tag: &Tag) -> bool {
    let says = |name: &str| {
        tag.attribute(name)
            .is_some_and(|value| value.eq_ignore_ascii_case("comment") || value.ends_with("/Comment"))
    };
    says("itemprop")
        || says("itemtype")
        || says("role")
        || named(tag, |words| {
            words.iter().any(|word| {
                matches!(
                    *word,
                    "comment"
                        | "comments"
                        | "commentlist"
                        | "respond"
                        | "replies"
                        | "reply"
                        | "disqus"
                        | "feedback"
                        | "ugc"
                )
            })
        })
}

/// Whether an element is named as a notice about cookies and consent.
pub(super) fn is_notice(tag: &Tag) -> bool {
    named(tag, |words| {
        words.iter().any(|word| matches!(*word, "cookie" | "cookies" | "consent" | "gdpr" | "privacy"))
            && words.iter().any(|word| {
                matches!(
                    *word,
                    "consent"
                        | "gdpr"
                        | "notice"
                        | "manager"
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

/// Whether an element is named as a dialog, menu or another overlay that opens on demand.
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
                        | "hovercard"
                )
            })
        })
}

/// Whether an element is named as content beside the text: media, the author's box, links to other articles.
pub(super) fn is_beside(tag: &Tag) -> bool {
    const NAMES: [&str; 12] = [
        "media",
        "related",
        "promo",
        "recirc",
        "recommended",
        "sidebar",
        "widget",
        "comment",
        "chart",
        "graphic",
        "interactive",
        "ad",
    ];
    named(tag, |words| words.iter().any(|word| NAMES.contains(word) || ABOUT.contains(word)))
}

/// Words in names of elements that tell about the text and are not part of it.
const ABOUT: [&str; 21] = [
    "hidden",
    "summary",
    "excerpt",
    "gallery",
    "slideshow",
    "carousel",
    "slide",
    "slides",
    "caption",
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
    "footer",
    "comments",
];

/// Whether an element is named as information about the text: byline, caption, summary, gallery; or as an overlay.
pub(super) fn is_about(tag: &Tag) -> bool {
    is_over(tag) || named(tag, |words| words.iter().any(|word| ABOUT.contains(word)))
}

/// Whether a class or id has a substring for which Readability removes an element or lowers its score (its lists of
/// unlikely candidates and negative names).
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

/// Whether an element is named as a pull quote: a sentence of the text, repeated in large type.
pub(super) fn is_pulled(tag: &Tag) -> bool {
    named(tag, |words| {
        words.contains(&"pullquote")
            || words.windows(2).any(|pair| matches!(pair, ["pull" | "pulled", "quote"]))
    })
}

/// Whether an element is named as an embedded post of a social network.
pub(super) fn is_post(tag: &Tag) -> bool {
    named(tag, |words| {
        matches!(
            words,
            ["tweet" | "toot"]
                | [
                    "twitter" | "instagram" | "mastodon" | "bluesky" | "threads" | "tiktok" | "fb",
                    "tweet" | "media" | "embed" | "post"
                ]
                | ["text", "post", "media"]
                | ["embedded", "post" | "tweet"]
        )
    })
}

/// Whether an element holds the names of the page's authors.
pub(super) fn names_author(tag: &Tag) -> bool {
    !tag.attributes.is_empty()
        && (tag.attribute("rel") == Some("author") || named(tag, |words| words.contains(&"byline")))
}

/// Whether an element is named as information about the author or the date.
pub(super) fn tells_of_author(tag: &Tag) -> bool {
    const NAMES: [&str; 6] = ["byline", "author", "authors", "dateline", "timestamp", "published"];
    let says = |name: &str| tag.attribute(name).is_some_and(|value| value.contains("author"));
    says("rel") || says("itemprop") || named(tag, |words| words.iter().any(|word| NAMES.contains(word)))
}

/// Whether an element is named as a note in the margin.
pub(super) fn is_side_note(tag: &Tag) -> bool {
    named(tag, |words| {
        words.iter().any(|word| matches!(*word, "sidenote" | "marginnote"))
            || words.windows(2).any(|pair| matches!(pair, ["side" | "margin", "note"]))
    })
}

/// Whether an element is named as a caption.
pub(super) fn is_caption(tag: &Tag) -> bool {
    named(tag, |words| {
        words.iter().any(|word| matches!(*word, "caption" | "figcaption" | "imagecaption" | "photocredit"))
    })
}

/// Whether an element is named as text for screen readers only.
pub(super) fn is_read_out(tag: &Tag) -> bool {
    named(tag, |words| {
        words
            .windows(2)
            .any(|pair| matches!(pair, ["visually" | "sr", "hidden" | "only"] | ["screen", "reader"]))
            || words.iter().any(|word| matches!(*word, "visuallyhidden" | "sronly" | "screenreader"))
    })
}

/// Whether `ask` is true of any class or the id of `tag`, split into words in lower case.
fn named(tag: &Tag, ask: impl Fn(&[&str]) -> bool) -> bool {
    ["class", "id"].iter().filter_map(|name| tag.attribute(name)).any(|value| {
        value.split_ascii_whitespace().any(|name| {
            let spaced = spaced(name);
            ask(&spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>())
        })
    })
}

/// A name split into words in lower case: "shareBar-top" as "share bar top".
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

/// Whether an input field asks for a mail address.
pub(super) fn asks_for_mail(tag: &Tag) -> bool {
    ["type", "name"]
        .iter()
        .any(|name| tag.attribute(name).is_some_and(|kind| kind.eq_ignore_ascii_case("email")))
}
