//! Questions to the library, and the rows that answer them.

use super::{Library, people::name_key};
use crate::{
    error::Error,
    export::rows::{ActorRow, ArticleRow, PersonRow, QuoteRow, SCHEMA},
};
use rusqlite::{Row, ToSql, params_from_iter};

/// What is asked for: all that is given has to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Who speaks: a full name, or any words of it.
    pub name: Option<String>,
    /// Words that the quote has, in any order; those between double quotation marks stand together. Case and accents count
    /// for nothing.
    pub about: Option<String>,
    /// Part of the outlet's name, in any case.
    pub outlet: Option<String>,
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
    /// Who that is across articles, or else in this article; none where no speaker is known.
    pub person: Option<Person>,
}

/// The columns of a [`QuoteRow`] in its order, and the person.
const QUOTE: &str = "SELECT a.doc, a.key, q.number, q.kind, q.sense, q.start, q.end, q.spans, q.content, q.words,
    q.cue, q.cue_start, q.cue_end, q.source, q.source_start, q.source_end, q.speaker, s.name, s.role, s.kind,
    q.speaker_why, q.speaker_confidence, s.pronouns_he, s.pronouns_she, s.pronouns_they, q.via, v.name, q.\"to\", t.name,
    q.confidence, a.title, a.byline, a.outlet, a.date, a.published, a.url, a.language, a.model, p.name, p.role, q.article, p.id
    FROM quote q JOIN article a ON a.id = q.article
    LEFT JOIN actor s ON s.article = q.article AND s.number = q.speaker
    LEFT JOIN actor v ON v.article = q.article AND v.number = q.via
    LEFT JOIN actor t ON t.article = q.article AND t.number = q.\"to\"
    LEFT JOIN person p ON p.id = s.person";

/// Conditions and their values.
#[derive(Default)]
struct Filter {
    conditions: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Filter {
    fn add(&mut self, condition: &str, value: impl ToSql + 'static) {
        self.values.push(Box::new(value));
        self.conditions.push(condition.replace("{}", &format!("?{}", self.values.len())));
    }

    /// What holds for articles `a`.
    fn articles(&mut self, asked: &Asked) {
        if let Some(outlet) = &asked.outlet {
            self.add("instr(lower(a.outlet), lower({})) > 0", outlet.clone());
        }
        if let Some(after) = &asked.after {
            self.add("a.date >= {}", after.clone());
        }
        if let Some(before) = &asked.before {
            self.add("a.date < {}", before.clone());
        }
    }

    fn sql(&self, begin: &str, end: &str) -> String {
        let conditions =
            if self.conditions.is_empty() { "1".to_owned() } else { self.conditions.join(" AND ") };
        format!("{begin} WHERE {conditions} {end}")
    }

    fn values(&self) -> impl Iterator<Item = &dyn ToSql> {
        self.values.iter().map(AsRef::as_ref)
    }
}

/// How many rows at most, in SQL.
fn limit(most: Option<usize>) -> String {
    most.map(|most| format!("LIMIT {most}")).unwrap_or_default()
}

impl Library {
    /// Gives `each` the quotes that were asked for, those of the newest articles first and those of unknown days last. A
    /// name that is somebody's full name, or said to mean them, means them; any other means whoever has its words in their
    /// name, and those who are called nothing else.
    ///
    /// # Errors
    /// Where the store cannot be read or settled.
    pub fn said(&mut self, asked: &Asked, mut each: impl FnMut(Found)) -> Result<(), Error> {
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
    pub fn all_quotes(&self, mut each: impl FnMut(QuoteRow) -> bool) -> Result<(), Error> {
        let all = || {
            let mut statement = self.store.prepare(&format!("{QUOTE} ORDER BY q.article, q.number"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if !each(quote(row)?) {
                    break;
                }
            }
            Ok(())
        };
        let mut all = all;
        all().map_err(|error| self.failed(&error))
    }

    fn quotes(&self, asked: &Asked, mut each: impl FnMut(Found) -> bool) -> rusqlite::Result<()> {
        let mut filter = Filter::default();
        if let Some(name) = &asked.name {
            let key = name_key(name);
            let persons = self.called(&key)?;
            let ids: Vec<String> = persons.iter().map(i64::to_string).collect();
            let one_of = format!("s.person IN ({})", ids.join(","));
            filter.add(&format!("({one_of} OR s.person IS NULL AND s.name_key = {{}})"), key);
        }
        if let Some(about) = &asked.about {
            filter.add("q.id IN (SELECT rowid FROM quote_index WHERE quote_index MATCH {})", matching(about));
        }
        if let Some(kind) = &asked.kind {
            filter.add("{} IN (q.kind, s.kind)", kind.clone());
        }
        filter.articles(asked);
        let end = format!("ORDER BY a.date DESC NULLS LAST, a.id DESC, q.number {}", limit(asked.most));
        let mut statement = self.store.prepare(&filter.sql(QUOTE, &end))?;
        let mut rows = statement.query(params_from_iter(filter.values()))?;
        while let Some(row) = rows.next()? {
            let found = quote(row)?;
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
            if !each(Found { row: found, article: row.get(40)?, person }) {
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
    pub fn people(&mut self, asked: &Asked) -> Result<Vec<PersonRow>, Error> {
        self.settle()?;
        self.persons(asked).map_err(|error| self.failed(&error))
    }

    fn persons(&self, asked: &Asked) -> rusqlite::Result<Vec<PersonRow>> {
        let mut filter = Filter::default();
        filter.conditions.push("s.quotes > 0".to_owned());
        if let Some(name) = &asked.name {
            let ids: Vec<String> = self.called(&name_key(name))?.iter().map(i64::to_string).collect();
            filter.conditions.push(format!("p.id IN ({})", ids.join(",")));
        }
        if let Some(kind) = &asked.kind {
            filter.add("p.kind = {}", kind.clone());
        }
        filter.articles(asked);
        let begin = "SELECT p.name, p.role, p.kind,
                CASE WHEN EXISTS (SELECT 1 FROM person o WHERE o.name_key = p.name_key AND o.id <> p.id)
                    THEN p.apart END,
                count(DISTINCT s.article), count(DISTINCT a.outlet),
                coalesce(replace(group_concat(DISTINCT replace(a.outlet, ',', ' ')), ',', '; '), ''),
                sum(s.quotes) AS quoted, sum(s.direct), sum(s.mixed), sum(s.indirect), sum(s.words) AS words,
                sum(s.pronouns_he), sum(s.pronouns_she), sum(s.pronouns_they), min(a.date), max(a.date)
            FROM actor s JOIN person p ON p.id = s.person JOIN article a ON a.id = s.article";
        let end = format!("GROUP BY p.id ORDER BY quoted DESC, words DESC, p.name {}", limit(asked.most));
        let mut statement = self.store.prepare(&filter.sql(begin, &end))?;
        statement.query_map(params_from_iter(filter.values()), person)?.collect()
    }

    /// Gives `each` all actors, article by article, until it says no.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn all_actors(&self, mut each: impl FnMut(ActorRow) -> bool) -> Result<(), Error> {
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

    /// Gives `each` all articles until it says no; of `words`, only those whose text has them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn articles(
        &mut self,
        words: Option<&str>,
        mut each: impl FnMut(ArticleRow) -> bool,
    ) -> Result<(), Error> {
        self.settle()?;
        let mut all = || {
            let mut filter = Filter::default();
            if let Some(words) = words {
                filter.add("id IN (SELECT rowid FROM text_index WHERE text_index MATCH {})", matching(words));
            }
            let begin = "SELECT doc, key, title, byline, outlet, date, published, url, language, caveat, words,
                code_points, quotes, quoted_words, actors, speakers, anonymous, unattributed, model FROM article";
            let end = if words.is_some() { "ORDER BY date DESC NULLS LAST, id DESC" } else { "ORDER BY id" };
            let mut statement = self.store.prepare(&filter.sql(begin, end))?;
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

/// What FTS5 is asked for words as a person types them: each has to be there; what stands between double quotation marks
/// stands together.
fn matching(typed: &str) -> String {
    let straight = typed.replace(['“', '”'], "\"");
    let mut terms = Vec::new();
    for (number, part) in straight.split('"').enumerate() {
        let is_phrase = number % 2 == 1;
        let pieces: Vec<&str> = if is_phrase { vec![part] } else { part.split_whitespace().collect() };
        let has_letters = |piece: &&str| piece.chars().any(char::is_alphanumeric);
        terms.extend(pieces.into_iter().filter(has_letters).map(|piece| format!("\"{piece}\"")));
    }
    // Nothing to look for is nothing found.
    if terms.is_empty() { "\"\"".to_owned() } else { terms.join(" ") }
}

/// The next columns of a row, one after the other.
struct Columns<'a, 'b>(&'a Row<'b>, usize);

impl Columns<'_, '_> {
    fn next<T: rusqlite::types::FromSql>(&mut self) -> rusqlite::Result<T> {
        self.1 += 1;
        self.0.get(self.1 - 1)
    }

    fn count(&mut self) -> rusqlite::Result<usize> {
        Ok(self.maybe()?.unwrap_or(0))
    }

    fn maybe(&mut self) -> rusqlite::Result<Option<usize>> {
        Ok(self.next::<Option<i64>>()?.and_then(|count| usize::try_from(count).ok()))
    }
}

fn quote(row: &Row<'_>) -> rusqlite::Result<QuoteRow> {
    let mut c = Columns(row, 0);
    Ok(QuoteRow {
        schema: SCHEMA,
        doc: c.next()?,
        article: c.next()?,
        quote: c.count()?,
        kind: c.next()?,
        sense: c.next()?,
        start: c.count()?,
        end: c.count()?,
        spans: c.next()?,
        content: c.next()?,
        words: c.count()?,
        cue: c.next()?,
        cue_start: c.maybe()?,
        cue_end: c.maybe()?,
        source: c.next()?,
        source_start: c.maybe()?,
        source_end: c.maybe()?,
        speaker: c.maybe()?,
        speaker_name: c.next()?,
        speaker_role: c.next()?,
        speaker_kind: c.next()?,
        speaker_why: c.next()?,
        speaker_confidence: c.next()?,
        pronouns_he: c.count()?,
        pronouns_she: c.count()?,
        pronouns_they: c.count()?,
        via: c.maybe()?,
        via_name: c.next()?,
        to: c.maybe()?,
        to_name: c.next()?,
        confidence: c.next()?,
        title: c.next()?,
        byline: c.next()?,
        outlet: c.next()?,
        date: c.next()?,
        published: c.next()?,
        url: c.next()?,
        language: c.next()?,
        model: c.next()?,
    })
}

fn actor(row: &Row<'_>) -> rusqlite::Result<ActorRow> {
    let mut c = Columns(row, 0);
    Ok(ActorRow {
        schema: SCHEMA,
        doc: c.next()?,
        article: c.next()?,
        actor: c.count()?,
        name: c.next()?,
        kind: c.next()?,
        role: c.next()?,
        aliases: c.next()?,
        mentions: c.count()?,
        pronouns_he: c.count()?,
        pronouns_she: c.count()?,
        pronouns_they: c.count()?,
        quotes: c.count()?,
        direct: c.count()?,
        mixed: c.count()?,
        indirect: c.count()?,
        words: c.count()?,
        share: c.next()?,
        start: c.maybe()?,
        title: c.next()?,
        outlet: c.next()?,
        date: c.next()?,
        url: c.next()?,
        model: c.next()?,
    })
}

fn article(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let mut c = Columns(row, 0);
    Ok(ArticleRow {
        schema: SCHEMA,
        doc: c.next()?,
        article: c.next()?,
        title: c.next()?,
        byline: c.next()?,
        outlet: c.next()?,
        date: c.next()?,
        published: c.next()?,
        url: c.next()?,
        language: c.next()?,
        caveat: c.next()?,
        words: c.count()?,
        code_points: c.count()?,
        quotes: c.count()?,
        quoted_words: c.count()?,
        actors: c.count()?,
        speakers: c.count()?,
        anonymous: c.count()?,
        unattributed: c.count()?,
        model: c.next()?,
    })
}

fn person(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    let mut c = Columns(row, 0);
    Ok(PersonRow {
        schema: SCHEMA,
        name: c.next()?,
        role: c.next()?,
        kind: c.next()?,
        apart: c.next()?,
        articles: c.count()?,
        outlets: c.count()?,
        outlet_names: c.next()?,
        quotes: c.count()?,
        direct: c.count()?,
        mixed: c.count()?,
        indirect: c.count()?,
        words: c.count()?,
        pronouns_he: c.count()?,
        pronouns_she: c.count()?,
        pronouns_they: c.count()?,
        first: c.next()?,
        last: c.next()?,
    })
}
