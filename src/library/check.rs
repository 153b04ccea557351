//! Checks the integrity of the store.

use super::{Library, LibraryError, packed};
use crate::article::Key;

/// How much is in a library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Articles.
    pub articles: usize,
    /// Quotes.
    pub quotes: usize,
    /// People across articles.
    pub people: usize,
    /// The bytes of all texts.
    pub text: usize,
    /// The bytes of the store.
    pub store: usize,
}

impl Library {
    /// The inconsistencies, a line each; empty where there is none.
    ///
    /// # Errors
    /// Where the store cannot be read at all, or settled.
    pub fn check(&mut self) -> Result<Vec<String>, LibraryError> {
        self.settle()?;
        self.faults().map_err(|error| self.failed(&error))
    }

    fn faults(&self) -> rusqlite::Result<Vec<String>> {
        let mut faults: Vec<String> = self
            .store
            .prepare("PRAGMA integrity_check")?
            .query_map([], |row| row.get(0))?
            .filter(|line| line.as_ref().map_or(true, |line: &String| line != "ok"))
            .collect::<rusqlite::Result<_>>()?;
        for index in ["text_index", "quote_index"] {
            let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            if let Err(error) = self.store.execute(&sql, []) {
                faults.push(format!("the index of words {index} does not fit: {error}"));
            }
        }
        for (sql, words) in [
            ("SELECT count(*) FROM pragma_foreign_key_check", "rows belong to articles that are not there"),
            (
                "SELECT count(*) FROM article WHERE NOT EXISTS (SELECT 1 FROM packed WHERE article = id)",
                "articles have no text",
            ),
            (
                "SELECT count(*) FROM article a WHERE quotes <> (SELECT count(*) FROM quote q WHERE q.article = a.id)",
                "articles have another number of quotes than they should",
            ),
            (
                "SELECT count(*) FROM article a WHERE actors <> (SELECT count(*) FROM actor s WHERE s.article = a.id)",
                "articles have another number of actors than they should",
            ),
        ] {
            let count: i64 = self.store.query_row(sql, [], |row| row.get(0))?;
            if count > 0 {
                faults.push(format!("{count} {words}"));
            }
        }
        let mut statement =
            self.store.prepare("SELECT key, doc, content, bytes FROM article JOIN packed ON article = id")?;
        let mut rows = statement.query([])?;
        let mut unpacker = packed::Unpacker::default();
        while let Some(row) = rows.next()? {
            let (key, doc): (String, String) = (row.get(0)?, row.get(1)?);
            let (packed, bytes): (&[u8], i64) = (row.get_ref(2)?.as_blob()?, row.get(3)?);
            let is_whole = unpacker
                .article(packed, doc.clone(), None, None)
                .is_some_and(|a| Key::of(&a.text).as_str() == key && super::integer(a.text.len()) == bytes);
            if !is_whole {
                faults.push(format!("{doc} has another text than it should"));
            }
        }
        Ok(faults)
    }

    /// How much is in it.
    ///
    /// # Errors
    /// Where the store cannot be read or settled.
    pub fn size(&mut self) -> Result<Size, LibraryError> {
        self.settle()?;
        let sql = "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM quote), (SELECT count(*) FROM person),
            (SELECT coalesce(sum(bytes), 0) FROM packed), page_count * page_size
            FROM pragma_page_count, pragma_page_size";
        let read = |row: &rusqlite::Row<'_>| {
            let count = |at: usize| row.get(at).map(|count: i64| usize::try_from(count).unwrap_or(0));
            Ok(Size {
                articles: count(0)?,
                quotes: count(1)?,
                people: count(2)?,
                text: count(3)?,
                store: count(4)?,
            })
        };
        self.store.query_row(sql, [], read).map_err(|error| self.failed(&error))
    }
}
