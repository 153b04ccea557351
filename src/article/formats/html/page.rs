//! The article in a page.

use super::{
    About, byline,
    compose::compose,
    flow,
    head::{Head, is_web},
    piece::Piece,
    restore,
    sift::Sifted,
    survey::{Element, Survey, is_prose},
    tame::{escape, tame},
    title,
};
use crate::article::{
    Article, BlockKind, Caveat,
    budget::{self, Budget},
    date,
};
use legible::{Document, Options};
use std::collections::HashSet;
use url::Url;

/// A text shorter than this, in bytes, is not what a page with scripts was made for.
const BARE: usize = 150;

/// An article shorter than this, in bytes, is only the start of one where the page says that the rest is to be paid for.
const START: usize = 2200;

/// Where the search finds less than this, in characters, it searches once more and less strictly.
const SHORT: usize = 500;
/// Most elements that the page marks as its article and that are looked into.
const REGIONS: usize = 3;

/// Reads the page `html` that is at `url`.
pub(in crate::article) fn read(name: &str, html: &str, url: Option<&str>, budget: &mut Budget) -> Article {
    let page = tame(html, budget);
    let own = page.head.url();
    let at = url.filter(|url| is_web(url)).or(own);
    let base = base(page.head.base(), at);
    let published = page.head.published().map(str::to_owned);
    let url = own.or(at).map(str::to_owned);
    let survey = Survey::of(&page.html, page.head.title());
    let found = search(&survey);
    let mut has_article = found.is_some();
    let (mut pieces, about) =
        found.unwrap_or_else(|| (flow::pieces(&Sifted::of(&survey).page()), About::default()));
    if let Some(body) = page.head.linked.body.as_deref()
        && holds(&pieces) * 3 < body.len() * 2
    {
        let told = told(body, budget);
        if holds(&told) * 2 > holds(&pieces) * 3 {
            pieces = told;
            has_article = true;
        }
    }
    let title =
        about.title.filter(|title| !title.is_empty()).or_else(|| page.head.title().map(str::to_owned));
    let site = page.head.site().or(about.site.as_deref());
    let title = title.map(|title| title::without_site(&title, survey.headline.as_deref(), site));
    // What is only a date names no author.
    let author = page.head.author().map(str::to_owned);
    let byline = page.head.authors().or_else(|| byline::find(&survey)).or(about.byline).or(author);
    let byline = byline.filter(|byline| date::find(byline).is_none());
    let about = About { title, url, byline, published: about.published.or(published), ..about };
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

/// The article of a page, and what the page says of it, if there is one: the search's find with what it left out, or what
/// the page itself marks as its article where that holds far more.
fn search(survey: &Survey) -> Option<(Vec<Piece>, About)> {
    let sifted = Sifted::of(survey);
    let html = sifted.page();
    let (mut pieces, about) = extract(&html, 0).unwrap_or_default();
    if pieces.iter().map(|piece| piece.text.chars().count()).sum::<usize>() < SHORT
        && let Some((more, _)) = extract(&html, SHORT)
        // Less strict, it may find the text, or a notice that is longer.
        && (holds(&more) > 2 * holds(&pieces) || is_within(&pieces, &more))
    {
        pieces = more;
    }
    let mut regions: Vec<&Element> = survey.elements.iter().filter(|e| is_region(survey, e)).collect();
    // What holds the headline and most of the sentences is as good as marked.
    let most = survey.elements.iter().filter(|e| e.headline && e.prose * 10 >= survey.all.prose * 6);
    regions.extend(most.min_by_key(|element| element.last - element.first));
    regions.sort_by_key(|element| element.last - element.first);
    let own = holds(&pieces);
    let likely = regions.iter().filter(|region| region.prose * 2 >= own).take(REGIONS);
    let likely: Vec<Vec<Piece>> = likely.map(|region| flow::pieces(&sifted.element(region))).collect();
    let pieces = match restore::restore(pieces, &likely, || flow::pieces(&html)) {
        Ok(pieces) => pieces,
        // Another text was found than what the page calls its article.
        Err(pieces) => {
            let marked = regions.iter().filter(|region| region.headline || regions.len() == 1);
            let marked = marked.max_by_key(|region| region.prose).filter(|region| region.prose > own);
            marked.map_or(pieces, |region| flow::pieces(&sifted.element(region)))
        }
    };
    is_article(&pieces).then(|| (once(pieces), about))
}

/// Whether a page marks an element as its article.
fn is_region(survey: &Survey, element: &Element) -> bool {
    survey.tag(element).is_some_and(|tag| {
        matches!(tag.name.as_slice(), b"article" | b"main")
            || tag.attribute("role") == Some("main")
            || tag.attribute("itemprop").is_some_and(|property| property.contains("articleBody"))
    })
}

/// The text that the linked data of a page tells.
fn told(body: &str, budget: &mut Budget) -> Vec<Piece> {
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
    flow::pieces(&tame(&html, budget).html)
}

/// Whether most blocks of `few` are among those of `many`.
fn is_within(few: &[Piece], many: &[Piece]) -> bool {
    let known: HashSet<u64> = many.iter().map(restore::key).collect();
    let there: usize =
        few.iter().filter(|piece| known.contains(&restore::key(piece))).map(|p| p.text.len()).sum();
    there * 2 > few.iter().map(|piece| piece.text.len()).sum()
}

/// Leaves out a summary that the page calls so or hides, and that stands right before the text that begins with it, word for word.
fn once(mut pieces: Vec<Piece>) -> Vec<Piece> {
    const LONG: usize = 80;
    const FIRST: usize = 3;
    let same = |one: &Piece, other: &Piece| {
        one.apart
            && one.kind == BlockKind::Paragraph
            && one.text.len() >= LONG
            && restore::key(one) == restore::key(other)
    };
    let starts: Vec<&Piece> = pieces.iter().take(FIRST + 1).collect();
    let twice = starts.windows(2).position(|pair| matches!(pair, [one, other] if same(one, other)));
    if let Some(at) = twice {
        pieces.remove(at);
    }
    pieces
}

/// How much of `pieces` are sentences, in bytes.
fn holds(pieces: &[Piece]) -> usize {
    let prose = |piece: &&Piece| {
        !matches!(piece.kind, BlockKind::Verbatim | BlockKind::Heading(_) | BlockKind::Caption)
            && is_prose(&piece.text)
            && piece.linked() * 2 <= piece.text.len()
    };
    pieces.iter().filter(prose).map(|piece| piece.text.len()).sum()
}

/// Looks for the part of a page that is the article, and what the page says of it. One shorter than `wanted`, in
/// characters, is looked for again, less strictly. The one place that knows how it is found.
fn extract(html: &str, wanted: usize) -> Option<(Vec<Piece>, About)> {
    // Without an address: it would be put before every link.
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
