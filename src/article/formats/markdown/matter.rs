//! What front matter says, told by the parser of its form (YAML, TOML, JSON, or lines with a percent sign each), and written
//! anew as three lines that are read where they stand.

use super::front::{Front, front};
use crate::{
    article::{
        BlockKind,
        budget::{self, NAME, TITLE},
        formats::person,
        stamp::Stamp,
    },
    span::Span,
};
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};
use std::fmt::Write as _;
use toml_edit::{DocumentMut, Item, TableLike};

/// The longest front matter that is parsed, in bytes.
const LENGTH: usize = 1 << 14;
/// How many lists and objects may lie in each other.
const DEPTH: usize = 16;

const TITLES: [&str; 2] = ["title", "headline"];
const AUTHORS: [&str; 6] = ["author", "authors", "byline", "by", "creator", "writer"];
const DATES: [&str; 11] = [
    "date",
    "published",
    "publisheddate",
    "publishdate",
    "pubdate",
    "datepublished",
    "publishedat",
    "publishedon",
    "created",
    "createdat",
    "datecreated",
];
/// In which order it is read.
const ORDER: [BlockKind; 3] = [BlockKind::Title, BlockKind::Byline, BlockKind::Date];
/// Where some programs keep what is of the author's own.
const OTHERS: [&str; 2] = ["params", "extra"];

/// The front matter of `text` as it is read, where it stands for more than is written there: several authors, an escape, a
/// date for machines. None where it can be read as it is, or not at all.
pub(super) fn anew(text: &str) -> Option<String> {
    let matter = text.get(..front(text))?;
    let mut said = Said::of(matter)?;
    let mut found = Front::default();
    found.note(text, 0..matter.len());
    // The headline stands above author and date, also where it is a heading below them.
    if said.byline.is_some() || said.published.is_some() {
        said.title = said.title.or_else(|| headline(text.get(matter.len()..)?));
    }
    let place = |(kind, _): &(BlockKind, Span)| ORDER.iter().position(|known| known == kind);
    let is_in_order = found.found.is_sorted_by_key(place);
    let written = |kind| {
        let (_, span): &(_, Span) = found.found.iter().find(|(found, _)| *found == kind)?;
        Some(span.of(text).to_owned())
    };
    let as_written = Said {
        title: written(BlockKind::Title),
        byline: written(BlockKind::Byline),
        published: written(BlockKind::Date),
    };
    (said != as_written || !is_in_order).then(|| said.lines())
}

/// The heading that `text` begins with, where it has no signs that may be markup.
fn headline(text: &str) -> Option<String> {
    let line = text.trim_start().lines().next()?.strip_prefix("# ")?.trim().trim_end_matches('#').trim_end();
    let is_plain = |c: char| c.is_alphanumeric() || c == ' ' || "',.:;?!()-–—’“”‘".contains(c);
    if line.chars().all(is_plain) { budget::line(line, TITLE) } else { None }
}

/// What front matter tells, each on one line.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    title: Option<String>,
    byline: Option<String>,
    published: Option<String>,
}

impl Said {
    /// What `matter` says; none where its form has no such beginning, or it breaks the rules of its form.
    fn of(matter: &str) -> Option<Self> {
        let fields = Some(matter.trim()).filter(|matter| matter.len() <= LENGTH).and_then(fields)?;
        let authors = |fields: &Map<String, Value>| {
            AUTHORS.iter().map(|name| names(field(fields, name))).find(|names| !names.is_empty())
        };
        let others = || OTHERS.iter().find_map(|name| authors(field(&fields, name).as_object()?));
        let byline = authors(&fields).or_else(others).map(|names| names.join(", "));
        Some(Self {
            title: TITLES.iter().find_map(|name| word(field(&fields, name), TITLE)),
            byline: byline.and_then(|byline| budget::line(&byline, NAME)),
            published: date(&Value::Object(fields)).map(|date| shown(&date)),
        })
    }

    /// It as front matter that needs no parser.
    fn lines(&self) -> String {
        let mut lines = "---\n".to_owned();
        for (key, value) in [("title", &self.title), ("author", &self.byline), ("date", &self.published)] {
            if let Some(value) = value {
                let _ = writeln!(lines, "{key}: \"{value}\"");
            }
        }
        lines + "---\n"
    }
}

/// The fields of front matter.
fn fields(matter: &str) -> Option<Map<String, Value>> {
    const TOML: [&str; 2] = ["+++", "---toml"];
    const FENCES: [&str; 6] = ["---", "...", "+++", ";;;", "---yaml", "---json"];
    let first = matter.lines().next()?.trim_end();
    let is_toml = TOML.contains(&first);
    let is_fenced = is_toml || FENCES.contains(&first);
    let inner = if is_fenced { matter.get(first.len()..)?.trim_end() } else { matter };
    let last = inner.lines().next_back().filter(|last| is_fenced && FENCES.contains(&last.trim()));
    let inner = inner.get(..inner.len() - last.map_or(0, str::len))?;
    if first.starts_with('%') {
        Some(percent_lines(inner))
    } else if is_toml || !is_fenced && first.split_once('=').is_some_and(|(key, _)| !key.contains(':')) {
        Some(of_table(inner.parse::<DocumentMut>().ok()?.as_table()))
    } else {
        let value = if inner.trim_start().starts_with('{') {
            serde_json::from_str(inner).ok().or_else(|| yaml(inner))
        } else {
            yaml(inner)
        };
        match value {
            Some(Value::Object(fields)) => Some(fields),
            _ => None,
        }
    }
}

/// Title, authors and date, each after a percent sign; continuation lines are indented.
fn percent_lines(matter: &str) -> Map<String, Value> {
    let mut parts = matter.split("\n%").map(|part| part.trim_start_matches('%').trim());
    let mut fields = Map::new();
    let mut note = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    note("title", parts.next().unwrap_or_default().into());
    let authors = parts.next().unwrap_or_default();
    note("author", authors.split([';', '\n']).map(|author| Value::from(author.trim())).collect());
    note("date", parts.next().unwrap_or_default().into());
    fields
}

/// Lists, objects and strings of YAML. Every other value is a string as well, as it is written, and one that stands elsewhere
/// is left out.
fn yaml(text: &str) -> Option<Value> {
    /// A list or an object that is not at its end, and the key that waits for its value.
    enum Open {
        List(Vec<Value>),
        Object(Map<String, Value>, Option<String>),
    }
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.ok()?;
        let value = match event {
            Event::Scalar(text, ScalarStyle::Plain, ..)
                if matches!(&*text, "~" | "null" | "Null" | "NULL") =>
            {
                Value::Null
            }
            Event::Scalar(text, ..) => Value::String(text.into_owned()),
            Event::Alias(_) => Value::Null,
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEPTH => return None,
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Object(Map::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop()? {
                Open::List(list) => Value::Array(list),
                Open::Object(fields, _) => Value::Object(fields),
            },
            _ => continue,
        };
        match open.last_mut() {
            Some(Open::List(list)) => list.push(value),
            Some(Open::Object(fields, key)) => match (key.take(), value) {
                (Some(key), value) => {
                    fields.entry(key).or_insert(value);
                }
                (None, Value::String(name)) => *key = Some(name),
                (None, _) => *key = Some(String::new()),
            },
            None => return Some(value),
        }
    }
    None
}

fn of_table(table: &dyn TableLike) -> Map<String, Value> {
    table.iter().map(|(key, item)| (key.to_owned(), of_item(item))).collect()
}

/// A value of TOML; figures are strings as they are written.
fn of_item(item: &Item) -> Value {
    let of_value = |value: &toml_edit::Value| of_item(&Item::Value(value.clone()));
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|table| Value::Object(of_table(table))).collect(),
        Item::Value(toml_edit::Value::Array(list)) => list.iter().map(of_value).collect(),
        Item::Value(toml_edit::Value::String(text)) => Value::String(text.value().clone()),
        Item::Value(toml_edit::Value::Datetime(date)) => Value::String(date.value().to_string()),
        Item::Value(toml_edit::Value::Integer(figure)) => Value::String(figure.value().to_string()),
        _ => item.as_table_like().map_or(Value::Null, |table| Value::Object(of_table(table))),
    }
}

/// The value of the field with this name.
fn field<'a>(fields: &'a Map<String, Value>, name: &str) -> &'a Value {
    fields.iter().find(|(key, _)| is_called(key, name)).map_or(&Value::Null, |(_, value)| value)
}

/// Whether a key is this name, however it is written: in words together, or apart.
fn is_called(key: &str, name: &str) -> bool {
    let mut letters = key.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    name.chars().all(|c| letters.next() == Some(c)) && letters.next().is_none()
}

/// A string or a figure on one line.
fn word(value: &Value, most: usize) -> Option<String> {
    match value {
        Value::String(text) => budget::line(text, most),
        Value::Number(figure) => Some(figure.to_string()),
        _ => None,
    }
}

/// Whom a value names: a name, an object with one, or several of them.
fn names(value: &Value) -> Vec<String> {
    const WHOLE: [&str; 4] = ["name", "fullname", "displayname", "literal"];
    const PARTS: [[&str; 2]; 3] = [["given", "family"], ["firstname", "lastname"], ["first", "last"]];
    match value {
        Value::Array(several) => several.iter().flat_map(names).collect(),
        Value::Object(fields) => {
            let whole = WHOLE.iter().map(|name| names(field(fields, name))).find(|names| !names.is_empty());
            let parts = || {
                let parts = PARTS.iter().find(|[_, last]| word(field(fields, last), NAME).is_some())?;
                let parts: Vec<String> =
                    parts.iter().filter_map(|part| word(field(fields, part), NAME)).collect();
                Some(vec![parts.join(" ")])
            };
            // Each under a short name of theirs. What may be a whole name was looked into before: looking into it twice would
            // double the work with each object that lies in another.
            let is_other = |(key, value): &(&String, &Value)| {
                value.is_object() && !WHOLE.iter().any(|name| is_called(key, name))
            };
            let under_keys = || fields.iter().filter(is_other).flat_map(|(_, value)| names(value)).collect();
            whole.or_else(parts).unwrap_or_else(under_keys)
        }
        _ => word(value, NAME).and_then(|name| person::name(&name)).into_iter().collect(),
    }
}

/// The day of publication among fields, or in a value that may be several.
fn date(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) => DATES.iter().find_map(|name| date(field(fields, name))),
        Value::Array(several) => several.first().and_then(date),
        _ => word(value, NAME),
    }
}

/// A date as people read it, where it is written for machines.
fn shown(date: &str) -> String {
    let is_year = date.as_bytes().iter().take_while(|b| b.is_ascii_digit()).count() >= 4;
    let stamp = Stamp::of(date).filter(|_| is_year || date.contains(':'));
    stamp.map_or_else(|| date.to_owned(), |stamp| stamp.to_string())
}
