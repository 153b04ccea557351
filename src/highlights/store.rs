//! Where highlights are kept: a file a text, and beside these one that tells which texts are versions of one article.

use super::{Highlight, places};
use crate::{
    article::{Article, Key},
    keeping::{self, KeepingError},
    memory::Shelf,
};
use std::path::PathBuf;

/// A change to the highlights that are kept.
pub type Change = keeping::Change<Highlight>;

/// Most lines of the file that tells of versions.
const MOST: usize = 20_000;

/// Fewest words of a title that can tell an article.
const TELLING: usize = 3;

/// The folder of kept highlights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    kept: keeping::Store<Highlight>,
    versions: Shelf,
}

/// What an article is known by besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Known {
    /// The key of its address.
    address: Option<Key>,
    /// The key of its title, which other articles may have, too.
    title: Option<Key>,
}

/// A line of the file of versions: what an article is known by, and a text of it.
type Version = (Key, Key);

impl Store {
    /// The person's own: `dixit/highlights` in `$XDG_STATE_HOME` or what the system has in its place. `None` where there
    /// is no home.
    pub fn of_person() -> Option<Self> {
        keeping::Store::<Highlight>::of_person().map(|kept| Self::at(kept.folder().to_owned()))
    }

    /// The one in `folder`, which need not exist yet.
    pub fn at(folder: PathBuf) -> Self {
        let versions = Shelf {
            folder: folder.clone(),
            name: "versions",
            about: "which articles are versions of one",
            largest: 4 << 20,
        };
        Self { kept: keeping::Store::at(folder), versions }
    }

    /// The highlights of `article`: those that were made in this text, and those in earlier texts of the article, be it that
    /// they are of the same address, or of the same title and some of them are found here. Reads its whole text, so ask once.
    ///
    /// # Errors
    /// Where a file cannot be read. A damaged one is set aside, and the error tells so.
    pub fn load(&self, article: &Article) -> Result<Vec<Highlight>, KeepingError> {
        let mut out = Vec::new();
        for (_, kept) in self.parts(article)? {
            // Made twice, by two readers or in two texts, it is one.
            for highlight in kept {
                let is_same = |other: &Highlight| {
                    other.words == highlight.words
                        && other.note == highlight.note
                        && other.before == highlight.before
                };
                if !out.iter().any(is_same) {
                    out.push(highlight);
                }
            }
        }
        Ok(out)
    }

    /// Makes `change` and gives what is kept of the article then, with what others have added. What was made in an earlier text
    /// of the article is changed there.
    ///
    /// # Errors
    /// Where a file cannot be read or written. A damaged one is set aside, the change is made to a new one, and the error tells
    /// so.
    pub fn change(&self, article: &Article, change: &Change) -> Result<Vec<Highlight>, KeepingError> {
        let own = Key::of(&article.text);
        let text = match change {
            Change::Add(_) => own.clone(),
            Change::Take(kept) | Change::Replace(kept, _) => {
                let parts = self.parts(article).unwrap_or_default();
                parts.into_iter().find(|(_, all)| all.contains(kept)).map_or(own.clone(), |(text, _)| text)
            }
        };
        self.kept.change_text(&text, &keeping::Heading::of(article), change)?;
        if matches!(change, Change::Add(_)) {
            self.note_version(article, &own)?;
        }
        self.load(article)
    }

    /// What is kept of each text of the article, its own first, with the key of the text.
    fn parts(&self, article: &Article) -> Result<Vec<(Key, Vec<Highlight>)>, KeepingError> {
        let own = Key::of(&article.text);
        let mut out = vec![(own.clone(), self.kept.of_text(&own)?)];
        let known = Known::of(article);
        let versions = self.versions.read(parse)?;
        for (by, text) in versions.into_iter().rev() {
            let by = Some(by);
            if (by != known.address && by != known.title) || out.iter().any(|(key, _)| *key == text) {
                continue;
            }
            let kept = self.kept.of_text(&text)?;
            // Articles of one title may be others ("Letters to the editor").
            if by == known.address || places(&article.text, &kept).iter().any(Option::is_some) {
                out.push((text, kept));
            }
        }
        Ok(out)
    }

    fn note_version(&self, article: &Article, text: &Key) -> Result<(), KeepingError> {
        let known = Known::of(article);
        let new: Vec<Version> =
            [known.address, known.title].into_iter().flatten().map(|by| (by, text.clone())).collect();
        let all = self.versions.read(parse)?;
        if new.iter().all(|version| all.contains(version)) {
            return Ok(());
        }
        Ok(self.versions.change(parse, |mut all| {
            all.retain(|version| !new.contains(version));
            all.extend(new);
            let oldest = all.len().saturating_sub(MOST);
            all.iter().skip(oldest).map(|(by, text)| format!("{by} {text}")).collect()
        })?)
    }
}

impl Known {
    fn of(article: &Article) -> Self {
        let title = article.title_text().map(|title| title.to_lowercase());
        let title = title.filter(|title| title.split_whitespace().count() >= TELLING);
        let address = article.url.as_deref().map(|url| Key::of(&format!("address {url}")));
        Self { address, title: title.map(|title| Key::of(&format!("title {title}"))) }
    }
}

fn parse(line: &str) -> Option<Version> {
    let (by, text) = line.split_once(' ')?;
    Some((Key::parse(by)?, Key::parse(text)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Format, span::Span};
    use std::{fs, thread};

    fn article(text: &str) -> Article {
        Article::from_text("a.txt", text, Format::Plain)
    }

    fn of(article: &Article, words: &str, note: Option<&str>) -> Highlight {
        let start = article.text.find(words).unwrap();
        Highlight::of(&article.text, Span::new(start, start + words.len()), note.map(ToOwned::to_owned))
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("made").join("when needed"));
        (folder, store)
    }

    const TEXT: &str =
        "The council sells the mill\n\n“No,” she said.\n\nIt was late when they left the hall.\n";

    #[test]
    fn what_is_kept_is_found_again_changed_and_taken_back() {
        let (_folder, store) = store();
        let article = article(TEXT);
        let (plain, noted) = (of(&article, "“No,”", None), of(&article, "late", Some("how late?\u{1b}\n")));
        store.change(&article, &Change::Add(plain.clone())).unwrap();
        assert_eq!(
            store.change(&article, &Change::Add(noted.clone())).unwrap(),
            [plain.clone(), noted.clone()]
        );
        let other = Highlight { note: Some("ten".to_owned()), ..noted.clone() };
        let now = store.change(&article, &Change::Replace(noted.clone(), other.clone())).unwrap();
        assert_eq!(now, [plain.clone(), other.clone()]);
        let bare = Highlight { note: None, ..other.clone() };
        store.change(&article, &Change::Replace(other, bare.clone())).unwrap();
        assert_eq!(store.change(&article, &Change::Take(plain)).unwrap(), std::slice::from_ref(&bare));
        assert_eq!(store.load(&article).unwrap(), std::slice::from_ref(&bare));
        // Where another has taken it away meanwhile, a new note is kept all the same.
        store.change(&article, &Change::Take(bare.clone())).unwrap();
        assert_eq!(store.change(&article, &Change::Replace(bare, noted.clone())).unwrap(), [noted]);
    }

    #[test]
    fn they_go_with_an_article_that_changed() {
        let (_folder, store) = store();
        let first = article(TEXT);
        let noted = of(&first, "late", Some("how late?"));
        store.change(&first, &Change::Add(noted.clone())).unwrap();
        let second = article(&TEXT.replace("It was", "Updated. It was"));
        assert_eq!(store.load(&second).unwrap(), std::slice::from_ref(&noted));
        let added = of(&second, "Updated.", None);
        store.change(&second, &Change::Add(added.clone())).unwrap();
        let other = Highlight { note: None, ..noted.clone() };
        assert_eq!(
            store.change(&second, &Change::Replace(noted, other.clone())).unwrap(),
            [added, other.clone()]
        );
        assert_eq!(store.load(&first).unwrap()[0], other);
        // One of the same title that has none of the words is another article.
        assert_eq!(store.load(&article("The council sells the mill\n\nNothing of that.\n")).unwrap(), []);
        // One of the same address is a version whatever is left of the words.
        let with_address =
            |text: &str| Article { url: Some("https://a.example/mill".to_owned()), ..article(text) };
        store.change(&with_address(TEXT), &Change::Add(other.clone())).unwrap();
        assert_eq!(store.load(&with_address("Gone\n\nNothing of that.\n")).unwrap(), [other]);
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_a_new_one_begun() {
        let (_folder, store) = store();
        let article = article(TEXT);
        let noted = of(&article, "late", None);
        let file = |ending: &str| store.kept.folder().join(format!("{}.{ending}", Key::of(&article.text)));
        for number in 1..=2 {
            fs::create_dir_all(store.kept.folder()).unwrap();
            fs::write(file("toml"), format!("[[article]\n# {number}")).unwrap();
            let told = store.load(&article).unwrap_err().to_string();
            assert!(told.contains("highlights and notes, was damaged (line 1"), "{told}");
            assert_eq!(store.load(&article).unwrap(), []);
        }
        assert!(fs::read_to_string(file("damaged")).unwrap().ends_with("# 1"));
        assert!(fs::read_to_string(file("damaged-2")).unwrap().ends_with("# 2"));
        // One that comes to be so before it is written to.
        fs::write(file("toml"), "article = 3").unwrap();
        assert!(store.change(&article, &Change::Add(noted.clone())).is_err());
        assert_eq!(store.load(&article).unwrap(), [noted]);
    }

    #[test]
    #[cfg(unix)]
    fn only_the_person_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, store) = store();
        let article = article(TEXT);
        store.change(&article, &Change::Add(of(&article, "late", None))).unwrap();
        for entry in fs::read_dir(store.kept.folder()).unwrap().flatten() {
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{entry:?}");
        }
    }

    #[test]
    fn two_at_once_lose_nothing_of_each_other() {
        let (_folder, store) = store();
        let article = article(TEXT);
        thread::scope(|scope| {
            for writer in 0..4 {
                let (store, article) = (&store, &article);
                scope.spawn(move || {
                    for number in 0..5 {
                        let note = format!("{writer} {number}");
                        store.change(article, &Change::Add(of(article, "late", Some(&note)))).unwrap();
                    }
                });
            }
        });
        assert_eq!(store.load(&article).unwrap().len(), 20);
    }
}
