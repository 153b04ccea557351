//! Turns signals into events. A terminating signal asks the loop to end; a second one, more than a second later, ends the
//! process at once.
//!
//! A signal may come twice: the terminal sends it to the reader and to the guardian, which forwards it.

#[cfg(unix)]
use crate::reader::terminal::guardian;
use crate::reader::{app::inbox::Sender, terminal::Hold};
use std::{
    io,
    time::{Duration, Instant},
};

/// A terminating signal within this time after the first one is the same signal again, not a person who has lost patience.
const REPEAT_WINDOW: Duration = Duration::from_secs(1);

/// Within this time after a signal its second copy has come.
pub const DUPLICATE_DELAY: Duration = Duration::from_millis(20);

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// End with exit status 128 + this number.
    End(i32),
    /// Give the terminal back and stop (SIGTSTP).
    Stop,
    /// The process has been continued (SIGCONT).
    Continued,
    /// The terminal has a new size (SIGWINCH). Crossterm reports it too, but only changes after its first read, and not
    /// where a key comes at the same time.
    Resized,
}

/// Starts a thread that puts signals into the inbox.
#[cfg(unix)]
pub fn watch(inbox: Sender, hold: Hold) -> io::Result<()> {
    use signal_hook::{
        consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
        iterator::Signals,
    };
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut ending: Option<Instant> = None;
        for number in signals.forever() {
            // Keys that interrupt or stop are meant for the command that has the terminal.
            if hold.is_lent() && matches!(number, SIGINT | SIGQUIT | SIGTSTP) {
                continue;
            }
            let signal = match number {
                SIGTSTP => Signal::Stop,
                SIGCONT => Signal::Continued,
                SIGWINCH => Signal::Resized,
                _ => match ending {
                    Some(since) if since.elapsed() < REPEAT_WINDOW => continue,
                    Some(_) => {
                        hold.release();
                        std::process::exit(128 + number);
                    }
                    None => {
                        ending = Some(Instant::now());
                        Signal::End(number)
                    }
                },
            };
            inbox.signal(signal);
        }
    })?;
    guardian::follow()
}

/// Stops the process until it is continued.
#[cfg(unix)]
pub fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::signal::SIGTSTP)
}

/// Without Unix signals there is nothing to watch.
#[cfg(not(unix))]
pub fn watch(_: Sender, _: Hold) -> io::Result<()> {
    Ok(())
}

/// Without job control a process is not stopped.
#[cfg(not(unix))]
pub fn stop() -> io::Result<()> {
    Ok(())
}
