//! Where a reader stopped in each text, kept between runs: one small file, a line a text, the one left last at its end.
//! Two programs may change it at once, and none may lose what the other has written: each change is made to what is in
//! the file, under a lock, and put in its place whole.

use crate::{article::Key, error::Error, private};
use etcetera::BaseStrategy as _;
use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::PathBuf,
};

/// Most texts whose positions are kept.
pub const MOST: usize = 1000;
/// Most bytes of a file that can be one of these, with room to spare.
const LARGEST: u64 = 1 << 20;
/// The file's name, and the one it gets where it is damaged.
const NAME: &str = "positions";
const ASIDE: &str = "positions.damaged";

/// The folder with the kept positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

/// A line of the file: the key of a text, and the byte of it that was on top.
type Line = (String, usize);

/// Why there are no lines.
enum Fault {
    Io(io::Error),
    /// It is no such file, as a clause tells.
    Damaged(String),
}

impl Store {
    /// The person's own: `dixit/positions` in `$XDG_STATE_HOME` or what the system has in its place. `None` where there
    /// is no home.
    pub fn of_person() -> Option<Self> {
        let folders = etcetera::choose_base_strategy().ok()?;
        let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
        Some(Self::at(state.join("dixit").join("positions")))
    }

    /// The one in `folder`, which need not exist yet.
    pub const fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the text with this key was left: the byte that was on top. It may lie outside the text if somebody wrote it
    /// there. `None` where nothing is kept of it.
    ///
    /// # Errors
    /// Where the file cannot be read. A damaged one is set aside, and the error tells so.
    pub fn get(&self, key: &Key) -> Result<Option<usize>, Error> {
        let lines = match self.read() {
            Err(Fault::Damaged(_)) => {
                let _lock = private::lock(&self.folder).map_err(|source| self.failed(source))?;
                // Another may have set it aside by now.
                self.read_or_set_aside()?
            }
            read => read.map_err(|fault| self.error(fault))?,
        };
        Ok(lines.into_iter().rev().find(|(text, _)| text == key.as_str()).map(|(_, offset)| offset))
    }

    /// Keeps where the text with this key was left; `None` to forget it.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so; what was asked is
    /// done all the same.
    pub fn keep(&self, key: &Key, offset: Option<usize>) -> Result<(), Error> {
        private::make_folder(&self.folder).map_err(|source| self.failed(source))?;
        let _lock = private::lock(&self.folder).map_err(|source| self.failed(source))?;
        private::sweep(&self.folder);
        let (mut lines, damaged) = match self.read_or_set_aside() {
            Ok(lines) => (lines, Ok(())),
            Err(told @ Error::PositionsDamaged { .. }) => (Vec::new(), Err(told)),
            Err(error) => return Err(error),
        };
        lines.retain(|(text, _)| text != key.as_str());
        lines.extend(offset.map(|offset| (key.as_str().to_owned(), offset)));
        let oldest = lines.len().saturating_sub(MOST);
        let lines = lines.iter().skip(oldest);
        let written: Vec<String> = lines.map(|(text, offset)| format!("{text} {offset}\n")).collect();
        private::replace(&self.folder, NAME.as_ref(), written.concat().as_bytes())
            .map_err(|source| self.failed(source))?;
        damaged
    }

    /// What is in the file, which is set aside where it is damaged. Nobody else may be writing.
    fn read_or_set_aside(&self) -> Result<Vec<Line>, Error> {
        let fault = match self.read() {
            Ok(lines) => return Ok(lines),
            Err(fault) => fault,
        };
        if matches!(fault, Fault::Damaged(_)) {
            fs::rename(self.path(), self.folder.join(ASIDE)).map_err(|source| self.failed(source))?;
        }
        Err(self.error(fault))
    }

    fn read(&self) -> Result<Vec<Line>, Fault> {
        let path = self.path();
        match fs::metadata(&path) {
            Ok(about) if !about.is_file() => return Err(Fault::Damaged("it is no file".to_owned())),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Fault::Io(error)),
        }
        let mut bytes = Vec::new();
        File::open(&path)
            .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
            .map_err(Fault::Io)?;
        if bytes.len() as u64 > LARGEST {
            return Err(Fault::Damaged("it is too large".to_owned()));
        }
        let text = String::from_utf8(bytes).map_err(|_| Fault::Damaged("it is not UTF-8".to_owned()))?;
        let lines = text.lines().enumerate();
        let parsed = lines.map(|(at, line)| parse(line).ok_or_else(|| format!("line {}", at + 1)));
        parsed.collect::<Result<_, _>>().map_err(Fault::Damaged)
    }

    fn path(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::Positions { name: self.path().display().to_string(), source }
    }

    fn error(&self, fault: Fault) -> Error {
        match fault {
            Fault::Io(source) => self.failed(source),
            Fault::Damaged(problem) => Error::PositionsDamaged {
                name: self.path().display().to_string(),
                problem,
                aside: ASIDE.to_owned(),
            },
        }
    }
}

fn parse(line: &str) -> Option<Line> {
    let (text, offset) = line.split_once(' ')?;
    let is_key = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_key.then_some(())?;
    Some((text.to_owned(), offset.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

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
        assert_eq!(fs::read_to_string(store.path()).unwrap(), format!("{} 7\n", key(2)));
    }

    #[test]
    #[cfg(unix)]
    fn only_the_person_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, store) = store();
        store.keep(&key(1), Some(70)).unwrap();
        let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(store.folder.clone()), mode(store.path())), (0o700, 0o600));
    }

    #[test]
    fn the_texts_left_longest_ago_are_forgotten() {
        let (_folder, store) = store();
        let lines: Vec<_> = (0..MOST).map(|number| format!("{} {number}\n", key(number))).collect();
        fs::create_dir_all(&store.folder).unwrap();
        fs::write(store.path(), lines.concat()).unwrap();
        store.keep(&key(0), Some(5)).unwrap();
        store.keep(&key(MOST), Some(6)).unwrap();
        assert_eq!(fs::read_to_string(store.path()).unwrap().lines().count(), MOST);
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
            fs::create_dir_all(&store.folder).unwrap();
            fs::write(store.path(), &broken).unwrap();
            let told = store.get(&key(1)).unwrap_err().to_string();
            assert!(told.contains("was damaged") && told.ends_with("it is now positions.damaged"), "{told}");
            assert_eq!(store.get(&key(1)).unwrap(), None);
            assert_eq!(fs::read(store.folder.join(ASIDE)).unwrap(), broken);
            // One that comes to be so before it is written to.
            fs::write(store.path(), &broken).unwrap();
            assert!(store.keep(&key(3), Some(9)).is_err());
            assert_eq!(store.get(&key(3)).unwrap(), Some(9));
        }
        let (_folder, store) = store();
        fs::create_dir_all(store.path()).unwrap();
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
