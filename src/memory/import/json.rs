//! Lists of Wallabag (each entry with its text) and of Omnivore (each with the name of the file that holds its text).

use super::{Export, Saved, seconds};
use serde::Deserialize;
use serde_json::Value;

/// An entry of either.
#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    given_url: Option<String>,
    #[serde(default)]
    title: Option<String>,
    /// Names, or objects with a label.
    #[serde(default, alias = "labels")]
    tags: Vec<Value>,
    #[serde(default, alias = "savedAt")]
    created_at: Option<String>,
    #[serde(default, alias = "publishedAt")]
    published_at: Option<String>,
    /// One name, or several.
    #[serde(default, alias = "author")]
    published_by: Value,
    /// Of Wallabag: 0 or 1, or a word of JSON for it.
    #[serde(default)]
    is_archived: Value,
    /// Of Omnivore: "Active" or "Archived".
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    slug: Option<String>,
}

/// Reads a list.
pub(super) fn read(bytes: &[u8]) -> Result<Export, String> {
    let list: Vec<Value> = serde_json::from_slice(bytes)
        .map_err(|error| format!("it is no list of saved articles in JSON ({error})"))?;
    let mut export = Export::default();
    for (at, entry) in list.into_iter().enumerate() {
        let entry = serde_json::from_value(entry).map(saved).map_err(|error| error.to_string());
        export.push(at + 1, entry);
    }
    Ok(export)
}

fn saved(entry: Entry) -> Saved {
    let name = |value: Value| match value {
        Value::String(name) => Some(name),
        Value::Object(mut tag) => match tag.remove("label").or(tag.remove("name")) {
            Some(Value::String(name)) => Some(name),
            _ => None,
        },
        _ => None,
    };
    let author = match entry.published_by {
        Value::Array(names) => names.into_iter().find_map(name),
        one => name(one),
    };
    let was_put_away = match entry.is_archived {
        Value::Bool(is_archived) => is_archived,
        Value::Number(number) => number.as_i64() == Some(1),
        _ => false,
    };
    Saved {
        title: entry.title.unwrap_or_default(),
        address: entry.url.or(entry.given_url).unwrap_or_default(),
        tags: entry.tags.into_iter().filter_map(name).collect(),
        when: entry.created_at.as_deref().and_then(seconds),
        is_read: was_put_away || entry.state.as_deref() == Some("Archived"),
        page: entry.content,
        file: entry.slug.filter(|slug| is_name(slug)).map(|slug| format!("{slug}.html")),
        author,
        published: entry.published_at,
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
