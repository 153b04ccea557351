//! Adding articles and forgetting them.

use super::{
    Library, LibraryError,
    entry::{self, Entry, digest},
    packed,
    people::name_key,
};
use crate::{
    analysis::{Analysis, Architecture},
    article::{Article, Key},
    corrections::Correction,
};
use rusqlite::{OptionalExtension as _, TransactionBehavior, params};
use std::collections::HashMap;

/// What of each text is known already: what it was analysed with, and which corrections were made.
#[derive(Debug, Clone, Default)]
pub struct Known(HashMap<String, (String, String)>);

impl Known {
    /// Whether this text, analysed with `asked` and corrected so, is in the library.
    pub fn holds(&self, key: &Key, asked: &str, corrections: &[Correction]) -> bool {
        let held = self.0.get(key.as_str());
        held.is_some_and(|(with, corrected)| with == asked && *corrected == digest(corrections))
    }
}

/// What to forget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forget {
    /// The articles of this name, address or (part of a) text's SHA-256.
    Article(String),
    /// Those of days before this one, `2024-01-31`: the day of publication, or else of adding.
    Before(String),
    /// Those that speak of somebody: who name them in full, in the text or as an actor, or by a name that a person has said
    /// means them.
    Person(String),
}

/// How many articles wait to have their words indexed at once.
const UNINDEXED: usize = 400;

/// Fewest digits of a SHA-256 that name a text.
const FEWEST_DIGITS: usize = 8;

/// What a library keeps of the models that an article was analysed with, so that it is known when it has to be again.
pub fn asked_with(architecture: Architecture) -> String {
    format!("{} {}", architecture.name(), env!("CARGO_PKG_VERSION"))
}

impl Library {
    /// Whether this text, analysed with `asked` and corrected so, is in it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn holds(&self, key: &Key, asked: &str, corrections: &[Correction]) -> Result<bool, LibraryError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM article WHERE key = ?1 AND asked = ?2 AND corrections = ?3)";
        let found =
            self.store.query_row(sql, params![key.as_str(), asked, digest(corrections)], |row| row.get(0));
        found.map_err(|error| self.failed(&error))
    }

    /// Whether this text is in it with these corrections; `None` where it is not in it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_corrected(&self, key: &Key, corrections: &[Correction]) -> Result<Option<bool>, LibraryError> {
        let sql = "SELECT corrections = ?2 FROM article WHERE key = ?1";
        let found = self.store.query_row(sql, params![key.as_str(), digest(corrections)], |row| row.get(0));
        found.optional().map_err(|error| self.failed(&error))
    }

    /// What is known already.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn known(&self) -> Result<Known, LibraryError> {
        let all = || {
            let mut statement = self.store.prepare("SELECT key, asked, corrections FROM article")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
            rows.collect::<rusqlite::Result<_>>().map(Known)
        };
        all().map_err(|error| self.failed(&error))
    }

    /// Adds an article with its analysis, which was made with `asked` and has these corrections in it. What is known of the
    /// same text is replaced. All of it is in, or nothing.
    ///
    /// # Errors
    /// Where the store cannot be written to.
    pub fn add(
        &mut self,
        article: &Article,
        analysis: &Analysis,
        asked: &str,
        corrections: &[Correction],
    ) -> Result<(), LibraryError> {
        self.add_all(&[Entry::of(article, analysis, asked, corrections)])
    }

    /// Adds what was made ready, in one go: all of it is in, or nothing.
    ///
    /// # Errors
    /// Where the store cannot be written to.
    pub fn add_all(&mut self, entries: &[Entry]) -> Result<(), LibraryError> {
        let count = self.unindexed + entries.len();
        let is_time = count >= UNINDEXED;
        let added = self.store.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|whole| {
            entries.iter().try_for_each(|entry| entry::add(&whole, entry))?;
            if is_time {
                entry::index(&whole)?;
            }
            whole.commit()
        });
        added.map_err(|error| super::failed(&self.name, &error))?;
        self.unindexed = if is_time { 0 } else { count };
        Ok(())
    }

    /// Puts the words of what was added since into the indexes.
    pub(super) fn index(&mut self) -> rusqlite::Result<()> {
        self.unindexed = 0;
        let is_any = "SELECT EXISTS (SELECT 1 FROM unindexed)";
        if !self.store.query_row(is_any, [], |row| row.get(0))? {
            return Ok(());
        }
        let whole = self.store.transaction_with_behavior(TransactionBehavior::Immediate)?;
        entry::index(&whole)?;
        whole.commit()
    }

    /// Forgets articles and all that was known by them alone, and gives how many. What they held is gone from the file, not
    /// only left out.
    ///
    /// # Errors
    /// Where the store cannot be written to.
    pub fn forget(&mut self, what: &Forget) -> Result<usize, LibraryError> {
        let name = self.name.clone();
        self.forgotten(what).map_err(|error| super::failed(&name, &error))
    }

    fn forgotten(&mut self, what: &Forget) -> rusqlite::Result<usize> {
        // Words are looked up.
        self.index()?;
        let whole = self.store.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let ids: Vec<i64> = match what {
            Forget::Article(named) => {
                let is_key =
                    named.len() >= FEWEST_DIGITS && named.bytes().all(|byte| byte.is_ascii_hexdigit());
                let start = if is_key { format!("{}*", named.to_lowercase()) } else { String::new() };
                let sql = "SELECT id FROM article WHERE doc = ?1 OR url = ?1 OR key GLOB ?2";
                let mut statement = whole.prepare(sql)?;
                statement.query_map([named, &start], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
            }
            Forget::Person(name) => {
                let key = name_key(name);
                // A name of one word may be part of anybody's.
                let is_full = key.contains(' ');
                let sql = "SELECT article FROM actor WHERE name_key = ?1
                        OR name_key IN (SELECT name_key FROM alias WHERE means = ?1 AND role = '')
                    UNION SELECT rowid FROM text_index WHERE ?2 AND text_index MATCH ?3";
                let mut statement = whole.prepare(sql)?;
                let phrase = format!("\"{key}\"");
                statement
                    .query_map(params![key, is_full, phrase], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?
            }
            Forget::Before(day) => {
                let mut statement =
                    whole.prepare("SELECT id FROM article WHERE coalesce(date, date(added)) < ?1")?;
                statement.query_map([day], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
            }
        };
        for id in &ids {
            entry::remove(&whole, *id)?;
        }
        whole.commit()?;
        self.settle_all()?;
        self.store.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(()))?;
        Ok(ids.len())
    }

    /// How many articles were analysed with something else than `asked`, or are marked to be analysed again.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn stale(&self, asked: &str) -> Result<Vec<i64>, LibraryError> {
        let all = || {
            let mut statement = self.store.prepare("SELECT id FROM article WHERE asked <> ?1 ORDER BY id")?;
            statement.query_map([asked], |row| row.get(0))?.collect::<rusqlite::Result<_>>()
        };
        all().map_err(|error| self.failed(&error))
    }

    /// Marks all articles to be analysed again.
    ///
    /// # Errors
    /// Where the store cannot be written to.
    pub fn mark_stale(&mut self) -> Result<(), LibraryError> {
        let done = self.store.execute("UPDATE article SET asked = ''", []);
        done.map(drop).map_err(|error| self.failed(&error))
    }

    /// The row of the article at this address, or with this text; the one added last where there are several.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn row(&self, url: Option<&str>, key: Option<&Key>) -> Result<Option<i64>, LibraryError> {
        let sql = "SELECT max(id) FROM article WHERE url = ?1 OR key = ?2";
        let found = self.store.prepare_cached(sql).and_then(|mut statement| {
            statement.query_row(params![url, key.map(Key::as_str)], |row| row.get(0))
        });
        found.map_err(|error| self.failed(&error))
    }

    /// The article in this row, as it was read. `None` where it is not there any more, or does not fit together.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn article(&self, id: i64) -> Result<Option<Article>, LibraryError> {
        let sql = "SELECT content, doc, url, language FROM article JOIN packed ON article = id WHERE id = ?1";
        let found = self.store.query_row(sql, [id], |row| {
            let packed: Vec<u8> = row.get(0)?;
            Ok(packed::Unpacker::default().article(&packed, row.get(1)?, row.get(2)?, row.get(3)?))
        });
        Ok(found.optional().map_err(|error| self.failed(&error))?.flatten())
    }
}
