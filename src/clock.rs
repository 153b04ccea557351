//! The time, for everything that is kept with it.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970, UTC; 0 where the clock stands before that.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
