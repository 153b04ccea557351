//! The folder of files, one for each text. Several programs may change one file without losing each other's changes: each
//! change is made to the present content, under a lock, and replaces the file atomically.

use super::{
    KeepingError, Kept,
    file::{self, Collection, Heading},
    versions::Versions,
};
use crate::{
    article::{Article, Key},
    memory::{self, MemoryError},
    private,
    source::InputError,
};
use std::{
    fs, io,
    marker::PhantomData,
    path::{Path, PathBuf},
};

/// The folder of what is kept of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store<T> {
    folder: PathBuf,
    versions: Versions,
    kind: PhantomData<fn() -> T>,
}

/// A change to what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// One thing more.
    Add(T),
    /// One less.
    Take(T),
    /// The second in the place of the first; just that where the first is not there any more.
    Replace(T, T),
}

impl<T: Kept> Store<T> {
    /// The person's own: a folder in `dixit` in `$XDG_STATE_HOME` or what the system has in its place. `None` where
    /// there is no home.
    pub fn of_person() -> Option<Self> {
        memory::folder(T::FOLDER).map(Self::at)
    }

    /// The one in `folder`, which need not exist yet.
    pub fn at(folder: PathBuf) -> Self {
        Self { versions: Versions::within(folder.clone()), folder, kind: PhantomData }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is kept for `article`: first what was made in earlier texts of it, be it that they are of the same address, or of
    /// the same title and speak of words that stand here, too; then what was made in this one. Reads its whole text, so ask once.
    ///
    /// # Errors
    /// Where a file cannot be read or is not such a file. Where that kind of file is set aside, it is, and the error tells so.
    pub fn load(&self, article: &Article) -> Result<Vec<T>, KeepingError> {
        self.load_as(article, &Key::of(&article.text))
    }

    /// As [`Store::load`], for an article whose text has the key `own`.
    fn load_as(&self, article: &Article, own: &Key) -> Result<Vec<T>, KeepingError> {
        let mut out: Vec<T> = Vec::new();
        for (text, kept) in self.parts(article, own)? {
            for kept in kept {
                let kept = if text == *own { kept } else { kept.elsewhere() };
                out.retain(|other| !kept.is_same(other));
                out.push(kept);
            }
        }
        Ok(out)
    }

    /// What is kept of each text of `article`, with the key of the text: the earliest first, its own last. What is only of the
    /// same title and cannot be read is passed over: it may be another article's, where that is told.
    fn parts(&self, article: &Article, own: &Key) -> Result<Vec<(Key, Vec<T>)>, KeepingError> {
        let mut out = vec![(own.clone(), self.of_text(own)?)];
        for version in self.versions.of(article, own)? {
            // Articles of one title may be others ("Letters to the editor").
            let kept = match self.of_text(&version.text) {
                Err(_) if !version.is_certain => continue,
                kept => kept?,
            };
            if version.is_certain || T::any_fits(&kept, &article.text) {
                out.push((version.text, kept));
            }
        }
        out.reverse();
        Ok(out)
    }

    /// What is kept for the text with this key.
    ///
    /// # Errors
    /// As [`Store::load`].
    fn of_text(&self, key: &Key) -> Result<Vec<T>, KeepingError> {
        let path = self.path(key);
        if matches!(path.try_exists(), Ok(false)) {
            return Ok(Vec::new());
        }
        match Collection::read(&path) {
            Err(KeepingError::Unreadable { .. }) if T::SETS_ASIDE => {
                let _lock = private::lock(&self.folder).map_err(|source| self.save(key, source))?;
                // Another may have set it aside by now.
                match Collection::<T>::read(&path) {
                    Err(KeepingError::Unreadable { problem, .. }) => Err(self.set_aside(key, problem)),
                    Err(KeepingError::Input(InputError::Read { .. }))
                        if matches!(path.try_exists(), Ok(false)) =>
                    {
                        Ok(Vec::new())
                    }
                    read => Ok(read?.get(key).to_vec()),
                }
            }
            read => Ok(read?.get(key).to_vec()),
        }
    }

    /// Makes `change` to what is kept for `article`, and gives what is kept then: with what others have added since it
    /// was loaded. What was made in an earlier text of the article is changed there.
    ///
    /// # Errors
    /// Where a file cannot be read or written, or is not such a file. It is left as it is then; where that kind of file is
    /// set aside, it is, the change is made to a new one, and the error tells so.
    pub fn change(&self, article: &Article, change: &Change<T>) -> Result<Vec<T>, KeepingError> {
        let own = Key::of(&article.text);
        let (changes, told) = match self.changes(article, &own, change) {
            Ok(changes) => (changes, None),
            // What can be changed is; the rest is told.
            Err(error) => (vec![(own.clone(), change.clone())], Some(error)),
        };
        for (text, change) in changes {
            self.change_text(&text, &Heading::of(article), &change)?;
        }
        if let Some(error) = told {
            return Err(error);
        }
        if !matches!(change, Change::Take(_)) {
            self.versions.note(article, &own)?;
        }
        self.load_as(article, &own)
    }

    /// What has to be changed in which text of `article` for `change`: what it is about may have been made in earlier ones, in
    /// several of them where it was made twice.
    fn changes(
        &self,
        article: &Article,
        own: &Key,
        change: &Change<T>,
    ) -> Result<Vec<(Key, Change<T>)>, KeepingError> {
        let kept = match change {
            Change::Add(_) => return Ok(vec![(own.clone(), change.clone())]),
            Change::Take(kept) | Change::Replace(kept, _) => kept,
        };
        let mut found: Vec<(Key, T)> = Vec::new();
        for (text, all) in self.parts(article, own)? {
            found.extend(all.iter().filter(|other| kept.is_same(other)).map(|it| (text.clone(), it.clone())));
            // Of those that are needed each in its turn, the last.
            let is_it = |other: &&T| {
                !kept.is_same(other) && (*other == kept || (*other).clone().elsewhere() == *kept)
            };
            if let Some(last) = all.iter().rfind(is_it) {
                found = vec![(text, last.clone())];
            }
        }
        Ok(match change {
            Change::Replace(_, instead) if found.is_empty() => {
                vec![(own.clone(), Change::Add(instead.clone()))]
            }
            Change::Replace(_, instead) => {
                found.into_iter().map(|(text, it)| (text, Change::Replace(it, instead.clone()))).collect()
            }
            _ => found.into_iter().map(|(text, it)| (text, Change::Take(it))).collect(),
        })
    }

    /// Makes `change` to what is kept for the text with this key, of which no more is told in a new file than its `heading`.
    fn change_text(&self, key: &Key, heading: &Heading, change: &Change<T>) -> Result<(), KeepingError> {
        let path = self.path(key);
        let name = path.display().to_string();
        private::make_folder(&self.folder).map_err(|source| self.save(key, source))?;
        let _lock = private::lock(&self.folder).map_err(|source| self.save(key, source))?;
        private::sweep(&self.folder);
        let before = match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => return Err(InputError::Read { name, source: error }.into()),
        };
        // What cannot be read as a whole is not touched.
        let before = before.and_then(|text| Collection::<T>::parse(&text).map(|_| text));
        let (before, told) = match before {
            Ok(text) => (text, None),
            Err(problem) if T::SETS_ASIDE => (String::new(), Some(self.set_aside(key, problem))),
            Err(problem) => return Err(file::unreadable::<T>(&name, &problem)),
        };
        let misshapen = |problem: String| file::unreadable::<T>(&name, &problem);
        let after = match change {
            Change::Add(kept) => file::add(&before, key, heading, kept),
            Change::Take(kept) => {
                file::replace(&before, key, kept, None).map(|after| after.unwrap_or_else(|| before.clone()))
            }
            Change::Replace(kept, instead) => match file::replace(&before, key, kept, Some(instead)) {
                Ok(Some(after)) => Ok(after),
                Ok(None) => file::add(&before, key, heading, instead),
                Err(problem) => Err(problem),
            },
        };
        let after = after.map_err(misshapen)?;
        Collection::<T>::parse(&after).map_err(misshapen)?;
        if after != before {
            private::replace(&self.folder, file_name(key).as_ref(), after.as_bytes())
                .map_err(|source| self.save(key, source))?;
        }
        told.map_or(Ok(()), Err)
    }

    /// Gives the file of a text another name, which no file has yet, and says so. Nobody else may be writing.
    fn set_aside(&self, key: &Key, problem: String) -> KeepingError {
        match private::set_aside(&self.folder, file_name(key).as_ref(), &key.to_string()) {
            Ok(aside) => {
                let name = self.path(key).display().to_string();
                MemoryError::Damaged { about: T::PLURAL, name, problem, aside }.into()
            }
            Err(source) => self.save(key, source),
        }
    }

    fn save(&self, key: &Key, source: io::Error) -> KeepingError {
        KeepingError::Save { kind: T::PLURAL, name: self.path(key).display().to_string(), source }
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(file_name(key))
    }
}

fn file_name(key: &Key) -> String {
    format!("{key}.toml")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Format,
        corrections::{ActorName, Change, Correction, QuoteName, Store},
    };
    use std::thread;

    fn article(text: &str) -> Article {
        Article::from_text("a.txt", text, Format::Plain)
    }

    fn reject(words: &str) -> Correction {
        Correction::Reject { quote: QuoteName { words: vec![words.to_owned()], at: vec![7] } }
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("made").join("when needed"));
        (folder, store)
    }

    fn file(store: &Store, article: &Article) -> PathBuf {
        store.path(&Key::of(&article.text))
    }

    #[test]
    fn what_is_kept_is_found_again_and_taken_back() {
        let (_folder, store) = store();
        let elsewhere = article("Another text.");
        let article =
            article("Plan passes\n\nBy Mara Lind\n\n“No,” she said.\n\tIt’s\u{202e} “over”\u{1b}[31m.\n");
        assert_eq!(store.load(&article).unwrap(), []);
        let merge = Correction::Merge {
            actor: ActorName { name: "\u{1b}she\n\"".to_owned(), at: Some(30) },
            into: ActorName { name: "Mara Lind".to_owned(), at: None },
        };
        let reassign = Correction::Reassign {
            quote: QuoteName {
                words: vec!["“No,”".to_owned(), "It’s\u{202e} “over”".to_owned()],
                at: vec![27, 45],
            },
            speaker: None,
        };
        for (number, correction) in [&merge, &reassign, &reject("“No,”")].into_iter().enumerate() {
            let kept = store.change(&article, &Change::Add(correction.clone())).unwrap();
            assert_eq!((kept.len(), kept.last()), (number + 1, Some(correction)));
            assert_eq!(store.load(&article).unwrap(), kept);
        }
        let kept = store.change(&article, &Change::Take(merge)).unwrap();
        assert_eq!(kept, [reassign, reject("“No,”")]);
        assert_eq!(store.load(&article).unwrap(), kept);
        let written = fs::read_to_string(file(&store, &article)).unwrap();
        assert!(
            written.contains("title = \"Plan passes\"") && written.contains("name = \"a.txt\""),
            "{written}"
        );
        assert!(
            written.starts_with("# Corrections made in dixit") && !written.contains('\u{1b}'),
            "{written}"
        );
        assert_eq!(store.load(&elsewhere).unwrap(), []);
    }

    #[test]
    fn nothing_that_somebody_wrote_is_lost() {
        let (_folder, store) = store();
        let article = article("“No,” she said.\n");
        store.change(&article, &Change::Add(reject("“No,”"))).unwrap();
        let path = file(&store, &article);
        let written = fs::read_to_string(&path).unwrap();
        let by_hand = format!("# mine\n{written}reason = \"a title\" # sure\n");
        fs::write(&path, &by_hand).unwrap();
        // Another article in the same file, and what this program does not know.
        let more = "\n[[article]]\ntext = \"00\"\nfuture = [1, 2]\n";
        fs::write(&path, format!("{by_hand}{more}")).unwrap();
        store.change(&article, &Change::Add(reject("she"))).unwrap();
        store.change(&article, &Change::Take(reject("she"))).unwrap();
        let now = fs::read_to_string(&path).unwrap();
        for line in by_hand.lines().chain(more.lines()) {
            assert!(now.contains(line), "{line:?} is gone from\n{now}");
        }
        assert_eq!(store.load(&article).unwrap(), [reject("“No,”")]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_left_alone() {
        let (_folder, store) = store();
        let article = article("“No,” she said.\n");
        fs::create_dir_all(&store.folder).unwrap();
        for broken in [
            &b"[[article]\n"[..],
            b"\xff\xfe",
            b"article = 3\n",
            b"article = [{ text = \"00\" }]\n",
            b"[[article]]\ntext = \"00\"\n[[article.correction]]\naction = \"divine\"\n",
        ] {
            fs::write(file(&store, &article), broken).unwrap();
            let failed = store.change(&article, &Change::Add(reject("“No,”"))).unwrap_err();
            assert!(failed.to_string().contains("mend it, or move it away"), "{failed}");
            assert_eq!(fs::read(file(&store, &article)).unwrap(), broken);
        }
        let failed = store.load(&article).unwrap_err().to_string();
        assert!(failed.contains("line 4") || failed.contains("line 3"), "{failed}");
    }

    #[test]
    fn two_at_once_lose_nothing_of_each_other() {
        let (_folder, store) = store();
        let article = article("“No,” she said.\n");
        thread::scope(|scope| {
            for writer in 0..4 {
                let (store, article) = (&store, &article);
                scope.spawn(move || {
                    for number in 0..5 {
                        store.change(article, &Change::Add(reject(&format!("{writer} {number}")))).unwrap();
                    }
                });
            }
        });
        let kept = store.load(&article).unwrap();
        assert_eq!(kept.len(), 20);
        for writer in 0..4 {
            let theirs: Vec<_> = (0..5).map(|n| reject(&format!("{writer} {n}"))).collect();
            assert!(kept.iter().filter(|c| theirs.contains(c)).eq(&theirs), "out of order: {kept:?}");
        }
    }

    #[test]
    fn files_put_one_behind_the_other_are_a_file() {
        let (folder, store) = store();
        let (one, other) = (article("“No,” she said.\n"), article("“Yes,” he said.\n"));
        store.change(&one, &Change::Add(reject("“No,”"))).unwrap();
        store.change(&other, &Change::Add(reject("“Yes,”"))).unwrap();
        let all = [&one, &other].map(|article| fs::read_to_string(file(&store, article)).unwrap()).concat();
        let path = folder.path().join("all.toml");
        fs::write(&path, all).unwrap();
        let all = Collection::read(&path).unwrap();
        assert_eq!((all.of(&one), all.of(&other)), (&[reject("“No,”")][..], &[reject("“Yes,”")][..]));
        assert_eq!(all.of(&article("A third.")), []);
    }
}
