//! Limits on what reading an input may take: memory and output in proportion to its length, whatever its bytes ask for.

use peak_alloc::PeakAlloc;
use std::sync::{Mutex, PoisonError};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Locked while memory is measured, since the allocator counts that of the whole process.
static MEASURING: Mutex<()> = Mutex::new(());

/// Bytes of memory that any input may take: for tables, stacks, the model.
const FIXED: usize = 48 << 20;
/// Bytes of memory per byte of a plain input.
const FOR_EACH: usize = 600;
/// Bytes of memory that a packed input may take in all; it may unpack to 16 MB.
const PACKED: usize = 256 << 20;

/// How the text is in an input.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// As it is.
    Plain,
    /// Compressed.
    Packed,
}

impl Input {
    /// Runs `work`, which reads `length` bytes, and asserts that it keeps within its limit of memory.
    pub fn measured<T>(self, length: usize, work: impl FnOnce() -> T) -> T {
        let _alone = MEASURING.lock().unwrap_or_else(PoisonError::into_inner);
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let out = work();
        let taken = MEMORY.peak_usage().saturating_sub(before);
        let most = match self {
            Self::Plain => FIXED + FOR_EACH * length,
            Self::Packed => PACKED,
        };
        assert!(taken <= most, "{length} bytes took {} kB, more than {} kB", taken >> 10, most >> 10);
        out
    }

    /// Asserts that the output is no longer than an input of `length` bytes can account for.
    pub fn check_output(self, length: usize, output: usize, for_each: usize) {
        /// Bytes that every output may have.
        const FIXED: usize = 1 << 16;
        /// Bytes of text that a packed input may hold.
        const UNPACKED: usize = 16 << 20;
        let held = if self == Self::Packed { UNPACKED } else { length };
        assert!(output <= FIXED + for_each * held, "{length} bytes became {output}");
    }
}
