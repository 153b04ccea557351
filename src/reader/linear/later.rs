//! Line mode: the reading list, and the memory of what was opened.

use crate::{
    article::{Article, Key},
    clock,
    error::Error,
    fetch::Address,
    memory::{Deferred, Lately, MemoryError, ReadTexts, ReadingList, Turned, Visit},
    printable,
    reader::app::library_thread,
    source::{Source, SourceError},
};
use std::{fmt::Display, sync::Arc};

/// An article, with what identifies it on the reading list.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub article: Arc<Article>,
    /// The path or address that it can be opened by again, if any.
    place: Option<String>,
    /// The key of its text, where it was opened from the library.
    text: Option<Key>,
}

/// Loads the articles of `source`. An article of a collection is identified by its own address where it has one, or
/// else by the source.
///
/// # Errors
/// As [`Source::load_all`].
pub(super) fn load(source: &Source, caution: impl FnMut(String)) -> Result<Vec<Opened>, SourceError> {
    let loaded = source.load_all(caution)?;
    let is_one = loaded.len() == 1;
    let opened = |article: Article| {
        let own = article.url.as_deref().filter(|url| !is_one && Address::parse(url).is_ok());
        let place = own.map_or_else(|| source.place(), |url| Some(url.to_owned()));
        Opened { article: Arc::new(article), place, text: None }
    };
    Ok(loaded.into_iter().map(opened).collect())
}

/// Remembers that an article was opened, as far as there are stores for it.
///
/// # Errors
/// Where a store cannot be written.
pub(super) fn remember(
    (read, lately): (Option<&ReadTexts>, Option<&Lately>),
    opened: &Opened,
) -> Result<(), MemoryError> {
    if let Some(read) = read {
        read.mark(&[Key::of(&opened.article.text)], true)?;
    }
    match (lately, opened.place.clone()) {
        (Some(lately), Some(place)) => {
            lately.keep(&Visit { title: title(&opened.article), place, when: clock::now() })
        }
        _ => Ok(()),
    }
}

/// The title of an article, or what stands for it.
pub(super) fn title(article: &Article) -> String {
    article.label()
}

/// Puts an article on the reading list or takes it off. Returns the line to print.
pub(super) fn toggle(list: Option<&ReadingList>, opened: &Opened) -> String {
    let title = title(&opened.article);
    let deferred = Deferred::new(&title, opened.place.clone(), opened.text.as_ref(), clock::now());
    let Some(deferred) = deferred else {
        return "it has no address and no file to be opened by again".to_owned();
    };
    let title = printable::line(&title);
    match list.map(|list| list.turn(&deferred)) {
        None => said(homeless()),
        Some(Err(error)) => said(error),
        Some(Ok((Turned::On, _))) => format!("on the reading list: {title}; I lists it, D takes this off"),
        Some(Ok((Turned::Off, _))) => format!("off the reading list: {title}"),
        Some(Ok((Turned::NoRoom, _))) => "there is no room left on the reading list".to_owned(),
    }
}

/// Whether an article is on the reading list; `false` where the list cannot be read.
pub(super) fn is_deferred(list: Option<&ReadingList>, opened: &Opened) -> bool {
    let text = Key::of(&opened.article.text);
    let deferred = Deferred::new("", opened.place.clone(), Some(&text), 0);
    let kept = all(list).unwrap_or_default();
    deferred.is_some_and(|deferred| {
        let names: Vec<&str> = deferred.names().collect();
        kept.iter().any(|kept| kept.names().any(|name| names.contains(&name)))
    })
}

/// The reading list, a line for each article.
pub(super) fn lines(list: Option<&ReadingList>) -> Vec<String> {
    match all(list) {
        Err(words) => vec![words],
        Ok(kept) if kept.is_empty() => {
            vec!["nothing is kept to read later; D keeps an article".to_owned()]
        }
        Ok(kept) => {
            let of = kept.len();
            let line = |(at, kept): (usize, &Deferred)| {
                let place = kept.names().next().map(printable::line).unwrap_or_default();
                let title = printable::line(&kept.title);
                format!("{} of {of}: {title}, {place}, kept {}", at + 1, kept.day())
            };
            let told = kept.iter().enumerate().map(line);
            told.chain(["I and a number opens one".to_owned()]).collect()
        }
    }
}

/// Loads the articles of entry `number` of the reading list, counted from 1.
///
/// # Errors
/// The line to print.
pub(super) fn open(
    list: Option<&ReadingList>,
    number: usize,
    mut caution: impl FnMut(String),
) -> Result<Vec<Opened>, String> {
    let kept = all(list)?;
    let of = kept.len();
    let Some(kept) = number.checked_sub(1).and_then(|at| kept.into_iter().nth(at)) else {
        return Err(format!("there is no {number} on the reading list; there are {of}"));
    };
    let (place, text) = (kept.place.clone(), kept.text());
    if let Some((_, Some(row))) = library_thread::with_rows(vec![kept]).map_err(said)?.first() {
        let article = Arc::new(library_thread::article(*row).map_err(said)?);
        return Ok(vec![Opened { article, place, text }]);
    }
    let place = place.ok_or("its text is not in the library any more")?;
    load(&Source::of(place.as_ref()), &mut caution).map_err(said)
}

fn all(list: Option<&ReadingList>) -> Result<Vec<Deferred>, String> {
    list.ok_or_else(|| said(homeless()))?.all().map_err(said)
}

fn said(error: impl Display) -> String {
    printable::line(&error.to_string())
}

fn homeless() -> Error {
    Error::Homeless { kind: "a reading list" }
}
