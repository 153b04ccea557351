//! The library as the reader uses it: what is opened goes in where the settings say so, and what somebody said comes out.

use super::{message::Message, work, worker::Worker};
use crate::{
    analysis::Architecture, article::Article, corrections::Correction, error::Error,
    reader::article::findings::Findings,
};
use std::{io, ops::ControlFlow, sync::Arc};

/// An article that was read, with what was found and put right in it.
#[derive(Debug)]
#[cfg_attr(not(feature = "library"), expect(dead_code, reason = "nothing is kept"))]
pub struct Reading {
    /// The article.
    pub article: Arc<Article>,
    /// What was found, corrections made.
    pub findings: Arc<Findings>,
    /// The corrections.
    pub corrections: Vec<Correction>,
    /// Whether it goes in. What is in already is kept as it is put right in any case.
    pub is_wanted: bool,
}

/// The library, opened where it is first needed.
#[derive(Debug, Default)]
pub struct Shelf(Option<Opened>);

impl Shelf {
    /// Puts a reading by a model of this architecture into the library where it is wanted, and puts right what is there already.
    ///
    /// # Errors
    /// Where the library cannot be opened or written to, or there is none in this build.
    pub fn keep(&mut self, architecture: Architecture, reading: &Reading) -> Result<(), Error> {
        keep(&mut self.0, architecture, reading)
    }
}

/// Puts what is read into the library while other things are done.
#[derive(Debug)]
pub struct Librarian(Worker<Reading>);

impl Librarian {
    /// Starts to keep what is read by models of this architecture, and what is put right of what is kept. What goes wrong is
    /// told once.
    pub fn start(architecture: Architecture, report: impl Fn(Message) + Send + 'static) -> io::Result<Self> {
        let mut shelf = Shelf::default();
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

    /// Has a reading kept.
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
        reader::list::KeptQuote,
    };

    /// The person's library, opened where it is not yet.
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
        // To look whether it is there is no reason to begin a library.
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
        // What the reader leaves out is left out where the library is asked, as of what is added otherwise.
        Ok(library.add(article, &findings.whole(), &asked, corrections)?)
    }

    pub fn quote(Found { row, article, offset, extent, person }: Found) -> KeptQuote {
        let (who, role) = person.map(|person| (person.name, person.role)).unzip();
        KeptQuote {
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

    /// What is to be read later, each with its row in the library where its text is there.
    pub fn with_rows(list: Vec<Deferred>) -> Result<Vec<(Deferred, Option<i64>)>, Error> {
        // Looking for texts is no reason to begin a library.
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

    /// The article in this row of the library.
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
