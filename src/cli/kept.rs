//! What the reader keeps between runs, as the settings allow.

use super::{print, report};
use crate::{
    corrections::Store,
    error::Error,
    highlights,
    memory::{Deferred, Lately, Look, Looks, ReadTexts, ReadingList, Visit},
    positions, printable, reader,
    settings::{Positions, Recent, Settings},
};
use std::process::ExitCode;

/// What was opened lately, the latest first.
///
/// # Errors
/// Where that is not kept, or there is none.
pub(super) fn lately(settings: &Settings) -> Result<Vec<Visit>, Error> {
    if settings.recent == Recent::Nothing {
        let words = "nothing is kept of what you open: the settings say recent = \"nothing\"";
        return Err(Error::NothingKept { words });
    }
    let opened = Lately::of_person().map_or(Ok(Vec::new()), |lately| lately.all())?;
    if opened.is_empty() {
        return Err(Error::NothingKept { words: "nothing has been opened yet: dixit FILE opens something" });
    }
    Ok(opened)
}

/// Prints what was opened lately, a line each: when, where and what.
pub(super) fn print_lately(opened: &[Visit]) -> Result<ExitCode, Error> {
    let shown = |opened: &Visit| {
        let (place, title) = (printable::line(&opened.place), printable::line(&opened.title));
        format!("{}\t{place}\t{title}\n", opened.minute())
    };
    print(opened.iter().map(shown).collect::<String>().as_bytes())
}

/// What is kept to be read later, what was kept last first.
///
/// # Errors
/// Where it cannot be read, or there is nothing.
pub(super) fn later() -> Result<Vec<Deferred>, Error> {
    let kept = ReadingList::of_person().map_or(Ok(Vec::new()), |list| list.all())?;
    if kept.is_empty() {
        return Err(Error::NothingKept {
            words: "nothing is kept to be read later: D in the reader keeps an article, and dixit library import takes over \
                lists of other services",
        });
    }
    Ok(kept)
}

/// Prints what is kept to be read later, a line each: when it was kept, where and what it is, and what it was filed under.
pub(super) fn print_later(kept: &[Deferred]) -> Result<ExitCode, Error> {
    let shown = |kept: &Deferred| {
        let place = kept.names().next().map(printable::line).unwrap_or_default();
        let (title, tags) = (printable::line(&kept.title), printable::line(&kept.tags.join(", ")));
        format!("{}\t{place}\t{title}\t{tags}\n", kept.minute())
    };
    print(kept.iter().map(shown).collect::<String>().as_bytes())
}

/// How things were made to look before. What is wrong with that is told, and nothing is known of it.
pub(super) fn look(kept: &reader::Stores) -> Look {
    kept.looks.as_ref().map_or(Ok(Look::default()), Looks::get).unwrap_or_else(|error| {
        report(&error.to_string());
        Look::default()
    })
}

/// The width that the text was given with keys, unless another has been set since.
pub(super) fn width(look: &Look, settings: &Settings) -> Option<u16> {
    look.text.filter(|(_, set)| *set == settings.width).map(|(width, _)| width)
}

/// Where the reader keeps what it keeps, where a width may have been asked for.
pub(super) fn stores(settings: &Settings, width: Option<u16>) -> reader::Stores {
    reader::Stores {
        corrections: Store::of_person(),
        highlights: highlights::Store::of_person(),
        positions: positions(settings),
        read: match settings.positions {
            Positions::Keep => ReadTexts::of_person(),
            Positions::Nothing => None,
        },
        lately: match settings.recent {
            Recent::Keep => Lately::of_person(),
            Recent::Nothing => None,
        },
        later: ReadingList::of_person(),
        looks: Looks::of_person(),
        width: if width.is_none() { Some(settings.width) } else { None },
    }
}

/// Where positions and marks are kept, where that is wanted.
fn positions(settings: &Settings) -> Option<positions::Store> {
    match settings.positions {
        Positions::Keep => positions::Store::of_person(),
        Positions::Nothing => None,
    }
}
