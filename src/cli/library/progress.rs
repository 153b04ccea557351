//! How far adding has come, told on standard error where somebody looks at it.

use crate::cli::report;
use std::{
    io::{self, IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

/// How often it is shown.
const STEP: Duration = Duration::from_millis(200);
/// Cells of the bar.
const BAR: usize = 20;

/// What became of articles so far.
pub(super) struct Progress {
    pub added: usize,
    /// Those that were there already, or came twice.
    pub known: usize,
    pub failed: usize,
    /// How much there is to do, where that is known.
    all: Option<usize>,
    began: Instant,
    shown: Option<Instant>,
    is_watched: bool,
}

impl Progress {
    /// Nothing is done yet of `all` there is to do.
    pub fn new(all: Option<usize>) -> Self {
        let is_watched =
            io::stderr().is_terminal() && std::env::var_os("TERM").is_some_and(|term| term != "dumb");
        Self { added: 0, known: 0, failed: 0, all, began: Instant::now(), shown: None, is_watched }
    }

    /// Tells what failed.
    pub fn failed(&mut self, problem: &str) {
        self.failed += 1;
        self.clear();
        report(problem);
    }

    /// Shows it, where it is time to; so much of all is done.
    pub fn show(&mut self, done: usize) {
        if !self.is_watched || self.shown.is_some_and(|shown| shown.elapsed() < STEP) {
            return;
        }
        self.shown = Some(Instant::now());
        // Where it cannot be shown, nobody is looking.
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
        // What is left is told once there is something to reckon it from.
        let left = if done > 0 && seconds > 2.0 && done < all {
            format!(", {} left", spell((seconds * (all - done) as f64 / done as f64).ceil() as u64))
        } else {
            String::new()
        };
        format!("{bar} {:3}%  {counts}{left}", done * 100 / all)
    }

    /// Takes it off the screen.
    pub fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    /// What became of all, in words.
    pub fn told(&self) -> String {
        let Self { added, known, failed, .. } = self;
        let known = if *known > 0 { format!(", {known} passed over (in already)") } else { String::new() };
        let failures = if *failed > 0 { format!(", {failed} failed") } else { String::new() };
        format!("{added} added{known}{failures}")
    }
}

/// Seconds in words for a person.
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
