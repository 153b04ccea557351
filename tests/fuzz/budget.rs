//! What reading an input may take: memory and output that its length bounds, and not what it asks for.

use peak_alloc::PeakAlloc;
use std::sync::{Mutex, PoisonError};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Held by whoever measures: memory is that of the whole program.
static MEASURING: Mutex<()> = Mutex::new(());

/// Memory that may be taken for any input, in bytes: tables, stacks, the model.
const FIXED: usize = 48 << 20;
/// Memory for each byte of an input as it is.
const FOR_EACH: usize = 600;
/// Memory that a packed input may take in all, in bytes: it unpacks to 16 MB at least.
const PACKED: usize = 256 << 20;

/// How an input is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// What is read stands in it.
    Plain,
    /// It is unpacked first.
    Packed,
}

impl Input {
    /// Does `work`, which reads `length` bytes, and sees that it keeps to its memory.
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

    /// Sees that not more came out than an input of `length` bytes can hold.
    pub fn check_output(self, length: usize, output: usize, for_each: usize) {
        /// What stands in every output.
        const FIXED: usize = 1 << 16;
        /// Text that a packed input may hold, in bytes.
        const UNPACKED: usize = 16 << 20;
        let held = if self == Self::Packed { UNPACKED } else { length };
        assert!(output <= FIXED + for_each * held, "{length} bytes became {output}");
    }
}
