//! The keys in the settings, as they stand there and with where they stand: what they are called means nothing here.

use super::{Position, Problem};
use serde::{Deserialize as _, Deserializer, de::IgnoredAny};
use std::ops::Range;
use toml_edit::{Item, TableLike};

/// The keys of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// The mode in which they hold; none for the one that the command belongs to.
    pub mode: Option<Written>,
    /// The command.
    pub command: Written,
    /// The keys, the best known first; none for a command that has none any more.
    pub keys: Vec<Written>,
}

/// Something that stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What.
    pub text: String,
    /// Where.
    pub at: Position,
}

/// Passes over the keys: they are read by [`read`], which tells where they stand.
pub(super) fn passed_over<'de, D: Deserializer<'de>>(keys: D) -> Result<Vec<Keys>, D::Error> {
    IgnoredAny::deserialize(keys).map(|_| Vec::new())
}

/// Reads the table `keys` of a file with this text.
pub(super) fn read(item: Option<&Item>, text: &str) -> Result<Vec<Keys>, Problem> {
    let Some(item) = item else { return Ok(Vec::new()) };
    let Some(table) = item.as_table_like() else {
        return Err((place(text, item.span()), "keys is a table: [keys]".to_owned()));
    };
    let mut out = Vec::new();
    for (name, item) in table.iter() {
        let written = name_in(table, name, text);
        // A table in it is a mode.
        let Some(mode) = item.as_table_like() else {
            out.push(Keys { mode: None, command: written, keys: list(item, text)? });
            continue;
        };
        for (name, item) in mode.iter() {
            let command = name_in(mode, name, text);
            out.push(Keys { mode: Some(written.clone()), command, keys: list(item, text)? });
        }
    }
    Ok(out)
}

/// The name of something in a table.
fn name_in(table: &dyn TableLike, name: &str, text: &str) -> Written {
    let span = table.key(name).and_then(toml_edit::Key::span);
    Written { text: name.to_owned(), at: place(text, span) }
}

/// One key, or a list of them.
fn list(item: &Item, text: &str) -> Result<Vec<Written>, Problem> {
    let wrong = |span| (place(text, span), "keys are names of keys: \"n\" or [\"n\", \"ctrl-n\"]".to_owned());
    let written = |text_of: &str, span| Written { text: text_of.to_owned(), at: place(text, span) };
    if let Some(one) = item.as_str() {
        return Ok(vec![written(one, item.span())]);
    }
    let several = item.as_array().ok_or_else(|| wrong(item.span()))?.iter();
    several.map(|key| Ok(written(key.as_str().ok_or_else(|| wrong(key.span()))?, key.span()))).collect()
}

/// Where `span` begins in `text`.
fn place(text: &str, span: Option<Range<usize>>) -> Position {
    Position::of(text, span.map_or(0, |span| span.start))
}
