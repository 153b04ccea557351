//! The guardian: the process that a person starts. It starts the reader as another process and waits for it, so that
//! somebody is left to give the terminal back where the reader dies of what no process survives: an abort for want of
//! memory, a fault, SIGKILL.
//!
//! To the shell the two are one. Signals that are sent to the guardian reach the reader, the guardian stops when the
//! reader stops, and it ends as the reader ends. It loads nothing, so it has nothing to die of.

use crate::reader::{app::signals, terminal::give_back};
use rustix::{
    fd::OwnedFd,
    process::{Pid, WaitOptions, WaitStatus, getpgrp, kill_process, waitpid},
    termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetpgrp, tcsetattr},
};
use signal_hook::{
    consts::signal::{
        SIGABRT, SIGBUS, SIGCHLD, SIGCONT, SIGFPE, SIGHUP, SIGILL, SIGINT, SIGKILL, SIGQUIT, SIGSEGV, SIGSYS,
        SIGTERM, SIGTSTP,
    },
    iterator::Signals,
    low_level::signal_name,
};
use std::{
    env,
    fs::File,
    io::{self, Write as _},
    os::{fd::AsFd as _, unix::process::CommandExt as _},
    path::PathBuf,
    process::{Command, ExitCode},
};

/// What the reader's process is called: by this it knows what it is. A variable or an argument would be seen by the
/// programs that it starts.
const READER: &str = "dixit-reader";

/// This program, where its path leads to another one by now or to none.
const MYSELF: &str = "/proc/self/exe";

/// How the reader ended.
#[derive(Debug)]
pub struct Ended {
    /// The status to exit with: the reader's, or 128 + n where signal n ended it.
    pub status: ExitCode,
    /// What to tell the person, where the reader could not.
    pub words: Option<String>,
}

/// Runs this program once more as the reader, and waits for its end. Gives nothing where this process is the reader, or
/// has to be because another cannot be started.
pub fn guard() -> Option<Ended> {
    if is_reader() {
        return None;
    }
    let line = Line::remember();
    // Before there is a reader, so that no signal is lost.
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGTSTP, SIGCONT, SIGCHLD]).ok()?;
    let mut reader = Reader::start()?;
    for signal in signals.forever() {
        let ended = match signal {
            SIGCHLD => reader.news(),
            SIGCONT => reader.go_on(),
            _ => {
                reader.send(signal);
                None
            }
        };
        if let Some(status) = ended {
            return Some(end(status, line.as_ref().ok()));
        }
    }
    None
}

/// Sends this process SIGHUP once its guardian is gone; does nothing where it has none. Without it nobody would take the
/// terminal back, and the reader and the shell would both read from it.
pub fn follow() -> io::Result<()> {
    if !is_reader() {
        return Ok(());
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::HUP))?;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    std::thread::Builder::new().name("guardian".to_owned()).spawn(|| {
        let guardian = rustix::process::getppid();
        while rustix::process::getppid() == guardian {
            std::thread::sleep(std::time::Duration::from_secs(1));
        }
        let _ = signal_hook::low_level::raise(SIGHUP);
    })?;
    Ok(())
}

fn is_reader() -> bool {
    env::args_os().next().is_some_and(|name| name == READER)
}

/// The reader's process.
struct Reader {
    id: Pid,
    /// Whether it has gone on since it was last stopped, by another's signal than the guardian's.
    goes_on: bool,
    /// Whether the guardian's signal to go on is under way.
    is_sent_on: bool,
}

impl Reader {
    fn start() -> Option<Self> {
        let paths = env::current_exe().into_iter().chain([PathBuf::from(MYSELF)]);
        let child = paths
            .map(|path| Command::new(path).arg0(READER).args(env::args_os().skip(1)).spawn())
            .find_map(Result::ok)?;
        let id = Pid::from_raw(child.id().cast_signed())?;
        Some(Self { id, goes_on: false, is_sent_on: false })
    }

    fn send(&self, signal: i32) {
        if let Some(signal) = rustix::process::Signal::from_named_raw(signal) {
            // One that has ended just now needs no signal.
            let _ = kill_process(self.id, signal);
        }
    }

    /// What became of it since this was last asked: how it ended, if it has. Where it has stopped, so does this process,
    /// until both are continued.
    fn news(&mut self) -> Option<WaitStatus> {
        let options = WaitOptions::NOHANG | WaitOptions::UNTRACED | WaitOptions::CONTINUED;
        while let Ok(Some((_, status))) = waitpid(Some(self.id), options) {
            if status.stopped() {
                (self.goes_on, self.is_sent_on) = (false, false);
                let _ = signals::stop();
            } else if status.continued() {
                self.goes_on = !std::mem::take(&mut self.is_sent_on);
            } else {
                return Some(status);
            }
        }
        None
    }

    /// Has it go on, as this process does. A shell continues both at once; to do so again might wake a reader that has
    /// stopped again since.
    fn go_on(&mut self) -> Option<WaitStatus> {
        let ended = self.news();
        if ended.is_none() && !std::mem::take(&mut self.goes_on) {
            self.is_sent_on = true;
            self.send(SIGCONT);
        }
        ended
    }
}

/// The line settings of the terminal that keys come from, as they were before the reader took it.
struct Line {
    terminal: OwnedFd,
    settings: Termios,
}

impl Line {
    fn remember() -> io::Result<Self> {
        let stdin = io::stdin();
        let terminal = if isatty(&stdin) {
            stdin.as_fd().try_clone_to_owned()?
        } else {
            File::options().read(true).write(true).open("/dev/tty")?.into()
        };
        let settings = tcgetattr(&terminal)?;
        Ok(Self { terminal, settings })
    }

    /// Whether the reader still has the terminal: raw mode is the first that it takes and the last that it leaves. Where
    /// another program is in front, the settings are that one's.
    fn is_held(&self) -> bool {
        let modes = |settings: &Termios| (settings.input_modes, settings.output_modes, settings.local_modes);
        tcgetattr(&self.terminal).is_ok_and(|now| modes(&now) != modes(&self.settings))
            && tcgetpgrp(&self.terminal).is_ok_and(|front| front == getpgrp())
    }

    fn restore(&self) {
        let mut out = io::stdout();
        // What was being written may have ended in the middle of a string for the terminal: this ends it.
        let _ = out.write_all(b"\x1b\\").and_then(|()| give_back(&mut out));
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.settings);
    }
}

/// Leaves the terminal as it was, and gives what to exit with and to say.
fn end(status: WaitStatus, line: Option<&Line>) -> Ended {
    let code = |number: i32| ExitCode::from(u8::try_from(number).unwrap_or(u8::MAX));
    let Some(signal) = status.terminating_signal() else {
        return Ended { status: code(status.exit_status().unwrap_or(1)), words: None };
    };
    if let Some(line) = line.filter(|line| line.is_held()) {
        line.restore();
    }
    Ended { status: code(128 + signal), words: words(signal) }
}

/// What to say of a reader that a signal ended; nothing where that was to end it and no more.
fn words(signal: i32) -> Option<String> {
    let happened = match signal {
        SIGHUP | SIGINT | SIGTERM | SIGQUIT => return None,
        SIGKILL => "it was killed, by somebody or because the system was short of memory",
        SIGABRT => "it gave up: there was no memory left for it, or this is a fault in dixit itself",
        SIGSEGV | SIGBUS | SIGILL | SIGFPE | SIGSYS => "it crashed: this is a fault in dixit itself",
        _ => "a signal ended it",
    };
    let name = signal_name(signal).map_or_else(|| format!("signal {signal}"), str::to_owned);
    Some(format!("the reader is gone ({name}): {happened}; corrections made so far are kept"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_that_asks_for_the_end_is_not_worth_a_word() {
        assert_eq!(words(SIGTERM), None);
        assert!(words(SIGKILL).is_some_and(|words| words.contains("(SIGKILL)")));
        assert!(words(64).is_some_and(|words| words.contains("(signal 64)")));
    }
}
