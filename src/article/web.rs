//! Articles from the web: an address in, a document out.

use super::{Document, Hint};
use crate::{
    error::Error,
    fetch::{Address, Cancel, Fetcher, Freshness, Reach},
};

/// A document from the web, and how it was come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// What is there.
    pub document: Document,
    /// How far the links in it may lead.
    pub reach: Reach,
    /// Whether it is a copy that the server was not asked about.
    pub is_copy: bool,
    /// What to tell a reader who asked for something newer than this: that it is an old copy, and why.
    pub caution: Option<String>,
}

/// Fetches what is at `address` and reads it. The article is called by its address.
///
/// # Errors
/// Where it is no address, cannot be fetched, or holds no text.
pub fn open(
    fetcher: &Fetcher,
    address: &str,
    reach: Reach,
    freshness: Freshness,
    cancel: &Cancel,
) -> Result<Fetched, Error> {
    let failed = |failure| Error::Fetch { address: address.to_owned(), failure };
    let asked = Address::parse(address).map_err(failed)?;
    let page = fetcher.get(&asked, reach, freshness, cancel).map_err(failed)?;
    let caution = page.caution();
    let hint = Hint { content_type: page.content_type.as_deref(), url: Some(page.address.as_str()) };
    let mut document = Document::read(asked.as_str(), page.bytes, &hint)?;
    if let Document::Article(article) = &mut document {
        article.url.get_or_insert_with(|| page.address.to_string());
    }
    let reach = if page.is_private { Reach::Anywhere } else { Reach::Public };
    Ok(Fetched { document, reach, is_copy: page.copied.is_some() && page.failure.is_none(), caution })
}
