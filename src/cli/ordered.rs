//! Jobs done by several threads, results in the order of the jobs, memory bounded however many jobs there are.

use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    },
    thread,
};

/// Jobs that are under way at once, for each thread.
const AHEAD: usize = 4;

/// A job and where its result goes.
type Task<J, R> = (J, SyncSender<R>);

/// Does `work` on each of `jobs` in `threads` threads and gives the results to `write`, in the order of the jobs; a job
/// that panicked gives `None`. Jobs are taken only a few ahead of what is written. `out` is flushed whenever the next
/// result is not there yet, so that a slow source of jobs delays nothing.
///
/// # Errors
/// What `write` or flushing gives; jobs that are not done yet are dropped then.
pub(super) fn run<J: Send + 'static, R: Send + 'static, W: Write>(
    threads: usize,
    jobs: impl Iterator<Item = J> + Send + 'static,
    work: impl Fn(J) -> R + Clone + Send + 'static,
    out: &mut W,
    mut write: impl FnMut(&mut W, Option<R>) -> io::Result<()>,
) -> io::Result<()> {
    let threads = threads.max(1);
    let (tasks, queue) = sync_channel::<Task<J, R>>(threads);
    let (order, results) = sync_channel::<Receiver<R>>(threads * AHEAD);
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..threads {
        let (queue, work) = (Arc::clone(&queue), work.clone());
        thread::spawn(move || serve(&queue, work));
    }
    thread::spawn(move || {
        for job in jobs {
            let (done, result) = sync_channel(1);
            if order.send(result).is_err() || tasks.send((job, done)).is_err() {
                break;
            }
        }
    });
    loop {
        let result = match results.try_recv() {
            Ok(result) => result,
            Err(TryRecvError::Empty) => {
                out.flush()?;
                let Ok(result) = results.recv() else { break };
                result
            }
            Err(TryRecvError::Disconnected) => break,
        };
        let result = match result.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => {
                out.flush()?;
                result.recv().ok()
            }
            Err(TryRecvError::Disconnected) => None,
        };
        write(out, result)?;
    }
    out.flush()
}

/// Takes tasks until there are no more.
fn serve<J, R>(queue: &Mutex<Receiver<Task<J, R>>>, work: impl Fn(J) -> R) {
    loop {
        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((job, done)) = task else { return };
        if let Ok(result) = catch_unwind(AssertUnwindSafe(|| work(job))) {
            // Nobody waits for it any more where the output failed.
            let _ = done.send(result);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(threads: usize) -> Vec<Option<u64>> {
        let work = |n: u64| {
            // The first take longest.
            let steps = (200 - n) * 500;
            (0..steps).fold(n, |sum, step| sum.wrapping_add(step * step) ^ step) % 2 + n
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
        assert_eq!(one.len(), 200);
        assert_eq!(check(2), one);
        assert_eq!(check(7), one);
    }

    #[test]
    fn a_failed_output_ends_it() {
        let failed = run(
            2,
            0_u64..,
            |n| n,
            &mut io::sink(),
            |_, n| {
                if n == Some(10) { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
            },
        );
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
