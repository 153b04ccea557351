//! Corrections as TOML: read, and changed without touching what else a person has written there.
//!
//! A file holds an `[[article]]` for each text, so that files put one behind the other are a file again.

use super::{Correction, Key};
use crate::{article::Article, error::Error, source::input};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, path::Path};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, de, ser, value};

/// What is written above the first article.
const PREAMBLE: &str = "\
# Corrections made in dixit. Each [[article]] is a text, known by the SHA-256 of its UTF-8; places are bytes of UTF-8.
# Kept by hand as well as by dixit; `dixit extract --corrections` reads it, and several such files in one.

";

/// What a person calls the text of these corrections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// The headline.
    pub title: Option<String>,
    /// What the article was read from.
    pub name: String,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    article: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    text: String,
    #[serde(default)]
    correction: Vec<Correction>,
}

/// The corrections of any number of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection(HashMap<String, Vec<Correction>>);

impl Collection {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Where it cannot be read, or is not a file of corrections.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let text = input::of_file(path, &name)?;
        let text = String::from_utf8(text).map_err(|_| unreadable(&name, "it is not UTF-8"))?;
        Self::parse(&text).map_err(|problem| unreadable(&name, &problem))
    }

    /// Reads `text`; the error says what is wrong and in which line.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let file: File = de::from_str(text).map_err(|error| {
            let line =
                error.span().and_then(|span| text.get(..span.start)).map(|t| t.matches('\n').count() + 1);
            let problem = error.message().lines().next().unwrap_or_default().to_owned();
            line.map_or(problem.clone(), |line| format!("line {line}: {problem}"))
        })?;
        let mut out = Self::default();
        for part in file.article {
            out.0.entry(part.text).or_default().extend(part.correction);
        }
        Ok(out)
    }

    /// Those of the text with this key.
    pub fn get(&self, key: &Key) -> &[Correction] {
        self.0.get(key.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Those of `article`. Reads its whole text, so ask once.
    pub fn of(&self, article: &Article) -> &[Correction] {
        if self.0.is_empty() { &[] } else { self.get(&Key::of(&article.text)) }
    }
}

/// `text` with a correction of the text with this key more. All else in it stays, comments included.
pub(super) fn add(
    text: &str,
    key: &Key,
    heading: &Heading,
    correction: &Correction,
) -> Result<String, String> {
    let mut document = parse(text)?;
    let articles = tables(document.as_table_mut(), "article")?;
    let is_it = |part: &Table| part.get("text").and_then(Item::as_str) == Some(key.as_str());
    if !articles.iter().any(is_it) {
        let mut part = Table::new();
        part.insert("text", value(key.as_str()));
        if let Some(title) = &heading.title {
            part.insert("title", value(title));
        }
        part.insert("name", value(&heading.name));
        articles.push(part);
    }
    let part = articles.iter_mut().filter(|part| is_it(part)).last().ok_or(MISSHAPEN)?;
    tables(part, "correction")?.push(table(correction)?);
    let preamble = if text.trim().is_empty() { PREAMBLE } else { "" };
    Ok(format!("{preamble}{document}"))
}

/// `text` without the last of those corrections of the text with this key that are `correction`.
pub(super) fn take(text: &str, key: &Key, correction: &Correction) -> Result<String, String> {
    let mut document = parse(text)?;
    for part in tables(document.as_table_mut(), "article")?.iter_mut() {
        if part.get("text").and_then(Item::as_str) != Some(key.as_str()) {
            continue;
        }
        let corrections = tables(part, "correction")?;
        let is_it = |table: &Table| {
            let made: Result<Correction, _> = de::from_document(DocumentMut::from(table.clone()));
            made.is_ok_and(|made| made == *correction)
        };
        let last = corrections.iter().enumerate().filter(|(_, table)| is_it(table)).map(|(at, _)| at).last();
        if let Some(at) = last {
            corrections.remove(at);
        }
    }
    Ok(document.to_string())
}

const MISSHAPEN: &str =
    "its articles and corrections do not stand under [[article]] and [[article.correction]]";

fn parse(text: &str) -> Result<DocumentMut, String> {
    text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())
}

/// The array of tables with this name, made where there is none.
fn tables<'a>(table: &'a mut Table, name: &str) -> Result<&'a mut ArrayOfTables, String> {
    let item = table.entry(name).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| MISSHAPEN.to_owned())
}

/// A correction as a table, the quotes and actors it names each on one line.
fn table(correction: &(impl Serialize + ?Sized)) -> Result<Table, String> {
    let document = ser::to_document(correction).map_err(|error| error.to_string())?;
    let mut table = document.as_table().clone();
    for (_, item) in table.iter_mut() {
        *item = Item::Value(std::mem::take(item).into_value().map_err(|_| MISSHAPEN)?);
    }
    table.set_position(None);
    Ok(table)
}

/// [`Error::Corrections`] of the file `name`.
pub(super) fn unreadable(name: &str, problem: &str) -> Error {
    Error::Corrections { name: name.to_owned(), problem: problem.to_owned() }
}
