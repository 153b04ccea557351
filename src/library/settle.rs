//! Derives the persons across articles by the rule of `people`.

use super::{
    Library, LibraryError,
    people::{Candidate, divide, holds, is_telling},
};
use crate::actors::ActorKind;
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The mark of persons that the user has joined.
pub(super) const ONE: &str = "all one";

/// The counts of a person, in the order of their columns.
pub(super) const COUNTED: [&str; 13] = [
    "articles",
    "outlets",
    "outlet_names",
    "quotes",
    "direct",
    "mixed",
    "indirect",
    "words",
    "pronouns_he",
    "pronouns_she",
    "pronouns_they",
    "first",
    "last",
];

/// The same, counted of actors `s` in articles `a`.
pub(super) const COUNTS: &str = "count(DISTINCT s.article), count(DISTINCT a.outlet),
    coalesce(replace(group_concat(DISTINCT replace(a.outlet, ',', ' ')), ',', '; '), ''),
    sum(s.quotes), sum(s.direct), sum(s.mixed), sum(s.indirect), sum(s.words),
    sum(s.pronouns_he), sum(s.pronouns_she), sum(s.pronouns_they), min(a.date), max(a.date)";

/// The quotes of a person `?1` by month, as `lines` reads them.
const MONTHS: &str = "SELECT coalesce(group_concat(month || ' ' || quotes, ' '), '') FROM (
        SELECT substr(a.date, 1, 7) AS month, sum(s.quotes) AS quotes FROM actor s JOIN article a ON a.id = s.article
        WHERE s.person = ?1 AND s.quotes > 0 AND a.date IS NOT NULL GROUP BY 1)";

/// How many names are settled in one transaction, so that other programs may write in between.
const AT_ONCE: usize = 2000;

/// An actor with the name in question.
struct Named {
    id: i64,
    name: String,
    kind: String,
    role: Option<String>,
    key: String,
    speaks: bool,
}

impl Library {
    /// Updates what is derived from the articles: the indexes of words, and the persons of all names that have changed. Every
    /// question does so first.
    ///
    /// # Errors
    /// Where the store cannot be written to.
    pub fn settle(&mut self) -> Result<(), LibraryError> {
        let name = self.name.clone();
        self.settle_all().map_err(|error| super::failed(&name, &error))
    }

    pub(super) fn settle_all(&mut self) -> rusqlite::Result<()> {
        self.index()?;
        let is_anything = |store: &rusqlite::Connection| {
            store.query_row("SELECT EXISTS (SELECT 1 FROM unsettled)", [], |row| row.get(0))
        };
        while is_anything(&self.store)? {
            let whole = self.store.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let names: Vec<String> = whole
                .prepare_cached("SELECT name_key FROM unsettled LIMIT ?1")?
                .query_map([super::integer(AT_ONCE)], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let mut wanted = BTreeSet::new();
            for name in &names {
                whole.prepare_cached("DELETE FROM unsettled WHERE name_key = ?1")?.execute([name])?;
                let means: Option<String> = whole
                    .prepare_cached("SELECT means FROM alias WHERE name_key = ?1 AND role = ''")?
                    .query_row([name], |row| row.get(0))
                    .optional()?;
                if means.as_ref().is_some_and(|means| means != name) {
                    whole.prepare_cached("DELETE FROM person WHERE name_key = ?1")?.execute([name])?;
                }
                wanted.insert(means.unwrap_or_else(|| name.clone()));
            }
            for name in &wanted {
                settle(&whole, name)?;
            }
            whole.commit()?;
        }
        Ok(())
    }
}

/// Derives the persons with this name.
fn settle(whole: &Transaction<'_>, meant: &str) -> rusqlite::Result<()> {
    let actors: Vec<Named> = whole
        .prepare_cached(
            "SELECT id, name, kind, role, name_key, quotes > 0 FROM actor
             WHERE name_key = ?1 AND NOT EXISTS (
                SELECT 1 FROM alias WHERE alias.name_key = ?1 AND alias.role = '' AND means <> ?1)
             OR name_key IN (SELECT name_key FROM alias WHERE means = ?1 AND role = '')
             ORDER BY id",
        )?
        .query_map([meant], |row| {
            Ok(Named {
                id: row.get(0)?,
                name: row.get(1)?,
                kind: row.get(2)?,
                role: row.get(3)?,
                key: row.get(4)?,
                speaks: row.get(5)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let roles: Vec<String> = whole
        .prepare_cached(
            "SELECT role FROM alias WHERE means = ?1 AND role <> '' ORDER BY length(role) DESC, role",
        )?
        .query_map([meant], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let is_one: bool = whole
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM alias WHERE name_key = ?1 AND role = '' AND means = ?1)",
        )?
        .query_row([meant], |row| row.get(0))?;
    let by_id: HashMap<i64, &Named> = actors.iter().map(|actor| (actor.id, actor)).collect();
    let (mut persons, mut others, mut nobody) = (Vec::new(), Vec::new(), Vec::new());
    for actor in &actors {
        let kind = ActorKind::read(&actor.kind);
        let is_said = actor.key != meant;
        match kind {
            Some(kind) if is_said || is_telling(kind, &actor.name) => {
                if kind == ActorKind::Person { &mut persons } else { &mut others }
                    .push(candidate(actor, &roles, is_one));
            }
            _ => nobody.push(actor.id),
        }
    }
    let mut groups: Vec<(String, Vec<i64>)> = divide(&persons);
    if !others.is_empty() {
        groups.push(("organisation or place".to_owned(), others.iter().map(|other| other.id).collect()));
    }
    // A person without quotes is no answer to any question.
    groups.retain(|(_, ids)| {
        let speaks = ids.iter().any(|id| by_id.get(id).is_some_and(|actor| actor.speaks));
        if !speaks {
            nobody.extend(ids);
        }
        speaks
    });
    let kept: BTreeSet<&str> = groups.iter().map(|(apart, _)| apart.as_str()).collect();
    let before: Vec<(i64, String)> = whole
        .prepare_cached("SELECT id, apart FROM person WHERE name_key = ?1")?
        .query_map([meant], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, _) in before.iter().filter(|(_, apart)| !kept.contains(apart.as_str())) {
        whole.prepare_cached("DELETE FROM person WHERE id = ?1")?.execute([id])?;
    }
    let count = format!(
        "UPDATE person SET ({}) = (SELECT {COUNTS} FROM actor s JOIN article a ON a.id = s.article
         WHERE s.person = ?1 AND s.quotes > 0), months = ({MONTHS}) WHERE id = ?1",
        COUNTED.join(", ")
    );
    let mut counted = Vec::new();
    let mut give = whole.prepare_cached("UPDATE actor SET person = ?2 WHERE id = ?1 AND person IS NOT ?2")?;
    for (apart, ids) in &groups {
        let of = |what: fn(&Named) -> Option<&str>| {
            most_common(ids.iter().filter_map(|id| by_id.get(id)).filter_map(|named| what(named)))
        };
        // The name that is meant, in its most common spelling; an alias only where no article has that name.
        let own = most_common(
            ids.iter().filter_map(|id| by_id.get(id)).filter(|n| n.key == meant).map(|n| n.name.as_str()),
        );
        let name = own.or_else(|| of(|named| Some(&named.name))).unwrap_or_default();
        let person: i64 = whole
            .prepare_cached(
                "INSERT INTO person (name_key, apart, name, kind, role) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (name_key, apart) DO UPDATE SET name = ?3, kind = ?4, role = ?5 RETURNING id",
            )?
            .query_row(
                params![
                    meant,
                    apart,
                    name,
                    of(|named| Some(&named.kind)).unwrap_or_default(),
                    of(|named| named.role.as_deref())
                ],
                |row| row.get(0),
            )?;
        for id in ids {
            give.execute(params![id, person])?;
        }
        counted.push(person);
    }
    for id in nobody {
        give.execute(params![id, None::<i64>])?;
    }
    // Only now are all rows of the former persons free.
    let mut count = whole.prepare_cached(&count)?;
    counted.iter().try_for_each(|person| count.execute([person]).map(drop))?;
    Ok(())
}

fn candidate(actor: &Named, roles: &[String], is_one: bool) -> Candidate {
    let said = roles.iter().find(|role| holds(actor.role.as_deref(), role)).cloned();
    let said = said.or_else(|| is_one.then(|| ONE.to_owned()));
    Candidate { id: actor.id, role: actor.role.clone(), said, count: 1 }
}

/// The most common item; of equals the alphabetically first.
fn most_common<'a>(all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(one, _)| one)
}
