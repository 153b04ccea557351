//! Hash tables from a 64-bit key to a few bytes, read in place.
//!
//! The upper half of a key selects a block; a block holds eight keys side by side, so that one memory access compares all of
//! them. Keys that find their block full are in the next one. Only 16 bits of a key are stored: about one in 8,000 of the
//! keys that are not in the table gets the values of another, far below the error rate of the models.

/// How many keys a block holds.
pub(crate) const SLOTS: usize = 8;
/// Bytes of the stored bits of a block's keys; those of an empty slot are 0.
pub(crate) const MARKS: usize = SLOTS * 2;
/// Bytes of a block before its values: the stored bits, and a flag for keys that are in the next block.
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
    pub(crate) fn get(&self, key: u64) -> Option<&'a [u8; VALUES]> {
        self.follow(key, self.look(key))
    }

    /// Calls `each` with the values of those of `keys` that are in the table, in order.
    ///
    /// All blocks are loaded before the values of any are used, so that the memory accesses overlap.
    pub(crate) fn each(&self, keys: &[u64], mut each: impl FnMut(&[u8; VALUES])) {
        const AT_ONCE: usize = 16;
        for keys in keys.chunks(AT_ONCE) {
            let mut looks = [NOWHERE; AT_ONCE];
            for (look, &key) in looks.iter_mut().zip(keys) {
                *look = self.look(key);
            }
            for (&look, &key) in looks.iter().zip(keys) {
                if let Some(values) = self.follow(key, look) {
                    each(values);
                }
            }
        }
    }

    /// Compares the keys of the block of `key`.
    #[inline]
    fn look(&self, key: u64) -> Look {
        let at = place(key, self.capacity) * Self::BLOCK;
        self.look_at(at, mark(key))
    }

    #[inline]
    fn look_at(&self, at: usize, mark: u16) -> Look {
        let head = self.blocks.get(at..).and_then(<[u8]>::split_first_chunk::<HEAD>);
        let Some((head, _)) = head else { return NOWHERE };
        Look { at, slot: slot(head, mark), spills: head[HEAD - 1] != 0 }
    }

    /// The values that a look has found, or else a search through the following blocks.
    #[inline]
    fn follow(&self, key: u64, mut look: Look) -> Option<&'a [u8; VALUES]> {
        while look.slot == SLOTS {
            if !look.spills {
                return None;
            }
            look = self.look_at(look.at + Self::BLOCK, mark(key));
        }
        let slots = self.blocks.get(look.at + HEAD..look.at + Self::BLOCK)?;
        slots.as_chunks::<VALUES>().0.get(look.slot)
    }
}

/// The result of comparing the keys of a block.
#[derive(Debug, Clone, Copy)]
struct Look {
    /// The offset of the block.
    at: usize,
    /// The slot that holds the key; [`SLOTS`] where none does.
    slot: usize,
    /// Whether some of the block's keys are in the next one.
    spills: bool,
}

/// The result for a block past the end.
const NOWHERE: Look = Look { at: 0, slot: SLOTS, spills: false };

/// The first slot of a block with the stored bits `mark`; [`SLOTS`] where there is none.
///
/// Four slots are compared at once: the 16 bits of a slot with the mark are zero after an exclusive or with it, and the lowest
/// zero is where the borrow of a subtraction begins (Warren, "Hacker's Delight", 6-1).
#[inline]
fn slot(head: &[u8; HEAD], mark: u16) -> usize {
    const ONES: u64 = 0x0001_0001_0001_0001;
    const HIGH: u64 = ONES << 15;
    let wanted = u64::from(mark) * ONES;
    let zeros = |four: &[u8; 8]| {
        let rest = u64::from_le_bytes(*four) ^ wanted;
        rest.wrapping_sub(ONES) & !rest & HIGH
    };
    let [first, second, ..] = head.as_chunks::<8>().0 else { return SLOTS };
    let (first, second) = (zeros(first), zeros(second));
    let (bits, before) = if first == 0 { (second, SLOTS / 2) } else { (first, 0) };
    // Without any bit set, this is past the last slot.
    before + bits.trailing_zeros() as usize / 16
}

/// The block that the search for `key` begins in.
#[inline]
pub(crate) fn place(key: u64, capacity: u64) -> usize {
    (((key >> 32) * capacity) >> 32) as usize
}

/// The bits of `key` that a slot stores; never 0, which is an empty slot.
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
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_slot_with_a_mark_is_found(marks in prop::array::uniform8(0u16..4), mark in 1u16..4) {
            let mut head = [0; HEAD];
            for (bytes, mark) in head.as_chunks_mut::<2>().0.iter_mut().zip(marks) {
                *bytes = (mark << 14 | mark).to_le_bytes();
            }
            let expected = marks.iter().position(|&own| own == mark).unwrap_or(SLOTS);
            prop_assert_eq!(slot(&head, mark << 14 | mark), expected);
        }
    }

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
