//! Folders and files that are nobody else's business: what a person reads, and what they say of it.
//!
//! Whatever the umask, folders can be entered by their owner alone and files read by them alone. What is written goes
//! into a new file of a name that nobody can guess, and that file into its place, so that a link somebody put there is
//! replaced and not followed.

use std::{
    ffi::OsStr,
    fs::{self, File, TryLockError},
    io::{self, Write as _},
    path::Path,
    thread,
    time::{Duration, Instant},
};
use tempfile::NamedTempFile;

/// How the names of files begin that are not in their place yet.
pub const NEW: &str = ".new-";

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(10);

/// Makes `folder`, and those above it that are missing. One that is there is closed to others.
///
/// # Errors
/// Where it cannot be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
        match make(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made?,
        }
        close(folder)?;
    }
    // A folder that an earlier version made, or a person. Where it is not theirs, or the file system knows of no
    // permissions, it stays as it is.
    let _ = close(folder);
    Ok(())
}

/// A new file in `folder`, to be moved to its place with [`NamedTempFile::persist`]. Where that does not happen, it
/// is removed.
///
/// # Errors
/// Where it cannot be made.
pub fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let file = tempfile::Builder::new().prefix(NEW).tempfile_in(folder)?;
    close_file(file.as_file())?;
    Ok(file)
}

/// Removes from `folder` what programs left there that were killed while they wrote. Nobody may be writing.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let is_new = |name: &OsStr| name.as_encoded_bytes().starts_with(NEW.as_bytes());
    for entry in entries.flatten().filter(|entry| is_new(&entry.file_name())) {
        let _ = fs::remove_file(entry.path());
    }
}

/// Opens the file at `path` to be locked, and makes it where it is missing. It is never a link.
///
/// # Errors
/// Where it cannot be opened.
pub fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    let file = options.open(path)?;
    close_file(&file)?;
    Ok(file)
}

/// Waits for the lock of `folder`, which must be there; it is given back when the file is closed.
///
/// # Errors
/// Where it cannot be had, or another program holds it for longer than anybody would wait.
pub fn lock(folder: &Path) -> io::Result<File> {
    let file = open_lock(&folder.join(".lock"))?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "another dixit holds the folder"));
            }
            // A file system without locks: better saved than not.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(file);
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Gives a damaged file of a folder another name, `stem` with ".damaged" and, where there is such a file already, a number,
/// so that nothing which was set aside before is lost. Gives that name. Nobody else may be writing.
///
/// # Errors
/// Where it cannot be renamed, or too many were set aside.
pub fn set_aside(folder: &Path, file: &OsStr, stem: &str) -> io::Result<String> {
    /// Names that are tried.
    const MOST: usize = 1000;
    let mut names = (1..=MOST).map(|number| match number {
        1 => format!("{stem}.damaged"),
        number => format!("{stem}.damaged-{number}"),
    });
    let aside = names.find(|name| matches!(folder.join(name).try_exists(), Ok(false)));
    let aside = aside.ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(folder.join(file), folder.join(&aside))?;
    Ok(aside)
}

/// Puts `bytes` in the place of the file called `name` in `folder`: whoever reads it sees all of the old or all of the
/// new, and after a loss of power too.
///
/// # Errors
/// Where it cannot be written. The old one is there then.
pub fn replace(folder: &Path, name: &OsStr, bytes: &[u8]) -> io::Result<()> {
    let mut file = new_file(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name))?;
    // Not every system lets a folder be opened; then the name is safe a little later.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Changes a text that a person may edit as well, while no other program of this kind does: `change` is given what it says,
/// which is nothing where the file is missing, and gives what it is to say. A link to where it is kept stays one.
///
/// # Errors
/// Where it cannot be read or written; and what `change` gives.
pub fn amend(path: &Path, change: impl FnOnce(&str) -> io::Result<Option<String>>) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    if !folder.exists() {
        make_folder(folder)?;
    }
    let lock = lock(folder)?;
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    if let Some(text) = change(&text)? {
        replace(folder, name, text.as_bytes())?;
    }
    drop(lock);
    Ok(())
}

#[cfg(unix)]
fn make(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(unix)]
fn close(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(unix)]
fn close_file(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    match file.set_permissions(fs::Permissions::from_mode(0o600)) {
        // A file system without permissions: better saved than not.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        done => done,
    }
}

#[cfg(not(unix))]
fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// Elsewhere a person's own folders are theirs alone.
#[cfg(not(unix))]
fn close(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn close_file(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_made_is_closed_to_others() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b/c");
        make_folder(&inner).unwrap();
        for made in ["a", "a/b", "a/b/c"] {
            assert_eq!(mode(&folder.path().join(made)), 0o700, "{made}");
        }
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
        make_folder(&inner).unwrap();
        assert_eq!(mode(&inner), 0o700);
        let mut file = new_file(&inner).unwrap();
        file.write_all(b"mine").unwrap();
        assert_eq!(mode(file.path()), 0o600);
        file.persist(inner.join("kept")).unwrap();
        assert_eq!(mode(&inner.join("kept")), 0o600);
    }

    #[test]
    fn a_link_is_replaced_and_a_lock_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("victim"), "theirs").unwrap();
        std::os::unix::fs::symlink(path("victim"), path("link")).unwrap();
        new_file(folder.path()).unwrap().persist(path("link")).unwrap();
        assert_eq!(fs::read_to_string(path("victim")).unwrap(), "theirs");
        std::os::unix::fs::symlink(path("victim"), path("lock")).unwrap();
        assert!(open_lock(&path("lock")).is_err());
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        drop(new_file(folder.path()).unwrap());
        fs::write(folder.path().join(format!("{NEW}killed")), "half").unwrap();
        fs::write(folder.path().join("kept"), "whole").unwrap();
        sweep(folder.path());
        let left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["kept"]);
    }
}
