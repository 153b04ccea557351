//! The table of contents of a book: what its chapters are called, and where they begin.

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
    /// The place in its file; `None` for the start.
    pub anchor: Option<String>,
    /// How many entries it lies in.
    pub depth: usize,
}

/// The table, by file.
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

/// Reads the table of contents of a book, in the newer form where it has any.
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

/// A table while it is read.
#[derive(Default)]
struct Reader {
    contents: Contents,
    entries: usize,
    label: String,
    depth: usize,
}

impl Reader {
    /// Adds an entry that leads from the file at `from` to `target`; gives whether there may be more.
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

/// The older form. `None` where it is too long.
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

/// The newer form: lists in the first `<nav>`, or in that which says that it is the table. `None` where it is too long.
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
