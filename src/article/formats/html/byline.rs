//! The byline of a page, from the elements that name authors.

use super::{
    furniture,
    statistics::{Element, Statistics},
    tokens::Token,
};
use crate::article::date;

/// Longest byline, in bytes.
const LONGEST: usize = 160;
/// Elements that name several authors of one article are at most this many tokens apart.
const NEAR: usize = 4;
/// Shortest linked title that marks a teaser of another story, in bytes.
const STORY: usize = 20;
/// Most elements that are looked at: a list of stories has one for each.
const LOOKED_AT: usize = 40;

/// The authors that the elements of a page name.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The byline of the article.
    pub names: Option<String>,
    /// The bylines of other stories on the page.
    pub others: Vec<String>,
}

/// Finds the bylines in a page. The element nearest to the headline names the article's author; distance above the
/// headline counts four times, since what stands there mostly belongs to another story.
pub(super) fn find(statistics: &Statistics) -> Found {
    let headline =
        statistics.elements.iter().find(|element| element.headline && is_innermost(statistics, element));
    let from = headline.map_or(0, |headline| headline.first);
    let mut end = 0;
    let mut naming: Vec<&Element> = Vec::new();
    for element in &statistics.elements {
        if element.first >= end
            && statistics.tag(element).is_some_and(furniture::names_author)
            && element.text <= 2 * LONGEST
        {
            naming.push(element);
            end = element.last + 1;
        }
    }
    naming.sort_by_key(|element| {
        if element.first < from { (from - element.first).saturating_mul(4) } else { element.first - from }
    });
    naming.truncate(LOOKED_AT);
    let (of_others, naming): (Vec<&Element>, Vec<&Element>) =
        naming.into_iter().partition(|element| is_of_other(statistics, element));
    let others = of_others.into_iter().filter_map(|element| names(statistics, element)).collect();
    let first = naming.iter().find_map(|element| Some((*element, names(statistics, element)?)));
    let names = first.and_then(|(at, first)| with_others(statistics, &naming, at, first));
    let names = names.or_else(|| after_by(statistics, from));
    Found { names, others }
}

/// The text of the first element after the token `from` that is named as the author's and stands after nothing but "By".
fn after_by(statistics: &Statistics, from: usize) -> Option<String> {
    /// How many tokens before the element are searched for the word.
    const NEAR: usize = 4;
    let is_after_by = |element: &&Element| {
        let before =
            statistics.tokens.get(element.first.saturating_sub(NEAR)..element.first).unwrap_or_default();
        let word =
            before.iter().rev().filter_map(Token::as_text).map(str::trim).find(|text| !text.is_empty());
        let label = word.map(|text| text.trim_end_matches(':').to_lowercase());
        label.is_some_and(|label| {
            matches!(&*label, "by" | "written by" | "posted by" | "story by" | "words by")
        })
    };
    let start = statistics.elements.partition_point(|element| element.first < from);
    let after = statistics.elements.iter().skip(start);
    let mut named = after.filter(|element| {
        element.text <= LONGEST
            && statistics
                .tag(element)
                .is_some_and(|tag| furniture::tells_of_author(tag) && !furniture::is_comment(tag))
    });
    named
        .find(is_after_by)
        .and_then(|element| names(statistics, element))
        .filter(|name| may_be_byline(name) && !is_account(name))
}

/// Whether an element that names an author belongs to a teaser: the block around it holds nothing else but the link to
/// another story.
fn is_of_other(statistics: &Statistics, element: &Element) -> bool {
    let mut around = element.parent.and_then(|parent| statistics.elements.get(parent));
    while let Some(card) = around.filter(|card| card.text <= element.text) {
        around = card.parent.and_then(|parent| statistics.elements.get(parent));
    }
    around.is_some_and(|card| {
        let (rest, linked) = (card.text - element.text, card.linked.saturating_sub(element.linked));
        !card.headline && linked * 10 >= rest * 9 && rest >= STORY
    })
}

/// The `first` author, named by the element `at`, joined with those that siblings close after it name.
fn with_others(statistics: &Statistics, naming: &[&Element], at: &Element, first: String) -> Option<String> {
    let (mut all, mut end) = (vec![first], at.last);
    for other in naming {
        if other.parent == at.parent
            && other.first > end
            && other.first - end <= NEAR
            && let Some(name) = names(statistics, other)
            && !all.contains(&name)
        {
            all.push(name);
            end = other.last;
        }
    }
    Some(all.join(", ")).filter(|names| names.len() <= LONGEST)
}

/// Whether a text may be a byline: it is no sentence and does not end like a dateline ("LONDON —").
pub(super) fn may_be_byline(text: &str) -> bool {
    let text = text.trim();
    let is_long = |word: &str| word.len() >= 4 && word.chars().all(char::is_lowercase);
    let mut sentences = text.match_indices('.').filter_map(|(at, _)| text.get(..at));
    let sentence =
        sentences.any(|before| before.rsplit(|c: char| !c.is_alphabetic()).next().is_some_and(is_long));
    !sentence && !text.ends_with(['-', '—', '–', ':'])
}

/// Whether a name is that of a user account, not of a person: "admin", "user42".
pub(super) fn is_account(name: &str) -> bool {
    const NAMES: [&str; 9] =
        ["admin", "administrator", "webmaster", "root", "user", "unknown", "none", "null", "undefined"];
    let name = name.trim();
    let is_word = !name.contains(char::is_whitespace);
    NAMES.iter().any(|account| account.eq_ignore_ascii_case(name))
        || is_word && name.bytes().any(|b| b.is_ascii_digit())
}

/// Whether `element` is the innermost that holds the headline.
fn is_innermost(statistics: &Statistics, element: &Element) -> bool {
    let inside = |other: &&Element| other.first > element.first && other.last < element.last;
    let at = statistics.elements.partition_point(|other| other.first <= element.first);
    let within = statistics.elements.iter().skip(at).take_while(|other| other.first < element.last);
    !within.filter(inside).any(|other| other.headline)
}

/// The names in an element: the texts of its links with `rel=author`, or else its text without dates, labels and
/// invitations to write to the author.
fn names(statistics: &Statistics, element: &Element) -> Option<String> {
    let (mut parts, mut authors): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut author, mut mail) = (0, 0);
    let mut open: Vec<(bool, bool)> = Vec::new();
    for token in statistics.tokens.iter().take(element.last + 1).skip(element.first) {
        match token {
            Token::Start(tag) if super::names::is_void(&tag.name) => {}
            Token::Start(tag) => {
                let by = tag.attribute("rel") == Some("author");
                let to = tag.attribute("href").is_some_and(|href| href.starts_with("mailto:"));
                (author, mail) = (author + usize::from(by), mail + usize::from(to));
                open.push((by, to));
            }
            Token::End(_) => {
                let (by, to) = open.pop().unwrap_or_default();
                (author, mail) = (author - usize::from(by), mail - usize::from(to));
            }
            Token::Text(text) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if text.is_empty() {
                    continue;
                }
                if author > 0 && !authors.contains(&text) {
                    authors.push(text);
                } else if mail == 0 || !asks_to_write(&text) {
                    parts.push(text);
                }
            }
        }
    }
    if authors.is_empty() && parts.last().is_some_and(|last| last.ends_with(['-', '—', '–'])) {
        return None;
    }
    let name = if authors.is_empty() { clean(&parts) } else { authors.join(", ") };
    (!name.is_empty() && name.len() <= LONGEST && date::find(&name).is_none()).then_some(name)
}

/// Whether a link to a mail address is labelled as an invitation ("Email the author"), not with a name.
fn asks_to_write(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    text.contains('@') || matches!(first.as_str(), "email" | "e-mail" | "mail" | "contact" | "write")
}

/// Joins the parts of a byline without dates, labels ("Posted on") and separators at their ends; a comma between two parts
/// stays ("Ann Roe, crime reporter").
fn clean(parts: &[String]) -> String {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '|' | '·' | '•' | ',' | '-' | '—' | '–' | '/');
    // A short part that begins with a digit is an age ("8h") or a number of comments ("651").
    let counts = |part: &str| part.len() <= 4 && part.starts_with(|c: char| c.is_ascii_digit());
    let is_label = |part: &str| {
        let mut words = part.split(' ').map(|word| word.trim_end_matches(':').to_lowercase());
        words.all(|word| matches!(&*word, "published" | "updated" | "posted" | "last" | "on" | "at"))
    };
    let mut out = String::new();
    let mut comma = false;
    for written in parts {
        let part = written.trim_matches(is_edge);
        comma |= written.trim_start().starts_with(',');
        // Some pages name an author twice: once with a picture, and once without.
        let is_repeated = part.contains(' ') && out.ends_with(part);
        let is_name = !part.is_empty() && !counts(part) && date::find(part).is_none() && !is_label(part);
        if is_name && !is_repeated {
            if !out.is_empty() && comma {
                out.push(',');
            }
            if !out.is_empty() && !part.starts_with(['.', ')']) {
                out.push(' ');
            }
            out.push_str(part);
            comma = false;
        }
        comma |= written.trim_end().ends_with(',');
    }
    out
}
