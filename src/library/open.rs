//! Opens the store: creates a private file, migrates it, or sets it aside where it is damaged.

use super::{Library, LibraryError, schema};
use crate::{clock, private};
use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of a local store that are mapped into memory.
const MAPPED: i64 = 1 << 30;
/// Endings of the files that `SQLite` makes beside a store.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Why a store could not be used as it is.
enum Fault {
    /// It is damaged, or not a store at all.
    Damaged(String),
    /// Any other reason.
    Other(LibraryError),
}

impl Library {
    /// The person's own: `dixit/library/library.db` in `$XDG_STATE_HOME` or what the system has in its place.
    ///
    /// # Errors
    /// Where there is no home.
    pub fn path_of_person() -> Result<PathBuf, LibraryError> {
        use etcetera::BaseStrategy as _;
        let folders = etcetera::choose_base_strategy().map_err(|_| LibraryError::Homeless)?;
        let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
        Ok(state.join("dixit").join("library").join("library.db"))
    }

    /// Opens the store at `path`, or creates it, in a folder and a file that nobody else can read. A damaged one is set aside
    /// under another name and a new one created: `caution` is called then. It is checked that the store can be written to.
    ///
    /// # Errors
    /// Where it cannot be opened, made or written to, or was made by a later version.
    pub fn open(path: &Path, mut caution: impl FnMut(String)) -> Result<Self, LibraryError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let name = path.display().to_string();
        let failed =
            |source: io::Error| LibraryError::Store { name: name.clone(), problem: source.to_string() };
        private::make_folder(folder).map_err(failed)?;
        // Under a lock, or two programs might set it aside at once.
        let lock = private::open_lock(&folder.join(".lock")).map_err(failed)?;
        match lock.lock() {
            Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(failed(error)),
            _ => {}
        }
        match Self::try_open(path) {
            Ok(library) => Ok(library),
            Err(Fault::Other(error)) => Err(error),
            Err(Fault::Damaged(problem)) => {
                let aside = set_aside(path).map_err(failed)?;
                caution(format!(
                    "{name} was damaged ({problem}): it is now {}, and a new library was begun; add the articles again",
                    aside.display()
                ));
                Self::try_open(path).map_err(|fault| match fault {
                    Fault::Damaged(problem) => LibraryError::Store { name, problem },
                    Fault::Other(error) => error,
                })
            }
        }
    }

    fn try_open(path: &Path) -> Result<Self, Fault> {
        let name = path.display().to_string();
        let failed = |error: rusqlite::Error| fault(&name, &error);
        // `SQLite` gives its further files the permissions of the store.
        drop(private::open_lock(path).map_err(|source| {
            Fault::Other(LibraryError::Store { name: name.clone(), problem: source.to_string() })
        })?);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Connection::open_with_flags(path, flags).map_err(failed)?;
        store.busy_timeout(PATIENCE).map_err(failed)?;
        let found = schema::version(&store).map_err(failed)?;
        if found > schema::VERSION {
            let problem =
                format!("it was made by a later dixit (version {found}, this one knows {})", schema::VERSION);
            return Err(Fault::Other(LibraryError::Store { name, problem }));
        }
        let (journal, mapped) = if is_on_this_machine(path) { ("wal", MAPPED) } else { ("delete", 0) };
        store
            // Texts fit into few pages of this size with little space left over. It only takes effect for a new store.
            .pragma_update(None, "page_size", 8192)
            .and_then(|()| store.pragma_update_and_check(None, "journal_mode", journal, |_| Ok(())))
            .and_then(|()| store.pragma_update(None, "synchronous", "normal"))
            // Questions read pages from all over the file, which need not be copied where it is mapped.
            .and_then(|()| store.pragma_update_and_check(None, "mmap_size", mapped, |_| Ok(())))
            .and_then(|()| store.pragma_update(None, "foreign_keys", true))
            .and_then(|()| store.pragma_update(None, "trusted_schema", false))
            // No temporary files: they would hold private text.
            .and_then(|()| store.pragma_update(None, "temp_store", "memory"))
            // Otherwise a statement is planned anew for each value.
            .and_then(|()| store.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop))
            // What is removed is overwritten, so that nothing of it stays in the file.
            .and_then(|()| store.pragma_update_and_check(None, "secure_delete", true, |_| Ok(())))
            .and_then(|()| schema::bring_up(&mut store))
            .and_then(|()| store.pragma_update(None, "user_version", schema::VERSION))
            .map_err(failed)?;
        store.set_prepared_statement_cache_capacity(64);
        Ok(Self { store, name, unindexed: 0 })
    }
}

fn fault(name: &str, error: &rusqlite::Error) -> Fault {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Fault::Damaged(error.to_string()),
        _ => Fault::Other(super::failed(name, error)),
    }
}

/// Renames the store, and returns the new path.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let seconds = clock::now();
    let with = |ending: &str| {
        let mut name = OsString::from(path);
        name.push(ending);
        PathBuf::from(name)
    };
    let free = (0..100).map(|more| with(&format!(".damaged-{}", seconds + more))).find(|path| !path.exists());
    let aside = free.ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &aside)?;
    for ending in BESIDE {
        let mut name = OsString::from(&aside);
        name.push(ending);
        match fs::rename(with(ending), name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

/// Whether the file at `path` is on a local file system. On others, write-ahead logging does not work.
#[cfg(target_os = "linux")]
fn is_on_this_machine(path: &Path) -> bool {
    /// NFS, SMB, CIFS, SMB2, 9P, FUSE (which may be anything), Ceph, AFS, Coda.
    const ELSEWHERE: [u32; 9] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x0102_1997,
        0x6573_5546,
        0x00c3_6400,
        0x5346_414f,
        0x7375_7245,
    ];
    rustix::fs::statfs(path).is_ok_and(|found| !ELSEWHERE.contains(&(found.f_type as u32)))
}

/// On other systems the file system is not known: what always works is used.
#[cfg(not(target_os = "linux"))]
fn is_on_this_machine(_: &Path) -> bool {
    false
}
