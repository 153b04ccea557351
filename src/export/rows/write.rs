//! Rows as JSON Lines or CSV.

use super::row::{Cell, Column, Row};
use crate::printable;
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use std::io::{self, Write};

/// A text format for rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// JSON Lines: an object per line with all columns in order; unknown values are null.
    #[default]
    Jsonl,
    /// CSV as in RFC 4180, but with line feeds as line ends; unknown values are empty.
    Csv,
}

/// Writes rows as JSON Lines or CSV.
///
/// JSON is exact, not sanitised. In CSV, which is opened in programs that act on values, text is made printable on one
/// line as on the screen, and a value that begins with `=`, `+`, `-` or `@` (or their full-width forms), which a
/// spreadsheet takes for a formula, gets a `'` before it. For the exact words use JSON, or cut the content from the
/// text by its offsets.
#[derive(Debug)]
pub struct Writer<W: Write>(Inner<W>);

#[derive(Debug)]
enum Inner<W: Write> {
    Jsonl(W),
    Csv(Box<csv::Writer<W>>),
}

impl<W: Write> Writer<W> {
    /// Writes to `out`.
    pub fn new(form: Form, out: W) -> Self {
        Self(match form {
            Form::Jsonl => Inner::Jsonl(out),
            Form::Csv => Inner::Csv(Box::new(csv::Writer::from_writer(out))),
        })
    }

    /// Writes the header with the column names, where the format has one.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn header(&mut self, columns: &[Column]) -> io::Result<()> {
        match &mut self.0 {
            Inner::Jsonl(_) => Ok(()),
            Inner::Csv(out) => Ok(out.write_record(columns.iter().map(|column| column.name))?),
        }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn row<R: Row>(&mut self, row: &R) -> io::Result<()> {
        match &mut self.0 {
            Inner::Jsonl(out) => {
                serde_json::to_writer(&mut *out, &Object(row))?;
                out.write_all(b"\n")
            }
            Inner::Csv(out) => Ok(out.write_record(row.cells().into_iter().map(harmless))?),
        }
    }

    /// Flushes `out`.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Inner::Jsonl(out) => out.flush(),
            Inner::Csv(out) => out.flush(),
        }
    }
}

struct Object<'a, R>(&'a R);

impl<R: Row> Serialize for Object<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(R::COLUMNS.len()))?;
        for (column, cell) in R::COLUMNS.iter().zip(self.0.cells()) {
            match cell {
                Cell::Null => map.serialize_entry(column.name, &()),
                Cell::Boolean(value) => map.serialize_entry(column.name, &value),
                Cell::Integer(value) => map.serialize_entry(column.name, &value),
                Cell::Number(value) => map.serialize_entry(column.name, &value),
                Cell::Text(text) => map.serialize_entry(column.name, &text),
            }?;
        }
        map.end()
    }
}

/// A value as a CSV field.
fn harmless(cell: Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Boolean(value) => value.to_string(),
        Cell::Integer(value) => value.to_string(),
        Cell::Number(value) => value.to_string(),
        Cell::Text(text) => {
            let text = printable::line(&text);
            if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
                format!("'{text}")
            } else {
                text
            }
        }
    }
}
