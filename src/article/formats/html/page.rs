//! Finds the article in a page and assembles it.
//!
//! Readability (the crate `legible`) finds the main content; this module compares it with what the page itself marks as
//! its article and with the text in its JSON-LD, restores paragraphs that were lost ([`restore`]), and chooses the
//! title, byline and date.

use super::{
    About, byline,
    compose::compose,
    embedded_post, flow,
    head::{Head, is_web},
    line_breaks,
    piece::Piece,
    prepare::Prepared,
    restore,
    sanitize::{escape, sanitize},
    statistics::{Element, Statistics, is_prose},
    title,
    tokens::Token,
};
use crate::article::{
    Article, BlockKind, Caveat,
    budget::{self, Budget},
    date,
    formats::letters,
};
use legible::{Document, Options};
use std::collections::HashSet;
use url::Url;

/// A page with scripts and less text than this, in bytes, is taken to need its scripts.
const NEEDS_SCRIPTS_BELOW: usize = 150;

/// On a page behind a paywall, a text shorter than this, in bytes, is only an excerpt of the article.
const START: usize = 2200;

/// Where Readability finds less than this, in characters, it is run again with this as its threshold: it then relaxes
/// its rules until it finds as much.
const SHORT: usize = 500;
/// How many bytes at its start a paragraph is recognised by.
const BEGINNING: usize = 60;
/// Most elements marked as the article that are compared with Readability's result.
const REGIONS: usize = 3;

/// Makes an article of the page `html` that was read from `url`.
pub(in crate::article) fn read(name: &str, html: &str, url: Option<&str>, budget: &mut Budget) -> Article {
    let page = sanitize(html, budget);
    let own = page.head.url();
    let at = url.filter(|url| is_web(url)).or(own);
    let base = base(page.head.base(), at);
    let url = own.or(at).map(str::to_owned);
    let statistics = Statistics::of(&page.html, &page.head.titles());
    let found = search(&statistics);
    let mut has_article = found.is_some();
    let (mut pieces, about) =
        found.unwrap_or_else(|| (flow::pieces(&Prepared::of(&statistics).page()), About::default()));
    if let Some(body) = page.head.json_ld.body.as_deref()
        && prose_bytes(&pieces) * 3 < body.len() * 2
    {
        let told = from_json_ld(body, budget);
        if prose_bytes(&told) * 2 > prose_bytes(&pieces) * 3 {
            pieces = told;
            has_article = true;
        }
    }
    let title =
        about.title.filter(|title| !title.is_empty()).or_else(|| page.head.title().map(str::to_owned));
    let site = page.head.site().or(about.site.as_deref());
    let title = title.map(|title| title::without_site(&title, statistics.headline.as_deref(), site));
    // A title that is only the name of the site, or cut short, is replaced by the headline.
    let names_site = |text: &str| site.is_some_and(|site| letters(site) == letters(text));
    let is_less = |title: &str, headline: &str| {
        if names_site(headline) {
            return false;
        }
        title::is_site(&statistics, title)
            || title::is_cut(title, headline)
            || title::lacks(title, page.head.title(), headline)
    };
    let title = title.map(|title| match &statistics.headline {
        Some(headline) if is_less(&title, headline) => headline.clone(),
        _ => title,
    });
    let byline = author(&page.head, &statistics, about.byline.clone(), site);
    let published = page.head.published().map(str::to_owned);
    let published = published.or_else(|| super::date::under_headline(&statistics));
    let published = published.or_else(|| page.head.only_time().map(str::to_owned));
    embedded_post::credit(&mut pieces);
    line_breaks::prose(&mut pieces);
    // Headings at the end: the sections below them were left out.
    let heads = |piece: &Piece| matches!(piece.kind, BlockKind::Heading(_)) && !is_prose(&piece.text);
    while pieces.len() > 1 && pieces.last().is_some_and(heads) {
        pieces.pop();
    }
    let about = About { title, url, byline, published: about.published.or(published), ..about };
    let mut article = compose(name, pieces, about, budget);
    article.base = base;
    let missing = is_missing(page.head.title(), article.text.len())
        || is_missing(statistics.headline.as_deref(), article.text.len());
    article.caveat = caveat(&page.head, article.text.len(), has_article && !missing);
    article
}

/// The byline of a page: from its metadata, its elements, or Readability (`found`), in this order of trust.
fn author(head: &Head, statistics: &Statistics, found: Option<String>, site: Option<&str>) -> Option<String> {
    let is_site = |name: &String| site.is_some_and(|site| letters(site) == letters(name));
    let named = head.authors().filter(|name| !byline::is_account(name));
    let byline::Found { names, others } = byline::find(statistics);
    let found = found
        .filter(|name| byline::may_be_byline(name) && !byline::is_account(name) && !others.contains(name));
    let own = head.author().filter(|name| !others.iter().any(|other| other == name)).map(str::to_owned);
    // The site counts as the author only where nobody else is named.
    let all = [named.clone().filter(|name| !is_site(name)), names, found, own, named];
    all.into_iter().flatten().find(|byline| date::find(byline).is_none() && byline::may_be_byline(byline))
}

/// The base URL of a page's links: `said`, the `href` of its `base` element, resolved against its own address `at`.
fn base(said: Option<&str>, at: Option<&str>) -> Option<String> {
    let url = match (said, at.and_then(|at| Url::parse(at).ok())) {
        (Some(said), Some(at)) => at.join(said).ok(),
        (Some(said), None) => Url::parse(said).ok(),
        (None, at) => at,
    };
    url.and_then(|url| budget::address(url.as_str(), budget::BASE))
}

/// The pieces of a page's article and its metadata, if the page has an article: what Readability finds, with lost
/// paragraphs restored, or an element marked as the article where that holds far more.
fn search(statistics: &Statistics) -> Option<(Vec<Piece>, About)> {
    let prepared = Prepared::of(statistics);
    let html = prepared.page();
    let (mut pieces, about) = extract(&html, 0).unwrap_or_default();
    if pieces.iter().map(|piece| piece.text.chars().count()).sum::<usize>() < SHORT
        && let Some((more, _)) = extract(&html, SHORT)
        // With relaxed rules it may find the article, or only a longer notice, such as one about cookies.
        && (prose_bytes(&more) > 2 * prose_bytes(&pieces) || is_within(&pieces, &more))
    {
        pieces = more;
    }
    let mut regions: Vec<&Element> =
        statistics.elements.iter().filter(|e| is_region(statistics, e)).collect();
    // The smallest element with the headline and 60% of the prose counts as marked.
    let most = statistics.elements.iter().filter(|e| e.headline && e.prose * 10 >= statistics.all.prose * 6);
    regions.extend(most.min_by_key(|element| element.last - element.first));
    regions.sort_by_key(|element| element.last - element.first);
    let own = prose_bytes(&pieces);
    if is_before_headline(statistics, &pieces)
        && let Some(element) = around_headline(statistics, own)
    {
        pieces = flow::pieces(&prepared.element(element));
    }
    let own = prose_bytes(&pieces);
    let likely = regions.iter().filter(|region| region.prose * 2 >= own).take(REGIONS);
    let likely: Vec<Vec<Piece>> = likely.map(|region| flow::pieces(&prepared.element(region))).collect();
    let pieces = match restore::restore(pieces, &likely, || flow::pieces(&html)) {
        Ok(pieces) => pieces,
        // Readability found a text outside the marked elements.
        Err(pieces) => {
            let marked = regions.iter().filter(|region| region.headline || regions.len() == 1);
            let marked = marked.max_by_key(|region| region.prose).filter(|region| region.prose > own);
            marked.map_or(pieces, |region| flow::pieces(&prepared.element(region)))
        }
    };
    is_article(&pieces).then(|| (without_repeated_summary(pieces), about))
}

/// Whether all of the text found stands before the headline, where sites put text about themselves.
fn is_before_headline(statistics: &Statistics, found: &[Piece]) -> bool {
    let headline = statistics.elements.iter().rev().find(|element| element.headline);
    let (Some(headline), Some(last)) = (headline, found.iter().rfind(|piece| is_prose(&piece.text))) else {
        return false;
    };
    let start = budget::start(&last.text, BEGINNING);
    let is_it = |token: &Token| token.as_text().is_some_and(|text| text.trim_start().starts_with(start));
    let after = statistics.tokens.get(headline.last..).unwrap_or_default();
    !after.iter().any(is_it) && statistics.tokens.iter().any(is_it)
}

/// The smallest element with the headline whose prose is at least [`BEGINNING`] bytes and more than a quarter of `own`,
/// the amount found before the headline.
fn around_headline(statistics: &Statistics, own: usize) -> Option<&Element> {
    let enough =
        |element: &&Element| element.headline && element.prose >= BEGINNING && element.prose * 4 > own;
    statistics.elements.iter().filter(enough).min_by_key(|element| element.last - element.first)
}

/// Whether a page marks an element as its article or main content.
fn is_region(statistics: &Statistics, element: &Element) -> bool {
    statistics.tag(element).is_some_and(|tag| {
        matches!(tag.name.as_slice(), b"article" | b"main")
            || tag.attribute("role") == Some("main")
            || tag.attribute("itemprop").is_some_and(|property| property.contains("articleBody"))
    })
}

/// The pieces of the article body in a page's JSON-LD, which is plain text or HTML.
fn from_json_ld(body: &str, budget: &mut Budget) -> Vec<Piece> {
    let html = if body.contains("</p>") || body.contains("<br") {
        body.to_owned()
    } else {
        let mut html = String::with_capacity(body.len());
        for line in body.lines() {
            html.push_str("<p>");
            escape(&mut html, line, false);
        }
        html
    };
    flow::pieces(&sanitize(&html, budget).html)
}

/// Whether most of the text of `few` stands in `many`, block by block.
fn is_within(few: &[Piece], many: &[Piece]) -> bool {
    let known: HashSet<u64> = many.iter().map(restore::key).collect();
    let there: usize =
        few.iter().filter(|piece| known.contains(&restore::key(piece))).map(|p| p.text.len()).sum();
    there * 2 > few.iter().map(|piece| piece.text.len()).sum()
}

/// Drops a summary whose words the paragraph after it repeats, if both are among the first pieces.
fn without_repeated_summary(mut pieces: Vec<Piece>) -> Vec<Piece> {
    /// Shortest summary, in bytes.
    const LONG: usize = 80;
    /// How many pairs of neighbours at the start are compared.
    const FIRST: usize = 3;
    let same = |one: &Piece, other: &Piece| {
        one.kind == BlockKind::Paragraph && one.text.len() >= LONG && restore::key(one) == restore::key(other)
    };
    let starts: Vec<&Piece> = pieces.iter().take(FIRST + 1).collect();
    let twice = starts.windows(2).position(|pair| matches!(pair, [one, other] if same(one, other)));
    // Words repeated further down are a refrain, not a summary.
    let twice = twice.filter(|at| {
        let first = pieces.get(*at).map(restore::key);
        !pieces.iter().skip(at + 2).any(|piece| Some(restore::key(piece)) == first)
    });
    if let Some(at) = twice {
        pieces.remove(at);
    }
    pieces
}

/// The amount of prose in `pieces`, in bytes: without headings, captions, verbatim text and text that is mostly links.
fn prose_bytes(pieces: &[Piece]) -> usize {
    let prose = |piece: &&Piece| {
        !matches!(piece.kind, BlockKind::Verbatim | BlockKind::Heading(_) | BlockKind::Caption)
            && is_prose(&piece.text)
            && piece.linked() * 2 <= piece.text.len()
    };
    pieces.iter().filter(prose).map(|piece| piece.text.len()).sum()
}

/// Runs Readability (the crate `legible`, named nowhere else) on `html`: the pieces of the main content and the
/// metadata. Where it finds fewer than `wanted` characters it relaxes its rules; with 0 it runs once.
fn extract(html: &str, wanted: usize) -> Option<(Vec<Piece>, About)> {
    // No base URL: it would be prepended to every link.
    let options = Options::new().keep_classes(true).char_threshold(wanted);
    let found = Document::new(html).parse(None, Some(options)).ok()?;
    let about = About {
        title: Some(found.title),
        byline: found.byline,
        published: found.published_time,
        url: None,
        site: found.site_name.map(Into::into),
        language: found.lang,
    };
    Some((flow::pieces(&found.content), about))
}

/// Whether `pieces` are an article, not a list of links or teasers as on the front page of a paper.
fn is_article(pieces: &[Piece]) -> bool {
    let all: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let linked: usize = pieces.iter().map(Piece::linked).sum();
    all > 0 && linked * 10 < all * 7 && !lists_stories(pieces)
}

/// Whether most headings are links: teasers of other articles.
fn lists_stories(pieces: &[Piece]) -> bool {
    /// Fewest linked headings of a list.
    const FEW: usize = 5;
    /// Teasers have less prose than this, in bytes per heading.
    const LONG: usize = 400;
    let headings = || pieces.iter().filter(|piece| matches!(piece.kind, BlockKind::Heading(_)));
    let (all, links) = (headings().count(), headings().filter(|piece| piece.is_link()).count());
    links >= FEW && links * 10 >= all * 8 && prose_bytes(pieces) < links * LONG
}

/// Whether a page of `length` bytes of text is an error page, by its title.
fn is_missing(title: Option<&str>, length: usize) -> bool {
    /// An error page has less text than this, in bytes.
    const MOST: usize = 600;
    let title = title.unwrap_or_default().to_lowercase();
    length < MOST
        && ["not found", "404", "does not exist", "no longer available"]
            .iter()
            .any(|says| title.contains(says))
}

/// What the reader has to be told about the text: `found` is whether an article was found on the page.
fn caveat(head: &Head, length: usize, found: bool) -> Option<Caveat> {
    if head.paid && length < START {
        Some(Caveat::Paywalled)
    } else if head.scripts > 0 && length < NEEDS_SCRIPTS_BELOW {
        Some(Caveat::NeedsScripts)
    } else {
        (!found).then_some(Caveat::NotAnArticle)
    }
}
