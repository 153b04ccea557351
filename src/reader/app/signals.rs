//! Signals as events. A terminating one asks the loop to end; a second one does not wait for it.
//!
//! One signal may come twice: a terminal sends it to the reader and to its guardian, which passes it on.

#[cfg(unix)]
use crate::reader::terminal::guardian;
use crate::reader::{app::inbox::Sender, terminal::Hold};
use std::{
    io,
    time::{Duration, Instant},
};

/// What comes so soon after a terminating signal is the same one, and not a person who has lost patience.
const AGAIN: Duration = Duration::from_secs(1);

/// The time it takes a signal to come a second time, and more.
pub const ECHO: Duration = Duration::from_millis(20);

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// End, with this number.
    End(i32),
    /// Give the terminal back and stop.
    Stop,
    /// The process runs again.
    Continued,
    /// The terminal has another size. The source of keys tells so too, but only of what happened since it was first
    /// asked, and where no key comes at the same moment.
    Resized,
}

/// Puts what comes in into the inbox from now on.
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
            // What is typed to interrupt or stop is for the command that has the terminal.
            if hold.is_lent() && matches!(number, SIGINT | SIGQUIT | SIGTSTP) {
                continue;
            }
            let signal = match number {
                SIGTSTP => Signal::Stop,
                SIGCONT => Signal::Continued,
                SIGWINCH => Signal::Resized,
                _ => match ending {
                    Some(since) if since.elapsed() < AGAIN => continue,
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

/// There are no such signals here.
#[cfg(not(unix))]
pub fn watch(_: Sender, _: Hold) -> io::Result<()> {
    Ok(())
}

/// Processes are not stopped from a terminal here.
#[cfg(not(unix))]
pub fn stop() -> io::Result<()> {
    Ok(())
}
