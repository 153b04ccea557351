//! Cancelling a fetch immediately, from another thread.

use std::{
    fmt, mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// A handle to cancel a fetch. Clones share the same state.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<Shared>);

/// The state that clones share.
#[derive(Default)]
struct Shared {
    cancelled: AtomicBool,
    callbacks: Mutex<Callbacks>,
}

/// The callbacks for operations in progress.
#[derive(Default)]
struct Callbacks {
    /// The number of the next callback.
    next: u64,
    /// The callbacks with their numbers.
    list: Vec<(u64, Callback)>,
}

/// A callback that ends an operation.
type Callback = Box<dyn FnOnce() + Send>;

impl Cancel {
    /// Cancels the fetch: its connection is shut down, and the thread that waits for the server gets an error at once.
    /// A name lookup or connection attempt in progress is not interrupted, but nothing is sent after it.
    pub fn cancel(&self) {
        // The flag is set before the callbacks run: a callback that is added concurrently either is in the list here,
        // or its thread sees the flag.
        self.0.cancelled.store(true, Ordering::SeqCst);
        let endings = mem::take(&mut self.0.callbacks().list);
        for (_, end) in endings {
            end();
        }
    }

    /// Whether the fetch was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }

    /// Registers `end` to be called once, by the thread that cancels, until the returned guard is dropped. If the fetch
    /// is already cancelled, `end` is called immediately.
    #[must_use = "when this is dropped, nothing is ended"]
    pub fn when_cancelled(&self, end: impl FnOnce() + Send + 'static) -> CancelGuard {
        let mut endings = self.0.callbacks();
        if self.is_cancelled() {
            drop(endings);
            end();
            return CancelGuard { of: self.clone(), number: None };
        }
        let number = endings.next;
        endings.next += 1;
        endings.list.push((number, Box::new(end)));
        drop(endings);
        CancelGuard { of: self.clone(), number: Some(number) }
    }
}

impl Shared {
    fn callbacks(&self) -> MutexGuard<'_, Callbacks> {
        self.callbacks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("cancelled", &self.cancelled).finish_non_exhaustive()
    }
}

/// A guard for a registered callback: dropping it unregisters the callback.
#[derive(Debug)]
pub struct CancelGuard {
    of: Cancel,
    number: Option<u64>,
}

impl Drop for CancelGuard {
    fn drop(&mut self) {
        let Some(done) = self.number else { return };
        let mut endings = self.of.0.callbacks();
        let place = endings.list.iter().position(|(number, _)| *number == done);
        let ending = place.map(|place| endings.list.swap_remove(place));
        // The list is unlocked first: the callback may own a guard itself, which locks the list when dropped.
        drop(endings);
        drop(ending);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    #[test]
    fn what_is_under_way_is_ended_once() {
        let cancel = Cancel::default();
        let ended = Arc::new(AtomicUsize::new(0));
        let count = |by| {
            let ended = Arc::clone(&ended);
            move || {
                ended.fetch_add(by, Ordering::SeqCst);
            }
        };
        let done = cancel.when_cancelled(count(1));
        let _first = cancel.when_cancelled(count(10));
        let _second = cancel.clone().when_cancelled(count(10));
        drop(done);
        assert!(!cancel.is_cancelled());
        cancel.clone().cancel();
        cancel.cancel();
        assert!(cancel.is_cancelled());
        assert_eq!(ended.load(Ordering::SeqCst), 20);
        let _late = cancel.when_cancelled(count(100));
        assert_eq!(ended.load(Ordering::SeqCst), 120);
    }

    #[test]
    fn an_ending_may_hold_something_else_that_is_under_way() {
        let cancel = Cancel::default();
        let held = |cancel: &Cancel| {
            let inner = cancel.when_cancelled(|| {});
            cancel.when_cancelled(move || drop(inner))
        };
        drop(held(&cancel));
        let _kept = held(&cancel);
        cancel.cancel();
        assert!(cancel.0.callbacks().list.is_empty());
    }
}
