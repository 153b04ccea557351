//! Runs jobs in parallel and writes results in the order of the jobs, with bounded memory.

use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

/// Jobs in progress or waiting to be written, per thread.
const AHEAD: usize = 4;

/// A job, and the channel for its results.
type Task<J, R> = (J, SyncSender<Option<R>>);

/// The sender of a job's results.
pub(super) struct Results<R>(SyncSender<Option<R>>);

impl<R> Results<R> {
    /// Sends a result. Blocks until the one before has been taken.
    pub(super) fn give(&self, result: R) {
        // After a write error nobody receives.
        let _ = self.0.send(Some(result));
    }
}

/// Runs `work` on each of `jobs` in `threads` threads, and passes the results to `write` in the order of the jobs;
/// `None` follows the results of a job that panics. Jobs are taken only a few ahead of what is written. `out` is
/// flushed after each result, so that finished work is safe whatever becomes of the rest.
///
/// # Errors
/// Those of `write` and of flushing; unfinished jobs are dropped then.
pub(super) fn run<J: Send + 'static, R: Send + 'static, W: Write>(
    threads: usize,
    jobs: impl Iterator<Item = J> + Send + 'static,
    work: impl Fn(J, &Results<R>) + Clone + Send + 'static,
    out: &mut W,
    mut write: impl FnMut(&mut W, Option<R>) -> io::Result<()>,
) -> io::Result<()> {
    let threads = threads.max(1);
    let (tasks, queue) = sync_channel::<Task<J, R>>(threads);
    let (order, under_way) = sync_channel::<Receiver<Option<R>>>(threads * AHEAD);
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..threads {
        let (queue, work) = (Arc::clone(&queue), work.clone());
        thread::spawn(move || serve(&queue, work));
    }
    thread::spawn(move || {
        for job in jobs {
            let (done, results) = sync_channel(1);
            if order.send(results).is_err() || tasks.send((job, done)).is_err() {
                break;
            }
        }
    });
    for results in under_way {
        for result in results {
            write(out, result)?;
            out.flush()?;
        }
    }
    out.flush()
}

/// Runs tasks from the queue until it is closed.
fn serve<J, R>(queue: &Mutex<Receiver<Task<J, R>>>, work: impl Fn(J, &Results<R>)) {
    loop {
        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((job, done)) = task else { return };
        let results = Results(done);
        if catch_unwind(AssertUnwindSafe(|| work(job, &results))).is_err() {
            let _ = results.0.send(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(threads: usize) -> Vec<Option<u64>> {
        let work = |n: u64, results: &Results<u64>| {
            // Earlier jobs take longer, so that they finish out of order.
            let steps = (200 - n) * 500;
            results.give((0..steps).fold(n, |sum, step| sum.wrapping_add(step * step) ^ step) % 2 + n);
            // Some jobs give several results, and then panic.
            if n.is_multiple_of(7) {
                results.give(n);
                panic!("as it should");
            }
        };
        let mut found = Vec::new();
        run(threads, 0..200, work, &mut io::sink(), |_, result| {
            found.push(result);
            Ok(())
        })
        .unwrap();
        found
    }

    #[test]
    fn the_order_is_that_of_the_jobs_for_any_number_of_threads() {
        let one = check(1);
        let (given, failed) = (one.iter().flatten().count(), one.iter().filter(|r| r.is_none()).count());
        assert_eq!((given, failed), (200 + 29, 29));
        assert_eq!(check(2), one);
        assert_eq!(check(7), one);
    }

    #[test]
    fn a_failed_output_ends_it() {
        let failed = run(
            2,
            0_u64..,
            |n, results: &Results<u64>| results.give(n),
            &mut io::sink(),
            |_, n| {
                if n == Some(10) { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
            },
        );
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
