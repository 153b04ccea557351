//! `dixit library import`: what other services give of a reading list.

use super::{
    add::{self, Job, Using},
    open, print_line,
};
use crate::{
    cli::{args::Import, report},
    error::Error,
    memory::{
        self, ReadingList, Taken,
        import::{Export, Saved},
    },
    source::input,
};
use std::{
    fs::FileType,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Reads the exports: what is to be read goes on the reading list, what comes with its text into the library. What cannot be
/// read is reported, and the rest goes on.
pub(super) fn import(asked: &Import) -> Result<ExitCode, Error> {
    let list = ReadingList::of_person().ok_or(Error::Homeless { kind: "a reading list" })?;
    let mut failed = 0;
    let mut failure = |problem: &str| {
        failed += 1;
        report(problem);
    };
    let mut saved: Vec<(Saved, PathBuf)> = Vec::new();
    for file in asked.files.iter().flat_map(|named| files(named)) {
        let name = file.display().to_string();
        let read = input::of_file(&file, &name).map_err(|error| error.to_string());
        match read.and_then(|bytes| Export::read(&bytes).map_err(|problem| format!("{name}: {problem}"))) {
            Ok(export) => {
                export.problems.iter().for_each(|problem| failure(&format!("{name}, {problem}")));
                let folder = file.parent().unwrap_or(Path::new("")).join("content");
                saved.extend(export.saved.into_iter().map(|saved| (saved, folder.clone())));
            }
            Err(problem) => failure(&problem),
        }
    }
    // What was saved last is first on the list, wherever it came from.
    saved.sort_by_key(|(saved, _)| saved.when);
    let now = memory::now();
    let wanted = || saved.iter().map(|(saved, _)| saved).filter(|saved| asked.all || !saved.is_read);
    let deferred: Vec<_> = wanted().filter_map(|saved| saved.deferred(None, now)).collect();
    let is_read = saved.len() - wanted().count();
    let taken = if deferred.is_empty() { Taken::default() } else { list.add(&deferred)? };
    let mut told = vec![format!("{} put on the reading list", taken.new)];
    for (count, words) in [
        (taken.known, "there already"),
        (is_read, "left out, since they are read (--all takes them too)"),
        (taken.left_out, "left out, since the list is full"),
    ] {
        if count > 0 {
            told.push(format!("{count} {words}"));
        }
    }
    print_line(&told.join(", "))?;
    let texts: Vec<Job> = saved
        .into_iter()
        .filter_map(|(mut saved, folder)| {
            saved.file = saved.file.take().filter(|file| is_in(&folder, file));
            let has_page = saved.page.as_ref().is_some_and(|page| !page.trim().is_empty());
            (has_page || saved.file.is_some()).then_some((saved, folder))
        })
        .map(|(saved, folder)| Job::Saved(Box::new(saved), folder))
        .collect();
    if !texts.is_empty() {
        let library = open()?;
        let using = Using::of(asked.finder.model, library.known()?)?;
        let progress = add::keep(library, using, Some(texts.len()), texts.into_iter())?;
        failed += progress.failed;
        print_line(&format!("texts in the library: {}", progress.told()))?;
    }
    Ok(if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Whether the file lies in the folder itself. A link is not followed: what unpacks to one may lead to what is the person's own.
fn is_in(folder: &Path, file: &str) -> bool {
    let is = |path: &Path, wanted: fn(&FileType) -> bool| {
        path.symlink_metadata().is_ok_and(|about| wanted(&about.file_type()))
    };
    is(folder, FileType::is_dir) && is(&folder.join(file), FileType::is_file)
}

/// The files that are meant by a name: of an unpacked folder, the lists in it.
fn files(named: &Path) -> Vec<PathBuf> {
    let is_list = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_of = |start, ending| name.starts_with(start) && name.ends_with(ending);
        (is_of("metadata_", ".json") || is_of("part_", ".csv")) && path.is_file()
    };
    let inside = named.read_dir().map(|inside| inside.flatten().map(|entry| entry.path()));
    let mut lists: Vec<PathBuf> = inside.into_iter().flatten().filter(is_list).collect();
    lists.sort();
    // What is no such folder is told when it is read.
    if lists.is_empty() { vec![named.to_owned()] } else { lists }
}
