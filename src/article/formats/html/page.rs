//! The article in a page.

use super::{
    About, byline,
    compose::compose,
    flow,
    head::{Head, is_web},
    lines,
    piece::Piece,
    post, restore,
    sift::Sifted,
    survey::{Element, Survey, is_prose, letters},
    tame::{escape, tame},
    title,
    tokens::Token,
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
/// By so much of its beginning a block is recognised, in bytes.
const BEGINNING: usize = 60;
/// Most elements that the page marks as its article and that are looked into.
const REGIONS: usize = 3;

/// Reads the page `html` that is at `url`.
pub(in crate::article) fn read(name: &str, html: &str, url: Option<&str>, budget: &mut Budget) -> Article {
    let page = tame(html, budget);
    let own = page.head.url();
    let at = url.filter(|url| is_web(url)).or(own);
    let base = base(page.head.base(), at);
    let url = own.or(at).map(str::to_owned);
    let survey = Survey::of(&page.html, &page.head.titles());
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
    // What is called as its site is has its own name in the headline.
    let title = title.map(|title| match &survey.headline {
        Some(headline) if title::is_site(&survey, &title) => headline.clone(),
        _ => title,
    });
    let byline = author(&page.head, &survey, about.byline.clone(), site);
    let published = page.head.published().map(str::to_owned);
    let published = published.or_else(|| super::date::under_headline(&survey));
    let published = published.or_else(|| page.head.only_time().map(str::to_owned));
    post::credit(&mut pieces);
    lines::prose(&mut pieces);
    // A heading with nothing under it heads what was left out.
    let heads = |piece: &Piece| matches!(piece.kind, BlockKind::Heading(_)) && !is_prose(&piece.text);
    while pieces.len() > 1 && pieces.last().is_some_and(heads) {
        pieces.pop();
    }
    let about = About { title, url, byline, published: about.published.or(published), ..about };
    let mut article = compose(name, pieces, about, budget);
    article.base = base;
    let missing = is_missing(page.head.title(), article.text.len())
        || is_missing(survey.headline.as_deref(), article.text.len());
    article.caveat = caveat(&page.head, article.text.len(), has_article && !missing);
    article
}

/// Who has written a page: as it tells machines, as its elements name them, or as the search `found` it.
fn author(head: &Head, survey: &Survey, found: Option<String>, site: Option<&str>) -> Option<String> {
    let is_site = |name: &String| site.is_some_and(|site| letters(site) == letters(name));
    let named = head.authors().filter(|name| !byline::is_account(name));
    let byline::Found { names, others } = byline::find(survey);
    let found =
        found.filter(|name| byline::is_one(name) && !byline::is_account(name) && !others.contains(name));
    let own = head.author().filter(|name| !others.iter().any(|other| other == name)).map(str::to_owned);
    // A paper is its author where nobody else is.
    let all = [named.clone().filter(|name| !is_site(name)), names, found, own, named];
    // What is only a date names nobody.
    all.into_iter().flatten().find(|byline| date::find(byline).is_none() && byline::is_one(byline))
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
    if is_before_headline(survey, &pieces)
        && let Some(element) = headed(survey, own)
    {
        pieces = flow::pieces(&sifted.element(element));
    }
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

/// Whether all of what was found stands before the headline, where a site tells of itself.
fn is_before_headline(survey: &Survey, found: &[Piece]) -> bool {
    let headline = survey.elements.iter().rev().find(|element| element.headline);
    let (Some(headline), Some(last)) = (headline, found.iter().rfind(|piece| is_prose(&piece.text))) else {
        return false;
    };
    let start = budget::start(&last.text, BEGINNING);
    let is_it = |token: &Token| token.as_text().is_some_and(|text| text.trim_start().starts_with(start));
    let after = survey.tokens.get(headline.last..).unwrap_or_default();
    !after.iter().any(is_it) && survey.tokens.iter().any(is_it)
}

/// The smallest element that holds the headline and a part of as much text as `own` that is worth showing in its place.
fn headed(survey: &Survey, own: usize) -> Option<&Element> {
    let enough =
        |element: &&Element| element.headline && element.prose >= BEGINNING && element.prose * 4 > own;
    survey.elements.iter().filter(enough).min_by_key(|element| element.last - element.first)
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

/// Leaves out a summary that stands right before the text that begins with it, word for word.
fn once(mut pieces: Vec<Piece>) -> Vec<Piece> {
    const LONG: usize = 80;
    const FIRST: usize = 3;
    let same = |one: &Piece, other: &Piece| {
        one.kind == BlockKind::Paragraph && one.text.len() >= LONG && restore::key(one) == restore::key(other)
    };
    let starts: Vec<&Piece> = pieces.iter().take(FIRST + 1).collect();
    let twice = starts.windows(2).position(|pair| matches!(pair, [one, other] if same(one, other)));
    // What is said again and again is no summary.
    let twice = twice.filter(|at| {
        let first = pieces.get(*at).map(restore::key);
        !pieces.iter().skip(at + 2).any(|piece| Some(restore::key(piece)) == first)
    });
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
    all > 0 && linked * 10 < all * 7 && !lists_stories(pieces)
}

/// Whether most headings are links, as where each stands over the beginning of another article.
fn lists_stories(pieces: &[Piece]) -> bool {
    const FEW: usize = 5;
    const LONG: usize = 400;
    let headings = || pieces.iter().filter(|piece| matches!(piece.kind, BlockKind::Heading(_)));
    let (all, links) = (headings().count(), headings().filter(|piece| piece.is_link()).count());
    links >= FEW && links * 10 >= all * 8 && holds(pieces) < links * LONG
}

/// Whether a page says that there is none at its address.
fn is_missing(title: Option<&str>, length: usize) -> bool {
    const MOST: usize = 600;
    let title = title.unwrap_or_default().to_lowercase();
    length < MOST
        && ["not found", "404", "does not exist", "no longer available"]
            .iter()
            .any(|says| title.contains(says))
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
