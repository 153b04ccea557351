//! Tables from a 64-bit key to a few bytes, read in place.
//!
//! A key's upper half tells the block that it is looked for in; a block holds eight keys side by side, so that one look
//! at the memory compares all of them. What a full block has no room for is in the next one. Of a key only 16 bits are
//! kept: of the keys that are not in the table about one in 8,000 finds a stranger's values, far below what the model
//! itself gets wrong.

/// How many keys a block holds.
pub(crate) const SLOTS: usize = 8;
/// Bytes of the kept bits of a block's keys; an empty slot has none set.
pub(crate) const MARKS: usize = SLOTS * 2;
/// Bytes of a block before its values: the marks, and whether what has no room is in the next block.
pub(crate) const HEAD: usize = MARKS + 1;

/// A table over borrowed bytes, with `VALUES` bytes for each key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'a, const VALUES: usize> {
    blocks: &'a [u8],
    capacity: u64,
}

impl<'a, const VALUES: usize> Table<'a, VALUES> {
    /// Bytes of a block.
    pub(crate) const BLOCK: usize = HEAD + SLOTS * VALUES;

    /// A table over its capacity in blocks (four bytes, little-endian) and its blocks.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let (capacity, blocks) = bytes.split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
        Self { blocks, capacity: u64::from(u32::from_le_bytes(*capacity)) }
    }

    /// The values of `key`, where it is in the table.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> Option<&'a [u8; VALUES]> {
        let mark = mark(key);
        let mut at = place(key, self.capacity) * Self::BLOCK;
        loop {
            let block = self.blocks.get(at..at + Self::BLOCK)?;
            let (marks, rest) = block.split_first_chunk::<MARKS>()?;
            let (&more, values) = rest.split_first()?;
            let mut hits = 0_u32;
            for (slot, bytes) in marks.as_chunks::<2>().0.iter().enumerate() {
                hits |= u32::from(u16::from_le_bytes(*bytes) == mark) << slot;
            }
            if hits != 0 {
                return values.as_chunks::<VALUES>().0.get(hits.trailing_zeros() as usize);
            }
            if more == 0 {
                return None;
            }
            at += Self::BLOCK;
        }
    }
}

/// The block that the search for `key` begins in.
#[inline]
pub(crate) fn place(key: u64, capacity: u64) -> usize {
    (((key >> 32) * capacity) >> 32) as usize
}

/// The bits of `key` that a slot keeps; never 0, which is an empty slot.
#[inline]
pub(crate) fn mark(key: u64) -> u16 {
    (key as u16).max(1)
}

/// A key from a template's number and up to three values, the last of them below 2^24.
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
        assert_eq!(Table::<3>::new(&[]).get(key(1, 2, 3, 4)), None);
        assert_eq!(Table::<3>::new(&[0; 4]).get(key(1, 2, 3, 4)), None);
    }

    #[test]
    fn a_table_that_is_full_to_its_end_ends_a_search() {
        let mut bytes = vec![1, 0, 0, 0];
        bytes.extend([9; Table::<1>::BLOCK]);
        assert_eq!(Table::<1>::new(&bytes).get(key(1, 2, 3, 4)), None);
    }

    #[test]
    fn keys_differ_by_template_and_by_each_value() {
        let keys = [key(1, 2, 3, 4), key(2, 2, 3, 4), key(1, 3, 2, 4), key(1, 2, 4, 3), key(1, 4, 3, 2)];
        for (i, a) in keys.iter().enumerate() {
            assert!(keys.iter().skip(i + 1).all(|b| a != b));
        }
    }
}
