//! How a person has made things look with keys: a word and what it is, a line each.

use super::{MemoryError, Shelf, folder};
use std::path::PathBuf;

/// How things were made to look; what nobody has changed is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The width of the text, and the one that was set when it was changed: where another is set now, that one holds.
    pub text: Option<(u16, u16)>,
    /// Cells given to the sidebar, or taken from it.
    pub sidebar: Option<i16>,
    /// What orders lists of articles.
    pub sort: Option<String>,
}

/// Where that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looks(Shelf);

impl Looks {
    /// The person's own; `None` where there is no home.
    pub fn of_person() -> Option<Self> {
        folder("memory").map(Self::at)
    }

    /// Those in `folder`, which need not exist yet.
    pub const fn at(folder: PathBuf) -> Self {
        Self(Shelf { folder, name: "look", about: "how wide the panes are", largest: 4096 })
    }

    /// What was kept.
    ///
    /// # Errors
    /// Where the file cannot be read. A damaged one is set aside, and the error tells so.
    pub fn get(&self) -> Result<Look, MemoryError> {
        Ok(Look::of(&self.0.read(pair)?))
    }

    /// Keeps what is told in `change`; what is none stays as it was kept.
    ///
    /// # Errors
    /// Where the file cannot be read or written. A damaged one is set aside, and the error tells so.
    pub fn keep(&self, change: &Look) -> Result<(), MemoryError> {
        self.0.change(pair, |pairs| {
            let kept = Look::of(&pairs);
            let look = Look {
                text: change.text.or(kept.text),
                sidebar: change.sidebar.or(kept.sidebar),
                sort: change.sort.clone().or(kept.sort),
            };
            let text = look.text.map(|(width, set)| format!("text {width} {set}"));
            let sidebar = look.sidebar.map(|cells| format!("sidebar {cells}"));
            let sort = look.sort.map(|sort| format!("sort {sort}"));
            text.into_iter().chain(sidebar).chain(sort).collect()
        })
    }
}

fn pair(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(' ')?;
    let is_whole = match name {
        "text" => widths(value).is_some(),
        "sidebar" => value.parse::<i16>().is_ok(),
        // Another version may keep more.
        _ => true,
    };
    is_whole.then(|| (name.to_owned(), value.to_owned()))
}

fn widths(value: &str) -> Option<(u16, u16)> {
    let (width, set) = value.split_once(' ')?;
    Some((width.parse().ok()?, set.parse().ok()?))
}

impl Look {
    fn of(pairs: &[(String, String)]) -> Self {
        let value = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
        Self {
            text: value("text").and_then(|value| widths(value)),
            sidebar: value("sidebar").and_then(|value| value.parse().ok()),
            sort: value("sort").cloned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_changed_is_kept_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = Looks::at(folder.path().to_owned());
        assert_eq!(store.get().unwrap(), Look::default());
        store.keep(&Look { text: Some((80, 72)), ..Look::default() }).unwrap();
        store.keep(&Look { sidebar: Some(-8), sort: Some("date".to_owned()), ..Look::default() }).unwrap();
        let all = Look { text: Some((80, 72)), sidebar: Some(-8), sort: Some("date".to_owned()) };
        assert_eq!(store.get().unwrap(), all);
        std::fs::write(store.0.path(), "sidebar wide\n").unwrap();
        assert!(store.get().unwrap_err().to_string().contains("was damaged (line 1)"));
        assert_eq!(store.get().unwrap(), Look::default());
    }
}
