//! The guardian: the process that the user starts. It runs the reader as a child process and waits for it, so that the
//! terminal is restored even where the reader cannot do so itself: after an abort for want of memory, a crash, or SIGKILL.
//!
//! To the shell the two look like one process: signals to the guardian are forwarded to the reader, and the guardian stops and
//! ends as the reader does. It loads no articles, so it does not fail for the same reasons.

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

/// `argv[0]` of the reader's process, by which it knows that it is the reader. An environment variable or an argument
/// would be visible to the programs that it starts.
const READER: &str = "dixit-reader";

/// The running program, for when its path is gone or leads to another program by now (Linux).
const MYSELF: &str = "/proc/self/exe";

/// How the reader ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit status: that of the reader, or 128 + n where signal n ended it.
    pub status: ExitCode,
    /// A message for the user, where the reader was killed before it could write one.
    pub words: Option<String>,
}

/// Runs this program again as the reader, and waits for its end. `None` where this process is to be the reader: because
/// it is one already, or because no other could be started.
pub fn guard() -> Option<Ended> {
    if is_reader() {
        return None;
    }
    let saved = SavedTerminal::remember();
    // Registered before the reader starts, so that no signal is lost.
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
            return Some(end(status, saved.as_ref().ok()));
        }
    }
    None
}

/// Has this process get SIGHUP once its guardian is gone; does nothing where it has none. An orphaned reader would
/// compete with the shell for the terminal, and nobody would restore that.
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

/// The reader as a child process.
struct Reader {
    id: Pid,
    /// Whether it was continued by a signal from elsewhere since it last stopped.
    goes_on: bool,
    /// Whether the guardian has sent SIGCONT and the reader has not reported it yet.
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
            // It may just have ended.
            let _ = kill_process(self.id, signal);
        }
    }

    /// Collects the changes of its state. Where it has stopped, stops this process as well, until both are continued.
    /// Returns how it ended, if it has.
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

    /// Continues it when this process is continued. A shell continues the whole process group, so usually it runs
    /// already, and a second SIGCONT could wake it after it has stopped again.
    fn go_on(&mut self) -> Option<WaitStatus> {
        let ended = self.news();
        if ended.is_none() && !std::mem::take(&mut self.goes_on) {
            self.is_sent_on = true;
            self.send(SIGCONT);
        }
        ended
    }
}

/// The terminal that keys come from, and its line settings (termios) before the reader took it.
struct SavedTerminal {
    terminal: OwnedFd,
    settings: Termios,
}

impl SavedTerminal {
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

    /// Whether the reader still holds the terminal: raw mode is the first thing it takes and the last it gives back.
    /// While another process group is in the foreground, the settings are those of that group.
    fn is_held(&self) -> bool {
        let modes = |settings: &Termios| (settings.input_modes, settings.output_modes, settings.local_modes);
        tcgetattr(&self.terminal).is_ok_and(|now| modes(&now) != modes(&self.settings))
            && tcgetpgrp(&self.terminal).is_ok_and(|front| front == getpgrp())
    }

    fn restore(&self) {
        let mut out = io::stdout();
        // The reader may have died within a control string: the string terminator (ST) ends it.
        let _ = out.write_all(b"\x1b\\").and_then(|()| give_back(&mut out));
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.settings);
    }
}

/// Restores the terminal where the reader was killed by a signal. Returns status and message.
fn end(status: WaitStatus, saved: Option<&SavedTerminal>) -> Ended {
    let code = |number: i32| ExitCode::from(u8::try_from(number).unwrap_or(u8::MAX));
    let Some(signal) = status.terminating_signal() else {
        return Ended { status: code(status.exit_status().unwrap_or(1)), words: None };
    };
    if let Some(saved) = saved.filter(|saved| saved.is_held()) {
        saved.restore();
    }
    Ended { status: code(128 + signal), words: words(signal) }
}

/// The message for a reader that was killed by `signal`; `None` for signals by which a user asks it to end.
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
