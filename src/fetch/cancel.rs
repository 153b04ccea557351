//! Ending what is not wanted any more, at once and from another thread.

use std::{
    fmt, mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// Says that a fetch is not wanted any more. Clones speak of the same fetch.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<Shared>);

#[derive(Default)]
struct Shared {
    cancelled: AtomicBool,
    endings: Mutex<Endings>,
}

/// What is under way, and how to end it.
#[derive(Default)]
struct Endings {
    /// The number of the next one.
    next: u64,
    /// Each with its number.
    list: Vec<(u64, Ending)>,
}

/// Ends something that is under way.
type Ending = Box<dyn FnOnce() + Send>;

impl Cancel {
    /// The fetch ends: its connection is shut down, and whoever waits for the server is told so at once. While a name is
    /// looked up or a connection made, that goes on until it is done or takes too long, and then nothing is sent.
    pub fn cancel(&self) {
        // First the word, then the deeds: an ending that is added in between is seen here or sees the word there.
        self.0.cancelled.store(true, Ordering::SeqCst);
        let endings = mem::take(&mut self.0.endings().list);
        for (_, end) in endings {
            end();
        }
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }

    /// Has `end` called in the thread that cancels, once, unless what it returns was dropped before. Where it was
    /// cancelled already, `end` is called now.
    #[must_use = "when this is dropped, nothing is ended"]
    pub fn when_cancelled(&self, end: impl FnOnce() + Send + 'static) -> UnderWay {
        let mut endings = self.0.endings();
        if self.is_cancelled() {
            drop(endings);
            end();
            return UnderWay { of: self.clone(), number: None };
        }
        let number = endings.next;
        endings.next += 1;
        endings.list.push((number, Box::new(end)));
        drop(endings);
        UnderWay { of: self.clone(), number: Some(number) }
    }
}

impl Shared {
    fn endings(&self) -> MutexGuard<'_, Endings> {
        self.endings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("cancelled", &self.cancelled).finish_non_exhaustive()
    }
}

/// Something that is ended when it is cancelled. Dropped when it is done.
#[derive(Debug)]
pub struct UnderWay {
    of: Cancel,
    number: Option<u64>,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let Some(done) = self.number else { return };
        let mut endings = self.of.0.endings();
        let place = endings.list.iter().position(|(number, _)| *number == done);
        let ending = place.map(|place| endings.list.swap_remove(place));
        // What it holds may be something under way itself, which looks into the list when it goes.
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
        assert!(cancel.0.endings().list.is_empty());
    }
}
