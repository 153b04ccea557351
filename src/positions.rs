//! Where a reader stopped in each text, and which places in it they have marked, kept between runs: two small files, a line a
//! text, the one left or marked last at the end.

use crate::{
    article::Key,
    memory::{MemoryError, Shelf, folder},
};
use std::path::PathBuf;

/// Most texts whose positions are kept.
pub const MOST: usize = 1000;

/// Most marks of a text that are kept.
pub const MOST_MARKS: usize = 64;

/// The folder with the kept positions and marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    positions: Shelf,
    marks: Shelf,
}

/// What is kept of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// The byte that was on top; `None` where nothing is kept of that. It may lie outside the text if somebody wrote it there.
    pub position: Option<usize>,
    /// The marks, each a letter and the byte that was on top, which may lie outside the text as well.
    pub marks: Vec<(char, usize)>,
}

impl Store {
    /// The person's own: `dixit/positions` in `$XDG_STATE_HOME` or what the system has in its place. `None` where there
    /// is no home.
    pub fn of_person() -> Option<Self> {
        folder("positions").map(Self::at)
    }

    /// The one in `folder`, which need not exist yet.
    pub fn at(folder: PathBuf) -> Self {
        let marks = Shelf {
            folder: folder.clone(),
            name: "marks",
            about: "the places that you have marked",
            largest: 2 << 20,
        };
        let positions =
            Shelf { folder, name: "positions", about: "where you stopped in articles", largest: 1 << 20 };
        Self { positions, marks }
    }

    /// Where the text with this key was left, and what is marked in it.
    ///
    /// # Errors
    /// Where a file cannot be read. A damaged one is set aside, and the error tells so.
    pub fn get(&self, key: &Key) -> Result<Kept, MemoryError> {
        let last = |(text, _): &(Key, _)| text == key;
        let position = self.positions.read(parse)?.into_iter().rev().find(last).map(|(_, offset)| offset);
        let last = |(text, _): &(Key, _)| text == key;
        let marks = self.marks.read(parse_marks)?.into_iter().rev().find(last).map(|(_, marks)| marks);
        Ok(Kept { position, marks: marks.unwrap_or_default() })
    }

    /// Keeps that the letter marks the byte at `offset` in the text with this key.
    ///
    /// # Errors
    /// As [`Store::keep`].
    pub fn mark(&self, key: &Key, letter: char, offset: usize) -> Result<(), MemoryError> {
        let line = |(key, marks): &(Key, Vec<(char, usize)>)| {
            let marks: Vec<String> =
                marks.iter().map(|(letter, offset)| format!("{letter}{offset}")).collect();
            format!("{key} {}", marks.join(" "))
        };
        self.marks.change(parse_marks, |mut lines| {
            let known = lines.iter().rposition(|(text, _)| text == key).map(|at| lines.remove(at));
            let mut marks = known.map_or_else(Vec::new, |(_, marks)| marks);
            marks.retain(|(other, _)| *other != letter);
            marks.push((letter, offset));
            let marks = marks.split_off(marks.len().saturating_sub(MOST_MARKS));
            lines.push((key.clone(), marks));
            let oldest = lines.len().saturating_sub(MOST);
            lines.iter().skip(oldest).map(line).collect()
        })
    }

    /// Keeps where the text with this key was left; `None` to forget it.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so; what was asked is
    /// done all the same.
    pub fn keep(&self, key: &Key, offset: Option<usize>) -> Result<(), MemoryError> {
        self.positions.change(parse, |mut lines| {
            lines.retain(|(text, _)| text != key);
            lines.extend(offset.map(|offset| (key.clone(), offset)));
            let oldest = lines.len().saturating_sub(MOST);
            lines.iter().skip(oldest).map(|(text, offset)| format!("{text} {offset}")).collect()
        })
    }
}

/// A line of positions: the key of a text, and the byte of it that was on top.
fn parse(line: &str) -> Option<(Key, usize)> {
    let (text, offset) = line.split_once(' ')?;
    Some((Key::parse(text)?, offset.parse().ok()?))
}

/// A line of marks: the key of a text, and letters, each with the byte that was on top.
fn parse_marks(line: &str) -> Option<(Key, Vec<(char, usize)>)> {
    let (text, marks) = line.split_once(' ')?;
    let mark = |mark: &str| {
        let mut chars = mark.chars();
        let letter = chars.next().filter(|letter| letter.is_alphanumeric())?;
        Some((letter, chars.as_str().parse().ok()?))
    };
    Some((Key::parse(text)?, marks.split(' ').map(mark).collect::<Option<_>>()?))
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
        assert_eq!(store.get(&key(1)).unwrap().position, None);
        store.keep(&key(1), Some(70)).unwrap();
        store.keep(&key(2), Some(7)).unwrap();
        store.keep(&key(1), Some(700)).unwrap();
        assert_eq!(
            (store.get(&key(1)).unwrap().position, store.get(&key(2)).unwrap().position),
            (Some(700), Some(7))
        );
        store.keep(&key(1), None).unwrap();
        assert_eq!(
            (store.get(&key(1)).unwrap().position, store.get(&key(2)).unwrap().position),
            (None, Some(7))
        );
        assert_eq!(fs::read_to_string(store.positions.path()).unwrap(), format!("{} 7\n", key(2)));
    }

    #[test]
    fn marks_are_found_again_and_bounded() {
        let (_folder, store) = store();
        for (letter, offset) in [('a', 7), ('é', 900), ('3', 3), ('a', 8)] {
            store.mark(&key(1), letter, offset).unwrap();
        }
        store.mark(&key(2), 'z', 0).unwrap();
        store.keep(&key(1), Some(70)).unwrap();
        let kept = store.get(&key(1)).unwrap();
        assert_eq!((kept.position, kept.marks), (Some(70), vec![('é', 900), ('3', 3), ('a', 8)]));
        let letters: Vec<char> = ('!'..='\u{2ff}').filter(|c| c.is_alphanumeric()).take(MOST_MARKS).collect();
        for letter in &letters {
            store.mark(&key(1), *letter, 1).unwrap();
        }
        let kept: Vec<char> = store.get(&key(1)).unwrap().marks.iter().map(|(letter, _)| *letter).collect();
        assert_eq!(kept, letters);
        for broken in [format!("{} a\n", key(1)), format!("{} a1 -2\n", key(1)), format!("{}\n", key(1))] {
            fs::write(store.marks.path(), broken).unwrap();
            let told = store.get(&key(1)).unwrap_err().to_string();
            assert!(told.contains("the places that you have marked"), "{told}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn only_the_person_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, store) = store();
        store.keep(&key(1), Some(70)).unwrap();
        let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(store.positions.folder.clone()), mode(store.positions.path())), (0o700, 0o600));
    }

    #[test]
    fn the_texts_left_longest_ago_are_forgotten() {
        let (_folder, store) = store();
        let lines: Vec<_> = (0..MOST).map(|number| format!("{} {number}\n", key(number))).collect();
        fs::create_dir_all(&store.positions.folder).unwrap();
        fs::write(store.positions.path(), lines.concat()).unwrap();
        store.keep(&key(0), Some(5)).unwrap();
        store.keep(&key(MOST), Some(6)).unwrap();
        assert_eq!(fs::read_to_string(store.positions.path()).unwrap().lines().count(), MOST);
        let kept = [0, 1, 2, MOST].map(|number| store.get(&key(number)).unwrap().position);
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
            fs::create_dir_all(&store.positions.folder).unwrap();
            fs::write(store.positions.path(), &broken).unwrap();
            let told = store.get(&key(1)).unwrap_err().to_string();
            assert!(told.contains("was damaged") && told.ends_with("it is now positions.damaged"), "{told}");
            assert_eq!(store.get(&key(1)).unwrap().position, None);
            assert_eq!(fs::read(store.positions.folder.join("positions.damaged")).unwrap(), broken);
            // One that comes to be so before it is written to.
            fs::write(store.positions.path(), &broken).unwrap();
            assert!(store.keep(&key(3), Some(9)).is_err());
            assert_eq!(store.get(&key(3)).unwrap().position, Some(9));
        }
        let (_folder, store) = store();
        fs::create_dir_all(store.positions.path()).unwrap();
        assert!(store.keep(&key(3), Some(9)).is_err());
        assert_eq!(store.get(&key(3)).unwrap().position, Some(9));
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
                assert_eq!(store.get(&key(writer * 10 + number)).unwrap().position, Some(number + 1));
            }
        }
    }
}
