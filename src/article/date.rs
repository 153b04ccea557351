//! Recognises date lines in a text: "Tuesday, March 8, 2011", "8 May 2018 10:15 BST", "Updated: 2018-05-08".

use crate::lexicon::classes::time::{MONTHS, WEEKDAYS};
use std::ops::Range;

/// Longest date line, in bytes.
const LONGEST: usize = 120;

/// Abbreviations of time zones, in lower case.
const ZONES: [&str; 24] = [
    "gmt", "utc", "bst", "et", "est", "edt", "pt", "pst", "pdt", "ct", "cst", "cdt", "mst", "mdt", "cet",
    "cest", "ist", "jst", "kst", "hkt", "sgt", "aest", "aedt", "z",
];
/// Labels of dates, in lower case.
const LABELS: [&str; 10] =
    ["published", "updated", "posted", "date", "dated", "modified", "created", "issued", "first", "last"];

/// The part of a date that a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Weekday,
    Month,
    Day,
    Year,
    /// A date in digits.
    Whole,
    Time,
    Label,
    /// A word or sign that joins parts: "at", "on", a dash.
    Glue,
}

/// The byte range of the first date in a line that consists only of dates, times and labels such as "Updated"; `None`
/// for any other line.
pub(super) fn find(line: &str) -> Option<Range<usize>> {
    if line.len() > LONGEST {
        return None;
    }
    let mut date: Option<Range<usize>> = None;
    let (mut month, mut number, mut whole, mut closed) = (false, false, false, false);
    for word in line.split([' ', ',', '|', '\t', '\u{a0}', '\n', '\r']) {
        let start = word.as_ptr().addr() - line.as_ptr().addr();
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '+');
        let part = part(bare)?;
        match part {
            Part::Label => closed = date.is_some(),
            Part::Glue => {}
            _ if closed => {}
            _ => {
                month |= part == Part::Month;
                number |= matches!(part, Part::Day | Part::Year);
                whole |= part == Part::Whole;
                let start = start + word.find(bare).unwrap_or(0);
                // The last full stop of "a.m." is part of it.
                let stop = usize::from(bare.rsplit_once('.').is_some_and(|(_, last)| last == "m"));
                let end = start + bare.len() + stop;
                date = Some(date.map_or(start, |d| d.start)..end.min(line.len()));
            }
        }
    }
    date.filter(|_| whole || month && number)
}

/// The part of a date that `word` is; `None` where it cannot be in a date.
fn part(word: &str) -> Option<Part> {
    let lower = word.to_ascii_lowercase().replace('.', "");
    let abbreviates =
        |names: &[&str], least| names.iter().any(|n| lower.len() >= least && n.starts_with(&lower));
    Some(match lower.as_str() {
        "" | "at" | "on" | "of" | "and" => Part::Glue,
        "am" | "pm" | "noon" | "midnight" => Part::Time,
        "sept" => Part::Month,
        "tues" | "thur" | "thurs" => Part::Weekday,
        lower if LABELS.contains(&lower) => Part::Label,
        lower if ZONES.contains(&lower) => Part::Time,
        _ if abbreviates(&MONTHS, 3) => Part::Month,
        _ if abbreviates(&WEEKDAYS, 3) => Part::Weekday,
        _ => return number(&word.to_ascii_lowercase()),
    })
}

/// The part that a word beginning with a digit or `+` is: day, year, date or time.
fn number(word: &str) -> Option<Part> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (figure, rest) = word.split_at_checked(digits)?;
    let value: u32 = figure.parse().ok().or_else(|| word.starts_with('+').then_some(0))?;
    match rest {
        "" | "st" | "nd" | "rd" | "th" if (1..=31).contains(&value) && digits <= 2 => Some(Part::Day),
        "" if digits == 4 && (1600..2200).contains(&value) => Some(Part::Year),
        "am" | "pm" | "a.m" | "p.m" if value <= 12 => Some(Part::Time),
        _ if is_whole(word) => Some(Part::Whole),
        _ if is_time(word) => Some(Part::Time),
        _ => None,
    }
}

/// Whether a word is a date in digits: "2018-05-08", "08/05/2018", "8.5.18", with or without a time after a "t".
fn is_whole(word: &str) -> bool {
    let (date, time) = word.split_once('t').unwrap_or((word, "0:00"));
    let fields: Vec<&str> = date.split(['-', '/', '.']).collect();
    let figures = |f: &&str| (1..=4).contains(&f.len()) && f.bytes().all(|b| b.is_ascii_digit());
    let years = fields.iter().filter(|f| f.len() == 4).count();
    fields.len() == 3 && fields.iter().all(figures) && years <= 1 && is_time(time) && !date.contains(':')
}

/// Whether a word is a time or an offset: "10:15", "10.15pm", "10:15:30z", "+01:00".
fn is_time(word: &str) -> bool {
    let (clock, zone) = word.split_once('+').unwrap_or((word, ""));
    let clock = clock.trim_end_matches(['a', 'p', 'm', 'z', '.']);
    let figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
    figures(clock)
        && figures(zone)
        && (clock.len() >= 3 || clock.is_empty() && zone.len() >= 4)
        && word.len() <= 24
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, date: Option<&str>) {
        assert_eq!(find(line).map(|range| &line[range]), date, "{line}");
    }

    #[test]
    fn common_forms() {
        for date in [
            "Tuesday, March 8, 2011",
            "2018-05-08",
            "2018-05-08T10:15:00Z",
            "8 May 2018 10:15 BST",
            "8th May 2018",
            "08/05/2018",
            "Sept. 3, 2016",
            "May 2018",
            "Mon 7 May, 10.15am",
            "May 8, 2018 at 10:15 a.m.",
            "Tue, 8 May 2018 10:15:00 +0100",
        ] {
            check(date, Some(date));
        }
    }

    #[test]
    fn labels_are_left_out() {
        check("Published: 8 May 2018", Some("8 May 2018"));
        check("Last updated on Tuesday 8 May 2018 at 10:15", Some("Tuesday 8 May 2018 at 10:15"));
        check("Published 8 May 2018 | Updated 9 May 2018", Some("8 May 2018"));
    }

    #[test]
    fn other_lines_hold_no_date() {
        for line in [
            "",
            "May",
            "Monday",
            "7 p.m.",
            "2018",
            "In May 2018",
            "March 8 was a Tuesday",
            "3 of 12",
            "Chapter 8",
        ] {
            check(line, None);
        }
    }
}
