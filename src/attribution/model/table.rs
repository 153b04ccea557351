//! Tables from a 64-bit key to a few bytes, read in place.
//!
//! Slots are probed one after the other from the place that the key's upper half asks for. A slot keeps 16 bits of the
//! key, so that of the keys that are not in the table about one in 30,000 finds a stranger's values: far below what the
//! model itself gets wrong.

/// Bytes of a key that a slot keeps.
pub(crate) const MARK: usize = 2;

/// A table over borrowed bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'a> {
    slots: &'a [u8],
    width: usize,
    capacity: u64,
}

impl<'a> Table<'a> {
    /// A table over its capacity (four bytes, little-endian) and its slots, each of `values` bytes beside the mark.
    pub(crate) fn new(bytes: &'a [u8], values: usize) -> Self {
        let (capacity, slots) = bytes.split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
        Self { slots, width: values + MARK, capacity: u64::from(u32::from_le_bytes(*capacity)) }
    }

    /// The values of `key`, where it is in the table.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> Option<&'a [u8]> {
        let mark = mark(key);
        let mut at = place(key, self.capacity) * self.width;
        loop {
            let slot = self.slots.get(at..at + self.width)?;
            let (found, values) = slot.split_first_chunk::<MARK>()?;
            match u16::from_le_bytes(*found) {
                0 => return None,
                found if found == mark => return Some(values),
                _ => at += self.width,
            }
        }
    }
}

/// Where the search for `key` begins. A search ends at an empty slot.
#[inline]
pub(crate) fn place(key: u64, capacity: u64) -> usize {
    (((key >> 32) * capacity) >> 32) as usize
}

/// The bits of `key` that a slot keeps; never 0, which is an empty slot.
#[inline]
pub(crate) fn mark(key: u64) -> u16 {
    (key as u16).max(1)
}

/// A key from a template's number and up to three values.
#[inline]
pub(crate) fn key(template: u16, a: u32, b: u32, c: u32) -> u64 {
    let mut x = u64::from(a) | u64::from(b) << 32;
    x ^= (u64::from(c) | u64::from(template) << 40).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ x >> 31).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ x >> 29).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ x >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_table_holds_nothing() {
        assert_eq!(Table::new(&[], 3).get(key(1, 2, 3, 4)), None);
        assert_eq!(Table::new(&[0; 4], 3).get(key(1, 2, 3, 4)), None);
    }

    #[test]
    fn a_full_table_ends_a_search() {
        // Two slots of one value, neither empty, and no room behind them.
        let bytes = [2, 0, 0, 0, 9, 9, 1, 8, 8, 2];
        assert_eq!(Table::new(&bytes, 1).get(key(1, 2, 3, 4)), None);
    }

    #[test]
    fn keys_differ_by_template_and_by_each_value() {
        let keys = [key(1, 2, 3, 4), key(2, 2, 3, 4), key(1, 3, 2, 4), key(1, 2, 4, 3), key(1, 4, 3, 2)];
        for (i, a) in keys.iter().enumerate() {
            assert!(keys.iter().skip(i + 1).all(|b| a != b));
        }
    }
}
