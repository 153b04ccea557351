//! JSON Feed (<https://www.jsonfeed.org/version/1.1/>). Only the fields declared here are kept; all others are skipped
//! while parsing.

use super::{Body, Entry, Feed};
use crate::article::{Problem, budget, machine_date};
use serde::Deserialize;

/// A feed as it is written.
#[derive(Deserialize)]
struct Written {
    title: Option<String>,
    language: Option<String>,
    /// The only author field in version 1.0 of the format.
    author: Option<Author>,
    #[serde(default)]
    authors: Vec<Author>,
    #[serde(default)]
    items: Vec<WrittenEntry>,
}

/// An entry as it is written.
#[derive(Deserialize)]
struct WrittenEntry {
    url: Option<String>,
    external_url: Option<String>,
    title: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    summary: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
    language: Option<String>,
    author: Option<Author>,
    #[serde(default)]
    authors: Vec<Author>,
}

/// An author as written.
#[derive(Deserialize)]
struct Author {
    name: Option<String>,
}

fn names(authors: Vec<Author>, author: Option<Author>) -> Vec<String> {
    let all = authors.into_iter().chain(author);
    all.filter_map(|author| author.name).collect()
}

/// A date, unless it means that there is none.
fn set(date: Option<String>) -> Option<String> {
    date.filter(|date| !machine_date::is_void(date))
}

/// Reads a JSON feed; what follows its object is ignored.
///
/// # Errors
/// Where it is no JSON of this form, or has more than [`budget::NODES`] objects.
pub(super) fn read(text: &str) -> Result<Feed, Problem> {
    if memchr::memchr_iter(b'{', text.as_bytes()).count() > budget::NODES {
        return Err(super::too_many());
    }
    let written = Written::deserialize(&mut serde_json::Deserializer::from_str(text))
        .map_err(|error| Problem::Broken { form: "a feed", reason: error.to_string() })?;
    let (language, authors) = (written.language, names(written.authors, written.author));
    let entry = |entry: WrittenEntry| {
        let own = names(entry.authors, entry.author);
        Entry {
            title: entry.title,
            address: entry.url.or(entry.external_url),
            // Shortened to a byline, since they are copied to each entry.
            authors: if own.is_empty() { super::by(&authors).into_iter().collect() } else { own },
            published: set(entry.date_published).or(set(entry.date_modified)),
            summary: entry.summary.map(Body::Plain),
            content: entry.content_html.map(Body::Html).or(entry.content_text.map(Body::Plain)),
            language: entry.language.or_else(|| budget::line(language.as_deref()?, budget::LANGUAGE)),
        }
    };
    Ok(Feed { title: written.title, entries: written.items.into_iter().map(entry).collect(), caveat: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_plain() {
        let feed = read(
            r#" {"title": "T", "author": {"name": "Ada"}, "items": [{"content_text": "a < b & c\n\nd\ne", "url": "/1"},
                {"authors": [{"name": "Bo"}, {"url": "x"}], "content_html": "<b>x</b>", "attachments": [{}]}]}"#,
        )
        .unwrap();
        let [first, second] = feed.entries.as_slice() else { panic!("{feed:?}") };
        assert_eq!(first.content, Some(Body::Plain("a < b & c\n\nd\ne".to_owned())));
        assert_eq!(
            (first.authors.as_slice(), first.address.as_deref()),
            (&["Ada".to_owned()][..], Some("/1"))
        );
        assert_eq!(
            (second.authors.as_slice(), &second.content),
            (&["Bo".to_owned()][..], &Some(Body::Html("<b>x</b>".to_owned())))
        );
    }
}
