//! Which texts were read: a line a text, the one read last at the end.

use super::{MemoryError, Shelf, folder};
use crate::article::Key;
use std::{collections::HashSet, path::PathBuf};

/// Most texts of which it is kept that they were read.
pub const MOST: usize = 10_000;

/// The texts that were read, by their keys; of those that are known by their address alone, by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTexts(Shelf);

impl ReadTexts {
    /// The person's own; `None` where there is no home.
    pub fn of_person() -> Option<Self> {
        folder("memory").map(Self::at)
    }

    /// Those in `folder`, which need not exist yet.
    pub const fn at(folder: PathBuf) -> Self {
        Self(Shelf { folder, name: "read", about: "what you have read", largest: 4 << 20 })
    }

    /// The keys of all.
    ///
    /// # Errors
    /// Where the file cannot be read. A damaged one is set aside, and the error tells so.
    pub fn all(&self) -> Result<HashSet<Key>, MemoryError> {
        Ok(self.0.read(Key::parse)?.into_iter().collect())
    }

    /// Keeps that the texts with these keys were read, or that they were not.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so.
    pub fn mark(&self, keys: &[Key], is_read: bool) -> Result<(), MemoryError> {
        self.0.change(Key::parse, |mut all| {
            all.retain(|key| !keys.contains(key));
            if is_read {
                all.extend_from_slice(keys);
            }
            let oldest = all.len().saturating_sub(MOST);
            all.iter().skip(oldest).map(ToString::to_string).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_until_they_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let store = ReadTexts::at(folder.path().join("made"));
        assert_eq!(store.all().unwrap(), HashSet::new());
        let [one, other] = ["one", "other"].map(Key::of);
        store.mark(&[one.clone(), other.clone()], true).unwrap();
        store.mark(std::slice::from_ref(&one), true).unwrap();
        assert_eq!(store.all().unwrap(), [one.clone(), other.clone()].into());
        store.mark(&[one], false).unwrap();
        assert_eq!(store.all().unwrap(), [other].into());
        std::fs::write(store.0.path(), "nonsense\n").unwrap();
        let told = store.all().unwrap_err().to_string();
        assert!(told.contains("what you have read, was damaged (line 1): it is now read.damaged"), "{told}");
        assert_eq!(store.all().unwrap(), HashSet::new());
    }
}
