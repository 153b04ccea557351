//! The reading list: what a person keeps to read later. A JSON object a line, the latest at the end.

use super::{MemoryError, Shelf, folder, lately::minute_of};
use crate::article::Key;
use chrono::Local;
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::HashSet, path::PathBuf};

/// Most bytes of a title that are kept.
const LONGEST_TITLE: usize = 500;
/// Most bytes of a tag, and most tags.
const LONGEST_TAG: usize = 100;
const MOST_TAGS: usize = 30;
/// Longest place: no server takes a longer address.
const LONGEST_PLACE: usize = 8000;
/// Most bytes of the file. What would make it larger is not taken.
const LARGEST: usize = 64 << 20;

/// An article that is kept to be read later. It has a place, or a text in the library, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferred {
    /// What it is called. Untrusted.
    pub title: String,
    /// Where it is: a path from the root, or a web address. Untrusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The key of its text, where that is in the library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// What it was filed under. Untrusted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// When it was kept, in seconds since 1970, UTC.
    pub when: u64,
}

impl Deferred {
    /// An article at `place`, or with this text in the library; none where it has neither.
    pub fn new(title: &str, place: Option<String>, text: Option<&Key>, when: u64) -> Option<Self> {
        let place = place.filter(|place| !place.is_empty() && place.len() <= LONGEST_PLACE);
        let text = text.map(ToString::to_string);
        let is_somewhere = place.is_some() || text.is_some();
        let title = cut(title.trim(), LONGEST_TITLE);
        is_somewhere.then_some(Self { title, place, text, tags: Vec::new(), when })
    }

    /// The same, filed under these tags.
    #[must_use]
    pub fn with_tags(self, tags: impl Iterator<Item = String>) -> Self {
        let tags = tags.map(|tag| cut(tag.trim(), LONGEST_TAG)).filter(|tag| !tag.is_empty());
        Self { tags: tags.take(MOST_TAGS).collect(), ..self }
    }

    /// The key of its text, where that is in the library.
    pub fn text(&self) -> Option<Key> {
        self.text.as_deref().and_then(Key::parse)
    }

    /// The day it was kept, as 2024-01-31, where the person is.
    pub fn day(&self) -> String {
        minute_of(self.when, &Local).0
    }

    /// The minute it was kept, as 2024-01-31 13:05, where the person is.
    pub fn minute(&self) -> String {
        let (day, time) = minute_of(self.when, &Local);
        format!("{day} {time}")
    }

    /// What it is known by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.place.as_deref().into_iter().chain(self.text.as_deref())
    }
}

/// The beginning of `text`, of so many bytes at most.
fn cut(text: &str, most: usize) -> String {
    let end = (0..=text.len().min(most)).rev().find(|&at| text.is_char_boundary(at));
    text.get(..end.unwrap_or(0)).unwrap_or_default().to_owned()
}

/// What became of articles that were to be put on the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many are on it now.
    pub new: usize,
    /// How many were on it before, or are twice among them.
    pub known: usize,
    /// How many there was no room for.
    pub left_out: usize,
}

/// What became of an article that was to be put on the list, or taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// It is on it now.
    On,
    /// It was on it, and is no more.
    Off,
    /// There was no room for it.
    NoRoom,
}

/// The reading list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingList(Shelf);

impl ReadingList {
    /// The person's own; `None` where there is no home.
    pub fn of_person() -> Option<Self> {
        folder("memory").map(Self::at)
    }

    /// That in `folder`, which need not exist yet.
    pub const fn at(folder: PathBuf) -> Self {
        Self(Shelf { folder, name: "later", about: "your reading list", largest: LARGEST as u64 })
    }

    /// All that is on it, what was kept last first.
    ///
    /// # Errors
    /// Where the file cannot be read. A damaged one is set aside, and the error tells so.
    pub fn all(&self) -> Result<Vec<Deferred>, MemoryError> {
        let mut all = self.0.read(parse)?;
        all.reverse();
        all.sort_by_key(|deferred| Reverse(deferred.when));
        Ok(all)
    }

    /// Puts articles on it, in this order. Those that are on it stay where they are.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so.
    pub fn add(&self, articles: &[Deferred]) -> Result<Taken, MemoryError> {
        let mut taken = Taken::default();
        self.0.change(parse, |all: Vec<Deferred>| {
            let mut names: HashSet<String> =
                all.iter().flat_map(Deferred::names).map(str::to_owned).collect();
            let mut lines: Vec<String> = all.iter().filter_map(line).collect();
            let mut size: usize = lines.iter().map(|line| line.len() + 1).sum();
            for article in articles {
                if article.names().any(|name| names.contains(name)) {
                    taken.known += 1;
                    continue;
                }
                let Some(line) = line(article).filter(|line| size + line.len() < LARGEST) else {
                    taken.left_out += 1;
                    continue;
                };
                size += line.len() + 1;
                lines.push(line);
                names.extend(article.names().map(str::to_owned));
                taken.new += 1;
            }
            lines
        })?;
        Ok(taken)
    }

    /// Puts an article on it, or takes it off where it is on it. Gives what all that is on it then is known by.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so; what was asked is
    /// done all the same.
    pub fn turn(&self, article: &Deferred) -> Result<(Turned, HashSet<String>), MemoryError> {
        let (mut turned, mut names) = (Turned::NoRoom, HashSet::new());
        self.0.change(parse, |mut all: Vec<Deferred>| {
            let before = all.len();
            let own: Vec<&str> = article.names().collect();
            all.retain(|other| !other.names().any(|name| own.contains(&name)));
            let mut lines: Vec<String> = all.iter().filter_map(line).collect();
            if all.len() < before {
                turned = Turned::Off;
            } else if let Some(line) = line(article)
                && lines.iter().map(|line| line.len() + 1).sum::<usize>() + line.len() < LARGEST
            {
                turned = Turned::On;
                lines.push(line);
                all.push(article.clone());
            }
            names = names_of(&all);
            lines
        })?;
        Ok((turned, names))
    }

    /// Takes what is known by one of these names off it. Gives what all that is on it then is known by.
    ///
    /// # Errors
    /// As [`ReadingList::turn`].
    pub fn remove(&self, names: &[String]) -> Result<HashSet<String>, MemoryError> {
        let mut left = HashSet::new();
        self.0.change(parse, |mut all: Vec<Deferred>| {
            all.retain(|article| !article.names().any(|name| names.iter().any(|other| other == name)));
            left = names_of(&all);
            all.iter().filter_map(line).collect()
        })?;
        Ok(left)
    }
}

/// What these articles are known by.
pub fn names_of(all: &[Deferred]) -> HashSet<String> {
    all.iter().flat_map(Deferred::names).map(str::to_owned).collect()
}

/// As it is written. What holds strings and numbers always is.
fn line(article: &Deferred) -> Option<String> {
    serde_json::to_string(article).ok()
}

fn parse(line: &str) -> Option<Deferred> {
    let found: Deferred = serde_json::from_str(line).ok()?;
    let is_key = found.text.is_none() || found.text().is_some();
    (is_key && found.names().next().is_some()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(place: &str) -> Deferred {
        Deferred::new("A title", Some(place.to_owned()), None, 7).unwrap()
    }

    #[test]
    fn articles_stay_on_the_list_until_they_are_taken_off() {
        let folder = tempfile::tempdir().unwrap();
        let list = ReadingList::at(folder.path().join("made"));
        let text = Key::of("Some text.");
        let both = Deferred::new("T", Some("https://b.example/".to_owned()), Some(&text), 8).unwrap();
        let both = both.with_tags(["mills".to_owned(), "  ".to_owned()].into_iter());
        let taken = list.add(&[at("/a.txt"), both.clone(), at("/a.txt")]).unwrap();
        assert_eq!(taken, Taken { new: 2, known: 1, left_out: 0 });
        // By its text as well it is the one that is there.
        let again = Deferred::new("Other", Some("/other.html".to_owned()), Some(&text), 9).unwrap();
        assert_eq!(list.add(&[again]).unwrap(), Taken { new: 0, known: 1, left_out: 0 });
        assert_eq!(list.all().unwrap(), [both, at("/a.txt")]);
        assert_eq!(list.remove(&[text.to_string()]).unwrap(), HashSet::from(["/a.txt".to_owned()]));
        assert_eq!(list.all().unwrap(), [at("/a.txt")]);
    }

    #[test]
    fn one_key_puts_an_article_on_the_list_and_takes_it_off() {
        let folder = tempfile::tempdir().unwrap();
        let list = ReadingList::at(folder.path().join("made"));
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(list.turn(&at("/a.txt")).unwrap(), (Turned::On, names(&["/a.txt"])));
        assert_eq!(list.turn(&at("/b.txt")).unwrap(), (Turned::On, names(&["/a.txt", "/b.txt"])));
        assert_eq!(list.turn(&at("/a.txt")).unwrap(), (Turned::Off, names(&["/b.txt"])));
        assert_eq!(list.all().unwrap(), [at("/b.txt")]);
    }

    #[test]
    fn what_is_huge_or_nowhere_is_not_kept_whole() {
        assert_eq!(Deferred::new("T", None, None, 0), None);
        assert_eq!(
            Deferred::new("T", Some(format!("https://a.example/{}", "x".repeat(9000))), None, 0),
            None
        );
        let long = Deferred::new(&"é".repeat(9000), Some("/a".to_owned()), None, 0).unwrap();
        let long = long.with_tags((0..99).map(|_| "é".repeat(999)));
        assert_eq!((long.title.len(), long.tags.len(), long.tags[0].len()), (500, 30, 100));
    }

    #[test]
    fn a_damaged_list_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let list = ReadingList::at(folder.path().to_owned());
        list.add(&[at("/a")]).unwrap();
        std::fs::write(list.0.path(), "{\"title\": \"nowhere\", \"when\": 1}\n").unwrap();
        let told = list.all().unwrap_err().to_string();
        assert!(told.contains("your reading list, was damaged (line 1): it is now later.damaged"), "{told}");
        // The next one does not take its place.
        std::fs::write(list.0.path(), "once more\n").unwrap();
        let told = list.all().unwrap_err().to_string();
        assert!(told.contains("it is now later.damaged-2"), "{told}");
        let first = std::fs::read_to_string(folder.path().join("later.damaged")).unwrap();
        assert!(first.contains("nowhere"), "{first}");
    }
}
