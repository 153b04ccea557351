//! `dixit library import`: reads the exports of read-later services.

use super::{
    add::{self, Job, Shared},
    open, print_line,
    texts::Texts,
};
use crate::{
    cli::{args::Import, report},
    clock,
    error::Error,
    memory::{
        ReadingList, Taken,
        import::{Archive, Export, Saved},
    },
    source::input,
};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    time::UNIX_EPOCH,
};

/// Most faults of a list that are reported one by one.
const MOST_TOLD: usize = 20;

/// The contents of the exports.
#[derive(Default)]
struct Exports {
    found: Vec<Found>,
    /// The number of entries and files that could not be read.
    failed: usize,
}

/// An entry of an export.
struct Found {
    saved: Saved,
    /// Where its text is.
    texts: Texts,
    /// Whether it has no time of its own and got that of the export.
    is_undated: bool,
}

impl Exports {
    fn fail(&mut self, problem: &str) {
        self.failed += 1;
        report(problem);
    }

    /// Reads the list at `path`, or the lists in the archive there.
    fn read(&mut self, path: &Path) {
        let name = path.display().to_string();
        let bytes = match input::of_file(path, &name) {
            Ok(bytes) => bytes,
            Err(error) => return self.fail(&error.to_string()),
        };
        let when = written(path);
        if !Archive::is(&bytes) {
            let folder = path.parent().unwrap_or(Path::new("")).join("content");
            return self.add(&name, Export::read(&bytes), when, &Texts::Folder(folder));
        }
        let archive = match Archive::open(bytes, input::limit()) {
            Ok(archive) => archive,
            Err(problem) => return self.fail(&format!("{name}: {problem}")),
        };
        let lists = archive.lists();
        if lists.is_empty() {
            self.fail(&format!(
                "{name}: there is no export of Pocket, Instapaper, Wallabag or Omnivore in it"
            ));
        }
        let archive = Arc::new(Mutex::new(archive));
        for list in lists {
            let export = archive.lock().unwrap_or_else(PoisonError::into_inner).list(&list);
            let folder = list
                .rsplit_once('/')
                .map_or("content/".to_owned(), |(folder, _)| format!("{folder}/content/"));
            let texts = Texts::Packed { archive: Arc::clone(&archive), name: name.clone(), folder };
            self.add(&format!("{name}, {list}"), export, when, &texts);
        }
    }

    /// Adds the entries of a list. An entry without a time, or with one in the future, gets the time `when`.
    fn add(&mut self, name: &str, export: Result<Export, String>, when: u64, texts: &Texts) {
        let export = match export {
            Ok(export) => export,
            Err(problem) => return self.fail(&format!("{name}: {problem}")),
        };
        for problem in export.problems.iter().take(MOST_TOLD) {
            self.fail(&format!("{name}, {problem}"));
        }
        if let Some(more) = export.problems.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
            self.failed += more;
            report(&format!("{name}: {more} more entries like these"));
        }
        for saved in export.saved {
            let told = saved.when.filter(|&told| told <= clock::now());
            let saved = Saved { when: Some(told.unwrap_or(when)), ..saved };
            self.found.push(Found { saved, texts: texts.clone(), is_undated: told.is_none() });
        }
    }
}

/// When the file was last modified, in seconds since 1970, but not after now.
fn written(path: &Path) -> u64 {
    let modified = path.metadata().and_then(|about| about.modified()).ok();
    let since = modified.and_then(|modified| modified.duration_since(UNIX_EPOCH).ok());
    since.map_or(u64::MAX, |since| since.as_secs()).min(clock::now())
}

/// Imports the exports: unread entries go on the reading list, entries with a text into the library. What cannot be
/// read is reported, and the rest goes on.
pub(super) fn import(asked: &Import) -> Result<ExitCode, Error> {
    let list = ReadingList::of_person().ok_or(Error::Homeless { kind: "a reading list" })?;
    let mut exports = Exports::default();
    asked.files.iter().flat_map(|named| files(named)).for_each(|file| exports.read(&file));
    let Exports { mut found, mut failed } = exports;
    // The entry saved last comes first on the list, whichever export it is from.
    found.sort_by_key(|found| found.saved.when);
    let now = clock::now();
    let wanted = || found.iter().filter(|found| asked.all || !found.saved.is_read);
    let deferred: Vec<_> = wanted().filter_map(|found| found.saved.deferred(now)).collect();
    let is_read = found.len() - wanted().count();
    let taken = if deferred.is_empty() { Taken::default() } else { list.add(&deferred)? };
    let undated = if taken.new > 0 { wanted().filter(|found| found.is_undated).count() } else { 0 };
    let mut told = vec![format!("{} put on the reading list", taken.new)];
    for (count, words) in [
        (taken.known, "there already"),
        (is_read, "left out, since they are read (--all takes them too)"),
        (taken.left_out, "left out, since the list is full"),
        (undated, "with the time of the export, since it tells no other"),
    ] {
        if count > 0 {
            told.push(format!("{count} {words}"));
        }
    }
    print_line(&told.join(", "))?;
    let texts: Vec<Job> = found
        .into_iter()
        .filter_map(|Found { mut saved, texts, .. }| {
            saved.file = saved.file.take().filter(|file| texts.have(file));
            let has_page = saved.page.as_ref().is_some_and(|page| !page.trim().is_empty());
            (has_page || saved.file.is_some()).then(|| Job::Saved(Box::new(saved), texts))
        })
        .collect();
    if !texts.is_empty() {
        let library = open()?;
        let shared = Shared::of(asked.finder.model, library.known()?)?;
        let progress = add::keep(library, shared, Some(texts.len()), texts.into_iter())?;
        failed += progress.failed;
        print_line(&format!("texts in the library: {}", progress.told()))?;
    }
    Ok(if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The files that a name stands for: those with lists in an unpacked export, or the file itself.
fn files(named: &Path) -> Vec<PathBuf> {
    let is_list = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_of = |start, ending| name.starts_with(start) && name.ends_with(ending);
        (is_of("metadata_", ".json") || is_of("part_", ".csv")) && path.is_file()
    };
    let inside = named.read_dir().map(|inside| inside.flatten().map(|entry| entry.path()));
    let mut lists: Vec<PathBuf> = inside.into_iter().flatten().filter(is_list).collect();
    lists.sort();
    // A name that is no such folder is reported when it is read.
    if lists.is_empty() { vec![named.to_owned()] } else { lists }
}
