//! Questions to the library, and the rows that answer them.

mod filter;
pub(super) mod lines;
mod query;
mod rows;

pub use self::{
    lines::Text,
    query::{Place, Query},
};

use self::{
    filter::{Filter, QUOTES, limit, list, matching},
    rows::{actor, article, person, quote},
};
use super::{Library, LibraryError, packed::Texts, people::name_key, settle};
use crate::{
    export::rows::{ActorRow, ArticleRow, PersonRow, QuoteRow},
    span::Span,
};
use rusqlite::params_from_iter;

/// What is asked for: all that is given has to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Who speaks: a full name, or any words of it.
    pub name: Option<String>,
    /// Who carried the words: part of the name, in whole words.
    pub via: Option<String>,
    /// Words that the quote has, in any order; those between double quotation marks stand together, and one that ends in an
    /// asterisk is the beginning of a word. Case and accents count for nothing.
    pub about: Option<String>,
    /// Parts of the names of outlets, in any case and with or without accents: articles of any of them; of all outlets where there are none.
    pub outlets: Vec<String>,
    /// Articles of this day or later, `2018-05-08`; or a month or year.
    pub after: Option<String>,
    /// Articles of days before this one.
    pub before: Option<String>,
    /// Kind of quote or of actor, as rows have it.
    pub kind: Option<String>,
    /// No more rows than these.
    pub most: Option<usize>,
}

/// Somebody who is called as was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their row in the library; none where they are not known across articles.
    pub id: Option<i64>,
    /// What to call them.
    pub name: String,
    /// The role that most articles give them.
    pub role: Option<String>,
    /// Whether the name says nothing out of its article: each article may mean somebody else.
    pub is_bare: bool,
}

/// A quote that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The quote.
    pub row: QuoteRow,
    /// The row of its article.
    pub article: i64,
    /// Where it begins in the text of that, with what tells of it, in bytes.
    pub offset: usize,
    /// From the first byte of its content to the last.
    pub extent: Span,
    /// Who that is across articles, or else in this article; none where no speaker is known.
    pub person: Option<Person>,
}

/// The columns of a [`QuoteRow`] in its order, and the person, from tables that give `q`, `a` and `s`. What is null here is
/// read from the text.
const COLUMNS: &str = "SELECT a.doc, a.key, q.number, q.kind, q.sense, q.start, q.end, q.spans, NULL, q.words,
    NULL, q.cue_start, q.cue_end, NULL, q.source_start, q.source_end, q.speaker, s.name, s.role, s.kind,
    q.speaker_why, q.speaker_confidence, s.pronouns_he, s.pronouns_she, s.pronouns_they, q.via, v.name, q.\"to\", t.name,
    q.confidence, a.title, a.byline, a.outlet, a.date, a.published, a.url, a.language, a.model, p.name, p.role, q.article, p.id";
/// The newest first, those of unknown days last.
const ORDER: &str = "ORDER BY a.date DESC NULLS LAST, a.id DESC, q.number";
/// Tables beside these.
const BESIDE: &str = "LEFT JOIN actor v ON v.article = q.article AND v.number = q.via
    LEFT JOIN actor t ON t.article = q.article AND t.number = q.\"to\"
    LEFT JOIN person p ON p.id = s.person";

impl Library {
    /// Gives `each` the quotes that were asked for, those of the newest articles first and those of unknown days last. A
    /// name that is somebody's full name, or said to mean them, means them; any other means whoever has its words in their
    /// name, and those who are called nothing else.
    ///
    /// # Errors
    /// Where the store cannot be read or settled.
    pub fn said(&mut self, asked: &Asked, mut each: impl FnMut(Found)) -> Result<(), LibraryError> {
        self.settle()?;
        self.quotes(asked, |found| {
            each(found);
            true
        })
        .map_err(|error| self.failed(&error))
    }

    /// Gives `each` all quotes, article by article, until it says no.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn all_quotes(&self, mut each: impl FnMut(QuoteRow) -> bool) -> Result<(), LibraryError> {
        let mut all = || {
            let sql = format!("{COLUMNS} FROM {QUOTES} {BESIDE} ORDER BY q.article, q.number");
            let mut statement = self.store.prepare(&sql)?;
            let mut rows = statement.query([])?;
            let mut texts = Texts::default();
            while let Some(row) = rows.next()? {
                if !each(quote(row, texts.of(&self.store, row.get(40)?)?)?) {
                    break;
                }
            }
            Ok(())
        };
        all().map_err(|error| self.failed(&error))
    }

    fn quotes(&self, asked: &Asked, mut each: impl FnMut(Found) -> bool) -> rusqlite::Result<()> {
        let mut filter = Filter::default();
        let tables = filter.quotes(self, asked)?;
        // Where only some are told, the rest of them is not read.
        let sql = match asked.most {
            Some(most) => {
                let told =
                    filter.sql(&format!("SELECT q.id FROM {tables}"), &format!("{ORDER} LIMIT {most}"));
                format!("{COLUMNS} FROM {QUOTES} {BESIDE} WHERE q.id IN ({told}) {ORDER}")
            }
            None => filter.sql(&format!("{COLUMNS} FROM {tables} {BESIDE}"), ORDER),
        };
        let mut statement = self.store.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(filter.values()))?;
        let mut texts = Texts::default();
        while let Some(row) = rows.next()? {
            let article = row.get(40)?;
            let text = texts.of(&self.store, article)?;
            let found = quote(row, text)?;
            let first = [Some(found.start), found.cue_start, found.source_start].into_iter().flatten().min();
            let offset = text.offset(first.unwrap_or(0));
            let extent = Span::new(text.offset(found.start), text.offset(found.end));
            let name: Option<String> = row.get(38)?;
            let person = match name {
                Some(name) => Some(Person { id: row.get(41)?, name, role: row.get(39)?, is_bare: false }),
                None => found.speaker_name.clone().map(|name| Person {
                    id: None,
                    name,
                    role: found.speaker_role.clone(),
                    is_bare: true,
                }),
            };
            if !each(Found { row: found, article, offset, extent, person }) {
                break;
            }
        }
        Ok(())
    }

    /// The persons who are called so: by their full name, or else by some words of it.
    fn called(&self, key: &str) -> rusqlite::Result<Vec<i64>> {
        let exact = "SELECT id FROM person WHERE name_key = ?1
            OR name_key IN (SELECT means FROM alias WHERE name_key = ?1 AND role = '')";
        let mut statement = self.store.prepare_cached(exact)?;
        let found: Vec<i64> =
            statement.query_map([key], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if !found.is_empty() || key.is_empty() {
            return Ok(found);
        }
        let words: Vec<String> = key.split(' ').map(|word| format!(" {word} ")).collect();
        let conditions: Vec<String> =
            (1..=words.len()).map(|n| format!("instr(' ' || name_key || ' ', ?{n}) > 0")).collect();
        let sql = format!("SELECT id FROM person WHERE {}", conditions.join(" AND "));
        let mut statement = self.store.prepare(&sql)?;
        statement.query_map(params_from_iter(words), |row| row.get(0))?.collect()
    }

    /// Everybody who is quoted, whoever is quoted most first. Of `asked`, what speaks of articles, the kind of actor and
    /// the number count; and the name, whose words theirs have to have.
    ///
    /// # Errors
    /// Where the store cannot be read or settled.
    pub fn people(&mut self, asked: &Asked) -> Result<Vec<PersonRow>, LibraryError> {
        self.settle()?;
        self.persons(asked).map_err(|error| self.failed(&error))
    }

    fn persons(&self, asked: &Asked) -> rusqlite::Result<Vec<PersonRow>> {
        let mut filter = Filter::default();
        if let Some(name) = &asked.name {
            filter.add_plain(format!("p.id IN ({})", list(&self.called(&name_key(name))?)));
        }
        if let Some(kind) = &asked.kind {
            filter.add("p.kind = {}", kind.clone());
        }
        let who = "SELECT p.name, p.role, p.kind,
            CASE WHEN p.name_key IN (SELECT name_key FROM person GROUP BY name_key HAVING count(*) > 1)
                THEN p.apart END";
        // Of all articles it is counted already.
        let is_counted = asked.outlets.is_empty() && asked.after.is_none() && asked.before.is_none();
        let (begin, group) = if is_counted {
            (format!("{who}, {} FROM person p", settle::COUNTED.join(", ")), "")
        } else {
            filter.add_plain("s.quotes > 0 AND s.person IS NOT NULL");
            filter.actors_of_articles(self, asked)?;
            let tables = "actor s JOIN person p ON p.id = s.person JOIN article a ON a.id = s.article";
            (format!("{who}, {} FROM {tables}", settle::COUNTS), "GROUP BY p.id")
        };
        let end = format!("{group} ORDER BY 8 DESC, 12 DESC, p.name {}", limit(asked.most));
        let mut statement = self.store.prepare(&filter.sql(&begin, &end))?;
        statement.query_map(params_from_iter(filter.values()), person)?.collect()
    }

    /// Gives `each` all actors, article by article, until it says no.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn all_actors(&self, mut each: impl FnMut(ActorRow) -> bool) -> Result<(), LibraryError> {
        let mut all = || {
            let mut statement = self.store.prepare(
                "SELECT a.doc, a.key, s.number, s.name, s.kind, s.role, s.aliases, s.mentions, s.pronouns_he,
                    s.pronouns_she, s.pronouns_they, s.quotes, s.direct, s.mixed, s.indirect, s.words, s.share, s.start,
                    a.title, a.outlet, a.date, a.url, a.model
                 FROM actor s JOIN article a ON a.id = s.article ORDER BY s.article, s.number",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if !each(actor(row)?) {
                    break;
                }
            }
            Ok(())
        };
        all().map_err(|error| self.failed(&error))
    }

    /// Gives `each` the articles that are asked for until it says no: of these outlets and days, and with these words in their
    /// text, the newest first where there are words. Who speaks is no question to articles.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn articles(
        &mut self,
        asked: &Asked,
        mut each: impl FnMut(ArticleRow) -> bool,
    ) -> Result<(), LibraryError> {
        self.settle()?;
        let mut all = || {
            let mut filter = Filter::default();
            filter.articles(self, asked)?;
            let mut order = "ORDER BY a.id";
            if let Some(words) = &asked.about {
                filter
                    .add("a.id IN (SELECT rowid FROM text_index WHERE text_index MATCH {})", matching(words));
                order = "ORDER BY a.date DESC NULLS LAST, a.id DESC";
            }
            let begin = "SELECT doc, key, title, byline, outlet, date, published, url, language, caveat, words,
                code_points, quotes, quoted_words, actors, speakers, anonymous, unattributed, model FROM article a";
            let end = format!("{order} {}", limit(asked.most));
            let mut statement = self.store.prepare(&filter.sql(begin, &end))?;
            let mut rows = statement.query(params_from_iter(filter.values()))?;
            while let Some(row) = rows.next()? {
                if !each(article(row)?) {
                    break;
                }
            }
            Ok(())
        };
        all().map_err(|error| self.failed(&error))
    }
}
