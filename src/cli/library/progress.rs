//! The progress of adding articles, shown on standard error if that is a terminal.

use crate::cli::report;
use std::{
    io::{self, IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

/// Time between two updates.
const STEP: Duration = Duration::from_millis(200);
/// Width of the bar in cells.
const BAR: usize = 20;

/// The counts so far.
pub(super) struct Progress {
    pub added: usize,
    /// Articles that were in the library already, or occurred before.
    pub known: usize,
    pub failed: usize,
    /// The number of jobs, if known.
    all: Option<usize>,
    began: Instant,
    shown: Option<Instant>,
    is_watched: bool,
}

impl Progress {
    /// No progress yet, for `all` jobs.
    pub fn new(all: Option<usize>) -> Self {
        let is_watched =
            io::stderr().is_terminal() && std::env::var_os("TERM").is_some_and(|term| term != "dumb");
        Self { added: 0, known: 0, failed: 0, all, began: Instant::now(), shown: None, is_watched }
    }

    /// Counts and reports a failure.
    pub fn failed(&mut self, problem: &str) {
        self.failed += 1;
        self.clear();
        report(problem);
    }

    /// Draws the progress after `done` jobs, if it is time for an update.
    pub fn show(&mut self, done: usize) {
        if !self.is_watched || self.shown.is_some_and(|shown| shown.elapsed() < STEP) {
            return;
        }
        self.shown = Some(Instant::now());
        // A failure to draw is ignored.
        let _ = write!(io::stderr(), "\r\x1b[K{}", self.words(done, self.began.elapsed()));
    }

    fn words(&self, done: usize, since: Duration) -> String {
        let seconds = since.as_secs_f64().max(0.001);
        let Self { added, known, failed, .. } = self;
        let failures = if *failed > 0 { format!(", {failed} failed") } else { String::new() };
        let rate = *added as f64 / seconds;
        let counts = format!("{added} added ({rate:.0} a second), {known} there already{failures}");
        let Some(all) = self.all.filter(|all| *all > 1) else { return counts };
        let done = done.min(all);
        let filled = done * BAR / all;
        let bar = format!("{}{}", "━".repeat(filled), "─".repeat(BAR - filled));
        // The remaining time is shown once there is a basis for an estimate.
        let left = if done > 0 && seconds > 2.0 && done < all {
            format!(", {} left", spell((seconds * (all - done) as f64 / done as f64).ceil() as u64))
        } else {
            String::new()
        };
        format!("{bar} {:3}%  {counts}{left}", done * 100 / all)
    }

    /// Removes the progress from the screen.
    pub fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    /// The summary.
    pub fn told(&self) -> String {
        let Self { added, known, failed, .. } = self;
        let known = if *known > 0 { format!(", {known} passed over (in already)") } else { String::new() };
        let failures = if *failed > 0 { format!(", {failed} failed") } else { String::new() };
        format!("{added} added{known}{failures}")
    }
}

/// A duration in words.
fn spell(seconds: u64) -> String {
    match seconds {
        0..=89 => format!("{seconds} s"),
        90..=5399 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h", seconds.div_ceil(3600)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_tells_how_far_it_is_and_what_is_left() {
        let progress = Progress { added: 30, known: 20, failed: 0, ..Progress::new(Some(200)) };
        assert_eq!(
            progress.words(50, Duration::from_secs(10)),
            "━━━━━───────────────  25%  30 added (3 a second), 20 there already, 30 s left"
        );
        let stream = Progress { added: 30, known: 0, failed: 2, ..Progress::new(None) };
        assert_eq!(
            stream.words(32, Duration::from_secs(10)),
            "30 added (3 a second), 0 there already, 2 failed"
        );
        assert_eq!([spell(89), spell(90), spell(9000)], ["89 s", "2 min", "3 h"]);
    }
}
