//! Pairs of persons who may be one, for the user to decide.
//!
//! The rule of `people` joins only what is certain. These are not joined, but offered:
//!
//! 1. two of **one name**, whose roles are of different walks of life, or of whom one tells none;
//! 2. two of one surname whose given names are **short forms** of each other ("Nick", "Nicholas"), or are spelt **alike** but
//!    for a letter ("Ann", "Anne");
//! 3. two of one surname and given name, one of which has a **middle** name or initial, or "Jr." or "Sr.", that the other
//!    lacks.
//!
//! And one person whose roles may be two people's: of the same office with different words before it ("finance minister",
//! "foreign minister"), in articles of the same month.

use super::{Aliases, Library, LibraryError, people::name_key};
use crate::lexicon::given_names::are_forms_of_one;
use std::collections::BTreeMap;

/// Most persons of one surname that are compared with each other.
const MOST: usize = 300;

/// Somebody in a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What to call them.
    pub name: String,
    /// Their role, as most articles give it.
    pub role: Option<String>,
    /// How many quotes they are the speaker of.
    pub quotes: usize,
}

/// Two who may be one, or one who may be two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one that is quoted more.
    pub one: Side,
    /// The other.
    pub other: Side,
    /// Whether they are one now.
    pub is_joined: bool,
    /// Why it is doubtful, in words.
    pub why: &'static str,
}

/// Somebody with the words of their name.
struct Known {
    side: Side,
    key: String,
    apart: String,
}

impl Library {
    /// The pairs to decide, the most quoted persons first, without those that `aliases` has decided.
    ///
    /// # Errors
    /// Where the store cannot be read or settled.
    pub fn doubtful(&mut self, aliases: &Aliases) -> Result<Vec<Pair>, LibraryError> {
        self.settle()?;
        self.pairs(aliases).map_err(|error| self.failed(&error))
    }

    fn pairs(&self, aliases: &Aliases) -> rusqlite::Result<Vec<Pair>> {
        let mut statement = self.store.prepare(
            "SELECT p.name, p.role, sum(s.quotes), p.name_key, p.apart FROM person p JOIN actor s ON s.person = p.id
             WHERE p.kind = 'person' GROUP BY p.id ORDER BY 3 DESC, p.id",
        )?;
        let persons = statement.query_map([], |row| {
            let quotes: i64 = row.get(2)?;
            Ok(Known {
                side: Side {
                    name: row.get(0)?,
                    role: row.get(1)?,
                    quotes: usize::try_from(quotes).unwrap_or(0),
                },
                key: row.get(3)?,
                apart: row.get(4)?,
            })
        })?;
        let mut by_surname: BTreeMap<String, Vec<Known>> = BTreeMap::new();
        for person in persons {
            let person = person?;
            let alike = by_surname.entry(parts(&person.key).1.to_owned()).or_default();
            if alike.len() < MOST {
                alike.push(person);
            }
        }
        let mut found = Vec::new();
        for alike in by_surname.values() {
            for (place, one) in alike.iter().enumerate() {
                for other in alike.iter().skip(place + 1) {
                    // Two of one name that are told apart by a role are decided as well.
                    let is_decided = aliases.are_apart(&one.key, &other.key)
                        || one.key == other.key
                            && aliases
                                .roles(&one.key)
                                .iter()
                                .any(|role| *role == one.apart || *role == other.apart);
                    if let Some(why) = why(one, other).filter(|_| !is_decided) {
                        let (one, other) = (one.side.clone(), other.side.clone());
                        found.push(Pair { one, other, is_joined: false, why });
                    }
                }
            }
        }
        found.extend(self.two_in_one(aliases)?);
        found.sort_by_key(|pair| std::cmp::Reverse((pair.other.quotes, pair.one.quotes)));
        Ok(found)
    }

    /// Persons who have two roles of one office in the same month.
    fn two_in_one(&self, aliases: &Aliases) -> rusqlite::Result<Vec<Pair>> {
        let mut statement = self.store.prepare(
            "SELECT p.id, p.name, p.name_key, s.role, substr(a.date, 1, 7), sum(s.quotes)
             FROM person p JOIN actor s ON s.person = p.id JOIN article a ON a.id = s.article
             WHERE p.kind = 'person' AND s.role IS NOT NULL AND s.quotes > 0 AND a.date IS NOT NULL
             GROUP BY p.id, s.role, substr(a.date, 1, 7) ORDER BY p.id, 5, 6 DESC, s.role",
        )?;
        let mut rows = statement.query([])?;
        let mut found: Vec<Pair> = Vec::new();
        let mut before: Vec<Side> = Vec::new();
        let mut of: Option<(i64, String)> = None;
        while let Some(row) = rows.next()? {
            let (name, key): (String, String) = (row.get(1)?, row.get(2)?);
            let this = Some((row.get(0)?, row.get(4)?));
            if of != this {
                before.clear();
                of = this;
            }
            let side = Side {
                name,
                role: row.get(3)?,
                quotes: row.get::<_, i64>(5).map(|quotes| usize::try_from(quotes).unwrap_or(0))?,
            };
            let said = |side: &Side| {
                let role = side.role.as_deref();
                aliases.roles(&key).iter().any(|words| super::people::holds(role, words))
            };
            let is_offered = aliases.is_one(&key) || said(&side);
            let two = before.iter().find(|other| !is_offered && !said(other) && are_two(other, &side));
            if let Some(other) = two {
                let is_told = |pair: &Pair| pair.is_joined && pair.one.name == side.name;
                if !found.iter().any(is_told) {
                    let why = "one name in two offices in the same month";
                    found.push(Pair { one: other.clone(), other: side.clone(), is_joined: true, why });
                }
            }
            before.push(side);
        }
        Ok(found)
    }
}

/// Whether two roles are the same office in different places: "finance minister" and "foreign minister".
fn are_two(one: &Side, other: &Side) -> bool {
    let words = |side: &Side| {
        let key = name_key(side.role.as_deref().unwrap_or_default());
        let own = key.split(" of ").next().unwrap_or_default().to_owned();
        let mut words: Vec<String> = own.split(' ').filter(|w| *w != "the").map(str::to_owned).collect();
        let office = words.pop().unwrap_or_default();
        (words, office)
    };
    let ((a, office), (b, other_office)) = (words(one), words(other));
    let differs = |a: &[String], b: &[String]| a.iter().any(|word| !b.contains(word));
    office == other_office && differs(&a, &b) && differs(&b, &a)
}

/// The words of a name before its surname, the surname, and a suffix such as "Jr.".
fn parts(key: &str) -> (Vec<&str>, &str, Option<&str>) {
    let mut words: Vec<&str> = key.split(' ').collect();
    let is_later = |word: &&str| matches!(*word, "jr" | "sr" | "ii" | "iii" | "iv");
    let later = words.last().copied().filter(is_later);
    if later.is_some() {
        words.pop();
    }
    let surname = words.pop().unwrap_or_default();
    (words, surname, later)
}

/// Why two persons of one surname may be one; none where they are not alike.
fn why(one: &Known, other: &Known) -> Option<&'static str> {
    if one.key == other.key {
        let is_alone = |known: &Known| known.apart.starts_with("alone ");
        // Persons without any role would make as many pairs as there are articles.
        return (!is_alone(one) || !is_alone(other))
            .then_some("one name, and roles of different walks of life");
    }
    let walks = [one, other].map(|known| known.side.role.as_deref().and_then(super::people::Walk::of));
    if let [Some(a), Some(b)] = walks
        && a != b
    {
        return None;
    }
    let ((a, _, a_later), (b, _, b_later)) = (parts(&one.key), parts(&other.key));
    let (first, last) = (a.first()?, b.first()?);
    if first == last {
        let (a, b) = (a.get(1..)?, b.get(1..)?);
        let fits = |a: &[&str], b: &[&str]| {
            a.iter().all(|word| b.iter().any(|other| word.starts_with(other) || other.starts_with(word)))
        };
        return match (a_later == b_later, fits(a, b) || fits(b, a)) {
            (true, true) => Some("the same but for a middle name"),
            (false, true) if a_later.is_none() || b_later.is_none() => Some("the same but for Jr. or Sr."),
            _ => None,
        };
    }
    if a_later != b_later {
        None
    } else if are_forms_of_one(first, last) {
        Some("one given name is short for the other")
    } else if a.len() == b.len() && are_spelt_alike(first, last) {
        Some("given names that differ by a letter")
    } else {
        None
    }
}

/// Whether two words of four letters or more have an edit distance of one, with the same first letter; or one of three
/// letters has one more at its end.
fn are_spelt_alike(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 3 || long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let rest = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    let is_longer = long.len() > short.len();
    same > 0 && same + rest >= short.len() - usize::from(!is_longer) && (is_longer || short.len() > 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(one: (&str, &str), other: (&str, &str)) -> Option<&'static str> {
        let known = |(name, role): (&str, &str)| Known {
            side: Side {
                name: name.to_owned(),
                role: Some(role.to_owned()).filter(|role| !role.is_empty()),
                quotes: 1,
            },
            key: name_key(name),
            apart: role.to_owned(),
        };
        why(&known(one), &known(other))
    }

    #[test]
    fn what_may_be_one_is_offered() {
        for (one, other) in [
            (("Nick Brown", "minister"), ("Nick Brown", "striker")),
            (("Nick Brown", "minister"), ("Nicholas Brown", "")),
            (("George Bush", ""), ("George W. Bush", "president")),
            (("George Walker Bush", ""), ("George W. Bush", "")),
            (("John Brown", ""), ("John Brown Jr.", "")),
            (("Ann Lind", ""), ("Anne Lind", "")),
            (("Catherine Roe", ""), ("Katherine Roe", "")),
            (("Stephen Roe", ""), ("Stephan Roe", "")),
        ] {
            let is_offered = told(one, other).is_some();
            // The first letter is what people look a name up by.
            assert_eq!(is_offered, one.0 != "Catherine Roe", "{one:?} {other:?}");
        }
    }

    #[test]
    fn what_cannot_be_one_is_not() {
        for (one, other) in [
            (("Nick Brown", "minister"), ("Nicholas Brown", "striker")),
            (("John F. Kennedy", ""), ("John S. Kennedy", "")),
            (("John Brown Jr.", ""), ("John Brown Sr.", "")),
            (("Ida Brandt", ""), ("Ada Brandt", "")),
            (("Jane Roe", ""), ("Jack Roe", "")),
        ] {
            assert_eq!(told(one, other), None, "{one:?} {other:?}");
        }
    }

    #[test]
    fn two_of_one_office_may_be_two() {
        let side = |role: &str| Side { name: String::new(), role: Some(role.to_owned()), quotes: 1 };
        assert!(are_two(&side("finance minister"), &side("the foreign minister")));
        assert!(!are_two(&side("finance minister"), &side("minister")));
        assert!(!are_two(&side("finance minister"), &side("former finance minister")));
        assert!(!are_two(&side("finance minister"), &side("party leader")));
    }
}
