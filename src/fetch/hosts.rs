//! Runs many requests in parallel: to a few hosts at a time, and to each host one after another, so that no server is
//! overloaded.

use super::{Address, Cancel};
use std::{
    collections::{BTreeMap, btree_map::IntoValues},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Instant,
};

/// How many hosts are contacted at the same time.
const AT_ONCE: usize = 4;

/// The outcome of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<R> {
    /// It was done, with this result.
    Done(R),
    /// It was not started before the time limit.
    LeftOut,
    /// It panicked.
    Failed,
}

/// Calls `work` for each of `jobs` and returns the outcomes in the same order; `address` gives the address that a job
/// will contact. At `end` no more jobs are started, and the [`Cancel`] given to those in progress is cancelled. After
/// each job `progress` is called with the number of jobs done.
pub fn each<J: Sync, R: Send>(
    jobs: &[J],
    address: impl Fn(&J) -> &str,
    end: Option<Instant>,
    work: impl Fn(&J, &Cancel) -> R + Sync,
    mut progress: impl FnMut(usize),
) -> Vec<Outcome<R>> {
    let queue = Mutex::new(by_host(jobs, address));
    let cancel = Cancel::default();
    let (sender, results) = channel();
    let mut outcomes: Vec<Outcome<R>> = jobs.iter().map(|_| Outcome::LeftOut).collect();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            let (queue, cancel, work, sender) = (&queue, &cancel, &work, sender.clone());
            scope.spawn(move || serve(queue, jobs, cancel, work, &sender));
        }
        drop(sender);
        let mut done = 0;
        while let Some((number, outcome)) = next(&results, end, &cancel) {
            done += 1;
            progress(done);
            if let Some(place) = outcomes.get_mut(number) {
                *place = outcome;
            }
        }
    });
    outcomes
}

/// The indexes of the jobs, grouped by host.
fn by_host<J>(jobs: &[J], address: impl Fn(&J) -> &str) -> IntoValues<String, Vec<usize>> {
    let mut hosts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, job) in jobs.iter().enumerate() {
        let host = Address::parse(address(job)).map_or_else(|_| String::new(), |a| a.host().to_owned());
        hosts.entry(host).or_default().push(number);
    }
    hosts.into_values()
}

/// Waits for the next result; at the time limit it cancels the jobs in progress and goes on waiting. `None` when all
/// workers have ended.
fn next<T>(results: &Receiver<T>, end: Option<Instant>, cancel: &Cancel) -> Option<T> {
    if let Some(end) = end.filter(|_| !cancel.is_cancelled()) {
        match results.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Err(RecvTimeoutError::Timeout) => cancel.cancel(),
            result => return result.ok(),
        }
    }
    results.recv().ok()
}

/// A worker: takes hosts from the queue until it is empty, and does the jobs of each one after another.
fn serve<J, R>(
    queue: &Mutex<impl Iterator<Item = Vec<usize>>>,
    jobs: &[J],
    cancel: &Cancel,
    work: impl Fn(&J, &Cancel) -> R,
    results: &Sender<(usize, Outcome<R>)>,
) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some(numbers) = next else { return };
        for number in numbers {
            let Some(job) = jobs.get(number) else { continue };
            if cancel.is_cancelled() {
                return;
            }
            let outcome = catch_unwind(AssertUnwindSafe(|| work(job, cancel)));
            if results.send((number, outcome.map_or(Outcome::Failed, Outcome::Done))).is_err() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        collections::HashSet,
        sync::atomic::{AtomicUsize, Ordering},
    };

    fn addresses() -> Vec<String> {
        (0..40).map(|n| format!("https://host{}.example/{n}", n % 7)).collect()
    }

    #[test]
    fn results_are_in_order_and_no_host_is_asked_twice_at_a_time() {
        let busy = Mutex::new(HashSet::new());
        let most = AtomicUsize::new(0);
        let work = |address: &String, _: &Cancel| {
            let host = Address::parse(address).unwrap().host().to_owned();
            let mut now = busy.lock().unwrap();
            assert!(now.insert(host.clone()), "{host} is busy");
            most.fetch_max(now.len(), Ordering::SeqCst);
            drop(now);
            thread::yield_now();
            busy.lock().unwrap().remove(&host);
            address.clone()
        };
        let jobs = addresses();
        let mut steps = Vec::new();
        let outcomes = each(&jobs, |job| job, None, work, |done| steps.push(done));
        assert_eq!(outcomes, jobs.iter().cloned().map(Outcome::Done).collect::<Vec<_>>());
        assert_eq!(steps, (1..=40).collect::<Vec<_>>());
        assert!(most.load(Ordering::SeqCst) <= AT_ONCE);
    }

    #[test]
    fn a_job_that_panics_takes_no_other_with_it() {
        let work = |address: &String, _: &Cancel| assert!(!address.ends_with("/9"), "torn");
        let outcomes = each(&addresses(), |job| job, None, work, |_| ());
        let failed = outcomes.iter().enumerate().filter(|(_, o)| **o == Outcome::Failed);
        assert_eq!(failed.map(|(n, _)| n).collect::<Vec<_>>(), [9]);
        assert_eq!(outcomes.iter().filter(|o| **o == Outcome::Done(())).count(), 39);
    }

    #[test]
    fn when_it_is_time_what_is_under_way_ends_and_no_more_is_begun() {
        let work = |_: &String, cancel: &Cancel| {
            let (sender, ended) = channel();
            let _under_way = cancel.when_cancelled(move || sender.send(()).unwrap());
            ended.recv().unwrap();
        };
        let outcomes = each(&addresses(), |job| job, Some(Instant::now()), work, |_| ());
        let done = outcomes.iter().filter(|o| **o == Outcome::Done(())).count();
        assert!(done <= AT_ONCE, "{done}");
        assert_eq!(outcomes.iter().filter(|o| **o == Outcome::LeftOut).count(), 40 - done);
    }
}
