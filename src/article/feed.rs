//! Feeds: RSS, Atom and JSON Feed as collections of articles.

use super::{Article, Collection, Item, html::About};
use crate::error::Error;
use feed_rs::{
    model::{Entry, Link, Person},
    parser::Builder,
};

/// An entry with fewer words than this, or one that breaks off, is no more than the start of an article that is
/// elsewhere.
const WHOLE: usize = 200;

/// How texts end that go on elsewhere.
const BREAKS_OFF: [&str; 8] =
    ["…", "...", "[...]", "[…]", "read more", "continue reading", "read the full story", "more »"];

/// Bytes of a summary that are kept.
const SUMMARY: usize = 600;

/// Reads the feed that is at `url`.
///
/// # Errors
/// Where it is broken beyond reading.
pub(super) fn read(name: &str, bytes: &[u8], url: Option<&str>) -> Result<Collection, Error> {
    let parser = Builder::new().base_uri(url).build();
    let feed = parser.parse(bytes).map_err(|error| Error::Broken {
        name: name.to_owned(),
        form: "a feed",
        reason: error.to_string(),
    })?;
    let title = feed.title.as_ref().map(|title| line(&title.content));
    let items = feed.entries.into_iter().map(|entry| item(entry, title.as_deref()));
    Ok(Collection { items: items.collect(), title: title.clone() })
}

fn item(entry: Entry, site: Option<&str>) -> Item {
    let url = address(&entry.links).map(str::to_owned);
    let title = entry.title.as_ref().map(|title| line(&title.content)).unwrap_or_default();
    let date = entry.published.or(entry.updated);
    let published = date.map(|date| date.format("%Y-%m-%dT%H:%M:%SZ").to_string());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    // The longer of the two: some feeds have the text in the one, some in the other.
    let body = content.into_iter().chain(summary).max_by_key(|text| text.len());
    let name = url.clone().unwrap_or_else(|| title.clone());
    let about = About {
        title: Some(title.clone()),
        byline: by(&entry.authors),
        published,
        url: url.clone(),
        site: site.map(str::to_owned),
        language: entry.language.clone(),
    };
    let article = Article::from_html(&name, body.unwrap_or_default(), about);
    let ends = article.text.trim_end().to_lowercase();
    let is_excerpt =
        url.is_some() && (article.words() < WHOLE || BREAKS_OFF.iter().any(|end| ends.ends_with(end)));
    Item {
        title,
        published: article.published_text(),
        summary: summary.or(content).map(|text| short(line(text))),
        url,
        article: Some(article),
        is_excerpt,
    }
}

/// Where an entry's article is.
fn address(links: &[Link]) -> Option<&str> {
    let is = |link: &&Link, rel: &str| link.rel.as_deref().is_none_or(|said| said == rel);
    let web = || links.iter().filter(|link| link.href.starts_with("http"));
    web().find(|link| is(link, "alternate")).map(|link| link.href.as_str())
}

fn by(authors: &[Person]) -> Option<String> {
    let names: Vec<&str> = authors
        .iter()
        .filter_map(|author| author.name.as_deref())
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The words of a text that may be marked up, on one line.
fn line(text: &str) -> String {
    let plain = if text.contains(['<', '&']) {
        Article::from_html("", text, About::default()).text
    } else {
        text.to_owned()
    };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of a long summary.
fn short(mut text: String) -> String {
    if text.len() > SUMMARY {
        let end = (0..=SUMMARY).rfind(|&end| text.is_char_boundary(end)).unwrap_or(0);
        text.truncate(end);
        text.truncate(text.rfind(' ').unwrap_or(end));
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Document, Hint};

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
        match Document::read("feed", bytes.as_bytes().to_vec(), &hint).unwrap() {
            Document::Collection(collection) => collection,
            Document::Article(article) => panic!("not a feed: {}", article.text),
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
            match Document::read("f.rss", broken.as_bytes().to_vec(), &hint) {
                Ok(Document::Collection(feed)) => assert!(feed.items.len() <= 1),
                Ok(Document::Article(article)) => panic!("{}", article.text),
                Err(error) => assert!(error.to_string().starts_with("f.rss"), "{error}"),
            }
        }
    }

    /// Neither the stack nor the time runs out.
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
            if let Ok(Document::Collection(feed)) =
                Document::read("f.rss", bytes.as_bytes().to_vec(), &Hint::default())
            {
                let titles: usize = feed.items.iter().map(|item| item.title.len()).sum();
                assert!(titles < 1000);
            }
        }
    }

    #[test]
    fn long_summaries_are_cut_between_words() {
        let cut = short("wörd ".repeat(300));
        assert!(cut.len() <= SUMMARY + 3 && cut.ends_with("wörd…"), "{cut}");
    }
}
