//! What other services give of a reading list: exports of Pocket, Instapaper, Wallabag and Omnivore.
//!
//! Takes bytes, gives [`Saved`] articles; [`Archive`] finds the lists and texts in an export that is packed. What is wrong
//! with one of them is told and costs only that one. All of it is untrusted: an address that is not of the web is refused, and
//! what is kept of the rest is bounded.

mod archive;
mod html;
mod json;
mod table;

pub use archive::Archive;

use super::Deferred;
use crate::{
    article::{Article, ArticleError, Hint, Input},
    fetch::Address,
};
use chrono::{DateTime, NaiveDateTime};

/// An article that was saved with another service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// What it is called. Untrusted.
    pub title: String,
    /// Where it is on the web.
    pub address: String,
    /// What it was filed under. Untrusted.
    pub tags: Vec<String>,
    /// When it was saved, in seconds since 1970, UTC.
    pub when: Option<u64>,
    /// Whether it was put away there, as one that is read.
    pub is_read: bool,
    /// Its text as the service has kept it, in HTML. Untrusted.
    pub page: Option<String>,
    /// The file that holds that, where it lies beside the export: a name, and no path.
    pub file: Option<String>,
    /// Who wrote it. Untrusted.
    pub author: Option<String>,
    /// When it was published. Untrusted.
    pub published: Option<String>,
}

/// What an export holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Export {
    /// The articles, as they come.
    pub saved: Vec<Saved>,
    /// What is wrong with others or with the whole, each with where it stands: "entry 3: ...".
    pub problems: Vec<String>,
}

impl Export {
    /// Takes in the entry with this number, or what is wrong with it.
    fn push(&mut self, number: usize, entry: Result<Saved, String>) {
        let checked = entry.and_then(|saved| Ok(Saved { address: address(&saved.address)?, ..saved }));
        match checked {
            Ok(saved) => self.saved.push(saved),
            Err(problem) => self.problems.push(format!("entry {number}: {problem}")),
        }
    }

    /// Reads an export, of which the bytes tell from which service it is.
    ///
    /// # Errors
    /// Where it is none of these, as a clause.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match bytes.trim_ascii_start().first() {
            Some(b'[' | b'{') => json::read(bytes),
            Some(b'<') => html::read(&String::from_utf8_lossy(bytes)),
            Some(_) => table::read(bytes),
            None => Err("it is empty".to_owned()),
        }
    }
}

/// An address of the web as it is sent.
fn address(written: &str) -> Result<String, String> {
    /// Characters of what is no address that are told.
    const TOLD: usize = 60;
    Address::parse(written).map(|address| address.to_string()).map_err(|_| {
        // What stands before "@" may be a password.
        let told = written.trim().rsplit_once('@').map_or(written.trim(), |(_, host)| host);
        let told: String = told.chars().take(TOLD).collect();
        if told.is_empty() {
            "it has no address".to_owned()
        } else {
            format!("no address of the web: {told}")
        }
    })
}

impl Saved {
    /// It as an entry of the reading list; saved at `now`, in seconds since 1970, where it does not tell when.
    pub fn deferred(&self, now: u64) -> Option<Deferred> {
        let when = self.when.unwrap_or(now);
        // Services call what has no title by its address.
        let title = if self.title.trim() == self.address { "" } else { &self.title };
        let deferred = Deferred::new(title, Some(self.address.clone()), None, when)?;
        Some(deferred.with_tags(self.tags.iter().cloned()))
    }

    /// The article of its text. `None` where there is no text.
    ///
    /// # Errors
    /// Where that cannot be read.
    pub fn article(&self) -> Result<Option<Article>, ArticleError> {
        let Some(page) = self.page.as_ref().filter(|page| !page.trim().is_empty()) else { return Ok(None) };
        // It is an article without a page around it, as feeds hold them.
        let authors: Vec<_> =
            self.author.iter().map(|author| serde_json::json!({ "name": author })).collect();
        let feed = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{
                "url": self.address, "title": self.title, "content_html": page, "authors": authors,
                "date_published": self.published,
            }],
        });
        let hint = Hint { content_type: Some("application/feed+json"), url: Some(&self.address) };
        let input = Input::read(&self.address, feed.to_string().into_bytes(), &hint)?;
        let article = input.into_articles().into_iter().next().filter(|article| article.words() > 0);
        Ok(article.map(|article| Article {
            name: self.address.clone(),
            url: Some(self.address.clone()),
            ..article
        }))
    }
}

/// The seconds since 1970 that a service writes as a number, perhaps of milliseconds, or as "2024-05-08T09:30:00+0200"; a time
/// without a zone is in UTC.
fn seconds(written: &str) -> Option<u64> {
    /// The year 5138 in seconds, 1973 in milliseconds.
    const MILLISECONDS_FROM: u64 = 100_000_000_000;
    let written = written.trim();
    if let Ok(number) = written.parse::<u64>() {
        return Some(if number < MILLISECONDS_FROM { number } else { number / 1000 });
    }
    let time = DateTime::parse_from_rfc3339(written)
        .or_else(|_| DateTime::parse_from_str(written, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .map(|time| time.timestamp());
    let time = time.or_else(|_| {
        NaiveDateTime::parse_from_str(&written.replace('T', " "), "%Y-%m-%d %H:%M:%S%.f")
            .map(|time| time.and_utc().timestamp())
    });
    u64::try_from(time.ok()?).ok()
}

#[cfg(test)]
mod tests;
