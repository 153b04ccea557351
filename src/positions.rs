//! Where a reader stopped in each text, kept between runs: one small file, a line a text, the one left last at its end.

use crate::{
    article::Key,
    error::Error,
    memory::{Shelf, folder},
};
use std::path::PathBuf;

/// Most texts whose positions are kept.
pub const MOST: usize = 1000;

/// The folder with the kept positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store(Shelf);

/// A line of the file: the key of a text, and the byte of it that was on top.
type Line = (Key, usize);

impl Store {
    /// The person's own: `dixit/positions` in `$XDG_STATE_HOME` or what the system has in its place. `None` where there
    /// is no home.
    pub fn of_person() -> Option<Self> {
        folder("positions").map(Self::at)
    }

    /// The one in `folder`, which need not exist yet.
    pub const fn at(folder: PathBuf) -> Self {
        Self(Shelf { folder, name: "positions", about: "where you stopped in articles", largest: 1 << 20 })
    }

    /// Where the text with this key was left: the byte that was on top. It may lie outside the text if somebody wrote it
    /// there. `None` where nothing is kept of it.
    ///
    /// # Errors
    /// Where the file cannot be read. A damaged one is set aside, and the error tells so.
    pub fn get(&self, key: &Key) -> Result<Option<usize>, Error> {
        let lines = self.0.read(parse)?;
        Ok(lines.into_iter().rev().find(|(text, _)| text == key).map(|(_, offset)| offset))
    }

    /// Keeps where the text with this key was left; `None` to forget it.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so; what was asked is
    /// done all the same.
    pub fn keep(&self, key: &Key, offset: Option<usize>) -> Result<(), Error> {
        self.0.change(parse, |mut lines| {
            lines.retain(|(text, _)| text != key);
            lines.extend(offset.map(|offset| (key.clone(), offset)));
            let oldest = lines.len().saturating_sub(MOST);
            lines.iter().skip(oldest).map(|(text, offset)| format!("{text} {offset}")).collect()
        })
    }
}

fn parse(line: &str) -> Option<Line> {
    let (text, offset) = line.split_once(' ')?;
    Some((Key::parse(text)?, offset.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, thread};

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("made").join("when needed"));
        (folder, store)
    }

    fn key(number: usize) -> Key {
        Key::of(&number.to_string())
    }

    #[test]
    fn a_position_is_found_again_until_it_is_forgotten() {
        let (_folder, store) = store();
        assert_eq!(store.get(&key(1)).unwrap(), None);
        store.keep(&key(1), Some(70)).unwrap();
        store.keep(&key(2), Some(7)).unwrap();
        store.keep(&key(1), Some(700)).unwrap();
        assert_eq!((store.get(&key(1)).unwrap(), store.get(&key(2)).unwrap()), (Some(700), Some(7)));
        store.keep(&key(1), None).unwrap();
        assert_eq!((store.get(&key(1)).unwrap(), store.get(&key(2)).unwrap()), (None, Some(7)));
        assert_eq!(fs::read_to_string(store.0.path()).unwrap(), format!("{} 7\n", key(2)));
    }

    #[test]
    #[cfg(unix)]
    fn only_the_person_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, store) = store();
        store.keep(&key(1), Some(70)).unwrap();
        let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(store.0.folder.clone()), mode(store.0.path())), (0o700, 0o600));
    }

    #[test]
    fn the_texts_left_longest_ago_are_forgotten() {
        let (_folder, store) = store();
        let lines: Vec<_> = (0..MOST).map(|number| format!("{} {number}\n", key(number))).collect();
        fs::create_dir_all(&store.0.folder).unwrap();
        fs::write(store.0.path(), lines.concat()).unwrap();
        store.keep(&key(0), Some(5)).unwrap();
        store.keep(&key(MOST), Some(6)).unwrap();
        assert_eq!(fs::read_to_string(store.0.path()).unwrap().lines().count(), MOST);
        let kept = [0, 1, 2, MOST].map(|number| store.get(&key(number)).unwrap());
        assert_eq!(kept, [Some(5), None, Some(2), Some(6)]);
    }

    #[test]
    fn a_damaged_file_is_set_aside_once_and_a_new_one_begun() {
        let whole = format!("{} 12\n", key(1));
        for broken in [
            b"\xff\xfe".to_vec(),
            b"{}".to_vec(),
            format!("{whole}{} -3\n", key(2)).into_bytes(),
            format!("{whole}{} 99999999999999999999999\n", key(2)).into_bytes(),
            whole.repeat(20_000).into_bytes(),
        ] {
            let (_folder, store) = store();
            fs::create_dir_all(&store.0.folder).unwrap();
            fs::write(store.0.path(), &broken).unwrap();
            let told = store.get(&key(1)).unwrap_err().to_string();
            assert!(told.contains("was damaged") && told.ends_with("it is now positions.damaged"), "{told}");
            assert_eq!(store.get(&key(1)).unwrap(), None);
            assert_eq!(fs::read(store.0.folder.join("positions.damaged")).unwrap(), broken);
            // One that comes to be so before it is written to.
            fs::write(store.0.path(), &broken).unwrap();
            assert!(store.keep(&key(3), Some(9)).is_err());
            assert_eq!(store.get(&key(3)).unwrap(), Some(9));
        }
        let (_folder, store) = store();
        fs::create_dir_all(store.0.path()).unwrap();
        assert!(store.keep(&key(3), Some(9)).is_err());
        assert_eq!(store.get(&key(3)).unwrap(), Some(9));
    }

    #[test]
    fn two_at_once_lose_nothing_of_each_other() {
        let (_folder, store) = store();
        thread::scope(|scope| {
            for writer in 0..4 {
                let store = &store;
                scope.spawn(move || {
                    for number in 0..5 {
                        store.keep(&key(writer * 10 + number), Some(number + 1)).unwrap();
                    }
                });
            }
        });
        for writer in 0..4 {
            for number in 0..5 {
                assert_eq!(store.get(&key(writer * 10 + number)).unwrap(), Some(number + 1));
            }
        }
    }
}
