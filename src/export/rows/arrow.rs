//! Rows as an Arrow IPC stream: columnar batches, which engines read without parsing.

use super::{
    Column, SCHEMA, Table, actors, article as article_row, quotes,
    row::{Cell, Row},
};
use crate::{analysis::Analysis, article::Article};
use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{BooleanBuilder, Float32Builder, Int64Builder, StringBuilder},
};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use std::{
    collections::HashMap,
    io::{self, Write},
    sync::Arc,
};

/// Rows per batch: a reader of the stream waits for this many.
const BATCH: usize = 1000;

/// Writes the rows of a table as a stream. Integers have 64 bits, numbers 32; the metadata of the schema names the
/// table and its version.
pub struct ArrowStream {
    table: Table,
    schema: Arc<Schema>,
    columns: Vec<Values>,
    rows: usize,
    writer: StreamWriter<Vec<u8>>,
}

/// The values of a column since the last batch.
enum Values {
    Boolean(BooleanBuilder),
    Integer(Int64Builder),
    Number(Float32Builder),
    Text(StringBuilder),
}

impl Values {
    fn of(column: &Column) -> Self {
        match column.kind {
            "boolean" => Self::Boolean(BooleanBuilder::new()),
            "integer" => Self::Integer(Int64Builder::new()),
            "number" => Self::Number(Float32Builder::new()),
            _ => Self::Text(StringBuilder::new()),
        }
    }

    /// Appends a value. A cell of the wrong kind becomes null; there is none, since columns and cells are declared
    /// together.
    fn add(&mut self, cell: &Cell<'_>) {
        match self {
            Self::Boolean(values) => values.append_option(match cell {
                Cell::Boolean(value) => Some(*value),
                _ => None,
            }),
            Self::Integer(values) => values.append_option(match cell {
                Cell::Integer(value) => i64::try_from(*value).ok(),
                _ => None,
            }),
            Self::Number(values) => values.append_option(match cell {
                Cell::Number(value) => Some(*value),
                _ => None,
            }),
            Self::Text(values) => values.append_option(match cell {
                Cell::Text(text) => Some(text),
                _ => None,
            }),
        }
    }

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Boolean(values) => Arc::new(values.finish()),
            Self::Integer(values) => Arc::new(values.finish()),
            Self::Number(values) => Arc::new(values.finish()),
            Self::Text(values) => Arc::new(values.finish()),
        }
    }
}

impl ArrowStream {
    /// An empty stream for this table.
    ///
    /// # Errors
    /// None in practice: where the schema cannot be written to memory.
    pub fn new(table: Table) -> io::Result<Self> {
        let field = |column: &Column| {
            let kind = match column.kind {
                "boolean" => DataType::Boolean,
                "integer" => DataType::Int64,
                "number" => DataType::Float32,
                _ => DataType::Utf8,
            };
            Field::new(column.name, kind, column.may_be_null)
        };
        let told = [("dixit.table", table.name().to_owned()), ("dixit.schema", SCHEMA.to_string())];
        let metadata: HashMap<String, String> =
            told.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let fields: Vec<Field> = table.columns().iter().map(field).collect();
        let schema = Arc::new(Schema::new(fields).with_metadata(metadata));
        let columns = table.columns().iter().map(Values::of).collect();
        let writer = StreamWriter::try_new(Vec::new(), &schema).map_err(failed)?;
        Ok(Self { table, schema, columns, rows: 0, writer })
    }

    /// Adds the rows of an article. Full batches are written at once, the rest with the next ones.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn write(&mut self, out: &mut impl Write, article: &Article, analysis: &Analysis) -> io::Result<()> {
        match self.table {
            Table::Quotes => quotes(article, analysis).try_for_each(|row| self.row(out, &row)),
            Table::Actors => actors(article, analysis).try_for_each(|row| self.row(out, &row)),
            Table::Articles => self.row(out, &article_row(article, analysis)),
        }
    }

    /// Writes the last batch and the end of the stream.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn finish(mut self, out: &mut impl Write) -> io::Result<()> {
        self.batch(out)?;
        self.writer.finish().map_err(failed)?;
        out.write_all(self.writer.get_ref())
    }

    fn row<R: Row>(&mut self, out: &mut impl Write, row: &R) -> io::Result<()> {
        for (values, cell) in self.columns.iter_mut().zip(row.cells()) {
            values.add(&cell);
        }
        self.rows += 1;
        if self.rows < BATCH { Ok(()) } else { self.batch(out) }
    }

    fn batch(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.rows > 0 {
            self.rows = 0;
            let columns = self.columns.iter_mut().map(Values::take).collect();
            let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(failed)?;
            self.writer.write(&batch).map_err(failed)?;
        }
        out.write_all(&std::mem::take(self.writer.get_mut()))
    }
}

fn failed(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Analyzer, article::Format, export::rows::Form};
    use arrow_array::{
        Array,
        cast::AsArray as _,
        types::{Float32Type, Int64Type},
    };
    use arrow_ipc::reader::StreamReader;
    use serde_json::{Value, json};

    /// The value of a cell as JSON.
    fn value(column: &dyn Array, row: usize) -> Value {
        if column.is_null(row) {
            return Value::Null;
        }
        match column.data_type() {
            DataType::Boolean => json!(column.as_boolean().value(row)),
            DataType::Int64 => json!(column.as_primitive::<Int64Type>().value(row)),
            // As the shortest decimal of a 32-bit number.
            DataType::Float32 => {
                let value = column.as_primitive::<Float32Type>().value(row);
                serde_json::from_str(&serde_json::to_string(&value).unwrap()).unwrap()
            }
            _ => json!(column.as_string::<i32>().value(row)),
        }
    }

    #[test]
    fn what_is_read_back_is_what_json_says() {
        let text =
            "“We will pay,” said Zoë Brandt, the mayor. She told Ann Lind that nobody waits. ".repeat(300);
        let articles = [text.as_str(), "Nobody speaks.", "“=Oh,” said Ida 😀 Weil.\n"];
        for table in Table::ALL {
            let (mut bytes, mut lines) = (Vec::new(), Vec::new());
            let mut stream = ArrowStream::new(table).unwrap();
            for (number, text) in articles.iter().enumerate() {
                let article = Article::from_text(format!("{number}"), *text, Format::Plain);
                let analysis = Analyzer::default().analyse(&article);
                stream.write(&mut bytes, &article, &analysis).unwrap();
                table.write(Form::Jsonl, &mut lines, &article, &analysis).unwrap();
            }
            stream.finish(&mut bytes).unwrap();
            let expected = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
            let expected: Vec<Value> = expected.map(|line| serde_json::from_slice(line).unwrap()).collect();
            let reader = StreamReader::try_new(bytes.as_slice(), None).unwrap();
            assert_eq!(reader.schema().metadata()["dixit.table"], table.name());
            let mut found = Vec::new();
            for batch in reader {
                let batch = batch.unwrap();
                assert!(batch.num_rows() <= BATCH);
                for row in 0..batch.num_rows() {
                    let cells = table.columns().iter().zip(batch.columns());
                    let cells = cells.map(|(column, values)| (column.name.to_owned(), value(values, row)));
                    found.push(Value::Object(cells.collect()));
                }
            }
            assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn without_rows_there_is_a_schema_and_an_end() {
        let mut bytes = Vec::new();
        ArrowStream::new(Table::Quotes).unwrap().finish(&mut bytes).unwrap();
        let mut reader = StreamReader::try_new(bytes.as_slice(), None).unwrap();
        assert_eq!(reader.schema().fields().len(), Table::Quotes.columns().len());
        assert!(reader.next().is_none());
    }
}
