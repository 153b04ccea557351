//! Running a command on the terminal that the reader lends it: without a shell, and with a text on its standard input.

use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, IsTerminal as _, Write as _},
    process::{Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

/// The interval at which the command and the end of the reader are polled.
const PAUSE: Duration = Duration::from_millis(10);

/// Runs `command` with `text` on its standard input, prints how it ended, and waits until the user presses Enter. Does
/// not wait once `ends` says that the reader has to end.
///
/// # Errors
/// Where the terminal is gone.
pub fn run(command: &[String], text: String, ends: impl Fn() -> bool) -> io::Result<()> {
    let mut out = io::stdout();
    let told = match start(command, text) {
        Ok(id) => wait(id, &ends)?,
        Err(words) => words,
    };
    if ends() {
        return Ok(());
    }
    write!(out, "\r\n[{}: {told}; press Enter to return] ", crate::printable::line(&command.join(" ")))?;
    out.flush()?;
    let (sender, pressed) = mpsc::channel();
    thread::spawn(move || {
        let mut line = String::new();
        // At the end of the input there is nobody to wait for.
        let _ = keyboard().and_then(|file| BufReader::new(file).read_line(&mut line));
        let _ = sender.send(());
    });
    while matches!(pressed.recv_timeout(PAUSE), Err(RecvTimeoutError::Timeout)) && !ends() {}
    Ok(())
}

/// The terminal that keys come from.
fn keyboard() -> io::Result<File> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        use std::os::fd::AsFd as _;
        return stdin.as_fd().try_clone_to_owned().map(File::from);
    }
    File::open("/dev/tty")
}

/// Starts the command, with a thread that writes the text to it.
fn start(command: &[String], text: String) -> Result<Pid, String> {
    let (program, arguments) = command.split_first().ok_or("nothing to run")?;
    let started = Command::new(program).args(arguments).stdin(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "there is no such program".to_owned(),
        _ => error.to_string(),
    })?;
    if let Some(mut input) = child.stdin.take() {
        // A command may end without having read all of it.
        thread::spawn(move || {
            let _ = input.write_all(text.as_bytes());
        });
    }
    Pid::from_raw(child.id().cast_signed()).ok_or_else(|| "it has no number".to_owned())
}

/// Waits for the command to end, and describes how it did. A command that stops is continued at once: nobody else could
/// do that.
fn wait(id: Pid, ends: impl Fn() -> bool) -> io::Result<String> {
    loop {
        match waitpid(Some(id), WaitOptions::NOHANG | WaitOptions::UNTRACED)? {
            Some((_, status)) if status.stopped() => kill_process(id, Signal::CONT)?,
            Some((_, status)) => {
                return Ok(match (status.exit_status(), status.terminating_signal()) {
                    (Some(0), _) => "done".to_owned(),
                    (Some(code), _) => format!("failed with {code}"),
                    (None, Some(signal)) => format!("ended by signal {signal}"),
                    (None, None) => "ended".to_owned(),
                });
            }
            None if ends() => {
                let _ = kill_process(id, Signal::TERM);
                return Ok("ended".to_owned());
            }
            None => thread::sleep(PAUSE),
        }
    }
}
