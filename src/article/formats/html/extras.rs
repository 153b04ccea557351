//! Recognises elements that are not part of the article, by what is in them and around them: pop-ups, other stories on the
//! same page, links over its menus and links by which a wiki is edited.

use super::{
    names::{is_block, is_heading},
    statistics::{Element, Statistics, is_prose},
    tokens::{Tag, Token},
};
use crate::article::formats::letters;

/// Whether an element is only shown on demand: a consent dialog or an advertisement of AMP (Accelerated Mobile Pages),
/// or a card of links that opens at a name in a sentence.
pub(super) fn is_pop_up(statistics: &Statistics, element: &Element, tag: &Tag) -> bool {
    let name = tag.name.as_slice();
    let asks = matches!(
        name,
        b"amp-consent"
            | b"amp-sidebar"
            | b"amp-user-notification"
            | b"amp-ad"
            | b"amp-sticky-ad"
            | b"amp-lightbox"
    );
    let around = element.parent.and_then(|parent| statistics.elements.get(parent));
    let at_name = around.is_some_and(|around| {
        statistics.tag(around).is_some_and(|tag| tag.name.as_slice() == b"span")
            && around.linked == around.text
            && around.text > element.text
    });
    asks || name == b"span"
        && element.links >= 2
        && (element.linked == element.text && at_name || repeats(statistics, element))
}

/// Whether the first text of an inline element repeats the text before it within its parent, as a card that opens at a
/// name does.
fn repeats(statistics: &Statistics, element: &Element) -> bool {
    /// How many tokens before it are searched for that text.
    const MOST: usize = 4;
    let text = |from: usize, to: usize| {
        let tokens = statistics.tokens.get(from..to).unwrap_or_default();
        tokens.iter().filter_map(Token::as_text).map(str::trim).find(|text| !text.is_empty())
    };
    let around = element.parent.and_then(|parent| statistics.elements.get(parent));
    around.is_some_and(|around| {
        let before = text(element.first.saturating_sub(MOST).max(around.first), element.first);
        before.is_some() && before == text(element.first, element.last)
    })
}

/// Whether an `article` away from the article is another story: its heading is a link, as that of a teaser, or it has
/// a headline of its own, as what follows on a page that is scrolled without end.
pub(super) fn is_other_story(statistics: &Statistics, element: &Element) -> bool {
    /// How many tokens are searched for its heading.
    const NEAR: usize = 64;
    /// Least prose of an article beside which others are other stories, in bytes.
    const STORY: usize = 400;
    if element.headline || !statistics.is_elsewhere(element) {
        return false;
    }
    // Under a headline alone there is only a summary, and the other elements are the text.
    let article = statistics.article_element.and_then(|at| statistics.elements.get(at));
    let tag = article.filter(|article| article.prose >= STORY).and_then(|article| statistics.tag(article));
    let beside = tag.is_some_and(|tag| tag.name.as_slice() == b"article");
    // A part of the article may hold a box of links under a heading.
    let is_teaser = element.prose * 3 < statistics.all.prose;
    let inside = statistics.tokens.get(element.first..element.last).unwrap_or_default();
    let mut heading: Option<&[u8]> = None;
    for token in inside.iter().take(NEAR) {
        match token {
            Token::Text(text) if heading.is_none() && is_prose(text) => return false,
            Token::Start(tag) if is_heading(&tag.name) => heading = Some(&tag.name),
            // A link to a place on the page is that of an entry in a live report.
            Token::Start(tag) if heading.is_some() && tag.name.as_slice() == b"a" => {
                return is_teaser && tag.attribute("href").is_some_and(|to| !to.starts_with('#'));
            }
            Token::End(name) if heading == Some(name) => return beside && name.as_slice() == b"h1",
            _ => {}
        }
    }
    false
}

/// The text of an element of at most `longest` bytes.
fn short_text(statistics: &Statistics, element: &Element, longest: usize) -> Option<String> {
    let inside = statistics.tokens.get(element.first..element.last).filter(|_| element.text <= longest)?;
    Some(inside.iter().filter_map(Token::as_text).collect())
}

/// Whether a link leads over the menus of the page: "Skip to content".
pub(super) fn skips(statistics: &Statistics, element: &Element, tag: &Tag) -> bool {
    /// Longest text of such a link, in bytes.
    const LONGEST: usize = 40;
    let is_inside =
        tag.name.as_slice() == b"a" && tag.attribute("href").is_some_and(|to| to.starts_with('#'));
    let text = || short_text(statistics, element, LONGEST).map(|text| text.trim_start().to_lowercase());
    is_inside && text().is_some_and(|text| text.starts_with("skip to ") || text.starts_with("jump to "))
}

/// Whether an inline element in a heading is only the link by which a wiki lets one change the section: `[edit]`.
pub(super) fn edits(statistics: &Statistics, element: &Element, tag: &Tag) -> bool {
    /// Longest such text, in bytes.
    const LONGEST: usize = 16;
    let around = || element.parent.and_then(|parent| statistics.tag(statistics.elements.get(parent)?));
    if is_block(&tag.name) || element.links == 0 || !around().is_some_and(|tag| is_heading(&tag.name)) {
        return false;
    }
    let text = short_text(statistics, element, LONGEST).map(|text| letters(&text));
    text.is_some_and(|text| matches!(&*text, "edit" | "editsource" | "editsection"))
}
