//! What the reader stores between runs, as far as the settings allow.

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
/// Where the settings turn it off, or there is nothing.
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

/// Prints what was opened lately, a line each: when, where and title.
pub(super) fn print_lately(opened: &[Visit]) -> Result<ExitCode, Error> {
    let shown = |opened: &Visit| {
        let (place, title) = (printable::line(&opened.place), printable::line(&opened.title));
        format!("{}\t{place}\t{title}\n", opened.minute())
    };
    print(opened.iter().map(shown).collect::<String>().as_bytes())
}

/// The reading list, what was put there last first.
///
/// # Errors
/// Where it cannot be read, or is empty.
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

/// Prints the reading list, a line each: when it was put there, where it is, title and tags.
pub(super) fn print_later(kept: &[Deferred]) -> Result<ExitCode, Error> {
    let shown = |kept: &Deferred| {
        let place = kept.names().next().map(printable::line).unwrap_or_default();
        let (title, tags) = (printable::line(&kept.title), printable::line(&kept.tags.join(", ")));
        format!("{}\t{place}\t{title}\t{tags}\n", kept.minute())
    };
    print(kept.iter().map(shown).collect::<String>().as_bytes())
}

/// The stored widths and sort order. Where they cannot be read, that is reported and defaults are used.
pub(super) fn stored_look(kept: &reader::Stores) -> Look {
    kept.looks.as_ref().map_or(Ok(Look::default()), Looks::get).unwrap_or_else(|error| {
        report(&error.to_string());
        Look::default()
    })
}

/// The text width set with keys, unless the setting has changed since.
pub(super) fn width(look: &Look, settings: &Settings) -> Option<u16> {
    look.text.filter(|(_, set)| *set == settings.width).map(|(width, _)| width)
}

/// The stores of the reader. `width` is the text width given on the command line, if any.
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

/// The store of positions and marks, if the settings want it.
fn positions(settings: &Settings) -> Option<positions::Store> {
    match settings.positions {
        Positions::Keep => positions::Store::of_person(),
        Positions::Nothing => None,
    }
}
