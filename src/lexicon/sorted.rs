//! A table of lines, searched without being read first.

use std::cmp::Ordering;

/// Lines of a lower-case key, a tab and a value, in the order of the keys' bytes. Lines that begin with `#` are
/// comments and stand at the beginning, where that order puts them.
pub(super) struct Sorted(pub(super) &'static str);

impl Sorted {
    /// The value of `key`, which may be of any case. Takes time logarithmic in the table.
    pub(super) fn get(&self, key: &str) -> Option<&'static str> {
        let bytes = self.0.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start =
                bytes.get(low..middle)?.iter().rposition(|&b| b == b'\n').map_or(low, |i| low + i + 1);
            let end = bytes.get(middle..high)?.iter().position(|&b| b == b'\n').map_or(high, |i| middle + i);
            let line = self.0.get(start..end)?;
            let (found, value) = line.split_once('\t').unwrap_or((line, ""));
            match found.chars().cmp(key.chars().flat_map(char::to_lowercase)) {
                Ordering::Equal => return Some(value),
                Ordering::Less => low = end + 1,
                Ordering::Greater => high = start,
            }
        }
        None
    }
}

/// Fails where the lines of `table` are out of order or one key stands twice.
#[cfg(test)]
pub(super) fn assert_sorted(table: &Sorted) {
    let rows = table.0.lines().skip_while(|l| l.starts_with('#'));
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
        let table = Sorted("# a comment\nab\t1\nabc\t2\nb\t3\nå\t4\n");
        assert_sorted(&table);
        assert_eq!(table.get("ABC"), Some("2"));
        assert_eq!(table.get("Å"), Some("4"));
        for absent in ["", "a", "abcd", "zz", "\t", "\n", "ab\t1", "é"] {
            assert_eq!(table.get(absent), None, "{absent:?}");
        }
    }

    #[test]
    fn an_empty_table_holds_nothing() {
        assert_eq!(Sorted("").get("a"), None);
        assert_eq!(Sorted("").get(""), None);
    }
}
