//! Between the reader and the library: articles that were read go into it where the settings say so, and its answers become
//! what the reader shows.

use super::{message::Message, work, worker::Worker};
use crate::{
    analysis::Architecture, article::Article, corrections::Correction, error::Error,
    reader::article::findings::Findings,
};
use std::{io, ops::ControlFlow, sync::Arc};

/// An article that was read, with its analysis and corrections.
#[derive(Debug)]
#[cfg_attr(not(feature = "library"), expect(dead_code, reason = "nothing is kept"))]
pub struct Reading {
    /// The article.
    pub article: Arc<Article>,
    /// The analysis, with the corrections applied.
    pub findings: Arc<Findings>,
    /// The corrections of the article.
    pub corrections: Vec<Correction>,
    /// Whether to add the article. One that is in the library already gets its corrections updated in any case.
    pub is_wanted: bool,
}

/// The library, opened when it is first needed.
#[derive(Debug, Default)]
pub struct LazyLibrary(Option<Opened>);

impl LazyLibrary {
    /// Adds a reading, analysed by a model of this architecture, if it is wanted, and updates the corrections of an article
    /// that is in the library already.
    ///
    /// # Errors
    /// Where the library cannot be opened or written to; where this build has none and the reading is wanted.
    pub fn keep(&mut self, architecture: Architecture, reading: &Reading) -> Result<(), Error> {
        keep(&mut self.0, architecture, reading)
    }
}

/// The thread that puts readings into the library.
#[derive(Debug)]
pub struct LibraryThread(Worker<Reading>);

impl LibraryThread {
    /// Starts the thread, for readings analysed by models of this architecture. It reports the first error as a note and
    /// then stops.
    pub fn start(architecture: Architecture, report: impl Fn(Message) + Send + 'static) -> io::Result<Self> {
        let mut shelf = LazyLibrary::default();
        let keep = move |reading: Reading| {
            let kept = work::guarded(|| shelf.keep(architecture, &reading));
            match kept.and_then(|kept| kept.map_err(|error| error.to_string())) {
                Ok(()) => ControlFlow::Continue(()),
                Err(reason) => {
                    report(Message::Note(reason));
                    ControlFlow::Break(())
                }
            }
        };
        Worker::start(keep).map(Self)
    }

    /// Queues a reading.
    pub fn send(&self, reading: Reading) {
        self.0.send(reading);
    }
}

#[cfg(feature = "library")]
mod kept {
    use super::{Architecture, Article, Error, Reading};
    use crate::{
        article::Key,
        library::{Found, Library, asked_with},
        memory::Deferred,
        reader::list::LibraryQuote,
    };

    /// The person's library; opened if it is not open.
    pub fn opened(library: &mut Option<Library>) -> Result<&mut Library, Error> {
        match library {
            Some(library) => Ok(library),
            none => Ok(none.insert(Library::of_person(drop)?)),
        }
    }

    pub fn keep(
        library: &mut Option<Library>,
        architecture: Architecture,
        reading: &Reading,
    ) -> Result<(), Error> {
        let Reading { article, findings, corrections, is_wanted } = reading;
        // A library is not created only to look whether the article is in it.
        if !is_wanted && library.is_none() && !Library::path_of_person().is_ok_and(|path| path.exists()) {
            return Ok(());
        }
        let (library, key) = (opened(library)?, Key::of(&article.text));
        let asked = asked_with(architecture);
        let is_as_it_should_be = if *is_wanted {
            library.holds(&key, &asked, corrections)?
        } else {
            library.is_corrected(&key, corrections)?.unwrap_or(true)
        };
        if is_as_it_should_be {
            return Ok(());
        }
        // The whole analysis: quotes below the reader's threshold are left out when the library is asked, as for articles
        // added otherwise.
        Ok(library.add(article, &findings.whole(), &asked, corrections)?)
    }

    pub fn quote(Found { row, article, offset, extent, person }: Found) -> LibraryQuote {
        let (who, role) = person.map(|person| (person.name, person.role)).unzip();
        LibraryQuote {
            content: row.content,
            who,
            role: role.flatten(),
            outlet: row.outlet,
            title: row.title,
            date: row.date,
            article,
            offset,
            extent: Some(extent),
        }
    }

    /// Each article on the reading list with its row in the library, where its text is in there.
    pub fn with_rows(list: Vec<Deferred>) -> Result<Vec<(Deferred, Option<i64>)>, Error> {
        // A library is not created only to look for texts in it.
        if !Library::path_of_person()?.exists() {
            return Ok(list.into_iter().map(|deferred| (deferred, None)).collect());
        }
        let library = Library::of_person(drop)?;
        list.into_iter()
            .map(|deferred| {
                let row = library.row(deferred.place.as_deref(), deferred.text().as_ref())?;
                Ok((deferred, row))
            })
            .collect()
    }

    /// The article in this row of the library; an error where it was removed.
    pub fn article(id: i64) -> Result<Article, Error> {
        let gone = || Error::NotInLibrary { words: "this article is not in the library any more".to_owned() };
        Library::of_person(drop)?.article(id)?.ok_or_else(gone)
    }
}

#[cfg(feature = "library")]
use crate::library::Library as Opened;
#[cfg(feature = "library")]
use kept::keep;
#[cfg(feature = "library")]
pub use kept::{article, opened, quote, with_rows};

#[cfg(not(feature = "library"))]
mod none {
    use super::{Architecture, Article, Error, Reading};
    use crate::memory::Deferred;

    pub const WORDS: &str = "this dixit was built without the library";

    fn error() -> Error {
        Error::Open { words: WORDS.to_owned() }
    }

    pub fn keep(_: &mut Option<()>, _: Architecture, reading: &Reading) -> Result<(), Error> {
        if reading.is_wanted { Err(error()) } else { Ok(()) }
    }

    pub fn article(_: i64) -> Result<Article, Error> {
        Err(error())
    }

    #[expect(clippy::unnecessary_wraps, reason = "where there is a library, asking it may fail")]
    pub fn with_rows(list: Vec<Deferred>) -> Result<Vec<(Deferred, Option<i64>)>, Error> {
        Ok(list.into_iter().map(|deferred| (deferred, None)).collect())
    }
}

#[cfg(not(feature = "library"))]
type Opened = ();
#[cfg(not(feature = "library"))]
use none::keep;
#[cfg(not(feature = "library"))]
pub use none::{WORDS, article, with_rows};
