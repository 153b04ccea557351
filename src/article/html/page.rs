//! The article in a page.

use super::{
    About,
    compose::compose,
    flow,
    head::{Head, is_web},
    tame::tame,
};
use crate::article::{Article, Caveat, date};
use legible::{Document, Options};

/// An article shorter than this, in words, is only the start of one where the page says that the rest is to be paid
/// for, or has scripts that could fetch it.
const STUB: usize = 120;

/// Reads the page `html` that is at `url`.
pub(in crate::article) fn read(name: &str, html: &str, url: Option<&str>) -> Article {
    let page = tame(html);
    let own = page.head.url();
    let base = page.head.base().or(url.filter(|url| is_web(url))).or(own);
    let published = page.head.published().map(str::to_owned);
    let url = own.or(url.filter(|url| is_web(url))).map(str::to_owned);
    let found = extract(&page.html, base).map(|(content, about)| (flow::pieces(&content), about));
    let found = found.filter(|(pieces, _)| !pieces.is_empty());
    let is_article = found.is_some();
    let (pieces, about) = found.unwrap_or_else(|| {
        let title = page.head.title().map(str::to_owned);
        (flow::pieces(&page.html), About { title, ..About::default() })
    });
    // What is only a date names no author.
    let author = page.head.author().map(str::to_owned);
    let byline = about.byline.or(author).filter(|byline| date::find(byline).is_none());
    let about = About { url, byline, published: about.published.or(published), ..about };
    let mut article = compose(name, pieces, about);
    article.caveat = caveat(&page.head, &article, is_article);
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

fn caveat(head: &Head, article: &Article, found: bool) -> Option<Caveat> {
    let stub = article.words() < STUB;
    if head.paid && stub {
        Some(Caveat::Paywalled)
    } else if stub && head.scripts > 0 && !found {
        Some(Caveat::NeedsScripts)
    } else {
        (!found).then_some(Caveat::NotAnArticle)
    }
}
