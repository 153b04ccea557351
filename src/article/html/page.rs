//! The article in a page.

use super::{
    About,
    compose::compose,
    flow,
    head::{Head, is_web},
    piece::Piece,
    tame::tame,
};
use crate::article::{Article, Caveat, date};
use legible::{Document, Options};

/// A text shorter than this, in bytes, is not what a page with scripts was made for.
const BARE: usize = 150;

/// An article shorter than this, in bytes, is only the start of one where the page says that the rest is to be paid for.
const START: usize = 2200;

/// Reads the page `html` that is at `url`.
pub(in crate::article) fn read(name: &str, html: &str, url: Option<&str>) -> Article {
    let page = tame(html);
    let own = page.head.url();
    let base = page.head.base().or(url.filter(|url| is_web(url))).or(own);
    let published = page.head.published().map(str::to_owned);
    let url = own.or(url.filter(|url| is_web(url))).map(str::to_owned);
    let found = extract(&page.html, base).map(|(content, about)| (flow::pieces(&content), about));
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
    let mut article = compose(name, pieces, about);
    article.caveat = caveat(&page.head, article.text.len(), has_article);
    article
}

/// The part of a page that is the article, and what the page says of it. The one place that knows how it is found.
fn extract(html: &str, base: Option<&str>) -> Option<(String, About)> {
    let document = Document::new(html);
    let found = document.parse(base, Some(Options::new().keep_classes(true))).or_else(|error| match error {
        // An address that cannot be understood is no reason not to read the page.
        legible::Error::InvalidUrl(_) if base.is_some() => {
            Document::new(html).parse(None, Some(Options::new().keep_classes(true)))
        }
        error => Err(error),
    });
    let found = found.ok()?;
    let about = About {
        title: Some(found.title),
        byline: found.byline,
        published: found.published_time,
        url: None,
        site: found.site_name,
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
