//! Dates in elements and machine-readable dates in short form.

use super::{
    statistics::{Statistics, is_prose},
    tokens::{Tag, Token},
};
use crate::article::machine_date::MachineDate;

/// How many tokens after the headline are searched for the date.
const NEAR: usize = 400;
/// Prose longer than this, in bytes, is the body of the article.
const TEXT: usize = 100;

/// The date in the attributes of elements between the headline and the body. Of several, the earliest: publication
/// comes before updates.
pub(super) fn under_headline(statistics: &Statistics) -> Option<String> {
    let headline = statistics.elements.iter().rev().find(|element| element.headline)?;
    let after = statistics.tokens.get(headline.last..).unwrap_or_default().iter().take(NEAR);
    let is_text =
        |token: &&Token| token.as_text().is_some_and(|text| text.len() > TEXT && is_prose(text.trim()));
    let head = after.take_while(|token| !is_text(token));
    let dates = head.filter_map(|token| match token {
        Token::Start(tag) => date_of(tag),
        _ => None,
    });
    let stamped = dates.filter_map(|date| Some((MachineDate::of(date)?.to_string(), date)));
    stamped.min_by(|(one, _), (other, _)| one.cmp(other)).map(|(_, date)| date.to_owned())
}

/// The date in an element's attributes: in `datetime`, or in `title` where the class names a date.
fn date_of(tag: &Tag) -> Option<&str> {
    let class = tag.attribute("class").unwrap_or_default();
    let is_date =
        class.split_ascii_whitespace().any(|name| name.contains("published") || name.contains("date"));
    match tag.name.as_slice() {
        b"time" => tag.attribute("datetime"),
        _ if is_date => tag.attribute("title").or_else(|| tag.attribute("datetime")),
        _ => None,
    }
}

/// `written` in short form: "2018-05-08T10:15:00.000+01:00" as "2018-05-08 10:15". Other forms than ISO 8601 dates and
/// `2018/05/08` stay as they are.
pub(super) fn short_form(written: &str) -> String {
    let Some((date, rest)) = written.split_at_checked(10) else { return written.to_owned() };
    let digits = |text: &str, form: &str| {
        text.len() == form.len()
            && text
                .bytes()
                .zip(form.bytes())
                .all(|(b, f)| if f == b'0' { b.is_ascii_digit() } else { b == f })
    };
    if digits(date, "0000/00/00") {
        return MachineDate::of(written).map_or_else(|| written.to_owned(), |date| date.to_string());
    }
    if !digits(date, "0000-00-00") {
        return written.to_owned();
    }
    let time =
        rest.strip_prefix(['T', ' ']).and_then(|time| time.get(..5)).filter(|time| digits(time, "00:00"));
    match time {
        Some(time) if time != "00:00" => format!("{date} {time}"),
        Some(_) => date.to_owned(),
        None if rest.is_empty() => date.to_owned(),
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::article::formats::html::date::short_form;

    #[test]
    fn what_machines_write_is_shortened_and_the_rest_is_kept() {
        for (written, read) in [
            ("2018-05-08T10:15:00.000+01:00", "2018-05-08 10:15"),
            ("2018-05-08T00:00:00Z", "2018-05-08"),
            ("2018-05-08", "2018-05-08"),
            ("2018-05-08 10:15:00", "2018-05-08 10:15"),
            ("8 May 2018, at noon", "8 May 2018, at noon"),
            ("2018/05/08", "2018-05-08"),
            ("2018-05-08 (revised)", "2018-05-08 (revised)"),
            ("hier", "hier"),
        ] {
            assert_eq!(short_form(written), read);
        }
    }
}
