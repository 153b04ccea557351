//! Signals as events. A terminating one asks the loop to end; a second one does not wait for it.

use super::{run::Event, terminal::Hold};
use std::{io, sync::mpsc::Sender};

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

/// Sends what comes in as events from now on.
#[cfg(unix)]
pub fn watch(events: Sender<Event>, hold: Hold) -> io::Result<()> {
    use signal_hook::{
        consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH},
        iterator::Signals,
    };
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut ending = false;
        for number in signals.forever() {
            let signal = match number {
                SIGTSTP => Signal::Stop,
                SIGCONT => Signal::Continued,
                SIGWINCH => Signal::Resized,
                _ if ending => {
                    hold.release();
                    std::process::exit(128 + number);
                }
                _ => {
                    ending = true;
                    Signal::End(number)
                }
            };
            if events.send(Event::Signal(signal)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Stops the process until it is continued.
#[cfg(unix)]
pub fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::signal::SIGTSTP)
}

/// There are no such signals here.
#[cfg(not(unix))]
pub fn watch(_: Sender<Event>, _: Hold) -> io::Result<()> {
    Ok(())
}

/// Processes are not stopped from a terminal here.
#[cfg(not(unix))]
pub fn stop() -> io::Result<()> {
    Ok(())
}
