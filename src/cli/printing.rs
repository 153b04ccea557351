//! Prints articles, links and sourcing.

use super::{analyzer, args, caution, corrected, for_each, highlighted, named};
use crate::{
    analysis::Threshold,
    corrections::Store,
    error::Error,
    export::{plain, sources},
    highlights, printable, reader,
    settings::Model,
    source::Source,
};
use std::{
    collections::HashSet,
    hash::{BuildHasher as _, RandomState},
    io::{self, BufWriter, IsTerminal as _, Write as _},
    process::ExitCode,
};

/// The width to print in: the given one, or that of the terminal; `None` for no wrapping.
pub(super) fn width(asked: Option<u16>, terminal: bool) -> Option<usize> {
    match asked {
        Some(width) => Some(usize::from(width)),
        None if terminal => {
            Some(terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)))
        }
        None => None,
    }
}

/// Prints the targets of the links in articles, one a line without duplicates.
pub(super) fn print_links(sources: &[Source]) -> Result<ExitCode, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    for_each(sources, |article| {
        // Hashes are enough to recognise duplicates: there may be hundreds of thousands of long addresses.
        let (hasher, mut seen) = (RandomState::new(), HashSet::new());
        for (words, address) in reader::overlays::links::of(&article) {
            if seen.insert(hasher.hash_one(&address)) {
                writeln!(out, "{address}\t{}", printable::line(&words))?;
            }
        }
        out.flush()
    })
}

pub(super) fn print_all(
    sources: &[Source],
    model: Model,
    threshold: Threshold,
    options: plain::Options,
) -> Result<ExitCode, Error> {
    let analyzer = analyzer(model)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut again = false;
    let (store, highlights) = (Store::of_person(), highlights::Store::of_person());
    for_each(sources, |article| {
        caution(&article);
        let reduced = corrected(&article, &analyzer, store.as_ref()).above(&article, threshold);
        let marked = highlighted(&article, highlights.as_ref());
        let gap: &[u8] = if again { b"\n\n" } else { b"" };
        again = true;
        out.write_all(gap)
            .and_then(|()| plain::write(&mut out, &article, &reduced, &marked, options))
            .and_then(|()| out.flush())
    })
}

/// Prints the sourcing of articles.
pub(super) fn print_sources(asked: &args::Sources) -> Result<ExitCode, Error> {
    let analyzer = analyzer(asked.finder.model)?;
    let width = width(asked.width, io::stdout().is_terminal());
    let mut out = BufWriter::new(io::stdout().lock());
    let store = Store::of_person();
    let mut again = false;
    for_each(&named(&asked.files)?, |article| {
        caution(&article);
        let analysis = corrected(&article, &analyzer, store.as_ref());
        let reduced = analysis.above(&article, asked.counted.quotes.threshold());
        if asked.json {
            sources::json(&mut out, &article, &reduced)?;
        } else {
            let gap: &[u8] = if again { b"\n\n" } else { b"" };
            again = true;
            out.write_all(gap)?;
            sources::write(&mut out, &article, &reduced, width)?;
        }
        out.flush()
    })
}
