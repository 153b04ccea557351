//! The files in the ZIP archive of a book, found by their names even if these are spelt differently.

use super::broken;
use crate::article::{Problem, budget, unpack};
use percent::decoded;
use std::{
    collections::HashMap,
    io::{Cursor, Read as _},
};
use unicode_normalization::UnicodeNormalization as _;
use zip::ZipArchive;

/// An open archive.
pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// The index of each file by its [`key`].
    places: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// How many bytes may be unpacked in all.
    most: u64,
}

/// The form in which paths are compared: percent-decoded, with `/`, in Unicode NFC and in lower case, since the names
/// in a book and in its archive often differ in these.
pub(super) fn key(path: &str) -> String {
    decoded(path).replace('\\', "/").nfc().flat_map(char::to_lowercase).collect()
}

/// Resolves `reference`, a relative path with or without a fragment, against the file at `from`: gives path and
/// fragment.
pub(super) fn resolve(from: &str, reference: &str) -> (String, Option<String>) {
    // Some packers write backslashes in paths.
    let (from, reference) = (from.replace('\\', "/"), reference.replace('\\', "/"));
    let (from, reference) = (from.as_str(), reference.as_str());
    let (path, anchor) = match reference.split_once('#') {
        Some((path, anchor)) => (path, Some(decoded(anchor)).filter(|anchor| !anchor.is_empty())),
        None => (reference, None),
    };
    if path.is_empty() {
        return (from.to_owned(), anchor);
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    (parts.join("/"), anchor)
}

impl Archive {
    /// Opens an archive.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Problem> {
        let most = budget::unpacked(bytes.len());
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
        let mut places = HashMap::new();
        for place in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(place) {
                places.entry(key(&name)).or_insert(place);
            }
        }
        Ok(Self { zip, places, left: most, most })
    }

    /// Unpacks the file at `path`; `None` where it is missing or empty, or cannot be unpacked.
    ///
    /// # Errors
    /// Where the archive unpacks to more than is allowed for its size.
    pub(super) fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        let Some(&place) = self.places.get(&key(path)) else { return Ok(None) };
        let Ok(file) = self.zip.by_index(place) else { return Ok(None) };
        let mut bytes = Vec::new();
        // Of a damaged file the part before the damage is used.
        let _ = file.take(self.left + 1).read_to_end(&mut bytes);
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(|| unpack::too_large(self.most))?;
        Ok((!bytes.is_empty()).then_some(bytes))
    }

    /// The shortest name that ends with `ending` (given in lower case): the book may be in a folder of its archive.
    pub(super) fn find(&self, ending: &str) -> Option<String> {
        let is_it = |name: &String| {
            name.to_ascii_lowercase().replace('\\', "/").ends_with(ending) && !name.starts_with("__MACOSX")
        };
        let names = self.zip.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
        names.filter(is_it).min_by_key(|name| (name.len(), name.clone()))
    }
}

/// Percent-encoding (RFC 3986).
mod percent {
    /// `text` percent-decoded; unchanged where the result is not UTF-8.
    pub(super) fn decoded(text: &str) -> String {
        if !text.contains('%') {
            return text.to_owned();
        }
        let bytes = text.as_bytes();
        let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
        while let Some(&byte) = bytes.get(at) {
            let figures = text.get(at + 1..at + 3).filter(|_| byte == b'%');
            if let Some(value) = figures.and_then(|figures| u8::from_str_radix(figures, 16).ok()) {
                out.push(value);
                at += 3;
            } else {
                out.push(byte);
                at += 1;
            }
        }
        String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_from_where_they_stand() {
        let check = |from, reference, path: &str, anchor| {
            assert_eq!(resolve(from, reference), (path.to_owned(), Option::map(anchor, str::to_owned)));
        };
        check("a/b.opf", "c.xhtml", "a/c.xhtml", None);
        check("a/b.opf", "../c.xhtml#d%20e", "c.xhtml", Some("d e"));
        check("b.opf", "./t/c.xhtml#", "t/c.xhtml", None);
        check("a/b.opf", "#x", "a/b.opf", Some("x"));
        check("a/b.opf", "../../../c", "c", None);
    }

    #[test]
    fn names_are_alike_however_they_are_written() {
        assert_eq!(key("T/Cafe\u{301}%20A.html"), key("t/Caf\u{e9} a.html"));
        assert_eq!(key("100%.html"), "100%.html");
    }
}
