//! The article in a page.

use super::{
    About,
    compose::compose,
    flow,
    head::{Head, is_web},
    piece::Piece,
    tame::tame,
};
use crate::article::{
    Article, Caveat,
    budget::{self, Budget},
    date,
};
use legible::{Document, Options};
use url::Url;

/// A text shorter than this, in bytes, is not what a page with scripts was made for.
const BARE: usize = 150;

/// An article shorter than this, in bytes, is only the start of one where the page says that the rest is to be paid for.
const START: usize = 2200;

/// Reads the page `html` that is at `url`.
pub(in crate::article) fn read(name: &str, html: &str, url: Option<&str>, budget: &mut Budget) -> Article {
    let page = tame(html, budget);
    let own = page.head.url();
    let at = url.filter(|url| is_web(url)).or(own);
    let base = base(page.head.base(), at);
    let published = page.head.published().map(str::to_owned);
    let url = own.or(at).map(str::to_owned);
    let found = extract(&page.html).map(|(content, about)| (flow::pieces(&content), about));
    let found = found.filter(|(pieces, _)| is_article(pieces));
    let has_article = found.is_some();
    let (pieces, about) = found.unwrap_or_else(|| {
        let title = page.head.title().map(str::to_owned);
        (flow::pieces(&page.html), About { title, ..About::default() })
    });
    // What is only a date names no author.
    let author = page.head.author().map(str::to_owned);
    let byline = about.byline.or(author).filter(|byline| date::find(byline).is_none());
    let about = About { url, byline, published: about.published.or(published), ..about };
    let mut article = compose(name, pieces, about, budget);
    article.base = base;
    article.caveat = caveat(&page.head, article.text.len(), has_article);
    article
}

/// What the links of a page are relative to: what it says itself, which may be relative to where the page is.
fn base(said: Option<&str>, at: Option<&str>) -> Option<String> {
    let url = match (said, at.and_then(|at| Url::parse(at).ok())) {
        (Some(said), Some(at)) => at.join(said).ok(),
        (Some(said), None) => Url::parse(said).ok(),
        (None, at) => at,
    };
    url.and_then(|url| budget::address(url.as_str(), budget::BASE))
}

/// The part of a page that is the article, and what the page says of it. The one place that knows how it is found.
fn extract(html: &str) -> Option<(String, About)> {
    // Without an address: it would be put before every link.
    let found = Document::new(html).parse(None, Some(Options::new().keep_classes(true))).ok()?;
    let about = About {
        title: Some(found.title),
        byline: found.byline,
        published: found.published_time,
        url: None,
        site: found.site_name.map(Into::into),
        language: found.lang,
    };
    Some((found.content, about))
}

/// Whether there is more in `pieces` than a list of links, as on the first page of a paper.
fn is_article(pieces: &[Piece]) -> bool {
    let all: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let linked: usize = pieces.iter().map(Piece::linked).sum();
    all > 0 && linked * 10 < all * 7
}

fn caveat(head: &Head, length: usize, found: bool) -> Option<Caveat> {
    if head.paid && length < START {
        Some(Caveat::Paywalled)
    } else if head.scripts > 0 && length < BARE {
        Some(Caveat::NeedsScripts)
    } else {
        (!found).then_some(Caveat::NotAnArticle)
    }
}
