//! Parses dates in metadata, in the forms in which programs write them: ISO 8601, RFC 5322, names of months in several
//! languages, with any time zone.
//!
//! To find a date line in a text, see `date`; to order articles by day, see `sort_date`.

use std::fmt;

/// A date, with the time of day if it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MachineDate {
    year: i64,
    month: u32,
    day: u32,
    /// Hour and minute.
    time: Option<(u32, u32)>,
    /// The offset of the time zone from UTC, in minutes; positive east of Greenwich.
    offset: Option<i64>,
}

/// Most words of a date.
const WORDS: usize = 16;

/// Beginnings of the names of months in common languages of feeds and mails, in lower case.
const MONTHS: [(&str, u32); 52] = [
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("янв", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("фев", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("mrt", 3),
    ("maa", 3),
    ("мар", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("апр", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("mei", 5),
    ("maj", 5),
    ("май", 5),
    ("мая", 5),
    ("juin", 6),
    ("jun", 6),
    ("giu", 6),
    ("июн", 6),
    ("juil", 7),
    ("jul", 7),
    ("lug", 7),
    ("июл", 7),
    ("aug", 8),
    ("aoû", 8),
    ("ago", 8),
    ("авг", 8),
    ("sep", 9),
    ("set", 9),
    ("сен", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("окт", 10),
    ("nov", 11),
    ("ноя", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
    ("déc", 12),
    ("дек", 12),
];

/// Offsets of time zones from UTC by their abbreviations in lower case, in minutes.
const ZONES: [(&str, i64); 30] = [
    ("z", 0),
    ("gmt", 0),
    ("utc", 0),
    ("ut", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("ist", 330),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
];

impl MachineDate {
    /// Parses a date; `None` where it does not give year, month and day.
    pub(super) fn of(written: &str) -> Option<Self> {
        if let Some(parsed) = Self::of_seconds(written.trim()) {
            return Some(parsed);
        }
        let mut parts = Parts::default();
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')');
        for (n, word) in written.split(is_between).filter(|word| !word.is_empty()).enumerate() {
            if n == WORDS {
                return None;
            }
            parts.see(&word.to_lowercase(), n == 0);
        }
        parts.parsed()
    }

    /// Parses a Unix time of ten digits.
    fn of_seconds(written: &str) -> Option<Self> {
        /// How many digits a Unix time has from 2001 to 2286.
        const FIGURES: usize = 10;
        /// Seconds of a day.
        const DAY: i64 = 24 * 60 * 60;
        let is_it = written.len() == FIGURES && written.bytes().all(|b| b.is_ascii_digit());
        let seconds: i64 = written.parse().ok().filter(|_| is_it)?;
        let (year, month, day) = civil(seconds / DAY);
        let minutes = (seconds % DAY / 60) as u32;
        Some(Self { year, month, day, time: Some((minutes / 60, minutes % 60)), offset: Some(0) })
    }

    /// The same moment in UTC, if time and zone are given.
    pub(super) fn universal(self) -> Self {
        let (Some((hour, minute)), Some(offset)) = (self.time, self.offset) else { return self };
        let minutes = i64::from(hour) * 60 + i64::from(minute) - offset;
        let (year, month, day) = civil(days(self.year, self.month, self.day) + minutes.div_euclid(24 * 60));
        let minutes = minutes.rem_euclid(24 * 60);
        let time = Some(((minutes / 60) as u32, (minutes % 60) as u32));
        Self { year, month, day, time, offset: Some(0) }
    }
}

/// Whether a date means that there is none: programs write the first moment of their calendars where no date is set, or the last.
pub(super) fn is_void(written: &str) -> bool {
    /// Unix, Windows, spreadsheets; and the last day that most databases can hold.
    const UNSET: [(i64, u32, u32); 4] = [(1970, 1, 1), (1601, 1, 1), (1899, 12, 30), (9999, 12, 31)];
    if let Some(parsed) = MachineDate::of(written) {
        let MachineDate { year, month, day, time, .. } = parsed.universal();
        let is_midnight = matches!(time, None | Some((0, 0)));
        return year < 1000 || UNSET.contains(&(year, month, day)) && (is_midnight || year == 9999);
    }
    // A day of the years 0 or 1, before or after Christ, that cannot be parsed.
    let figures = || written.split(|c: char| !c.is_ascii_digit()).filter(|figures| figures.len() == 4);
    figures().next().is_some() && figures().all(|figures| figures.starts_with('0'))
}

impl fmt::Display for MachineDate {
    /// As "2018-05-08 10:15", or "2018-05-08" where there is no time or it is midnight.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        match self.time {
            None | Some((0, 0)) => Ok(()),
            Some((hour, minute)) => write!(f, " {hour:02}:{minute:02}"),
        }
    }
}

/// The parts of a date found so far. Of repeated parts the first counts.
#[derive(Default)]
struct Parts {
    year: Option<i64>,
    month: Option<u32>,
    /// Whether the month was found in the first word, which may also be a weekday: "mar" begins "mars" and "mardi" in
    /// French.
    is_first: bool,
    day: Option<u32>,
    time: Option<(u32, u32)>,
    offset: Option<i64>,
}

impl Parts {
    /// Reads a word, given in lower case. Words without meaning in a date, such as weekdays, are ignored.
    fn see(&mut self, word: &str, is_first: bool) {
        let word = word.trim_end_matches('.');
        if let Some(offset) = zone(word).filter(|_| self.time.is_some()) {
            self.offset = self.offset.or(Some(offset));
        } else if let Some((date, time)) = self.date(word) {
            (self.year, self.month, self.day) = (Some(date.0), Some(date.1), Some(date.2));
            self.see_time(time);
        } else if word.contains(':') {
            self.see_time(word);
        } else if matches!(word, "am" | "pm" | "a.m" | "p.m") {
            self.see_half(word);
        } else if let Some(month) = month(word) {
            if self.month.is_none() || self.is_first {
                (self.month, self.is_first) = (Some(month), is_first);
            }
        } else {
            self.see_number(word);
        }
    }

    /// Parses a whole date in one word, and returns what follows it there: "2018-05-08T10:15", "8-May-2018",
    /// "08.05.2018", "20180508".
    fn date<'a>(&self, word: &'a str) -> Option<((i64, u32, u32), &'a str)> {
        if self.year.is_some() || self.day.is_some() {
            return None;
        }
        let is_date = |c: char| c.is_alphanumeric() && c != 't' || matches!(c, '-' | '/' | '.');
        let end = match word.find('t') {
            // The "t" of "oct" does not separate a time.
            Some(at) if word.get(at + 1..)?.starts_with(|c: char| c.is_ascii_digit()) => at,
            _ => word.len(),
        };
        let (date, rest) = word.split_at_checked(end)?;
        let rest = rest.strip_prefix('t').unwrap_or(rest);
        if date.chars().any(|c| !is_date(c) && c != 't') {
            return None;
        }
        let mut fields = date.split(['-', '/', '.']);
        let (first, second, third) = (fields.next()?, fields.next(), fields.next());
        let found = match (second, third) {
            (None, None) if first.len() == 8 && first.bytes().all(|b| b.is_ascii_digit()) => {
                (first.get(..4)?.parse().ok()?, first.get(4..6)?.parse().ok()?, first.get(6..)?.parse().ok()?)
            }
            (Some(second), Some(third)) if first.len() == 4 => {
                (first.parse().ok()?, named_or_numbered(second)?, third.parse().ok()?)
            }
            (Some(second), Some(third)) => {
                let year = year(third)?;
                match (first.parse::<u32>().ok()?, named_or_numbered(second), second.parse::<u32>().ok()) {
                    // Americans write the month first. A date with slashes that can be read in both orders is rejected.
                    (month, _, Some(day)) if day > 12 => (year, month, day),
                    (day, Some(month), Some(_)) if date.contains('/') && day <= 12 && day != month => {
                        return None;
                    }
                    (day, Some(month), _) => (year, month, day),
                    _ => return None,
                }
            }
            _ => return None,
        };
        ((1..=12).contains(&found.1) && (1..=31).contains(&found.2) && fields.next().is_none())
            .then_some((found, rest))
    }

    /// Reads a time with or without zone: "10:15", "10:15:30.5+02:00", "8:15pm".
    fn see_time(&mut self, word: &str) {
        let end = word.find(['+', '-', 'z', '−']).unwrap_or(word.len());
        let (clock, offset) = word.split_at_checked(end).unwrap_or((word, ""));
        let half = clock.find(|c: char| c.is_ascii_alphabetic());
        let (clock, half) = clock.split_at_checked(half.unwrap_or(clock.len())).unwrap_or((clock, ""));
        let mut fields = clock.split(':').map(|field| field.parse::<u32>().ok());
        if let (Some(Some(hour @ 0..=24)), Some(Some(minute @ 0..=59))) = (fields.next(), fields.next()) {
            // Some write midnight at the start of a day as "24:00".
            self.time = self.time.or(Some((hour % 24, minute)));
        }
        self.see_half(half);
        self.offset = self.offset.or_else(|| zone(offset));
    }

    /// Adjusts the time by "am" or "pm".
    fn see_half(&mut self, half: &str) {
        self.time = match (self.time, half.chars().next()) {
            (Some((hour @ 1..12, minute)), Some('p')) => Some((hour + 12, minute)),
            (Some((12, minute)), Some('a')) => Some((0, minute)),
            (time, _) => time,
        };
    }

    /// Reads a day ("8", "8th") or a year.
    fn see_number(&mut self, word: &str) {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        match (digits.len(), digits.parse::<u32>()) {
            (1..=2, Ok(day @ 1..=31)) if self.day.is_none() => self.day = Some(day),
            (2 | 4, Ok(_)) if self.year.is_none() => self.year = year(digits),
            _ => {}
        }
    }

    /// The date, if year, month and day were found.
    fn parsed(self) -> Option<MachineDate> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        Some(MachineDate { year, month, day, time: self.time, offset: self.offset })
    }
}

/// A year of four digits, or of two digits from 1970 to 2069.
fn year(digits: &str) -> Option<i64> {
    let year: i64 = digits.parse().ok()?;
    match (digits.len(), year) {
        (2, 0..70) => Some(2000 + year),
        (2, 70..100) => Some(1900 + year),
        (4, 1000..10_000) => Some(year),
        _ => None,
    }
}

/// The number of the month whose name begins a word.
fn month(word: &str) -> Option<u32> {
    MONTHS.iter().find(|(start, _)| word.starts_with(start)).map(|&(_, month)| month)
}

/// The number of a month that is given by name or number.
fn named_or_numbered(word: &str) -> Option<u32> {
    word.parse().ok().or_else(|| month(word)).filter(|month| (1..=12).contains(month))
}

/// The offset of a time zone in minutes: "+0100", "-05:00", "+2", "cest".
fn zone(word: &str) -> Option<i64> {
    let Some(figures) = word.strip_prefix(['+', '-', '−']) else {
        return ZONES.iter().find(|(name, _)| *name == word).map(|&(_, offset)| offset);
    };
    let sign = if word.starts_with('+') { 1 } else { -1 };
    let figures: String = figures.chars().filter(|&c| c != ':').take(5).collect();
    let (hours, minutes) = match figures.len() {
        1 | 2 => (figures.parse::<i64>().ok()?, 0),
        4 => (figures.get(..2)?.parse::<i64>().ok()?, figures.get(2..)?.parse().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// The number of days from 1 January 1970 to a date of the proleptic Gregorian calendar (algorithm `days_from_civil` of
/// <https://howardhinnant.github.io/date_algorithms.html>).
fn days(year: i64, month: u32, day: u32) -> i64 {
    let month = i64::from(month);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let of_era = year.rem_euclid(400);
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The inverse of `days`: year, month and day (algorithm `civil_from_days` of the same source).
fn civil(day: i64) -> (i64, u32, u32) {
    let day = day + 719_468;
    let (era, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, local: Option<&str>) {
        assert_eq!(MachineDate::of(written).map(|date| date.to_string()).as_deref(), local, "{written}");
    }

    #[test]
    fn dates_of_programs_are_read() {
        for (written, local) in [
            ("Tue, 8 May 2018 10:15:00 +0100", "2018-05-08 10:15"),
            ("2018-05-08T10:15:00.000+01:00", "2018-05-08 10:15"),
            ("2018-05-08", "2018-05-08"),
            ("1525774500", "2018-05-08 10:15"),
            ("2018/5/8 7:05", "2018-05-08 07:05"),
            ("20180508T101500Z", "2018-05-08"),
            ("8-MAY-2018 22:15:02", "2018-05-08 22:15"),
            ("8-Oct-2018", "2018-10-08"),
            ("Tue, May 8 2018 10:15:30 PM", "2018-05-08 22:15"),
            ("May 8th, 2018 at 12:15am", "2018-05-08 00:15"),
            ("Tue, 08 May 18 24:00:00 GMT", "2018-05-08"),
            ("08.05.2018 10:15", "2018-05-08 10:15"),
            ("5/28/2018", "2018-05-28"),
            ("mar., 8 août 2018 10:15", "2018-08-08 10:15"),
            ("Do, 15 Dez 2016 8:00", "2016-12-15 08:00"),
        ] {
            check(written, Some(local));
        }
    }

    #[test]
    fn what_tells_no_day_is_no_date() {
        for written in
            ["", "yesterday", "May 2018", "10:15", "5/8/2018", "2018-13-40", "\u{1b}]8;;", "99999999999"]
        {
            check(written, None);
        }
    }

    #[test]
    fn dates_that_mean_none_are_void() {
        for void in [
            "1970-01-01",
            "Thu, 01 Jan 1970 01:00:00 +0100",
            "Wed, 31 Dec 1969 19:00:00 -0500",
            "0000-00-00 00:00:00",
            "0001-01-01T00:00:00Z",
            "Wed, 30 Nov -0001 00:00:00 +0000",
            "1/1/0001 12:00:00 AM",
            "9999-12-31T23:59:59Z",
        ] {
            assert!(is_void(void), "{void}");
        }
        for date in ["1970-01-01 09:30", "1970-01-02", "8 May 2018 0000", "2018", "yesterday", ""] {
            assert!(!is_void(date), "{date}");
        }
    }

    #[test]
    fn zones_are_brought_to_universal_time() {
        for (written, universal) in [
            ("Wed, 1 Jan 2020 00:30 +0200", "2019-12-31 22:30"),
            ("2020-02-29 23:00:00 -0500", "2020-03-01 04:00"),
            ("8 May 2018 15:30 PDT", "2018-05-08 22:30"),
            ("2018-05-08 13:55:44.36 +0200 CEST", "2018-05-08 11:55"),
            ("2018-05-08 13:55", "2018-05-08 13:55"),
            ("2018-05-08T13:55:00Z", "2018-05-08 13:55"),
        ] {
            assert_eq!(MachineDate::of(written).unwrap().universal().to_string(), universal, "{written}");
        }
        for day in (-800_000..800_000).step_by(97) {
            let (year, month, of_month) = civil(day);
            assert_eq!(days(year, month, of_month), day);
        }
    }
}
