//! Lists of Wallabag (each entry with its text) and of Omnivore (each with the name of the file that holds its text).
//!
//! Each field is taken for itself: one that is missing or of another form than the services write is as if it were not there.

use super::{Export, Saved, seconds};
use serde::{
    Deserializer as _,
    de::{SeqAccess, Visitor},
};
use serde_json::{Deserializer, Map, Value};
use std::fmt;

/// Reads a list. Where it is damaged, what stands before counts.
pub(super) fn read(bytes: &[u8]) -> Result<Export, String> {
    let mut export = Export::default();
    let mut entries = 0;
    let mut list = Deserializer::from_slice(bytes);
    let read = list.deserialize_seq(Entries { export: &mut export, read: &mut entries });
    match read.and_then(|()| list.end()) {
        Ok(()) => {}
        Err(_) if entries == 0 => return Err("it is no list of saved articles".to_owned()),
        Err(error) => export.problems.push(format!(
            "it is damaged in line {}, column {}, behind entry {entries}, and nothing after that is read",
            error.line(),
            error.column()
        )),
    }
    Ok(export)
}

/// Takes the entries of a list into an export as they come, and counts them.
struct Entries<'a> {
    export: &'a mut Export,
    read: &'a mut usize,
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of saved articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(entry) = list.next_element()? {
            *self.read += 1;
            let entry = match entry {
                Value::Object(fields) => Ok(saved(Fields(fields))),
                _ => Err("it is no saved article".to_owned()),
            };
            self.export.push(*self.read, entry);
        }
        Ok(())
    }
}

/// The fields of an entry.
struct Fields(Map<String, Value>);

impl Fields {
    /// The first of these that is there.
    fn take(&mut self, names: &[&str]) -> Option<Value> {
        names.iter().find_map(|&name| self.0.remove(name).filter(|value| !value.is_null()))
    }

    /// The first of these that is words.
    fn words(&mut self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|&name| match self.0.remove(name) {
            Some(Value::String(words)) => Some(words),
            _ => None,
        })
    }
}

fn saved(mut entry: Fields) -> Saved {
    let author = match entry.take(&["published_by", "author"]) {
        Some(Value::Array(names)) => names.into_iter().find_map(name),
        one => one.and_then(name),
    };
    let tags = match entry.take(&["tags", "labels"]) {
        Some(Value::Array(tags)) => tags.into_iter().filter_map(name).collect(),
        one => one.and_then(name).into_iter().collect(),
    };
    let when = match entry.take(&["created_at", "savedAt"]) {
        Some(Value::String(written)) => seconds(&written),
        Some(Value::Number(number)) => seconds(&number.to_string()),
        _ => None,
    };
    // Of Wallabag: 0 or 1, or a word of JSON for it.
    let was_put_away = match entry.take(&["is_archived"]) {
        Some(Value::Bool(is_archived)) => is_archived,
        Some(Value::Number(number)) => number.as_i64() == Some(1),
        Some(Value::String(words)) => matches!(words.as_str(), "1" | "true"),
        _ => false,
    };
    Saved {
        title: entry.words(&["title"]).unwrap_or_default(),
        address: entry.words(&["url", "given_url"]).unwrap_or_default(),
        tags,
        when,
        // Of Omnivore: "Active" or "Archived".
        is_read: was_put_away || entry.words(&["state"]).as_deref() == Some("Archived"),
        page: entry.words(&["content"]),
        file: entry.words(&["slug"]).filter(|slug| is_name(slug)).map(|slug| format!("{slug}.html")),
        author,
        published: entry.words(&["published_at", "publishedAt"]),
    }
}

/// A name by itself, or that of an object with a label.
fn name(value: Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name),
        Value::Object(mut tag) => match tag.remove("label").or(tag.remove("name")) {
            Some(Value::String(name)) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// Whether this is the name of a file, and leads nowhere else.
fn is_name(slug: &str) -> bool {
    /// Longest name that file systems take, without an ending.
    const LONGEST: usize = 250;
    (1..=LONGEST).contains(&slug.len())
        && !slug.starts_with('.')
        && !slug.contains(['/', '\\', ':'])
        && !slug.contains(char::is_control)
}
