//! What is asked for, as conditions in SQL.

use super::{
    super::{
        Library,
        people::{is_in_outlet, name_key},
    },
    Asked,
};
use rusqlite::ToSql;

/// All quotes with their articles, and their speakers where these are known.
pub(super) const QUOTES: &str = "quote q JOIN article a ON a.id = q.article
    LEFT JOIN actor s ON s.article = q.article AND s.number = q.speaker";
/// The same from the speakers on, for when these are told and few.
const OF_SPEAKERS: &str = "actor s CROSS JOIN quote q ON q.article = s.article AND q.speaker = s.number
    JOIN article a ON a.id = q.article";

/// Conditions and their values.
#[derive(Default)]
pub(in crate::library) struct Filter {
    conditions: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Filter {
    /// Adds a condition, in which `{}` stands for a value.
    pub fn add(&mut self, condition: &str, value: impl ToSql + 'static) {
        let value = self.value(value);
        self.conditions.push(condition.replace("{}", &value));
    }

    /// What stands for a value in conditions.
    fn value(&mut self, value: impl ToSql + 'static) -> String {
        self.values.push(Box::new(value));
        format!("?{}", self.values.len())
    }

    /// Adds a condition without a value.
    pub fn add_plain(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }

    /// What holds for articles `a`.
    pub fn articles(&mut self, library: &Library, asked: &Asked) -> rusqlite::Result<()> {
        if !asked.outlets.is_empty() {
            // Of letters beyond ASCII the store knows no case; outlets are few beside articles.
            let any = library.outlets(&asked.outlets)?.into_iter().map(|outlet| self.value(outlet));
            let any = any.collect::<Vec<_>>().join(", ");
            self.add_plain(format!("a.outlet IN ({any})"));
        }
        if let Some(after) = &asked.after {
            self.add("a.date >= {}", after.clone());
        }
        if let Some(before) = &asked.before {
            self.add("a.date < {}", before.clone());
        }
        Ok(())
    }

    /// The same for actors `s` of these articles: their articles are found first, which are few beside the actors.
    pub fn actors_of_articles(&mut self, library: &Library, asked: &Asked) -> rusqlite::Result<()> {
        let before = self.conditions.len();
        self.articles(library, asked)?;
        let of_articles = self.conditions.split_off(before);
        if !of_articles.is_empty() {
            let found = format!("SELECT a.id FROM article a WHERE {}", of_articles.join(" AND "));
            self.add_plain(format!("s.article IN ({found})"));
        }
        Ok(())
    }

    /// What holds for quotes `q` of articles `a` with speakers `s`. Gives the tables that these stand for.
    pub fn quotes(&mut self, library: &Library, asked: &Asked) -> rusqlite::Result<&'static str> {
        let mut tables = QUOTES;
        if let Some(name) = &asked.name {
            let key = name_key(name);
            let persons = list(&library.called(&key)?);
            let actors = format!(
                "s.id IN (SELECT id FROM actor WHERE person IN ({persons})
                 UNION ALL SELECT id FROM actor WHERE name_key = {{}} AND person IS NULL)"
            );
            self.add(&actors, key);
            tables = OF_SPEAKERS;
        }
        if let Some(via) = &asked.via {
            let words = format!(" {} ", name_key(via));
            let carrier = "EXISTS (SELECT 1 FROM actor v WHERE v.article = q.article AND v.number = q.via
                AND instr(' ' || v.name_key || ' ', {}) > 0)";
            self.add_plain("q.via IS NOT NULL");
            self.add(carrier, words);
        }
        if let Some(about) = &asked.about {
            // Where the speakers are told, their quotes are looked up among those with the words, and not each of these in turn
            // as a quote of each speaker: that is what the plus asks for.
            let quote = if asked.name.is_some() { "+q.id" } else { "q.id" };
            let with = format!("{quote} IN (SELECT rowid FROM quote_index WHERE quote_index MATCH {{}})");
            self.add(&with, matching(about));
        }
        if let Some(kind) = &asked.kind {
            self.add("{} IN (q.kind, s.kind)", kind.clone());
        }
        self.articles(library, asked)?;
        Ok(tables)
    }

    /// One condition that holds all of these.
    pub fn around(self, condition: String) -> Self {
        Self { conditions: vec![condition], values: self.values }
    }

    /// The SQL from `begin` over the conditions to `end`.
    pub fn sql(&self, begin: &str, end: &str) -> String {
        let conditions =
            if self.conditions.is_empty() { "1".to_owned() } else { self.conditions.join(" AND ") };
        format!("{begin} WHERE {conditions} {end}")
    }

    /// The values, in the order of their numbers.
    pub fn values(&self) -> impl Iterator<Item = &dyn ToSql> {
        self.values.iter().map(AsRef::as_ref)
    }
}

impl Library {
    /// The outlets that have any of `parts` in their names.
    fn outlets(&self, parts: &[String]) -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT DISTINCT outlet FROM article WHERE outlet IS NOT NULL ORDER BY outlet";
        let mut statement = self.store.prepare_cached(sql)?;
        let all = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        let is_any = |outlet: &String| parts.iter().any(|part| is_in_outlet(outlet, part));
        Ok(all.into_iter().filter(is_any).collect())
    }
}

/// Numbers of rows, as a list in SQL.
pub(in crate::library) fn list(rows: &[i64]) -> String {
    rows.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
}

/// How many rows at most, in SQL.
pub(in crate::library) fn limit(most: Option<usize>) -> String {
    most.map(|most| format!("LIMIT {most}")).unwrap_or_default()
}

/// What FTS5 is asked for words as a person types them: each has to be there; what stands between double quotation marks
/// stands together, and a word that ends in an asterisk is the beginning of one.
pub(in crate::library) fn matching(typed: &str) -> String {
    let straight = typed.replace(['“', '”'], "\"");
    let mut terms = Vec::new();
    for (number, part) in straight.split('"').enumerate() {
        let is_phrase = number % 2 == 1;
        let pieces: Vec<&str> = if is_phrase { vec![part] } else { part.split_whitespace().collect() };
        let has_letters = |piece: &&str| piece.chars().any(char::is_alphanumeric);
        terms.extend(pieces.into_iter().filter(has_letters).map(|piece| {
            let begins = if piece.ends_with('*') { " *" } else { "" };
            format!("\"{}\"{begins}", piece.trim_end_matches('*'))
        }));
    }
    // Nothing to look for is nothing found.
    if terms.is_empty() { "\"\"".to_owned() } else { terms.join(" ") }
}
