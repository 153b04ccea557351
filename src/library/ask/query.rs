//! A question as a person types it: `said:merkel outlet:reuters after:2024-01 budget "old mill"`.

use super::Asked;
use crate::actors::ActorKind;

/// What a typed question asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The question.
    pub asked: Asked,
    /// Where its words are sought.
    pub place: Place,
    /// Its words and phrases, as they stand in a text.
    pub words: Vec<String>,
    /// What in it means nothing, where something does.
    pub problem: Option<String>,
}

/// Where words are sought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// In quotes alone.
    #[default]
    Quotes,
    /// In all of the texts.
    Texts,
}

impl Query {
    /// Reads what is typed: words, phrases between double quotation marks, and these with a value after a colon, which may
    /// be such a phrase: `said`, `via`, `outlet`, `after`, `before`, `kind`; `in:text` seeks the words in all of the texts. A
    /// colon after anything but letters is part of a word.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let mut words: Vec<String> = Vec::new();
        let mut unknown = None;
        for term in terms(typed) {
            let named = term.split_once(':').filter(|(_, value)| !value.is_empty());
            let value = |value: &str| Some(value.replace('"', "").trim().to_owned());
            let asked = &mut query.asked;
            match named {
                Some(("said", who)) => asked.name = value(who),
                Some(("via", who)) => asked.via = value(who),
                Some(("outlet", name)) => asked.outlets = value(name).into_iter().collect(),
                Some(("after", day)) => asked.after = value(day),
                Some(("before", day)) => asked.before = value(day),
                Some(("kind", kind)) => asked.kind = value(kind),
                Some(("in", "text" | "texts")) => query.place = Place::Texts,
                Some(("in", "quote" | "quotes")) => query.place = Place::Quotes,
                Some((name, value)) if is_field(name, value) => {
                    unknown = Some(format!("there is no field {name}, but {}, in", FIELDS.join(", ")));
                }
                _ => words.push(term),
            }
        }
        let asked = &query.asked;
        let days = [("after", &asked.after), ("before", &asked.before)];
        let day = days.into_iter().find(|(_, day)| day.as_ref().is_some_and(|day| !is_day(day)));
        let kind = asked.kind.as_ref().filter(|kind| !is_kind(kind));
        query.problem = match (day, kind) {
            (Some((name, _)), _) => {
                Some(format!("{name}: wants a day, a month or a year: 2018-05-08, 2018-05, 2018"))
            }
            (_, Some(_)) => Some(format!("kind: wants one of {}", kinds().join(", "))),
            _ => unknown,
        };
        let bare = words.iter().map(|word| word.replace('"', "").trim_matches('*').trim().to_owned());
        query.words = bare.filter(|word| !word.is_empty()).collect();
        query.asked.about = (!words.is_empty()).then(|| words.join(" "));
        query
    }
}

/// What can stand before a colon, but for `in`.
const FIELDS: [&str; 6] = ["said", "via", "outlet", "after", "before", "kind"];

/// Whether somebody means a field with what stands before a colon, and not an address or a time.
fn is_field(name: &str, value: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()) && !value.starts_with("//")
}

/// Whether this is a day, a month or a year.
fn is_day(typed: &str) -> bool {
    let parts: Vec<&str> = typed.split('-').collect();
    let is_number = |part: &str, digits: usize, most: usize| {
        part.len() == digits && part.parse().is_ok_and(|number: usize| (1..=most).contains(&number))
    };
    match parts.as_slice() {
        [year] => is_number(year, 4, 9999),
        [year, month] => is_number(year, 4, 9999) && is_number(month, 2, 12),
        [year, month, day] => is_number(year, 4, 9999) && is_number(month, 2, 12) && is_number(day, 2, 31),
        _ => false,
    }
}

/// The kinds of quotes and of actors.
fn kinds() -> Vec<&'static str> {
    let quotes = ["direct", "mixed", "indirect"].into_iter();
    quotes.chain(ActorKind::ALL.iter().map(|kind| kind.name())).collect()
}

fn is_kind(typed: &str) -> bool {
    kinds().contains(&typed)
}

/// The parts of what is typed: at spaces that are not between quotation marks.
fn terms(typed: &str) -> Vec<String> {
    let straight = typed.replace(['“', '”'], "\"");
    let mut terms = vec![String::new()];
    let mut is_inside = false;
    for c in straight.chars() {
        is_inside ^= c == '"';
        match terms.last_mut() {
            Some(term) if !c.is_whitespace() || is_inside => term.push(c),
            _ => terms.push(String::new()),
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_words_and_what_stands_behind_colons() {
        let query =
            Query::parse("said:\"Ann Roe\" flood outlet:gazette after:2018-05 \"old mill\" kind:indirect");
        let asked = Asked {
            name: Some("Ann Roe".to_owned()),
            about: Some("flood \"old mill\"".to_owned()),
            outlets: vec!["gazette".to_owned()],
            after: Some("2018-05".to_owned()),
            kind: Some("indirect".to_owned()),
            ..Asked::default()
        };
        let words = vec!["flood".to_owned(), "old mill".to_owned()];
        assert_eq!(query, Query { asked, words, ..Query::default() });
        assert_eq!(
            Query::parse("in:text  mill"),
            Query {
                asked: Asked { about: Some("mill".to_owned()), ..Asked::default() },
                place: Place::Texts,
                words: vec!["mill".to_owned()],
                problem: None,
            }
        );
    }

    #[test]
    fn what_means_nothing_is_told() {
        let problem = |typed: &str| Query::parse(typed).problem.unwrap_or_default();
        assert!(problem("before:2016-13").starts_with("before: wants a day"));
        assert!(problem("kind:foo").starts_with("kind: wants one of direct, mixed, indirect, person"));
        assert!(problem("foo:bar mill").starts_with("there is no field foo, but said, via, outlet,"));
        assert_eq!(problem("3:1 https://gazette.example \"foo:bar\" Note:this"), "");
        assert_eq!(problem("kind:person after:2016 before:2016-12-31"), "");
    }

    #[test]
    fn what_is_half_typed_is_words() {
        let about = |typed: &str| Query::parse(typed).asked.about;
        assert_eq!(about("said:"), Some("said:".to_owned()));
        assert_eq!(about("ratio 3:1"), Some("ratio 3:1".to_owned()));
        assert_eq!(about("\"old mi"), Some("\"old mi".to_owned()));
        assert_eq!(about("  "), None);
    }
}
