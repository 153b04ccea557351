//! A table of lines that is indexed at the first lookup.

use std::{collections::HashMap, sync::OnceLock};

/// Lines of a lower-case key, a tab and a value, sorted by the bytes of the keys. Lines that begin with `#` are comments; the
/// order puts them at the beginning.
pub(super) struct Table {
    pub(super) text: &'static str,
    index: OnceLock<HashMap<&'static str, &'static str>>,
}

impl Table {
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text, index: OnceLock::new() }
    }

    /// The value of `key`, which may be of any case.
    pub(super) fn get(&self, key: &str) -> Option<&'static str> {
        let index = self.index.get_or_init(|| {
            let rows = self.text.lines().skip_while(|line| line.starts_with('#'));
            rows.filter_map(|line| line.split_once('\t')).collect()
        });
        // Most keys are in lower case already.
        if key.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return index.get(key).copied();
        }
        index.get(key.to_lowercase().as_str()).copied()
    }
}

/// Fails where the lines of `table` are out of order or a key is repeated.
#[cfg(test)]
pub(super) fn assert_sorted(table: &Table) {
    let rows = table.text.lines().skip_while(|l| l.starts_with('#'));
    let keys: Vec<&str> = rows.map(|l| l.split('\t').next().unwrap_or(l)).collect();
    for pair in keys.windows(2) {
        assert!(pair[0] < pair[1], "{} does not come before {}", pair[0], pair[1]);
    }
    for key in keys {
        assert!(key > "#" && !key.starts_with('#'), "{key} would stand among the comments");
        assert_eq!(key, key.to_lowercase(), "keys are lower case");
        assert!(table.get(key).is_some(), "{key} is not found");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_nothing_else() {
        let table = Table::new("# a comment\nab\t1\nabc\t2\nb\t3\nå\t4\n");
        assert_sorted(&table);
        assert_eq!(table.get("ABC"), Some("2"));
        assert_eq!(table.get("Å"), Some("4"));
        for absent in ["", "a", "abcd", "zz", "\t", "\n", "ab\t1", "é"] {
            assert_eq!(table.get(absent), None, "{absent:?}");
        }
    }

    #[test]
    fn an_empty_table_holds_nothing() {
        assert_eq!(Table::new("").get("a"), None);
        assert_eq!(Table::new("").get(""), None);
    }
}
