//! Blocks that are on a page and not of the article, told by their words and links: "Share this", links to other stories,
//! what readers wrote.

use super::{
    marks,
    piece::Piece,
    survey::{is_sentence, letters},
};
use crate::article::{BlockKind, furniture};
use std::collections::HashSet;

/// How many blocks at the start may be about the article.
const HEAD: usize = 6;

/// No more headings than these may each be only a link to another story.
const LINKED_HEADINGS: usize = 2;

/// Leaves out blocks whose words say that they are furniture, wherever they stand: "Share this", "Read more: ...", the
/// links under "Related", the comments of readers.
pub(super) fn without(pieces: Vec<Piece>, title: Option<&str>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let only = pieces.len() == 1;
    // Where many headings are links, each stands over a part of the text.
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
        if marks::is_counter(&piece.text) || out.len() < HEAD && is_figure(&piece.text) {
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
            // What a page says instead of its text is all that there is to show.
            Some(furniture::Furniture::Line) if only => out.push(piece),
            Some(furniture::Furniture::Line) => {}
            Some(furniture::Furniture::Opener) => {
                let mut links = 0;
                while pieces.next_if(leads_away).is_some() {
                    links += 1;
                }
                // A heading that opens no list of links is the article's ("Comments", "Topics").
                if links == 0 && !piece.is_link() && pieces.peek().is_some() {
                    out.push(piece);
                }
            }
        }
    }
    out
}

/// Whether what readers wrote begins: "14 responses", "2 comments on ..." with what the page is called, by its `title` or in
/// quotation marks.
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

/// Whether a block is a figure alone: how many have read or shared.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let read = text.strip_suffix("min read").or_else(|| text.strip_suffix("minute read"));
    let figure = read.unwrap_or(text).trim();
    !figure.is_empty() && figure.len() <= 4 && figure.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the last part of the address that a block leads to is made of its words: "/news/ferry-fares-rise".
fn leads_to_namesake(piece: &Piece) -> bool {
    const SHARED: usize = 2;
    const LONG: usize = 4;
    let Some((_, target)) = piece.links.first() else { return false };
    let path = target.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let text = piece.text.to_lowercase();
    let words: HashSet<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= LONG).collect();
    last.split(|c: char| !c.is_alphanumeric()).filter(|part| words.contains(part)).count() >= SHARED
}

/// Whether a block is nothing but links, and no heading.
fn leads_away(piece: &Piece) -> bool {
    !matches!(piece.kind, BlockKind::Heading(_)) && is_linked(piece)
}

/// Whether all of a block is on links. What stands in brackets after a link ("[VIDEO]") counts to it.
fn is_linked(piece: &Piece) -> bool {
    let bare = piece.text.trim_end();
    let bare = match bare.rfind('[') {
        Some(at) if bare.ends_with(']') => bare.get(..at).unwrap_or(bare).trim_end(),
        _ => bare,
    };
    !bare.is_empty() && piece.linked() * 10 >= bare.len() * 9
}

/// Whether a heading is a link, as over the beginning of another story.
fn is_teaser(piece: &Piece) -> bool {
    matches!(piece.kind, BlockKind::Heading(_)) && piece.is_link()
}

/// Whether a block is only a link to another story: it stands alone between paragraphs, and is called as a story is, not written
/// as a sentence. A heading, `may_head` one, is such a link where the address is made of its words.
fn is_lone(piece: &Piece, before: Option<&Piece>, after: Option<&Piece>, may_head: bool) -> bool {
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

/// Whether a heading opens a list of other stories: a few words, one of which says so.
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
    const MOST: usize = 5;
    let words: Vec<String> = piece.text.split_whitespace().map(letters).collect();
    (matches!(piece.kind, BlockKind::Heading(_)) || piece.text.len() <= 30)
        && words.len() <= MOST
        && words.iter().any(|word| WORDS.contains(&word.as_str()))
        && !is_sentence(&piece.text)
}

/// Whether a block is nothing but a link that stands in brackets or says where it leads: "[Read: ...]", "Watch: ...".
fn points_elsewhere(piece: &Piece) -> bool {
    const LABELS: [&str; 13] = [
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
    let text = piece.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((label, _)) = text.split_once(':') else { return false };
    let linked = piece.linked() * 10 >= (text.len() - label.len()) * 8;
    // What one may learn more from is a source as often as another story.
    let linked = linked && !label.trim().eq_ignore_ascii_case("learn more");
    let named = LABELS.contains(&label.trim().to_lowercase().as_str());
    label.len() <= 16 && named && (linked || piece.is_link())
}
