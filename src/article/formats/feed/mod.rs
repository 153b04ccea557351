//! Feeds: RSS, Atom and JSON Feed as collections of articles.
//!
//! Takes the bytes of a feed, gives a [`Collection`]. `xml` and `json` read the formats into a common form, from which
//! this module makes the articles; it does not fetch the full article of an excerpt.

mod breaks;
mod json;
mod namespace;
mod xml;

use super::html::{self, About};
use crate::article::{
    Article, Caveat, Collection, Format, Item, Problem,
    budget::{self, Budget},
    decode::decode,
    format::start_of_feed,
};
use encoding_rs::Encoding;
use std::{borrow::Cow, sync::Arc};
use url::Url;

/// An entry with an address and fewer words than this is an excerpt of the article at the address.
const WHOLE: usize = 200;

/// The ends of excerpts.
const BREAKS_OFF: [&str; 8] =
    ["…", "...", "[...]", "[…]", "read more", "continue reading", "read the full story", "more »"];

/// Longest summary of an entry, in bytes.
const SUMMARY: usize = 600;

/// How many bytes of a text are converted to make one line of it.
const LOOKED_AT: usize = 1 << 16;

/// The content of a feed, common to all formats.
#[derive(Debug, Default)]
struct Feed {
    /// Its title, as HTML.
    title: Option<String>,
    entries: Vec<Entry>,
    /// Set where the feed was cut short.
    caveat: Option<Caveat>,
}

/// The content or the summary of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Body {
    /// As HTML.
    Html(String),
    /// Plain text.
    Plain(String),
}

impl Body {
    fn len(&self) -> usize {
        let (Self::Html(text) | Self::Plain(text)) = self;
        text.len()
    }

    /// The text as HTML; of plain text only the first [`LOOKED_AT`] bytes.
    fn html(&self) -> Cow<'_, str> {
        match self {
            Self::Html(text) => text.into(),
            Self::Plain(text) => escaped(budget::start(text, LOOKED_AT)).into(),
        }
    }
}

/// The content of an entry, common to all formats.
#[derive(Debug, Default)]
struct Entry {
    /// The title, as HTML.
    title: Option<String>,
    /// The address of the article, as written.
    address: Option<String>,
    authors: Vec<String>,
    published: Option<String>,
    summary: Option<Body>,
    content: Option<Body>,
    language: Option<String>,
}

/// Reads a feed from `url`; `charset` is that of its content type, and that of the XML declaration is used where this is
/// `None`.
///
/// # Errors
/// Where it is no text, is malformed beyond recovery, or has more elements than are read.
pub(in crate::article) fn read(
    bytes: Vec<u8>,
    url: Option<&str>,
    charset: Option<&'static Encoding>,
    budget: &mut Budget,
) -> Result<Collection, Problem> {
    let declared = charset.or_else(|| html::declared(&bytes));
    let not_text = || Problem::Broken { form: "a feed", reason: "it is not text".to_owned() };
    let text = decode(bytes, declared).ok_or_else(not_text)?;
    let root = start_of_feed(text.as_bytes()).and_then(|at| text.get(at..));
    let feed = match root.filter(|root| root.starts_with('{')) {
        Some(object) => json::read(object)?,
        None => xml::read(&text)?,
    };
    let base = url.and_then(|url| Url::parse(url).ok()).filter(|url| url.as_str().len() <= budget::BASE);
    let title = feed.title.as_deref().and_then(|title| line(title, budget::TITLE));
    let site: Option<Arc<str>> = title.as_deref().map(Arc::from);
    let mut items = Vec::new();
    for entry in feed.entries {
        if !budget.take_article() {
            break;
        }
        items.push(item(entry, base.as_ref(), site.clone(), budget));
    }
    Ok(Collection { title, items, caveat: feed.caveat })
}

/// The error for a feed with more elements than are read.
fn too_many() -> Problem {
    Problem::TooLarge { reason: format!("a feed may have {} elements at most", budget::NODES) }
}

/// The article of an entry with its data for the list; `base` is the address of the feed, `site` its title.
fn item(entry: Entry, base: Option<&Url>, site: Option<Arc<str>>, budget: &mut Budget) -> Item {
    let url = entry.address.and_then(|address| absolute(&address, base));
    let title = entry.title.as_deref().and_then(|title| line(title, budget::TITLE)).unwrap_or_default();
    let (summary, content) = (entry.summary.as_ref(), entry.content.as_ref());
    // The longer of the two: some feeds have the full text in the summary.
    let body = content.into_iter().chain(summary).max_by_key(|text| text.len());
    let name = url.clone().unwrap_or_else(|| title.clone());
    let about = About {
        title: Some(title.clone()),
        byline: by(&entry.authors),
        published: entry.published,
        url: url.clone(),
        site,
        language: entry.language,
    };
    let article = match body {
        Some(Body::Plain(text)) if budget.take_block(text.len()) == text.len() => {
            Article::from_text(&name, text.trim(), Format::Plain).under(about, budget)
        }
        Some(body) => html::whole(&name, &breaks::marked(&escaped_once(body.html())), about, budget),
        None => html::whole(&name, "", about, budget),
    };
    let last = article.text.trim_end();
    let ends = |with: &&str| {
        let from = last.len().checked_sub(with.len()).and_then(|at| last.get(at..));
        from.is_some_and(|end| end.eq_ignore_ascii_case(with))
    };
    let is_excerpt = url.is_some() && (article.words() < WHOLE || BREAKS_OFF.iter().any(ends));
    Item {
        title,
        published: article.published_text(),
        summary: summary.or(content).and_then(|text| line(&text.html(), SUMMARY)),
        url,
        article: Some(article),
        is_excerpt,
    }
}

/// The web address that `address` means in a feed at `base`; `None` for other schemes.
fn absolute(address: &str, base: Option<&Url>) -> Option<String> {
    let address = budget::address(address, budget::ADDRESS)?;
    if address.starts_with("http") {
        return Some(address);
    }
    let joined = base?.join(&address).ok()?;
    joined.scheme().starts_with("http").then(|| joined.into())
}

/// The byline of these authors, each named once.
fn by(authors: &[String]) -> Option<String> {
    let mut names = String::new();
    let mut known: Vec<&str> = Vec::new();
    for name in authors.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if names.len() > budget::NAME {
            break;
        }
        if known.contains(&name) {
            continue;
        }
        known.push(name);
        if !names.is_empty() {
            names.push_str(", ");
        }
        names.push_str(budget::start(name, budget::NAME));
    }
    (!names.is_empty()).then_some(names)
}

/// The text of HTML or plain text on one line of at most `most` bytes.
fn line(text: &str, most: usize) -> Option<String> {
    let text = budget::start(text, LOOKED_AT);
    if text.contains(['<', '&']) {
        budget::line(&html::whole("", text, About::default(), &mut Budget::of(0)).text, most)
    } else {
        budget::line(text, most)
    }
}

/// Plain text escaped as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// HTML that was escaped once too often, unescaped: it has no element, but would show its paragraphs' tags as `<p>`.
fn escaped_once(html: Cow<'_, str>) -> Cow<'_, str> {
    let text = html.trim();
    if !text.contains('<') && text.starts_with("&lt;p") && text.ends_with("p&gt;") {
        html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&").into()
    } else {
        html
    }
}

/// Whether a text is HTML, not plain text: it has a common element or a character reference.
fn is_marked_up(text: &str) -> bool {
    const ELEMENTS: [&str; 32] = [
        "a",
        "abbr",
        "article",
        "aside",
        "audio",
        "b",
        "blockquote",
        "br",
        "center",
        "cite",
        "code",
        "div",
        "em",
        "embed",
        "figure",
        "font",
        "hr",
        "i",
        "iframe",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "ul",
        "video",
    ];
    let is_element = |rest: &str| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let end = name.bytes().take(16).position(|b| !b.is_ascii_alphanumeric());
        let (name, rest) = name.split_at_checked(end.unwrap_or(0)).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        let is_heading = matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        (is_heading || ELEMENTS.contains(&name.as_str()))
            && rest.starts_with(|c: char| c.is_whitespace() || "/>".contains(c))
    };
    let is_reference = |rest: &str| {
        let end = rest.bytes().take(12).position(|b| !b.is_ascii_alphanumeric() && b != b'#');
        end.is_some_and(|end| end > 1 && rest.get(end..).is_some_and(|rest| rest.starts_with(';')))
    };
    text.split('<').skip(1).any(is_element) || text.split('&').skip(1).any(is_reference)
}

#[cfg(test)]
mod tests;
