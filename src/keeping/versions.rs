//! Which texts are versions of one article: a file beside what is kept, so that this goes with an article whose text changes.

use super::KeepingError;
use crate::{
    article::{Article, Key},
    memory::Shelf,
};
use std::{collections::HashSet, path::PathBuf};

/// Most lines of the file.
const MOST: usize = 20_000;

/// Fewest words of a title that can tell an article.
const TELLING: usize = 3;

/// Most versions that are known by the title alone: each has a file of its own that is read.
const MOST_ALIKE: usize = 16;

/// The file that tells of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Versions(Shelf);

/// An earlier text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    /// Its key.
    pub(super) text: Key,
    /// Whether it is known by the address, which no other article has. A title may be another's, too.
    pub(super) is_certain: bool,
}

/// What an article is known by besides its text: the keys of these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Known {
    address: Option<Key>,
    title: Option<Key>,
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
        let certain: HashSet<&Key> =
            lines.iter().filter(|(by, _)| known.address.as_ref() == Some(by)).map(|(_, text)| text).collect();
        let mut seen = HashSet::from([own]);
        let mut alike = 0;
        let mut out = Vec::new();
        for (by, text) in lines.iter().rev() {
            let is_certain = certain.contains(text);
            let is_alike = known.title.as_ref() == Some(by) && alike < MOST_ALIKE;
            if (is_certain || is_alike) && seen.insert(text) {
                alike += usize::from(!is_certain);
                out.push(Version { text: text.clone(), is_certain });
            }
        }
        Ok(out)
    }

    /// Notes that `article` has the text with this key.
    pub(super) fn note(&self, article: &Article, text: &Key) -> Result<(), KeepingError> {
        let Known { address, title } = Known::of(article);
        let new: Vec<Line> = [address, title].into_iter().flatten().map(|by| (by, text.clone())).collect();
        if self.0.read(parse)?.ends_with(&new) {
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
        }
    }
}

fn parse(line: &str) -> Option<Line> {
    let (by, text) = line.split_once(' ')?;
    Some((Key::parse(by)?, Key::parse(text)?))
}
