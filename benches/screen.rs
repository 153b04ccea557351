//! How long a person waits for the screen, in a terminal of its own:
//! `cargo bench --bench screen -- [FILE]`. Without FILE, the first sample.
//!
//! A wait ends with the last byte of the answer; what the terminal takes to draw it is not counted.
#![allow(clippy::expect_used, reason = "a measure that cannot be taken says so")]

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::{
    io::{Read, Write},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

const SIZE: PtySize = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
const RUNS: usize = 7;
/// An answer is over when nothing has come for so long.
const QUIET: Duration = Duration::from_millis(60);
/// The keys that are pressed, one after the other.
const KEYS: &str = "jjnnduGgzzznNG";
/// How a frame ends: the end of a synchronised update.
const FRAME_END: &[u8] = b"\x1b[?2026l";

fn main() {
    let file = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let (mut first, mut keys): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        measure(file.as_deref(), &mut first, &mut keys);
    }
    println!("first frame  {}", figures(&mut first));
    println!("key          {}", figures(&mut keys));
}

fn figures(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let ms = |at: usize| times.get(at).map_or(f64::NAN, |t| t.as_secs_f64() * 1000.0);
    let last = times.len().saturating_sub(1);
    format!("median {:.1} ms, longest {:.1} ms, of {}", ms(times.len() / 2), ms(last), times.len())
}

fn measure(file: Option<&str>, first: &mut Vec<Duration>, keys: &mut Vec<Duration>) {
    let pty = native_pty_system().openpty(SIZE).expect("a terminal can be opened");
    let mut reader = pty.master.try_clone_reader().expect("the terminal can be read");
    let mut keyboard = pty.master.take_writer().expect("keys can be pressed");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dixit"));
    command.args(file);
    command.env("TERM", "xterm-256color");
    command.cwd(std::env::current_dir().expect("there is a current folder"));
    let (sender, output) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 65_536];
        while let Ok(n @ 1..) = reader.read(&mut buffer) {
            let bytes = buffer.get(..n).unwrap_or_default().to_vec();
            if sender.send((Instant::now(), bytes)).is_err() {
                return;
            }
        }
    });
    let start = Instant::now();
    let mut child = pty.slave.spawn_command(command).expect("dixit can be started");
    drop(pty.slave);
    let mut seen = Vec::new();
    while let Ok((at, bytes)) = output.recv_timeout(Duration::from_mins(1)) {
        seen.extend(bytes);
        if seen.windows(FRAME_END.len()).any(|w| w == FRAME_END) {
            first.push(at - start);
            break;
        }
    }
    // Until the analysis is on the screen too.
    answer(&output, Duration::from_secs(5));
    for key in KEYS.bytes() {
        let pressed = Instant::now();
        keyboard.write_all(&[key]).and_then(|()| keyboard.flush()).expect("a key can be pressed");
        keys.extend(answer(&output, Duration::from_secs(1)).map(|at| at - pressed));
    }
    child.kill().expect("dixit can be ended");
    let _ = child.wait();
}

/// When the last byte of what comes now has come; nothing where nothing comes within `patience`.
fn answer(output: &Receiver<(Instant, Vec<u8>)>, patience: Duration) -> Option<Instant> {
    let mut last = None;
    loop {
        match output.recv_timeout(if last.is_some() { QUIET } else { patience }) {
            Ok((at, _)) => last = Some(at),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return last,
        }
    }
}
