//! Adding articles and forgetting them.

use super::{Library, integer, parts::Parts, people::name_key};
use crate::{
    analysis::{Analysis, Architecture},
    article::{Article, Key},
    corrections::Correction,
    error::Error,
    export::rows::{self, ActorRow, QuoteRow},
};
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, named_params, params};
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
const UNINDEXED: usize = 100;

/// Fewest digits of a SHA-256 that name a text.
const FEWEST_DIGITS: usize = 8;

/// What corrections are known by.
fn digest(corrections: &[Correction]) -> String {
    if corrections.is_empty() {
        return String::new();
    }
    let written = serde_json::to_string(corrections).unwrap_or_default();
    Key::of(&written).to_string()
}

/// What a library keeps of the models that an article was analysed with, so that it is known when it has to be again.
pub fn asked_with(architecture: Architecture) -> String {
    format!("{} {}", architecture.name(), env!("CARGO_PKG_VERSION"))
}

impl Library {
    /// Whether this text, analysed with `asked` and corrected so, is in it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn holds(&self, key: &Key, asked: &str, corrections: &[Correction]) -> Result<bool, Error> {
        let sql = "SELECT EXISTS (SELECT 1 FROM article WHERE key = ?1 AND asked = ?2 AND corrections = ?3)";
        let found =
            self.store.query_row(sql, params![key.as_str(), asked, digest(corrections)], |row| row.get(0));
        found.map_err(|error| self.failed(&error))
    }

    /// Where a code point of the text of the article in this row is, in bytes; 0 where there is none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn offset(&self, article: i64, code_point: usize) -> Result<usize, Error> {
        let sql = "SELECT octet_length(substr(content, 1, ?2)) FROM text WHERE article = ?1";
        let found = self.store.prepare_cached(sql).and_then(|mut statement| {
            statement.query_row(params![article, integer(code_point)], |row| row.get::<_, i64>(0)).optional()
        });
        let found = found.map_err(|error| self.failed(&error))?;
        Ok(found.and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(0))
    }

    /// What is known already.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn known(&self) -> Result<Known, Error> {
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
    ) -> Result<(), Error> {
        let name = &self.name;
        add(&mut self.store, article, analysis, asked, &digest(corrections))
            .map_err(|error| super::failed(name, &error))?;
        self.unindexed += 1;
        if self.unindexed >= UNINDEXED {
            self.index().map_err(|error| self.failed(&error))?;
        }
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
        whole.execute_batch(
            "INSERT INTO text_index (rowid, content)
                SELECT text.article, content FROM unindexed JOIN text ON text.article = unindexed.article;
             INSERT INTO quote_index (rowid, content)
                SELECT id, content FROM unindexed CROSS JOIN quote ON quote.article = unindexed.article;
             DELETE FROM unindexed;",
        )?;
        whole.commit()
    }

    /// Forgets articles and all that was known by them alone, and gives how many. What they held is gone from the file, not
    /// only left out.
    ///
    /// # Errors
    /// Where the store cannot be written to.
    pub fn forget(&mut self, what: &Forget) -> Result<usize, Error> {
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
            remove(&whole, *id)?;
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
    pub fn stale(&self, asked: &str) -> Result<Vec<i64>, Error> {
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
    pub fn mark_stale(&mut self) -> Result<(), Error> {
        let done = self.store.execute("UPDATE article SET asked = ''", []);
        done.map(drop).map_err(|error| self.failed(&error))
    }

    /// The article in this row, as it was read. `None` where it is not there any more, or does not fit together.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn article(&self, id: i64) -> Result<Option<Article>, Error> {
        let sql =
            "SELECT doc, url, language, content, parts FROM article JOIN text ON article = id WHERE id = ?1";
        let found = self.store.query_row(sql, [id], |row| {
            let parts: String = row.get(4)?;
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, parts))
        });
        let found = found.optional().map_err(|error| self.failed(&error))?;
        Ok(found.and_then(|(doc, url, language, text, parts)| {
            serde_json::from_str::<Parts>(&parts).ok()?.article(doc, text, url, language)
        }))
    }
}

fn add(
    store: &mut rusqlite::Connection,
    article: &Article,
    analysis: &Analysis,
    asked: &str,
    corrections: &str,
) -> rusqlite::Result<()> {
    let row = rows::article(article, analysis);
    let parts = serde_json::to_string(&Parts::of(article))
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let whole = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before: Option<(i64, String)> = whole
        .prepare_cached("SELECT id, added FROM article WHERE key = ?1")?
        .query_row([&row.article], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((id, _)) = &before {
        remove(&whole, *id)?;
    }
    whole
        .prepare_cached(
            "INSERT INTO article (key, doc, title, byline, outlet, date, published, url, language, caveat, words,
                code_points, quotes, quoted_words, actors, speakers, anonymous, unattributed, model, asked, corrections,
                added)
             VALUES (:key, :doc, :title, :byline, :outlet, :date, :published, :url, :language, :caveat, :words,
                :code_points, :quotes, :quoted_words, :actors, :speakers, :anonymous, :unattributed, :model, :asked,
                :corrections, coalesce(:added, datetime('now')))",
        )?
        .execute(named_params! {
            ":key": row.article, ":doc": row.doc, ":title": row.title, ":byline": row.byline, ":outlet": row.outlet,
            ":date": row.date, ":published": row.published, ":url": row.url, ":language": row.language,
            ":caveat": row.caveat, ":words": integer(row.words), ":code_points": integer(row.code_points),
            ":quotes": integer(row.quotes), ":quoted_words": integer(row.quoted_words),
            ":actors": integer(row.actors), ":speakers": integer(row.speakers),
            ":anonymous": integer(row.anonymous), ":unattributed": integer(row.unattributed),
            ":model": row.model, ":asked": asked, ":corrections": corrections,
            ":added": before.map(|(_, added)| added),
        })?;
    let id = whole.last_insert_rowid();
    whole
        .prepare_cached("INSERT INTO text (article, content, parts) VALUES (?1, ?2, ?3)")?
        .execute(params![id, article.text, parts])?;
    rows::actors(article, analysis).try_for_each(|row| add_actor(&whole, id, &row))?;
    rows::quotes(article, analysis).try_for_each(|row| add_quote(&whole, id, &row))?;
    whole.commit()
}

fn add_actor(whole: &Transaction<'_>, article: i64, row: &ActorRow) -> rusqlite::Result<()> {
    whole
        .prepare_cached(
            "INSERT INTO actor (article, number, name, name_key, kind, role, aliases, mentions, pronouns_he, pronouns_she,
                pronouns_they, quotes, direct, mixed, indirect, words, share, start)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(params![
            article,
            integer(row.actor),
            row.name,
            name_key(&row.name),
            row.kind,
            row.role,
            row.aliases,
            integer(row.mentions),
            integer(row.pronouns_he),
            integer(row.pronouns_she),
            integer(row.pronouns_they),
            integer(row.quotes),
            integer(row.direct),
            integer(row.mixed),
            integer(row.indirect),
            integer(row.words),
            row.share,
            row.start.map(integer),
        ])
        .map(drop)
}

fn add_quote(whole: &Transaction<'_>, article: i64, row: &QuoteRow) -> rusqlite::Result<()> {
    whole
        .prepare_cached(
            "INSERT INTO quote (article, number, kind, sense, start, end, spans, content, words, cue, cue_start, cue_end,
                source, source_start, source_end, speaker, speaker_why, speaker_confidence, via, \"to\", confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
        )?
        .execute(params![
            article,
            integer(row.quote),
            row.kind,
            row.sense,
            integer(row.start),
            integer(row.end),
            row.spans,
            row.content,
            integer(row.words),
            row.cue,
            row.cue_start.map(integer),
            row.cue_end.map(integer),
            row.source,
            row.source_start.map(integer),
            row.source_end.map(integer),
            row.speaker.map(integer),
            row.speaker_why,
            row.speaker_confidence,
            row.via.map(integer),
            row.to.map(integer),
            row.confidence,
        ])
        .map(drop)
}

/// Removes an article with all that belongs to it.
fn remove(whole: &Transaction<'_>, id: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM quote WHERE article = ?1",
        "DELETE FROM actor WHERE article = ?1",
        "DELETE FROM text WHERE article = ?1",
        "DELETE FROM unindexed WHERE article = ?1",
        "DELETE FROM article WHERE id = ?1",
    ] {
        whole.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}
