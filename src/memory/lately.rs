//! What was opened lately: a JSON object a line, the latest at the end.

use super::{MemoryError, Shelf, folder};
use chrono::{DateTime, Datelike as _, Local, TimeZone, Timelike as _};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Most articles that are kept.
pub const MOST: usize = 200;

/// Most bytes of a title that are kept.
const LONGEST: usize = 500;

/// An article that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// What it is called. Untrusted.
    pub title: String,
    /// Where it is: a path from the root, or a web address.
    pub place: String,
    /// When it was opened last, in seconds since 1970, UTC.
    pub when: u64,
}

/// The articles that were opened lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lately(Shelf);

impl Lately {
    /// The person's own; `None` where there is no home.
    pub fn of_person() -> Option<Self> {
        folder("memory").map(Self::at)
    }

    /// Those in `folder`, which need not exist yet.
    pub const fn at(folder: PathBuf) -> Self {
        Self(Shelf { folder, name: "lately", about: "what you have opened", largest: 4 << 20 })
    }

    /// All of them, the latest first.
    ///
    /// # Errors
    /// Where the file cannot be read. A damaged one is set aside, and the error tells so.
    pub fn all(&self) -> Result<Vec<Visit>, MemoryError> {
        let mut all = self.0.read(parse)?;
        all.reverse();
        Ok(all)
    }

    /// Keeps that an article was opened; what was known of its place goes.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so.
    pub fn keep(&self, opened: &Visit) -> Result<(), MemoryError> {
        self.0.change(parse, |mut all| {
            all.retain(|known| known.place != opened.place);
            let end =
                (0..=opened.title.len().min(LONGEST)).rev().find(|&at| opened.title.is_char_boundary(at));
            let title = opened.title.get(..end.unwrap_or(0)).unwrap_or_default().to_owned();
            all.push(Visit { title, ..opened.clone() });
            let oldest = all.len().saturating_sub(MOST);
            // What holds strings and numbers is always written.
            all.iter().skip(oldest).filter_map(|opened| serde_json::to_string(opened).ok()).collect()
        })
    }
}

impl Visit {
    /// The day it was opened last, as 2024-01-31, where the person is.
    pub fn day(&self) -> String {
        minute_of(self.when, &Local).0
    }

    /// The minute it was opened last, as 2024-01-31 13:05, where the person is.
    pub fn minute(&self) -> String {
        let (day, time) = minute_of(self.when, &Local);
        format!("{day} {time}")
    }
}

/// Day and time in a zone of seconds since 1970, UTC; a time that no calendar has is the beginning of 1970.
pub(super) fn minute_of<Zone: TimeZone>(seconds: u64, zone: &Zone) -> (String, String) {
    let seconds = i64::try_from(seconds).ok();
    let utc = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_default();
    let there = utc.with_timezone(zone);
    (
        format!("{:04}-{:02}-{:02}", there.year(), there.month(), there.day()),
        format!("{:02}:{:02}", there.hour(), there.minute()),
    )
}

fn parse(line: &str) -> Option<Visit> {
    serde_json::from_str(line).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_has_the_day_and_time_of_its_place() {
        let there = |when, hours| {
            let zone = chrono::FixedOffset::east_opt(hours * 3600 + 1800).unwrap();
            let (day, time) = minute_of(when, &zone);
            format!("{day} {time}")
        };
        assert_eq!(there(951_827_696, 0), "2000-02-29 13:04");
        assert_eq!(there(1_735_689_599, 5), "2025-01-01 05:29");
        assert_eq!(there(1_735_689_600, -3), "2024-12-31 21:30");
        assert_eq!(there(u64::MAX, 0), "1970-01-01 00:30");
    }

    #[test]
    fn the_latest_come_first_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = Lately::at(folder.path().join("made"));
        let opened =
            |title: &str, place: &str, when| Visit { title: title.to_owned(), place: place.to_owned(), when };
        store.keep(&opened("One", "/a/one.txt", 1)).unwrap();
        store.keep(&opened("Two\n\u{1b}", "https://two.example/", 2)).unwrap();
        store.keep(&opened("One more", "/a/one.txt", 3)).unwrap();
        store.keep(&opened(&"é".repeat(1000), "/long", 4)).unwrap();
        let all = store.all().unwrap();
        let places: Vec<&str> = all.iter().map(|opened| opened.place.as_str()).collect();
        assert_eq!(places, ["/long", "/a/one.txt", "https://two.example/"]);
        assert_eq!((all[1].title.as_str(), all[0].title.len()), ("One more", 500));
        for number in 0..MOST as u64 {
            store.keep(&opened("x", &format!("/{number}"), number)).unwrap();
        }
        assert_eq!(store.all().unwrap().len(), MOST);
    }

    #[test]
    #[cfg(unix)]
    fn only_the_person_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let store = Lately::at(folder.path().join("made"));
        store.keep(&Visit { title: String::new(), place: "/x".to_owned(), when: 0 }).unwrap();
        let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(store.0.folder.clone()), mode(store.0.path())), (0o700, 0o600));
    }
}
