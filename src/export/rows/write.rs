//! Rows as JSON Lines or CSV.

use super::row::{Cell, Column, Row};
use crate::printable;
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use std::io::{self, Write};

/// What rows are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// An object a line, with all columns in order; what is not known is null.
    #[default]
    Jsonl,
    /// Cells between commas as RFC 4180 says, but with line feeds; what is not known is an empty cell.
    Csv,
}

/// Writes rows.
///
/// JSON is exact, not harmless. In CSV text is made harmless, since it is made for programs that act on what they show: it
/// is one line without control characters, as on the screen, and where it begins with `=`, `+`, `-` or `@` (of full width
/// too), which a spreadsheet takes for a formula, `'` is set before it. Who needs every letter takes JSON, or cuts the
/// content out of the text by its offsets.
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

    /// Writes the names of the columns, where the form has such a line.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn header(&mut self, columns: &[Column]) -> io::Result<()> {
        match &mut self.0 {
            Inner::Jsonl(_) => Ok(()),
            Inner::Csv(out) => Ok(out.write_record(columns.iter().map(|column| column.name))?),
        }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn row<R: Row>(&mut self, row: &R) -> io::Result<()> {
        match &mut self.0 {
            Inner::Jsonl(out) => {
                serde_json::to_writer(&mut *out, &Object(row))?;
                out.write_all(b"\n")
            }
            Inner::Csv(out) => Ok(out.write_record(row.cells().into_iter().map(harmless))?),
        }
    }

    /// Has all that was written reach what it is written to.
    ///
    /// # Errors
    /// Where it cannot be written.
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

/// A cell as CSV has it.
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
