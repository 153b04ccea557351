//! A cache of pages: a folder of bounded size. Its files are not trusted: a damaged one is treated as missing.

use super::{Address, Page, Validators};
use crate::{clock, private};
use etcetera::BaseStrategy as _;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{self, Write as _},
    path::PathBuf,
    time::{Duration, UNIX_EPOCH},
};

/// The version of the file format.
const VERSION: u32 = 1;

/// Most bytes of all files together, by default.
const MOST: u64 = 64 << 20;

/// Largest page that is cached, in bytes.
const LARGEST: usize = 8 << 20;

/// A folder with cached pages, one file each.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    most: u64,
}

/// A cached page, with what is needed to validate it.
#[derive(Debug, Clone)]
pub(super) struct Copy {
    pub page: Page,
    pub validators: Validators,
}

/// The metadata of a cached page, as JSON on the first line of its file; the content follows.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    version: u32,
    /// The address that was requested.
    asked: String,
    /// The address that it came from, after redirects.
    address: String,
    content_type: Option<String>,
    etag: Option<String>,
    modified: Option<String>,
    is_private: bool,
    /// When it was last fetched or validated, in seconds since the Unix epoch.
    at: u64,
    /// The length of the content, in bytes.
    length: usize,
    /// The checksum of the content.
    sum: u64,
}

impl Cache {
    /// The cache of the user: `dixit/pages` in the user's cache folder. `None` where there is no home folder.
    pub fn of_user() -> Option<Self> {
        let folder = etcetera::choose_base_strategy().ok()?.cache_dir().join("dixit").join("pages");
        Some(Self::new(folder))
    }

    /// A cache in `folder`, which is created when the first page is stored.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), most: MOST }
    }

    /// Sets the most bytes of all files together.
    #[must_use]
    pub fn with_most(self, most: u64) -> Self {
        Self { most, ..self }
    }

    /// The cached page for the requested `address`, if there is one that is intact.
    pub(super) fn find(&self, address: &Address) -> Option<Copy> {
        let asked = address.without_fragment();
        let bytes = fs::read(self.path(&asked)).ok()?;
        let line = bytes.iter().position(|&b| b == b'\n')?;
        let head: Head = serde_json::from_slice(bytes.get(..line)?).ok()?;
        let content = bytes.get(line + 1..)?;
        let sound = head.version == VERSION
            && head.asked == asked.as_str()
            && head.length == content.len()
            && head.sum == sum(content);
        if !sound {
            return None;
        }
        let page = Page {
            bytes: content.to_vec(),
            content_type: head.content_type,
            address: Address::parse(&head.address).ok()?,
            is_private: head.is_private,
            copied: UNIX_EPOCH.checked_add(Duration::from_secs(head.at)),
            failure: None,
        };
        Some(Copy { page, validators: Validators { etag: head.etag, modified: head.modified } })
    }

    /// Stores `page`, the current content of `address`. If that fails, there is no copy, and nothing else happens.
    pub(super) fn keep(&self, address: &Address, page: &Page, validators: &Validators) {
        if page.bytes.len() <= LARGEST && self.write(&address.without_fragment(), page, validators).is_ok() {
            let _ = self.trim();
        }
    }

    /// Removes the cached page for `address`, if there is one.
    pub(super) fn forget(&self, address: &Address) {
        let _ = fs::remove_file(self.path(&address.without_fragment()));
    }

    /// Writes the file of a page.
    fn write(&self, asked: &Address, page: &Page, validators: &Validators) -> io::Result<()> {
        let head = Head {
            version: VERSION,
            asked: asked.to_string(),
            address: page.address.to_string(),
            content_type: page.content_type.clone(),
            etag: validators.etag.clone(),
            modified: validators.modified.clone(),
            is_private: page.is_private,
            at: clock::now(),
            length: page.bytes.len(),
            sum: sum(&page.bytes),
        };
        private::make_folder(&self.folder)?;
        // Written to a temporary file and renamed, so that a concurrent reader sees either the old file or the new one.
        let mut file = private::new_file(&self.folder)?;
        serde_json::to_writer(&mut file, &head)?;
        file.write_all(b"\n")?;
        file.write_all(&page.bytes)?;
        file.persist(self.path(asked))?;
        Ok(())
    }

    /// Deletes the oldest files until the cache is within its size limit, and stale temporary files.
    fn trim(&self) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder)?.flatten() {
            let (name, Ok(facts)) = (entry.file_name(), entry.metadata()) else { continue };
            // A temporary file: of a process that is writing it, or that was killed.
            let is_new = name.to_string_lossy().starts_with(private::NEW);
            let modified = facts.modified().unwrap_or(UNIX_EPOCH);
            let old = modified.elapsed().is_ok_and(|age| age > ABANDONED);
            if facts.is_file() && (!is_new || old) {
                files.push((!is_new, modified, facts.len(), entry.path()));
            }
        }
        files.sort();
        let mut total: u64 = files.iter().map(|(_, _, length, _)| length).sum();
        for (is_copy, _, length, path) in files {
            if is_copy && total <= self.most {
                break;
            }
            fs::remove_file(path)?;
            total -= length;
        }
        Ok(())
    }

    /// The file for a requested address.
    fn path(&self, asked: &Address) -> PathBuf {
        self.folder.join(format!("{:016x}", sum(asked.as_str().as_bytes())))
    }
}

/// The age from which on a temporary file is stale: the process that wrote it has ended.
const ABANDONED: Duration = Duration::from_hours(1);

/// 64-bit FNV-1a, which is the same on every machine and in every version. It names the files and detects damage; it
/// does not protect against tampering.
fn sum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &b| (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(path: &str) -> Address {
        Address::parse(&format!("https://news.example/{path}")).unwrap()
    }

    fn page(path: &str, bytes: &[u8]) -> Page {
        Page {
            bytes: bytes.to_vec(),
            content_type: Some("text/html".to_owned()),
            address: address(path),
            is_private: false,
            copied: None,
            failure: None,
        }
    }

    fn in_cache(cache: &Cache, path: &str) -> Option<Vec<u8>> {
        cache.find(&address(path)).map(|copy| copy.page.bytes)
    }

    #[test]
    fn what_is_kept_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("a/b"));
        assert!(in_cache(&cache, "x").is_none());
        let validators = Validators { etag: Some("\"1\"".to_owned()), modified: None };
        cache.keep(&address("x#part"), &page("x", b"one\ntwo"), &validators);
        let copy = cache.find(&address("x")).unwrap();
        assert_eq!(copy.page.bytes, b"one\ntwo");
        assert_eq!(copy.validators, validators);
        assert!(copy.page.copied.is_some());
        cache.keep(&address("x"), &page("x", b"three"), &validators);
        assert_eq!(in_cache(&cache, "x").unwrap(), b"three");
        assert!(in_cache(&cache, "y").is_none());
    }

    #[test]
    fn damaged_files_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path());
        cache.keep(&address("x"), &page("x", b"whole"), &Validators::default());
        let path = cache.path(&address("x"));
        let whole = fs::read(&path).unwrap();
        for end in 0..whole.len() {
            fs::write(&path, &whole[..end]).unwrap();
            assert_eq!(in_cache(&cache, "x"), None, "cut at {end}");
        }
        let mut flipped = whole.clone();
        *flipped.last_mut().unwrap() ^= 1;
        fs::write(&path, flipped).unwrap();
        assert_eq!(in_cache(&cache, "x"), None);
        fs::write(&path, [0xff; 4096]).unwrap();
        assert_eq!(in_cache(&cache, "x"), None);
        cache.keep(&address("x"), &page("x", b"again"), &Validators::default());
        assert_eq!(in_cache(&cache, "x").unwrap(), b"again");
    }

    #[test]
    fn a_file_of_another_address_is_not_taken_for_this_one() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path());
        cache.keep(&address("x"), &page("x", b"x"), &Validators::default());
        fs::rename(cache.path(&address("x")), cache.path(&address("y"))).unwrap();
        assert_eq!(in_cache(&cache, "y"), None);
    }

    #[test]
    fn it_stays_within_its_bounds_and_drops_the_oldest() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path()).with_most(5000);
        for n in 0..10_u64 {
            let path = n.to_string();
            cache.keep(&address(&path), &page(&path, &[b'a'; 1000]), &Validators::default());
            let file = fs::File::options().write(true).open(cache.path(&address(&path))).unwrap();
            file.set_modified(UNIX_EPOCH + Duration::from_secs(n)).unwrap();
        }
        let total: u64 =
            fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().metadata().unwrap().len()).sum();
        assert!(total <= 5000, "{total}");
        assert!(in_cache(&cache, "0").is_none());
        assert!(in_cache(&cache, "9").is_some());
    }

    #[test]
    fn what_cannot_be_kept_is_no_failure() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let cache = Cache::new(folder.path().join("file"));
        cache.keep(&address("x"), &page("x", b"x"), &Validators::default());
        assert!(in_cache(&cache, "x").is_none());
    }
}
