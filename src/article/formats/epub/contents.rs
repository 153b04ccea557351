//! The table of contents of a book: the titles of its chapters, and where they begin. Reads the navigation document of
//! EPUB 3 and the NCX of EPUB 2.

use super::{
    ENTRIES,
    archive::{Archive, key, resolve},
    package::{Package, local, text, value},
};
use crate::article::{
    Problem, budget,
    formats::markup::{Token, Tokens, resolved},
};
use std::collections::HashMap;

/// An entry of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub label: String,
    /// The fragment where it begins; `None` for the start of the file.
    pub anchor: Option<String>,
    /// Its nesting depth in the table.
    pub depth: usize,
}

/// The entries of the table by the [`key`] of the file that they lead to, in order.
#[derive(Debug, Default)]
pub(super) struct Contents {
    files: HashMap<String, Vec<Entry>>,
}

impl Contents {
    /// The entries for the file at `path`.
    pub(super) fn of(&self, path: &str) -> &[Entry] {
        self.files.get(&key(path)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// Reads the table of contents of a book: the navigation document, or else the NCX. It is empty where the book has
/// neither, or where it has more than [`ENTRIES`] entries.
///
/// # Errors
/// Where more is unpacked than is allowed.
pub(super) fn read(archive: &mut Archive, package: &Package) -> Result<Contents, Problem> {
    for (path, is_ncx) in [(&package.nav, false), (&package.ncx, true)] {
        let Some(path) = path else { continue };
        let Some(text) = text(archive, path)? else { continue };
        let contents = if is_ncx { ncx(&text, path) } else { nav(&text, path) };
        if let Some(contents) = contents.filter(|contents| !contents.is_empty()) {
            return Ok(contents);
        }
    }
    Ok(Contents::default())
}

/// A table of contents under construction.
#[derive(Default)]
struct Reader {
    contents: Contents,
    entries: usize,
    label: String,
    depth: usize,
}

impl Reader {
    /// Adds an entry with the collected label that leads from the file at `from` to `target`; returns whether more may
    /// follow.
    fn add(&mut self, from: &str, target: &str) -> bool {
        let label = budget::line(&std::mem::take(&mut self.label), budget::TITLE);
        let (path, anchor) = resolve(from, target);
        if let Some(label) = label {
            let entry = Entry { label, anchor, depth: self.depth };
            self.contents.files.entry(key(&path)).or_default().push(entry);
        }
        self.entries += 1;
        self.entries <= ENTRIES
    }
}

/// Reads an NCX (EPUB 2); `None` where it has too many entries.
fn ncx(text: &str, path: &str) -> Option<Contents> {
    let mut reader = Reader::default();
    let (mut in_label, mut in_map) = (false, false);
    for token in Tokens::of(text) {
        match token {
            Token::Start(tag) => match local(tag.name) {
                "navMap" => in_map = true,
                "navPoint" => reader.depth += 1,
                "navLabel" => {
                    in_label = in_map;
                    reader.label.clear();
                }
                "content" if in_map => {
                    let target = value(tag, "src").unwrap_or_default();
                    if !reader.add(path, &target) {
                        return None;
                    }
                }
                _ => {}
            },
            Token::End(name) => match local(name) {
                "navMap" => in_map = false,
                "navPoint" => reader.depth = reader.depth.saturating_sub(1),
                "navLabel" => in_label = false,
                _ => {}
            },
            Token::Text(text) if in_label => reader.label.push_str(&resolved(text, &HashMap::new())),
            Token::Data(text) if in_label => reader.label.push_str(text),
            _ => {}
        }
    }
    Some(reader.contents)
}

/// Reads a navigation document (EPUB 3): the links in its first `<nav>` that is neither the landmarks nor the page
/// list. `None` where it has too many entries.
fn nav(text: &str, path: &str) -> Option<Contents> {
    let mut reader = Reader::default();
    let (mut in_nav, mut items, mut target): (bool, usize, Option<String>) = (false, 0, None);
    for token in Tokens::of(text) {
        match token {
            Token::Start(tag) => match local(tag.name) {
                "nav" => {
                    let kind = value(tag, "epub:type").or_else(|| value(tag, "role")).unwrap_or_default();
                    in_nav = reader.entries == 0 && !kind.contains("landmarks") && !kind.contains("page");
                }
                "ol" | "ul" => reader.depth += 1,
                "li" => {
                    items += 1;
                    if items > ENTRIES {
                        return None;
                    }
                }
                "a" if in_nav => {
                    target = value(tag, "href");
                    reader.label.clear();
                }
                _ => {}
            },
            Token::End(name) => match local(name) {
                "nav" => in_nav = false,
                "ol" | "ul" => reader.depth = reader.depth.saturating_sub(1),
                "a" => {
                    if let Some(target) = target.take()
                        && !reader.add(path, &target)
                    {
                        return None;
                    }
                }
                _ => {}
            },
            Token::Text(text) if target.is_some() => {
                reader.label.push_str(&resolved(text, &HashMap::new()));
            }
            _ => {}
        }
    }
    Some(reader.contents)
}
