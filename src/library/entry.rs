//! One article as rows of the store: prepared, inserted and removed.

use super::{integer, packed, parts::Parts, people::name_key};
use crate::{
    analysis::Analysis,
    article::{Article, Key},
    corrections::Correction,
    export::rows::{self, ActorRow, ArticleRow, QuoteRow},
};
use rusqlite::{OptionalExtension as _, Transaction, named_params, params};
use std::io;

/// The digest of corrections, by which a change of them is noticed.
pub(super) fn digest(corrections: &[Correction]) -> String {
    if corrections.is_empty() {
        return String::new();
    }
    let written = serde_json::to_string(corrections).unwrap_or_default();
    Key::of(&written).to_string()
}

/// An article with its analysis, prepared to be added, which needs no library.
#[derive(Debug)]
pub struct Entry {
    article: ArticleRow,
    /// The compressed text with its parts, or why there is none.
    packed: io::Result<Vec<u8>>,
    bytes: usize,
    /// Each with the key of its name.
    actors: Vec<(ActorRow, String)>,
    quotes: Vec<QuoteRow>,
    asked: String,
    corrections: String,
}

impl Entry {
    /// The entry of an article with its analysis, which was made with `asked` and includes these corrections.
    pub fn of(article: &Article, analysis: &Analysis, asked: &str, corrections: &[Correction]) -> Self {
        let parts = serde_json::to_string(&Parts::of(article)).map_err(io::Error::from);
        Self {
            article: rows::article(article, analysis),
            packed: parts.and_then(|parts| packed::pack(&parts, &article.text)),
            bytes: article.text.len(),
            actors: rows::actors(article, analysis)
                .map(|row| {
                    let key = name_key(&row.name);
                    (row, key)
                })
                .collect(),
            quotes: rows::quotes(article, analysis).collect(),
            asked: asked.to_owned(),
            corrections: digest(corrections),
        }
    }
}

pub(super) fn add(whole: &Transaction<'_>, entry: &Entry) -> rusqlite::Result<()> {
    let Entry { article: row, packed, bytes, actors, quotes, asked, corrections } = entry;
    let packed =
        packed.as_ref().map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.to_string().into()))?;
    let before: Option<(i64, String)> = whole
        .prepare_cached("SELECT id, added FROM article WHERE key = ?1")?
        .query_row([&row.article], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((id, _)) = &before {
        remove(whole, *id)?;
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
        .prepare_cached("INSERT INTO packed (article, content, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![id, packed, integer(*bytes)])?;
    whole.prepare_cached("INSERT INTO unindexed VALUES (?1)")?.execute([id])?;
    actors.iter().try_for_each(|(row, key)| add_actor(whole, id, row, key))?;
    quotes.iter().try_for_each(|row| add_quote(whole, id, row))
}

fn add_actor(whole: &Transaction<'_>, article: i64, row: &ActorRow, key: &str) -> rusqlite::Result<()> {
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
            key,
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
            "INSERT INTO quote (article, number, kind, sense, start, end, spans, words, cue_start, cue_end, source_start,
                source_end, speaker, speaker_why, speaker_confidence, via, \"to\", confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(params![
            article,
            integer(row.quote),
            row.kind,
            row.sense,
            integer(row.start),
            integer(row.end),
            row.spans,
            integer(row.words),
            row.cue_start.map(integer),
            row.cue_end.map(integer),
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

/// What the indexes contain of an article: its text, and the row and words of each quote. It is removed by the same words,
/// so that this must never change for a text that was added.
fn indexed(whole: &Transaction<'_>, article: i64) -> rusqlite::Result<(String, Vec<(i64, String)>)> {
    let mut texts = packed::Texts::default();
    let text = texts.of(whole, article)?;
    let mut quotes = whole.prepare_cached("SELECT id, spans FROM quote WHERE article = ?1 ORDER BY id")?;
    let quotes = quotes.query_map([article], |row| {
        let spans: String = row.get(1)?;
        Ok((row.get(0)?, text.content(&spans)))
    })?;
    Ok((text.all().to_owned(), quotes.collect::<rusqlite::Result<_>>()?))
}

/// Indexes the words of what is not indexed yet.
pub(super) fn index(whole: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut articles = whole.prepare_cached("SELECT article FROM unindexed ORDER BY article")?;
    let articles: Vec<i64> = articles.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut put_text = whole.prepare_cached("INSERT INTO text_index (rowid, content) VALUES (?1, ?2)")?;
    let mut put_quote = whole.prepare_cached("INSERT INTO quote_index (rowid, content) VALUES (?1, ?2)")?;
    for article in articles {
        let (text, quotes) = indexed(whole, article)?;
        put_text.execute(params![article, text])?;
        for (id, words) in quotes {
            put_quote.execute(params![id, words])?;
        }
    }
    whole.prepare_cached("DELETE FROM unindexed")?.execute([]).map(drop)
}

/// Removes the words of an article from the indexes.
fn take_out(whole: &Transaction<'_>, article: i64) -> rusqlite::Result<()> {
    let is_in = "SELECT NOT EXISTS (SELECT 1 FROM unindexed WHERE article = ?1)";
    if !whole.prepare_cached(is_in)?.query_row([article], |row| row.get(0))? {
        return Ok(());
    }
    let (text, quotes) = indexed(whole, article)?;
    whole
        .prepare_cached("INSERT INTO text_index (text_index, rowid, content) VALUES ('delete', ?1, ?2)")?
        .execute(params![article, text])?;
    let take = "INSERT INTO quote_index (quote_index, rowid, content) VALUES ('delete', ?1, ?2)";
    let mut take = whole.prepare_cached(take)?;
    quotes.iter().try_for_each(|(id, words)| take.execute(params![id, words]).map(drop))
}

/// Removes an article and all rows that belong to it.
pub(super) fn remove(whole: &Transaction<'_>, id: i64) -> rusqlite::Result<()> {
    take_out(whole, id)?;
    for sql in [
        "DELETE FROM quote WHERE article = ?1",
        "DELETE FROM actor WHERE article = ?1",
        "DELETE FROM packed WHERE article = ?1",
        "DELETE FROM unindexed WHERE article = ?1",
        "DELETE FROM article WHERE id = ?1",
    ] {
        whole.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}
