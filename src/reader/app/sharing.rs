//! Commands that a quote or an article is shared with, run beside the loop: their output is caught, and the terminal is not
//! theirs.

use crate::printable;
use std::{
    io::{Read, Write as _},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

/// How long a command may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is looked whether it has ended.
const PAUSE: Duration = Duration::from_millis(10);
/// How long what it has written is waited for once it has ended: others that it has started may hold it.
const REST: Duration = Duration::from_millis(200);
/// Most bytes of its output that are kept.
const MOST: u64 = 4096;

/// Runs `command` with `text` on its standard input, and gives what to say of it.
pub fn run(name: &str, command: &[String], text: String) -> String {
    let Some((program, arguments)) = command.split_first() else {
        return format!("share {name}: nothing to run");
    };
    let mut started = Command::new(program);
    started.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    // In the background, where it can take no keys.
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
    let complaint = complaint.and_then(|read| read.recv_timeout(REST).ok()).unwrap_or_default();
    let first = complaint.lines().map(printable::line).find(|line| !line.trim().is_empty());
    match ended {
        Ok(()) => format!("share {name}: done"),
        Err(words) => format!("share {name}: {}", first.unwrap_or(words)),
    }
}

/// Reads what comes, and keeps the beginning; the rest is read, too, so that nobody waits to write it.
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

/// Waits for its end; gives why it has not ended well.
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
        // Another goes on with its output.
        assert_eq!(told(&["sh", "-c", "sleep 3 & exit 0"]), "share post: done");
    }
}
