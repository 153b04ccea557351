//! Runs the commands with which a quote or an article is shared, without giving them the terminal: their output is caught.

use crate::printable;
use std::{
    io::{Read, Write as _},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

/// How long a command may run before it is killed.
const PATIENCE: Duration = Duration::from_mins(1);
/// Time between two checks whether it has ended.
const PAUSE: Duration = Duration::from_millis(10);
/// How long its output is waited for once it has ended: a process that it has started may hold the pipe open.
const OUTPUT_TIMEOUT: Duration = Duration::from_millis(200);
/// Most bytes kept of what it writes to standard error.
const MOST: u64 = 4096;

/// Runs `command` with `text` on its standard input, and gives a line for the person: that it is done, or the first line of
/// its standard error, or how it failed.
pub fn run(name: &str, command: &[String], text: String) -> String {
    let Some((program, arguments)) = command.split_first() else {
        return format!("share {name}: nothing to run");
    };
    let mut started = Command::new(program);
    started.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    // In a process group of its own, in the background, where it cannot read keys from the terminal.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut started, 0);
    let mut child = match started.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return format!("share {name}: there is no program {}", printable::line(program));
        }
        Err(error) => return format!("share {name}: {error}"),
    };
    if let Some(mut input) = child.stdin.take() {
        thread::spawn(move || {
            let _ = input.write_all(text.as_bytes());
        });
    }
    let complaint = child.stderr.take().map(read);
    let ended = wait(&mut child);
    let complaint = complaint.and_then(|read| read.recv_timeout(OUTPUT_TIMEOUT).ok()).unwrap_or_default();
    let first = complaint.lines().map(printable::line).find(|line| !line.trim().is_empty());
    match ended {
        Ok(()) => format!("share {name}: done"),
        Err(words) => format!("share {name}: {}", first.unwrap_or(words)),
    }
}

/// Reads the output in a thread and sends its beginning; the rest is discarded, so that the writer does not block.
fn read(mut from: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.by_ref().take(MOST).read_to_end(&mut bytes);
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
        let _ = std::io::copy(&mut from, &mut std::io::sink());
    });
    receiver
}

/// Waits for the end of the command; the error says how it failed.
fn wait(child: &mut Child) -> Result<(), String> {
    let end = Instant::now() + PATIENCE;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("it failed ({status})")),
            Ok(None) if Instant::now() < end => thread::sleep(PAUSE),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("it has not ended in a minute, and was ended".to_owned());
            }
            Err(error) => return Err(error.to_string()),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn told(command: &[&str]) -> String {
        let command: Vec<String> = command.iter().map(|&part| part.to_owned()).collect();
        run("post", &command, "text\n".repeat(100_000))
    }

    #[test]
    fn how_it_ended_is_told_in_a_line() {
        assert_eq!(told(&["cat"]), "share post: done");
        assert_eq!(told(&["sh", "-c", "printf '\\n\\033[31mno\\nmore' >&2; exit 1"]), "share post: ␛[31mno");
        assert_eq!(told(&["false"]), "share post: it failed (exit status: 1)");
        assert_eq!(told(&["no-such-program"]), "share post: there is no program no-such-program");
        assert_eq!(told(&[]), "share post: nothing to run");
        // A process that the command has started holds its output open.
        assert_eq!(told(&["sh", "-c", "sleep 3 & exit 0"]), "share post: done");
    }
}
