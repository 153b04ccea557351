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

/// Reads a feed from `url`; `charset` is that of its content type.
///
/// # Errors
/// Where it is malformed beyond recovery, or has more elements than are read.
pub(in crate::article) fn read(
    bytes: Vec<u8>,
    url: Option<&str>,
    charset: Option<&'static Encoding>,
    budget: &mut Budget,
) -> Result<Collection, Problem> {
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    let feed = if is_json { json::read(&bytes)? } else { xml::read(bytes, charset)? };
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
mod tests {
    use super::*;
    use crate::article::{Input, format::Hint};

    const LONG: &str = "The council met again on Monday and talked about the bridge until late. ";

    fn rss() -> String {
        let long = LONG.repeat(20);
        format!(
            "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
             xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Courier &amp; Post</title>\
             <link>https://news.example/</link>\
             <item><title>Whole &amp;#8217;text</title><link>https://news.example/1</link>\
             <pubDate>Tue, 12 Mar 2024 10:15:00 GMT</pubDate><dc:creator>Nora Feld</dc:creator>\
             <description>In short.</description>\
             <content:encoded><![CDATA[<p>{long}</p><p>“No,” said Ada Brandt.</p>]]></content:encoded></item>\
             <item><title>Start only</title><link>https://news.example/2</link>\
             <description>&lt;p&gt;The council met &lt;b&gt;again&lt;/b&gt;.&lt;/p&gt;</description></item>\
             <item><description>No title and no address.</description></item></channel></rss>"
        )
    }

    fn collection(bytes: &str) -> Collection {
        let hint = Hint { url: Some("https://news.example/feed"), ..Hint::default() };
        match Input::read("feed", bytes.as_bytes().to_vec(), &hint).unwrap() {
            Input::Collection(collection) => collection,
            Input::Article(article) => panic!("not a feed: {}", article.text),
        }
    }

    #[test]
    fn entries_of_rss_are_articles_or_starts_of_them() {
        let feed = collection(&rss());
        assert_eq!(feed.title.as_deref(), Some("The Courier & Post"));
        let [whole, start, bare] = feed.items.as_slice() else { panic!("{:?}", feed.items) };
        assert_eq!(whole.title, "Whole ’text");
        assert_eq!(whole.published.as_deref(), Some("2024-03-12 10:15"));
        assert_eq!(whole.summary.as_deref(), Some("In short."));
        let article = whole.article.as_ref().unwrap();
        assert!(!whole.is_excerpt && article.text.contains("“No,” said Ada Brandt."));
        assert_eq!(article.byline_text().as_deref(), Some("Nora Feld"));
        assert_eq!(article.url.as_deref(), Some("https://news.example/1"));
        assert_eq!(start.summary.as_deref(), Some("The council met again."));
        assert!(start.is_excerpt && start.url.is_some());
        assert!(!bare.is_excerpt && bare.article.as_ref().unwrap().text.contains("No title"));
    }

    #[test]
    fn atom_and_json_are_read_alike() {
        let atom = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://news.example/a/'><title>Atom</title>\
             <id>x</id><updated>2024-03-12T10:15:00Z</updated><entry><id>y</id><title type='html'>A &lt;i&gt;b&lt;/i&gt;\
             </title><link rel='self' href='https://news.example/self'/><link href='../1'/>\
             <updated>2024-03-12T00:00:00Z</updated><content type='html'>&lt;p&gt;{}&lt;/p&gt;</content></entry></feed>",
            LONG.repeat(20)
        );
        let json = format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"JSON\", \"items\": [{{\"id\": \"1\", \
             \"title\": \"A b\", \"url\": \"https://news.example/1\", \"date_published\": \"2024-03-12T00:00:00Z\", \
             \"content_html\": \"<p>{}</p>\"}}]}}",
            LONG.repeat(20)
        );
        for feed in [atom, json] {
            let feed = collection(&feed);
            let [entry] = feed.items.as_slice() else { panic!("{:?}", feed.items) };
            assert_eq!((entry.title.as_str(), entry.url.as_deref()), ("A b", Some("https://news.example/1")));
            assert_eq!(entry.published.as_deref(), Some("2024-03-12"));
            assert!(!entry.is_excerpt);
        }
    }

    #[test]
    fn a_broken_feed_is_told_in_a_line() {
        let hint = Hint::default();
        for broken in ["<rss version='2.0'><channel><item></channel>", "<rss", "<feed>\u{0}</entry>"] {
            match Input::read("f.rss", broken.as_bytes().to_vec(), &hint) {
                Ok(Input::Collection(feed)) => assert!(feed.items.len() <= 1),
                Ok(Input::Article(article)) => panic!("{}", article.text),
                Err(error) => assert!(error.to_string().starts_with("f.rss"), "{error}"),
            }
        }
    }

    #[test]
    fn a_text_that_is_escaped_twice_is_read_as_it_was_meant() {
        let of = |text: &str| {
            let feed = collection(&format!(
                "<rss version='2.0'><channel><item><title>a</title><description>{text}</description></item></channel></rss>"
            ));
            feed.items[0].article.as_ref().unwrap().text.clone()
        };
        let twice = "&amp;lt;p&amp;gt;It met &amp;amp; left.&amp;lt;/p&amp;gt;";
        assert_eq!(of(twice), "a\n\nIt met & left.");
        let about = "&lt;p&gt;An &amp;lt;p&amp;gt; begins a paragraph.&lt;/p&gt;";
        assert_eq!(of(about), "a\n\nAn <p> begins a paragraph.");
    }

    /// Memory, stack and time stay bounded.
    #[test]
    fn deep_and_multiplying_feeds_do_no_harm() {
        let deep = format!("<rss version='2.0'><channel><item>{}", "<a>".repeat(100_000));
        let html = format!(
            "<rss version='2.0'><channel><item><description><![CDATA[{}x]]></description></item></channel></rss>",
            "<div>".repeat(100_000)
        );
        let laughs = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>\
            <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d SYSTEM 'file:///etc/passwd'>]>\
            <rss version='2.0'><channel><item><title>&c;&d;</title></item></channel></rss>";
        for bytes in [deep.as_str(), &html, laughs] {
            if let Ok(Input::Collection(feed)) =
                Input::read("f.rss", bytes.as_bytes().to_vec(), &Hint::default())
            {
                let titles: usize = feed.items.iter().map(|item| item.title.len()).sum();
                assert!(titles < 1000);
            }
        }
    }

    #[test]
    fn long_summaries_are_cut_between_words() {
        let cut = line(&"wörd ".repeat(300), SUMMARY).unwrap();
        assert!(cut.len() <= SUMMARY + 3 && cut.ends_with("wörd…"), "{cut}");
    }
}
