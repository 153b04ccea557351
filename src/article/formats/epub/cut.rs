//! Cuts a file that holds several chapters where the table of contents says that they begin.

use super::contents::Entry;
use crate::article::{
    budget,
    formats::markup::{Tag, Token, Tokens, resolved},
};
use std::collections::HashMap;

/// A part of a file, with its title in the table of contents.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub html: &'a str,
    pub label: Option<&'a str>,
}

/// Cuts `page` at the entries of the lowest depth among `entries`, which lead into it.
pub(super) fn at<'a>(page: &'a str, entries: &'a [Entry]) -> Vec<Piece<'a>> {
    let Some(outermost) = entries.iter().map(|entry| entry.depth).min() else {
        return vec![Piece { html: page, label: None }];
    };
    let entries: Vec<&Entry> = entries.iter().filter(|entry| entry.depth == outermost).collect();
    let label = |entry: &'a Entry| Some(entry.label.as_str());
    if let [only] = entries.as_slice() {
        return vec![Piece { html: page, label: label(only) }];
    }
    let anchors = anchors(page);
    let mut starts: Vec<(usize, &Entry)> = Vec::new();
    for entry in entries {
        let start = entry.anchor.as_deref().map_or(Some(0), |anchor| anchors.get(anchor).copied());
        if let Some(start) = start {
            starts.push((start, entry));
        }
    }
    starts.sort_by_key(|&(start, _)| start);
    starts.dedup_by_key(|&mut (start, _)| start);
    let first = starts.first().map_or(page.len(), |&(start, _)| start);
    let mut pieces = Vec::new();
    let before = page.get(..first).unwrap_or_default();
    if has_text(before) {
        pieces.push(Piece { html: before, label: None });
    }
    let ends = starts.iter().skip(1).map(|&(start, _)| start).chain([page.len()]);
    for (&(start, entry), end) in starts.iter().zip(ends) {
        pieces.push(Piece { html: page.get(start..end).unwrap_or_default(), label: label(entry) });
    }
    pieces
}

/// The offsets by fragment of the elements with this `id` or `name`; the offset is that of the outermost element that
/// begins there without text before.
fn anchors(page: &str) -> HashMap<&str, usize> {
    let mut found = HashMap::new();
    let mut opened: Option<usize> = None;
    for token in Tokens::of(page) {
        match token {
            Token::Start(tag) => {
                let at = tag.source.as_ptr().addr() - page.as_ptr().addr();
                let start = *opened.get_or_insert(at);
                for name in ["id", "name", "xml:id"] {
                    if let Some(anchor) = tag.attribute(name) {
                        found.entry(anchor).or_insert(start);
                    }
                }
            }
            Token::Text(text) | Token::Data(text) if text.trim().is_empty() => {}
            Token::Text(_) | Token::Data(_) | Token::End(_) => opened = None,
        }
    }
    found
}

/// Whether the body of a page or part of one has any text.
fn has_text(html: &str) -> bool {
    let body = html.find("<body").and_then(|at| html.get(at..)).unwrap_or(html);
    Tokens::of(body).any(|token| matches!(token, Token::Text(text) if !text.trim().is_empty()))
}

/// The text of a heading that is an image before all text: its alternative text, or else the title of the page.
pub(super) fn pictured_heading(html: &str) -> Option<String> {
    let (mut title, mut in_title, mut in_heading) = (String::new(), false, false);
    let names_heading = |name: &str| matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6']);
    let alternative = |tag: Tag<'_>| {
        tag.attribute("alt").and_then(|alt| budget::line(&resolved(alt, &HashMap::new()), budget::TITLE))
    };
    for token in Tokens::of(html) {
        match token {
            Token::Start(tag) if names_heading(tag.name) => in_heading = true,
            Token::Start(tag) if tag.name == "title" => in_title = true,
            Token::Start(tag) if in_heading && matches!(tag.name, "img" | "image") => {
                return alternative(tag).or_else(|| budget::line(&title, budget::TITLE));
            }
            Token::End("title") => in_title = false,
            Token::End(name) if names_heading(name) => in_heading = false,
            Token::Text(text) if in_title => title.push_str(&resolved(text, &HashMap::new())),
            Token::Text(text) if !text.trim().is_empty() => return None,
            _ => {}
        }
    }
    None
}
