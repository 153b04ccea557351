//! What was opened lately: a JSON object a line, the latest at the end.

use super::{Shelf, folder};
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Most articles that are kept.
pub const MOST: usize = 200;

/// Most bytes of a title that are kept.
const LONGEST: usize = 500;

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;

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
    pub fn all(&self) -> Result<Vec<Visit>, Error> {
        let mut all = self.0.read(parse)?;
        all.reverse();
        Ok(all)
    }

    /// Keeps that an article was opened; what was known of its place goes.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so.
    pub fn keep(&self, opened: &Visit) -> Result<(), Error> {
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
    /// The day it was opened last, as 2024-01-31, UTC.
    pub fn day(&self) -> String {
        let (year, month, day) = date(self.when / DAY);
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The minute it was opened last, as 2024-01-31 13:05, UTC.
    pub fn minute(&self) -> String {
        let of_day = self.when % DAY;
        format!("{} {:02}:{:02}", self.day(), of_day / 3600, of_day / 60 % 60)
    }
}

fn parse(line: &str) -> Option<Visit> {
    serde_json::from_str(line).ok()
}

/// Year, month and day of the day with this number, counted from 1970-01-01, which is 0.
fn date(number: u64) -> (u64, u64, u64) {
    // Years that begin in March have their odd day at their end; 400 of them are a round number of days.
    let days = number + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year_of_era + next, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        let opened = |when| Visit { title: String::new(), place: String::new(), when };
        assert_eq!(opened(0).minute(), "1970-01-01 00:00");
        assert_eq!(opened(951_827_696).minute(), "2000-02-29 12:34");
        assert_eq!(opened(1_735_689_599).minute(), "2024-12-31 23:59");
        assert_eq!(opened(1_735_689_600).day(), "2025-01-01");
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
