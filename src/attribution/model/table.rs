//! Tables from a 64-bit key to a few bytes, read in place.
//!
//! Slots are probed one after the other from the place that the key's upper half asks for. A slot keeps 16 bits of the
//! key, so that of the keys that are not in the table about one in 30,000 finds a stranger's values: far below what the
//! model itself gets wrong.

/// Bytes of a key that a slot keeps.
pub const MARK: usize = 2;

/// A table over borrowed bytes.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    slots: &'a [u8],
    width: usize,
    capacity: u64,
}

impl<'a> Table<'a> {
    /// A table over its capacity (four bytes, little-endian) and its slots, each of `values` bytes beside the mark.
    pub fn new(bytes: &'a [u8], values: usize) -> Self {
        let (capacity, slots) = bytes.split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
        Self { slots, width: values + MARK, capacity: u64::from(u32::from_le_bytes(*capacity)) }
    }

    /// The values of `key`, where it is in the table.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&'a [u8]> {
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
pub fn place(key: u64, capacity: u64) -> usize {
    (((key >> 32) * capacity) >> 32) as usize
}

/// The bits of `key` that a slot keeps; never 0, which is an empty slot.
#[inline]
pub fn mark(key: u64) -> u16 {
    (key as u16).max(1)
}

/// A key from a template's number and up to three values.
#[inline]
pub fn key(template: u16, a: u32, b: u32, c: u32) -> u64 {
    let mut x = u64::from(a) | u64::from(b) << 32;
    x ^= (u64::from(c) | u64::from(template) << 40).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ x >> 31).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ x >> 29).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ x >> 32
}
