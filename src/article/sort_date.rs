//! The day of a date, by which articles are ordered.

use crate::lexicon::classes::time::MONTHS;

/// Year, month and day of a date in English or ISO 8601: "8 May 2018, 10:15", "March 8, 2011", "2018-05-08T10:15Z".
/// Where only year and month are given, it is the first of the month. `None` where year or month is missing, or the
/// month has no such day. Dates with slashes are not understood, since their order of day and month differs between
/// countries.
pub fn day(written: &str) -> Option<(u16, u8, u8)> {
    date(written).map(|(year, month, day)| (year, month, day.unwrap_or(1)))
}

/// As [`day`], but without a day where only year and month are given.
pub(super) fn date(written: &str) -> Option<(u16, u8, Option<u8>)> {
    let figures = written.split(|c: char| !c.is_ascii_digit() && c != '-').find_map(figures);
    if let Some((year, month, day)) = figures {
        return Some((year, month, Some(day)));
    }
    let (mut year, mut month, mut day) = (None, None, None);
    for word in written.split(|c: char| !c.is_alphanumeric()) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        match digits.parse::<u16>() {
            Ok(number @ 1000..=9999) if digits.len() == 4 => year = year.or(Some(number)),
            // A number after the year belongs to the time.
            Ok(number @ 1..=31) if year.is_none() => day = day.or(u8::try_from(number).ok()),
            _ => month = month.or_else(|| month_of(word)),
        }
    }
    let (year, month) = (year?, month?);
    day.is_none_or(|day| day <= length(year, month)).then_some((year, month, day))
}

/// Parses a date in ISO 8601: 2018-05-08.
fn figures(word: &str) -> Option<(u16, u8, u8)> {
    let mut parts = word.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day = parts.next()?.parse().ok().filter(|day| (1..=length(year, month)).contains(day))?;
    Some((year, month, day))
}

/// The number of days of a month.
const fn length(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of the month whose name has the same first three letters as `word`.
fn month_of(word: &str) -> Option<u8> {
    let start = word.get(..3)?.to_ascii_lowercase();
    let place = MONTHS.iter().position(|month| month.starts_with(&start))?;
    u8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for (written, expected) in [
            ("8 May 2018", Some((2018, 5, 8))),
            ("Tuesday, March 8, 2011 10:15 a.m.", Some((2011, 3, 8))),
            ("Updated: 2018-05-08T10:15:00Z", Some((2018, 5, 8))),
            ("Sept. 3rd, 2020", Some((2020, 9, 3))),
            ("May 2018", Some((2018, 5, 1))),
            ("12 March", None),
            ("08/05/2018", None),
            ("2018-99-99", None),
            ("2023-02-29", None),
            ("31 April 2018", None),
            ("29 February 2024", Some((2024, 2, 29))),
            ("", None),
            ("\u{1b}]8;;", None),
        ] {
            assert_eq!(day(written), expected, "{written}");
        }
    }
}
