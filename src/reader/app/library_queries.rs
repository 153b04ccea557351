//! Answers the questions of the library screen in background threads. When questions come faster than they can be answered,
//! only the latest one is.

use super::{message::Message, work};
use crate::{
    error::Error,
    reader::library::{Answer, Question},
};
use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// The library, opened at the first question, and the number of the latest question.
#[derive(Debug, Clone, Default)]
pub struct LibraryQueries {
    latest: Arc<AtomicU64>,
    library: Arc<Mutex<Option<Store>>>,
}

impl LibraryQueries {
    /// Answers a question in the background, unless a later one has come before it is its turn.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub fn ask(&self, question: Question, report: impl FnOnce(Message) + Send + 'static) -> io::Result<()> {
        self.latest.store(question.number, Ordering::Relaxed);
        let Self { latest, library } = self.clone();
        work::background(move || {
            let mut library = library.lock().unwrap_or_else(PoisonError::into_inner);
            if latest.load(Ordering::Relaxed) == question.number {
                let told = work::guarded(|| answer(&mut library, &question));
                let outcome = told.and_then(|told| told.map_err(|error: Error| error.to_string()));
                report(Message::Library { number: question.number, outcome });
            }
        })
        .map(drop)
    }
}

#[cfg(feature = "library")]
mod kept {
    use super::{Answer, Error, Question};
    use crate::{
        library::{Asked, Library, Place, Query, Text},
        reader::{
            app::library_thread,
            library::{Lines, MOST, Table},
            list::LibraryQuote,
            overlays::search::fold::Words,
        },
        span::Span,
    };

    pub type Store = Library;

    /// Most characters shown before the first hit in a text, and of the whole excerpt.
    const BEFORE: usize = 60;
    const AROUND: usize = 400;

    pub fn answer(library: &mut Option<Library>, question: &Question) -> Result<Answer, Error> {
        let library = library_thread::opened(library)?;
        let Query { mut asked, place, words, problem } = Query::parse(&question.query);
        asked.most = Some(if problem.is_none() { MOST } else { 0 });
        asked.about = asked.about.map(|about| open_ended(about, &question.query));
        let table = match (question.table, place) {
            (Table::Quotes, Place::Texts) => Table::Texts,
            (table, _) => table,
        };
        let lines = match table {
            Table::People => Lines::People(library.person_lines(&asked)?),
            Table::Outlets => Lines::Outlets(library.outlet_lines(&asked)?),
            Table::Carriers => Lines::Carriers(library.carrier_lines(&asked)?),
            Table::Quotes => Lines::Quotes(quotes(library, &asked)?),
            Table::Texts => Lines::Texts(texts(library, &asked, &words)?),
        };
        let (articles, days) = library.extent()?;
        Ok(Answer { lines, words, days, articles, problem })
    }

    /// The words asked about, with the last one made a prefix (`*`) where it is the last thing typed, since it may be
    /// incomplete.
    fn open_ended(about: String, typed: &str) -> String {
        let last = about.rsplit([' ', '"']).next().unwrap_or_default();
        let is_word = last.chars().next_back().is_some_and(char::is_alphanumeric);
        let is_phrase = about.matches('"').count() % 2 == 1;
        if is_word && !is_phrase && typed.ends_with(last) { about + "*" } else { about }
    }

    fn quotes(library: &mut Library, asked: &Asked) -> Result<Vec<LibraryQuote>, Error> {
        let mut found = Vec::new();
        library.said(asked, |one| found.push(library_thread::quote(one)))?;
        Ok(found)
    }

    fn texts(library: &mut Library, asked: &Asked, words: &[String]) -> Result<Vec<LibraryQuote>, Error> {
        let words: Vec<Words> = words.iter().map(|words| Words::loose(words)).collect();
        Ok(library.texts(asked)?.into_iter().map(|text| around(text, &words)).collect())
    }

    /// A text as an excerpt around the first hit of the words.
    fn around(text: Text, words: &[Words]) -> LibraryQuote {
        let Text { article, title, outlet, date, content } = text;
        let mut hits = Vec::new();
        for words in words {
            let mut found = Vec::new();
            words.find(&content, &[], Span::new(0, content.len()), &mut found);
            hits.extend(found.first().map(|hit| hit.start));
        }
        let offset = hits.into_iter().min().unwrap_or(0);
        let head = content.get(..offset).unwrap_or_default();
        let start = head.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
        // From the beginning of a word or of a line.
        let before = head.get(start..).unwrap_or_default();
        let skip = match before.rfind('\n') {
            Some(line) => line + 1,
            None if start > 0 => before.find(' ').map_or(0, |space| space + 1),
            None => 0,
        };
        let shown: String = content.get(start + skip..).unwrap_or_default().chars().take(AROUND).collect();
        LibraryQuote {
            content: shown,
            who: None,
            role: None,
            outlet,
            title,
            date,
            article,
            offset,
            extent: None,
        }
    }
}

#[cfg(feature = "library")]
use kept::{Store, answer};

#[cfg(not(feature = "library"))]
type Store = ();

#[cfg(not(feature = "library"))]
fn answer(_: &mut Option<Store>, _: &Question) -> Result<Answer, Error> {
    Err(Error::Open { words: super::library_thread::WORDS.to_owned() })
}
