//! Parses front matter in all its forms (YAML, TOML, JSON, Pandoc's percent lines) and rewrites it as up to three lines
//! in a simple form, so that [`front_spans`](super::front_spans) finds the values as spans of the text.

use super::front_spans::{Front, front_matter_length};
use crate::{
    article::{
        BlockKind,
        budget::{self, NAME, TITLE},
        formats::person,
        machine_date::{self, MachineDate},
    },
    span::Span,
};
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};
use std::fmt::Write as _;
use toml_edit::{DocumentMut, Item, TableLike};

/// Longest front matter that is parsed, in bytes.
const LENGTH: usize = 1 << 14;
/// Deepest nesting of YAML lists and objects that is parsed.
const DEPTH: usize = 16;

/// Keys of the title, in lower case and without separators, as [`is_called`] compares them.
const TITLES: [&str; 2] = ["title", "headline"];
/// Keys of the authors, in the same form.
const AUTHORS: [&str; 6] = ["author", "authors", "byline", "by", "creator", "writer"];
/// Keys of the date, in the same form.
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
/// The order of the fields in the rewritten form.
const ORDER: [BlockKind; 3] = [BlockKind::Title, BlockKind::Byline, BlockKind::Date];
/// Keys of objects in which site generators keep an author's own fields (Hugo: `params`, Zola: `extra`).
const OTHERS: [&str; 2] = ["params", "extra"];

/// The front matter of `text` rewritten; `None` where the simple reading of [`front_spans`](super::front_spans) gives the same, or
/// where there is none or it cannot be parsed. They differ where there are several authors, escapes or a
/// machine-readable date.
pub(super) fn rewritten(text: &str) -> Option<String> {
    let matter = text.get(..front_matter_length(text))?;
    let mut said = Metadata::of(matter)?;
    let mut found = Front::default();
    found.note(text, 0..matter.len());
    // The title is shown above author and date even if it is only a heading below the front matter.
    if said.byline.is_some() || said.published.is_some() {
        said.title = said.title.or_else(|| headline(text.get(matter.len()..)?));
    }
    let place = |(kind, _): &(BlockKind, Span)| ORDER.iter().position(|known| known == kind);
    let is_in_order = found.found.is_sorted_by_key(place);
    let written = |kind| {
        let (_, span): &(_, Span) = found.found.iter().find(|(found, _)| *found == kind)?;
        Some(span.of(text).to_owned())
    };
    let as_written = Metadata {
        title: written(BlockKind::Title),
        byline: written(BlockKind::Byline),
        published: written(BlockKind::Date),
    };
    (said != as_written || !is_in_order).then(|| said.lines())
}

/// The heading at the start of `text`, if it has only characters that are no markup.
fn headline(text: &str) -> Option<String> {
    let line = text.trim_start().lines().next()?.strip_prefix("# ")?.trim().trim_end_matches('#').trim_end();
    let is_plain = |c: char| c.is_alphanumeric() || c == ' ' || "',.:;?!()-–—’“”‘".contains(c);
    if line.chars().all(is_plain) { budget::line(line, TITLE) } else { None }
}

/// The metadata in front matter, each on one line.
#[derive(Debug, PartialEq, Eq)]
struct Metadata {
    title: Option<String>,
    byline: Option<String>,
    published: Option<String>,
}

impl Metadata {
    /// Parses `matter`; `None` where it is too long or malformed.
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

    /// The metadata as front matter in the simple form; nothing where there are none.
    fn lines(&self) -> String {
        if *self == (Self { title: None, byline: None, published: None }) {
            return String::new();
        }
        let mut lines = "---\n".to_owned();
        for (key, value) in [("title", &self.title), ("author", &self.byline), ("date", &self.published)] {
            if let Some(value) = value {
                let _ = writeln!(lines, "{key}: \"{value}\"");
            }
        }
        lines + "---\n"
    }
}

/// The fields of front matter, whatever its form.
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

/// The fields of Pandoc's title block: title, authors and date, each after a percent sign, with indented continuation
/// lines.
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

/// Parses YAML into lists, objects and strings. All scalars but null are strings as they are written, so that a date or
/// a number keeps its form; aliases are null.
fn yaml(text: &str) -> Option<Value> {
    /// A list or object that is open, and the key whose value comes next.
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

/// A TOML table as JSON.
fn of_table(table: &dyn TableLike) -> Map<String, Value> {
    table.iter().map(|(key, item)| (key.to_owned(), of_item(item))).collect()
}

/// A TOML value as JSON; integers and dates are strings.
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

/// The value of the field with this name; null where there is none.
fn field<'a>(fields: &'a Map<String, Value>, name: &str) -> &'a Value {
    fields.iter().find(|(key, _)| is_called(key, name)).map_or(&Value::Null, |(_, value)| value)
}

/// Whether a key equals this name without regard to case and separators ("publishDate", "publish-date").
fn is_called(key: &str, name: &str) -> bool {
    let mut letters = key.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    name.chars().all(|c| letters.next() == Some(c)) && letters.next().is_none()
}

/// A string or a number on one line.
fn word(value: &Value, most: usize) -> Option<String> {
    match value {
        Value::String(text) => budget::line(text, most),
        Value::Number(figure) => Some(figure.to_string()),
        _ => None,
    }
}

/// The names in a value: a string, an object with a name, or several of them.
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
            // Objects under keys of any name, as where each author has a short name as key. The keys of whole names
            // were tried before: to try them twice would double the work at each level of nesting.
            let is_other = |(key, value): &(&String, &Value)| {
                value.is_object() && !WHOLE.iter().any(|name| is_called(key, name))
            };
            let under_keys = || fields.iter().filter(is_other).flat_map(|(_, value)| names(value)).collect();
            whole.or_else(parts).unwrap_or_else(under_keys)
        }
        _ => word(value, NAME).and_then(|name| person::name(&name)).into_iter().collect(),
    }
}

/// The date of publication in a field of an object, or in the first of several values.
fn date(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) => DATES.iter().find_map(|name| date(field(fields, name))),
        Value::Array(several) => several.first().and_then(date),
        _ => word(value, NAME).filter(|date| !machine_date::is_void(date)),
    }
}

/// A machine-readable date in short form; others as written.
fn shown(date: &str) -> String {
    let is_year = date.as_bytes().iter().take_while(|b| b.is_ascii_digit()).count() >= 4;
    let parsed = MachineDate::of(date).filter(|_| is_year || date.contains(':'));
    parsed.map_or_else(|| date.to_owned(), |date| date.to_string())
}
