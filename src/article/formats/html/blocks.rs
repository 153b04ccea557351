//! Removes blocks that are not part of the article, recognised by their words and links: "Share this", links to other
//! stories, readers' comments.

use super::{inline_marks, piece::Piece, statistics::is_sentence};
use crate::article::{BlockKind, formats::letters, furniture};
use std::collections::HashSet;

/// How many blocks at the start may be figures about the article, such as its number of shares.
const HEAD: usize = 6;

/// Most linked headings of a page that are taken for teasers: more of them are the article's own section headings.
const LINKED_HEADINGS: usize = 2;

/// Drops furniture among blocks, wherever it stands: "Share this", "Read more: ...", the links under "Related", and
/// everything from the readers' comments on. `title` is that of the page.
pub(super) fn without(pieces: Vec<Piece>, title: Option<&str>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let only = pieces.len() == 1;
    // Many linked headings are section headings of the article.
    let few_linked = pieces.iter().filter(|piece| is_teaser(piece)).count() <= LINKED_HEADINGS;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        if matches!(piece.kind, BlockKind::Verbatim | BlockKind::Caption) {
            out.push(piece);
            continue;
        }
        if opens_comments(&piece, title) && out.iter().any(|before| before.kind == BlockKind::Paragraph) {
            break;
        }
        if inline_marks::is_counter(&piece.text) || out.len() < HEAD && is_figure(&piece.text) {
            continue;
        }
        match furniture::recognise_anywhere(&piece.text) {
            None if points_elsewhere(&piece) => {}
            None if is_lone(&piece, out.last(), pieces.peek(), few_linked) => {}
            None if lists_stories(&piece)
                && pieces.peek().is_some_and(|piece| leads_away(piece) || is_teaser(piece)) =>
            {
                while pieces.next_if(|piece| leads_away(piece) || is_teaser(piece)).is_some() {}
            }
            None => out.push(piece),
            // A single block is kept: it may be a message that the page shows instead of its text.
            Some(furniture::Furniture::Line) if only => out.push(piece),
            Some(furniture::Furniture::Line) => {}
            Some(furniture::Furniture::Opener) => {
                let mut links = 0;
                while pieces.next_if(leads_away).is_some() {
                    links += 1;
                }
                // A heading without a list of links after it is the article's own ("Comments", "Topics").
                if links == 0 && !piece.is_link() && pieces.peek().is_some() {
                    out.push(piece);
                }
            }
        }
    }
    out
}

/// Whether a heading opens the readers' comments: "14 responses", or "2 comments on ..." with the title, its beginning,
/// or words in quotation marks.
fn opens_comments(piece: &Piece, title: Option<&str>) -> bool {
    let mut words = piece.text.split_whitespace();
    let counted = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit() || b == b','));
    let what = words.next().unwrap_or_default().to_lowercase();
    let named = ["comment", "comments", "responses", "replies", "thoughts"].contains(&what.as_str());
    let about = words.next();
    let rest = words.collect::<Vec<_>>().join(" ");
    let called = || {
        let rest_letters = letters(&rest);
        rest.starts_with(['“', '"', '‘', '\'', '«', '„'])
            || title
                .is_some_and(|title| !rest_letters.is_empty() && letters(title).starts_with(&rest_letters))
    };
    let heads = matches!(piece.kind, BlockKind::Heading(_));
    heads && counted && named && about.is_none_or(|word| matches!(word, "on" | "to") && called())
}

/// Whether a block is only a number of up to four digits (views, shares) or a reading time ("4 min read").
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let read = text.strip_suffix("min read").or_else(|| text.strip_suffix("minute read"));
    let figure = read.unwrap_or(text).trim();
    !figure.is_empty() && figure.len() <= 4 && figure.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the last segment of the first link's path shares at least two long words with the text:
/// "/news/ferry-fares-rise".
fn leads_to_namesake(piece: &Piece) -> bool {
    /// Fewest words that both have.
    const SHARED: usize = 2;
    /// Shortest long word, in bytes.
    const LONG: usize = 4;
    let Some((_, target)) = piece.links.first() else { return false };
    let path = target.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let text = piece.text.to_lowercase();
    let words: HashSet<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= LONG).collect();
    last.split(|c: char| !c.is_alphanumeric()).filter(|part| words.contains(part)).count() >= SHARED
}

/// Whether a block is all links, and no heading.
fn leads_away(piece: &Piece) -> bool {
    !matches!(piece.kind, BlockKind::Heading(_)) && is_linked(piece)
}

/// Whether 90% of a block is inside links, not counting a part in brackets at its end (`[VIDEO]`).
fn is_linked(piece: &Piece) -> bool {
    let bare = piece.text.trim_end();
    let bare = match bare.rfind('[') {
        Some(at) if bare.ends_with(']') => bare.get(..at).unwrap_or(bare).trim_end(),
        _ => bare,
    };
    !bare.is_empty() && piece.linked() * 10 >= bare.len() * 9
}

/// Whether a heading is a link, as that of a teaser for another story.
fn is_teaser(piece: &Piece) -> bool {
    matches!(piece.kind, BlockKind::Heading(_)) && piece.is_link()
}

/// Whether a block is only a link to another story: alone between paragraphs, and worded as a headline, not as a
/// sentence. A heading is taken for one only if `may_head`, and if the link's path has its words.
fn is_lone(piece: &Piece, before: Option<&Piece>, after: Option<&Piece>, may_head: bool) -> bool {
    /// Shortest such block, in bytes.
    const SHORTEST: usize = 15;
    let text = |other: Option<&Piece>| {
        other.is_some_and(|other| other.kind == BlockKind::Paragraph && is_sentence(&other.text))
    };
    let is_kind = match piece.kind {
        BlockKind::Paragraph => true,
        BlockKind::Heading(_) => may_head && leads_to_namesake(piece),
        _ => false,
    };
    is_kind
        && piece.text.len() >= SHORTEST
        && is_linked(piece)
        && piece.links.len() == 1
        && !is_sentence(&piece.text)
        && !piece.text.contains(['“', '"', '«', '„', ':'])
        && text(before)
        && text(after)
}

/// Whether a heading opens a list of other stories: a few words, one of them typical of such lists ("related",
/// "popular").
fn lists_stories(piece: &Piece) -> bool {
    const WORDS: [&str; 10] = [
        "more",
        "related",
        "recommended",
        "read",
        "stories",
        "articles",
        "popular",
        "latest",
        "trending",
        "miss",
    ];
    /// Most words of such a heading.
    const MOST: usize = 5;
    let words: Vec<String> = piece.text.split_whitespace().map(letters).collect();
    (matches!(piece.kind, BlockKind::Heading(_)) || piece.text.len() <= 30)
        && words.len() <= MOST
        && words.iter().any(|word| WORDS.contains(&word.as_str()))
        && !is_sentence(&piece.text)
}

/// Whether a block is only a link to another page: in brackets (`[Read: ...]`), after a label ("Watch: ...", "Next post: ..."),
/// or a share button.
fn points_elsewhere(piece: &Piece) -> bool {
    /// Longest text of a button, in bytes.
    const SHARED: usize = 60;
    const LABELS: [&str; 24] = [
        "messages sorted by",
        "previous",
        "previous post",
        "previous story",
        "previous article",
        "previous message",
        "next",
        "next post",
        "next story",
        "next article",
        "next message",
        "read",
        "read also",
        "also read",
        "more",
        "learn more",
        "see also",
        "see more",
        "watch",
        "listen",
        "related story",
        "in pictures",
        "explainer",
        "don't miss",
    ];
    if piece.text.starts_with('[') && piece.text.ends_with(']') && piece.is_link() {
        return true;
    }
    // A button that shares what it names: "Share The Daily Post".
    if piece.text.starts_with("Share ") && piece.text.len() <= SHARED && piece.is_link() {
        return true;
    }
    let text = piece.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((label, _)) = text.split_once(':') else { return false };
    let linked = piece.linked() * 10 >= (text.len() - label.len()) * 8;
    // "Learn more: ..." often leads to a source of the article, and is dropped only where all of it is a link.
    let linked = linked && !label.trim().eq_ignore_ascii_case("learn more");
    let named = LABELS.contains(&label.trim().to_lowercase().as_str());
    label.len() <= 20 && named && (linked || piece.is_link())
}
