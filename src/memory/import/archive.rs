//! Exports that come packed, as a zip file: the lists in it, and the texts beside them.

use super::Export;
use std::io::{Cursor, Read as _};
use zip::{ZipArchive, result::ZipError};

/// How many times its size an archive may unpack to. HTML is packed to a tenth.
const RATIO: u64 = 64;
/// Bytes that it may unpack to however small it is.
const AT_LEAST: u64 = 16 << 20;

/// Folders whose files are no lists: texts, highlights and what else the services keep.
const NO_LISTS: [&str; 5] = ["content", "highlights", "annotations", "collections", "__MACOSX"];

/// An export that is packed.
pub struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// Most bytes of one file in it, and how many all may still have.
    largest: u64,
    left: u64,
}

impl Archive {
    /// Whether this is one.
    pub fn is(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
    }

    /// Opens it. No more than `largest` bytes of a file in it are read.
    ///
    /// # Errors
    /// Where it is damaged, as a clause.
    pub fn open(bytes: Vec<u8>, largest: u64) -> Result<Self, String> {
        let left = (bytes.len() as u64).saturating_mul(RATIO).max(AT_LEAST);
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "it is no whole zip file".to_owned())?;
        Ok(Self { zip, largest, left })
    }

    /// The lists in it, in order.
    pub fn lists(&self) -> Vec<String> {
        let is_list = |path: &str| {
            let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
            let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
            ending.is_some_and(|ending| ["json", "csv", "html"].contains(&ending.as_str()))
                && !name.starts_with('.')
                && !folders.split('/').any(|folder| NO_LISTS.contains(&folder))
        };
        let names = self.zip.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
        let mut lists: Vec<String> = names.filter(|name| is_list(name)).collect();
        lists.sort();
        lists
    }

    /// What the list at `path` holds.
    ///
    /// # Errors
    /// Where it cannot be read, or is none, as a clause.
    pub fn list(&mut self, path: &str) -> Result<Export, String> {
        Export::read(&self.read(path)?)
    }

    /// Whether there is a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.zip.index_for_name(path).is_some()
    }

    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// Where it is not there, cannot be unpacked, or is larger than what is read, as a clause.
    pub fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let file = self.zip.by_name(path).map_err(|error| match error {
            ZipError::FileNotFound => "it is not there".to_owned(),
            ZipError::UnsupportedArchive(_) => {
                "it is encrypted, or packed in a way that is not known".to_owned()
            }
            _ => "it is damaged".to_owned(),
        })?;
        let most = self.largest.min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if bytes.len() as u64 > most {
            return Err(format!("it unpacks to more than {} MB", most >> 20));
        }
        read.map_err(|_| "it is damaged".to_owned())?;
        Ok(bytes)
    }
}
