//! What a screen shows of a question at first: a line a person, an outlet, a carrier, an article, and no more lines than are
//! asked for. That takes less than all rows of an export do.

use super::{Asked, Filter, limit, list, matching};
use crate::{
    article::Caveat,
    figures::across::{CarrierLine, OutletLine, PERIODS, PersonLine},
    library::{Library, LibraryError, packed::Texts},
};
use rusqlite::{Row, params_from_iter};
use std::collections::{BTreeMap, HashMap};

/// An article with words that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its row.
    pub article: i64,
    /// Its title.
    pub title: Option<String>,
    /// Where it was published.
    pub outlet: Option<String>,
    /// The day of that.
    pub date: Option<String>,
    /// All of the text.
    pub content: String,
}

/// The months from the first to the last, divided into [`PERIODS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Calendar {
    /// Months since the beginning of the era.
    first: usize,
    count: usize,
}

impl Calendar {
    fn new(first: &str, last: &str) -> Option<Self> {
        let (first, last) = (month(first)?, month(last)?);
        Some(Self { first, count: last.checked_sub(first)? + 1 })
    }

    /// The period of a day or month.
    fn period(self, day: &str) -> Option<usize> {
        let at = month(day)?.checked_sub(self.first)?;
        // Of fewer months than periods each has one of its own, the last the last.
        let free = PERIODS.saturating_sub(self.count);
        (at < self.count).then(|| if free > 0 { free + at } else { at * PERIODS / self.count })
    }
}

/// Months from the beginning of the era to "2018-05-08".
fn month(day: &str) -> Option<usize> {
    let (year, rest) = day.split_once('-')?;
    let month: usize = rest.get(..2)?.parse().ok()?;
    Some(year.parse::<usize>().ok()? * 12 + month.checked_sub(1)?)
}

fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(row.get::<_, Option<i64>>(column)?.and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
}

impl Asked {
    /// Whether everything is asked for.
    fn is_everything(&self) -> bool {
        *self == Self { most: self.most, ..Self::default() }
    }
}

impl Library {
    /// How many articles there are, and the first and last day of those that have one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn extent(&self) -> Result<(usize, Option<(String, String)>), LibraryError> {
        // Each of them is the first or the last of an index.
        let sql = "SELECT (SELECT count(*) FROM article), (SELECT min(date) FROM article), (SELECT max(date) FROM article)";
        let both = |row: &Row<'_>| {
            let (first, last): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
            Ok((count(row, 0)?, first.zip(last)))
        };
        let extent = self.store.prepare_cached(sql).and_then(|mut statement| statement.query_row([], both));
        extent.map_err(|error| self.failed(&error))
    }

    fn calendar(&self) -> Result<Option<Calendar>, LibraryError> {
        Ok(self.extent()?.1.and_then(|(first, last)| Calendar::new(&first, &last)))
    }

    /// Who says what is asked for, whoever says most first.
    ///
    /// # Errors
    /// Where the store cannot be read or settled.
    pub fn person_lines(&mut self, asked: &Asked) -> Result<Vec<PersonLine>, LibraryError> {
        self.settle()?;
        let calendar = self.calendar()?;
        self.person_lines_in(asked, calendar).map_err(|error| self.failed(&error))
    }

    fn person_lines_in(
        &self,
        asked: &Asked,
        calendar: Option<Calendar>,
    ) -> rusqlite::Result<Vec<PersonLine>> {
        let most = limit(asked.most);
        if asked.is_everything() {
            // What is counted of each person already is enough.
            let sql = format!(
                "SELECT name, role, quotes, articles, last, months FROM person ORDER BY quotes DESC, words DESC, id {most}"
            );
            let line = |row: &Row<'_>| {
                let mut line = PersonLine {
                    name: row.get(0)?,
                    role: row.get(1)?,
                    quotes: count(row, 2)?,
                    articles: count(row, 3)?,
                    last: row.get(4)?,
                    ..PersonLine::default()
                };
                for (month, quotes) in months(&row.get::<_, String>(5)?) {
                    note(&mut line.periods, calendar, Some(month), quotes);
                }
                Ok(line)
            };
            let mut statement = self.store.prepare(&sql)?;
            return statement.query_map([], line)?.collect();
        }
        let mut filter = Filter::default();
        let tables = filter.quotes(self, asked)?;
        filter.add_plain("s.person IS NOT NULL");
        let end = format!("GROUP BY s.person ORDER BY count(*) DESC, sum(q.words) DESC, s.person {most}");
        let sql = filter.sql(&format!("SELECT s.person FROM {tables}"), &end);
        let mut statement = self.store.prepare(&sql)?;
        let order: Vec<i64> = statement
            .query_map(params_from_iter(filter.values()), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let ids = list(&order);
        let mut lines: HashMap<i64, PersonLine> = HashMap::new();
        let mut names =
            self.store.prepare(&format!("SELECT id, name, role FROM person WHERE id IN ({ids})"))?;
        let mut rows = names.query([])?;
        while let Some(row) = rows.next()? {
            let line = PersonLine { name: row.get(1)?, role: row.get(2)?, ..PersonLine::default() };
            lines.insert(row.get(0)?, line);
        }
        filter.add_plain(format!("s.person IN ({ids})"));
        let begin = format!("SELECT s.person, a.date, count(*), count(DISTINCT a.id) FROM {tables}");
        let mut statement = self.store.prepare(&filter.sql(&begin, "GROUP BY s.person, a.date"))?;
        let mut rows = statement.query(params_from_iter(filter.values()))?;
        while let Some(row) = rows.next()? {
            let Some(line) = lines.get_mut(&row.get(0)?) else { continue };
            let (date, quotes) = (row.get::<_, Option<String>>(1)?, count(row, 2)?);
            line.quotes += quotes;
            line.articles += count(row, 3)?;
            note(&mut line.periods, calendar, date.as_deref(), quotes);
            line.last = line.last.take().max(date);
        }
        Ok(order.iter().filter_map(|id| lines.remove(id)).collect())
    }

    /// The outlets of what is asked for, that with most quotes first.
    ///
    /// # Errors
    /// Where the store cannot be read or settled.
    pub fn outlet_lines(&mut self, asked: &Asked) -> Result<Vec<OutletLine>, LibraryError> {
        self.settle()?;
        let calendar = self.calendar()?;
        self.outlet_lines_in(asked, calendar).map_err(|error| self.failed(&error))
    }

    fn outlet_lines_in(
        &self,
        asked: &Asked,
        calendar: Option<Calendar>,
    ) -> rusqlite::Result<Vec<OutletLine>> {
        let mut filter = Filter::default();
        let begin = if asked.is_everything() {
            // Where no quotes were sought, none says nothing of an outlet.
            filter.add("NOT (a.quotes = 0 AND a.caveat IS {})", Caveat::OtherLanguage.words());
            "SELECT a.outlet, a.date, count(*), sum(a.quotes), sum(a.anonymous), sum(a.unattributed) FROM article a"
                .to_owned()
        } else {
            let tables = filter.quotes(self, asked)?;
            format!(
                "SELECT a.outlet, a.date, count(DISTINCT a.id), count(*),
                 coalesce(sum(s.kind = 'anonymous'), 0), sum(q.speaker IS NULL) FROM {tables}"
            )
        };
        let mut statement = self.store.prepare(&filter.sql(&begin, "GROUP BY a.outlet, a.date"))?;
        let mut rows = statement.query(params_from_iter(filter.values()))?;
        let mut lines: BTreeMap<Option<String>, OutletLine> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (name, date): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
            let line =
                lines.entry(name.clone()).or_insert_with(|| OutletLine { name, ..OutletLine::default() });
            let quotes = count(row, 3)?;
            line.articles += count(row, 2)?;
            line.quotes += quotes;
            line.anonymous += count(row, 4)?;
            line.unattributed += count(row, 5)?;
            note(&mut line.periods, calendar, date.as_deref(), quotes);
        }
        let mut lines: Vec<OutletLine> = lines.into_values().collect();
        lines.sort_by_key(|line| std::cmp::Reverse((line.quotes, line.articles)));
        lines.truncate(asked.most.unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// Who carries whose words of what is asked for, the commonest first.
    ///
    /// # Errors
    /// Where the store cannot be read or settled.
    pub fn carrier_lines(&mut self, asked: &Asked) -> Result<Vec<CarrierLine>, LibraryError> {
        self.settle()?;
        self.carrier_lines_in(asked).map_err(|error| self.failed(&error))
    }

    fn carrier_lines_in(&self, asked: &Asked) -> rusqlite::Result<Vec<CarrierLine>> {
        let mut filter = Filter::default();
        let tables = filter.quotes(self, asked)?;
        filter.add_plain("q.via IS NOT NULL");
        let begin = format!(
            "SELECT max(w.name), max(coalesce(p.name, s.name)), count(*) AS quotes, max(a.date),
             max(s.kind = 'anonymous') FROM {tables}
             JOIN actor w ON w.article = q.article AND w.number = q.via LEFT JOIN person p ON p.id = s.person"
        );
        let most = limit(asked.most);
        let end =
            format!("GROUP BY w.name_key, coalesce(p.name, s.name_key) ORDER BY quotes DESC, 1, 2 {most}");
        let mut statement = self.store.prepare(&filter.sql(&begin, &end))?;
        let line = |row: &Row<'_>| {
            Ok(CarrierLine {
                carrier: row.get(0)?,
                speaker: row.get(1)?,
                quotes: count(row, 2)?,
                last: row.get(3)?,
                is_anonymous: row.get::<_, Option<bool>>(4)? == Some(true),
            })
        };
        statement.query_map(params_from_iter(filter.values()), line)?.collect()
    }

    /// The articles that have the words that are asked for, the newest first; of a speaker, a carrier or a kind, those with
    /// such quotes.
    ///
    /// # Errors
    /// Where the store cannot be read or settled.
    pub fn texts(&mut self, asked: &Asked) -> Result<Vec<Text>, LibraryError> {
        self.settle()?;
        self.texts_in(asked).map_err(|error| self.failed(&error))
    }

    fn texts_in(&self, asked: &Asked) -> rusqlite::Result<Vec<Text>> {
        let mut filter = Filter::default();
        let about = Asked { about: None, most: None, ..asked.clone() };
        let (name, via, kind) = (&asked.name, &asked.via, &asked.kind);
        if name.is_some() || via.is_some() || kind.is_some() {
            let tables = filter.quotes(self, &about)?;
            let inner = filter.sql(&format!("SELECT q.article FROM {tables}"), "");
            filter = filter.around(format!("a.id IN ({inner})"));
        } else {
            filter.articles(self, &about)?;
        }
        if let Some(words) = &asked.about {
            filter.add("a.id IN (SELECT rowid FROM text_index WHERE text_index MATCH {})", matching(words));
        }
        // The texts are read of those alone that are listed.
        let sql = filter.sql(
            "SELECT a.id, a.title, a.outlet, a.date FROM article a",
            &format!("ORDER BY a.date DESC NULLS LAST, a.id DESC {}", limit(asked.most)),
        );
        let mut statement = self.store.prepare(&sql)?;
        let mut texts = Texts::default();
        let text = |row: &Row<'_>| {
            let article = row.get(0)?;
            Ok(Text {
                article,
                title: row.get(1)?,
                outlet: row.get(2)?,
                date: row.get(3)?,
                content: texts.of(&self.store, article)?.all().to_owned(),
            })
        };
        statement.query_map(params_from_iter(filter.values()), text)?.collect()
    }
}

/// The quotes by month as the store has them: "2018-05 3 2018-06 1".
fn months(counted: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut words = counted.split(' ');
    std::iter::from_fn(move || Some((words.next()?, words.next()?.parse().ok()?)))
}

/// Adds quotes of a day to their period.
fn note(periods: &mut [usize; PERIODS], calendar: Option<Calendar>, day: Option<&str>, quotes: usize) {
    let period = calendar.and_then(|calendar| calendar.period(day?));
    if let Some(period) = period.and_then(|period| periods.get_mut(period)) {
        *period += quotes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_divide_the_time_from_the_first_to_the_last_article() {
        let years = Calendar::new("2010-01-05", "2012-12-31").expect("days are days");
        let period = |day| years.period(day);
        assert_eq!(
            (period("2010-03-31"), period("2010-04-01"), period("2012-12-01")),
            (Some(0), Some(1), Some(11))
        );
        assert_eq!((period("2009-12-31"), period("2013-01-01"), period("soon")), (None, None, None));
        // Three months have a period each, and the newest is the last.
        let months = Calendar::new("2018-04-01", "2018-06-01").expect("days are days");
        assert_eq!((months.period("2018-04-09"), months.period("2018-06-09")), (Some(9), Some(11)));
        assert_eq!(Calendar::new("2018-06-01", "2018-04-01"), None);
    }
}
