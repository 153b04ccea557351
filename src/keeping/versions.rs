//! Which texts are versions of one article: a file beside what is kept, so that this goes with an article whose text changes.

use super::KeepingError;
use crate::{
    article::{Article, Key},
    memory::Shelf,
};
use std::path::PathBuf;

/// Most lines of the file.
const MOST: usize = 20_000;

/// Fewest words of a title that can tell an article.
const TELLING: usize = 3;

/// The name of whatever comes through standard input.
const STDIN: &str = "-";

/// The file that tells of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Versions(Shelf);

/// An earlier text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    /// Its key.
    pub(super) text: Key,
    /// Whether it is known by the address, which no other article has. A title or a name may be another's, too.
    pub(super) is_certain: bool,
}

/// What an article is known by besides its text: the keys of these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Known {
    address: Option<Key>,
    title: Option<Key>,
    /// What it was read from.
    name: Option<Key>,
}

/// A line of the file: what an article is known by, and a text of it.
type Line = (Key, Key);

impl Versions {
    /// The file in `folder`, where neither need exist yet.
    pub(super) const fn within(folder: PathBuf) -> Self {
        let about = "which articles are versions of one";
        Self(Shelf { folder, name: "versions", about, largest: 4 << 20 })
    }

    /// The other texts of `article` of which something was kept, the latest first.
    pub(super) fn of(&self, article: &Article, own: &Key) -> Result<Vec<Version>, KeepingError> {
        let lines = self.0.read(parse)?;
        if lines.is_empty() {
            return Ok(Vec::new());
        }
        let known = Known::of(article);
        let mut out: Vec<Version> = Vec::new();
        for (by, text) in lines.into_iter().rev() {
            let by = Some(by);
            let is_certain = by == known.address;
            if text == *own || (!is_certain && by != known.title && by != known.name) {
                continue;
            }
            match out.iter_mut().find(|version| version.text == text) {
                Some(version) => version.is_certain |= is_certain,
                None => out.push(Version { text, is_certain }),
            }
        }
        Ok(out)
    }

    /// Notes that `article` has the text with this key.
    pub(super) fn note(&self, article: &Article, text: &Key) -> Result<(), KeepingError> {
        let Known { address, title, name } = Known::of(article);
        let new: Vec<Line> =
            [address, title, name].into_iter().flatten().map(|by| (by, text.clone())).collect();
        let all = self.0.read(parse)?;
        if new.iter().all(|line| all.contains(line)) {
            return Ok(());
        }
        Ok(self.0.change(parse, |mut all| {
            all.retain(|line| !new.contains(line));
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
        Self {
            address: article.url.as_deref().map(|url| Key::of(&format!("address {url}"))),
            title: title.map(|title| Key::of(&format!("title {title}"))),
            name: (article.name != STDIN).then(|| Key::of(&format!("name {}", article.name))),
        }
    }
}

fn parse(line: &str) -> Option<Line> {
    let (by, text) = line.split_once(' ')?;
    Some((Key::parse(by)?, Key::parse(text)?))
}
