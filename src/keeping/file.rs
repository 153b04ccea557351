//! The files as TOML: read, and edited without touching anything else that a person has written there.
//!
//! A file holds an `[[article]]` for each text, so that concatenated files are a file again.

use super::{KeepingError, Kept};
use crate::{
    article::{Article, Key},
    source::input,
};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, path::Path};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, de, ser, value};

/// Title and name of a text, for a person who reads the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// The headline.
    pub title: Option<String>,
    /// What the article was read from.
    pub name: String,
}

impl Heading {
    /// Of `article`.
    pub fn of(article: &Article) -> Self {
        Self { title: article.title_text(), name: article.name.clone() }
    }
}

#[derive(Deserialize)]
struct File<P> {
    #[serde(default = "Vec::new")]
    article: Vec<P>,
}

/// What is kept of any number of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection<T>(HashMap<String, Vec<T>>);

impl<T> Default for Collection<T> {
    /// Nothing of none.
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Kept> Collection<T> {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Where it cannot be read, or is not such a file.
    pub fn read(path: &Path) -> Result<Self, KeepingError> {
        let name = path.display().to_string();
        let text = input::of_file(path, &name)?;
        let text = String::from_utf8(text).map_err(|_| unreadable::<T>(&name, "it is not UTF-8"))?;
        Self::parse(&text).map_err(|problem| unreadable::<T>(&name, &problem))
    }

    /// Reads `text`; the error says what is wrong and in which line.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let file: File<T::Part> = de::from_str(text).map_err(|error| {
            let line =
                error.span().and_then(|span| text.get(..span.start)).map(|t| t.matches('\n').count() + 1);
            let problem = error.message().lines().next().unwrap_or_default().to_owned();
            line.map_or(problem.clone(), |line| format!("line {line}: {problem}"))
        })?;
        let mut out = Self::default();
        for (text, kept) in file.article.into_iter().map(T::of) {
            out.0.entry(text).or_default().extend(kept);
        }
        Ok(out)
    }

    /// Those for the text with this key.
    pub fn get(&self, key: &Key) -> &[T] {
        self.0.get(key.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Those for `article`. Hashes its whole text, so call it once.
    pub fn of(&self, article: &Article) -> &[T] {
        if self.0.is_empty() { &[] } else { self.get(&Key::of(&article.text)) }
    }
}

/// `text` with one thing more for the text with this key. All else in it stays, including comments.
pub(super) fn add<T: Kept>(text: &str, key: &Key, heading: &Heading, kept: &T) -> Result<String, String> {
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
    tables(part, T::TABLE)?.push(table(kept)?);
    let preamble = if text.trim().is_empty() { T::PREAMBLE } else { "" };
    Ok(format!("{preamble}{document}"))
}

/// `text` without the last thing equal to `kept` for the text with this key, or with `instead` in its place. None where there
/// is no such thing.
pub(super) fn replace<T: Kept>(
    text: &str,
    key: &Key,
    kept: &T,
    instead: Option<&T>,
) -> Result<Option<String>, String> {
    let mut document = parse(text)?;
    let mut is_found = false;
    for part in tables(document.as_table_mut(), "article")?.iter_mut() {
        if part.get("text").and_then(Item::as_str) != Some(key.as_str()) {
            continue;
        }
        let all = tables(part, T::TABLE)?;
        let is_it = |table: &Table| {
            let made: Result<T, _> = de::from_document(DocumentMut::from(table.clone()));
            made.is_ok_and(|made| made == *kept)
        };
        let last = all.iter().enumerate().filter(|(_, table)| is_it(table)).map(|(at, _)| at).last();
        let Some(at) = last else { continue };
        is_found = true;
        match (instead.map(table).transpose()?, all.get_mut(at)) {
            (Some(new), Some(old)) => {
                let known = table(kept)?;
                // Fields that are unknown to dixit stay.
                old.retain(|name, _| !known.contains_key(name));
                for (name, item) in new {
                    old.insert(&name, item);
                }
            }
            _ => {
                all.remove(at);
            }
        }
    }
    Ok(is_found.then(|| document.to_string()))
}

const MISSHAPEN: &str =
    "its articles and what is kept of them do not stand under [[article]] and tables of their own in it";

fn parse(text: &str) -> Result<DocumentMut, String> {
    text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())
}

/// The array of tables with this name, made where there is none.
fn tables<'a>(table: &'a mut Table, name: &str) -> Result<&'a mut ArrayOfTables, String> {
    let item = table.entry(name).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| MISSHAPEN.to_owned())
}

/// Something as a table, each of its tables on one line.
fn table(kept: &(impl Serialize + ?Sized)) -> Result<Table, String> {
    let document = ser::to_document(kept).map_err(|error| error.to_string())?;
    let mut table = document.as_table().clone();
    for (_, item) in table.iter_mut() {
        *item = Item::Value(std::mem::take(item).into_value().map_err(|_| MISSHAPEN)?);
    }
    table.set_position(None);
    Ok(table)
}

/// The error for a file `name` of another form.
pub(super) fn unreadable<T: Kept>(name: &str, problem: &str) -> KeepingError {
    KeepingError::Unreadable { kind: T::PLURAL, name: name.to_owned(), problem: problem.to_owned() }
}
