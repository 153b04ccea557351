//! The texts of an export that are in files beside its lists.

use crate::{
    article::Article,
    memory::import::{Archive, Saved},
    source::input,
};
use std::{
    fs::FileType,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// Where the texts of an export are.
#[derive(Clone)]
pub(super) enum Texts {
    /// In this folder.
    Folder(PathBuf),
    /// In this folder of the archive called `name`.
    Packed { archive: Arc<Mutex<Archive>>, name: String, folder: String },
}

impl Texts {
    /// Whether `file` is there.
    pub fn have(&self, file: &str) -> bool {
        match self {
            Self::Folder(folder) => is_in(folder, file),
            Self::Packed { archive, folder, .. } => {
                archive.lock().unwrap_or_else(PoisonError::into_inner).has(&format!("{folder}{file}"))
            }
        }
    }

    /// The article of an entry whose text is in its list or in a file; `None` where it has no text.
    ///
    /// # Errors
    /// A message, where it cannot be read.
    pub fn article(&self, saved: Saved) -> Result<Option<Article>, String> {
        let page = match (saved.page, &saved.file) {
            (None, Some(file)) => Some(String::from_utf8_lossy(&self.read(file)?).into_owned()),
            (page, _) => page,
        };
        Saved { page, ..saved }.article().map_err(|error| error.to_string())
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, String> {
        match self {
            Self::Folder(folder) => {
                let path = folder.join(file);
                input::of_file(&path, &path.display().to_string()).map_err(|error| error.to_string())
            }
            Self::Packed { archive, name, folder } => {
                let path = format!("{folder}{file}");
                let read = archive.lock().unwrap_or_else(PoisonError::into_inner).read(&path);
                read.map_err(|problem| format!("{name}, {path}: {problem}"))
            }
        }
    }
}

/// Whether `file` is a regular file in `folder`. Symbolic links are not followed: a malicious archive might have
/// unpacked to one that leads to the user's other files.
fn is_in(folder: &Path, file: &str) -> bool {
    let is = |path: &Path, wanted: fn(&FileType) -> bool| {
        path.symlink_metadata().is_ok_and(|about| wanted(&about.file_type()))
    };
    is(folder, FileType::is_dir) && is(&folder.join(file), FileType::is_file)
}
