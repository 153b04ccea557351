//! A pseudoterminal with the program in it. Tests wait for what they expect to see, never for a time.

use crate::bytes::changed_modes;
use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use std::{
    ffi::OsStr,
    io::{Read, Write},
    num::NonZero,
    path::Path,
    process::Command,
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long to wait for what should be seen at once, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program under test.
pub const DIXIT: &str = env!("CARGO_BIN_EXE_dixit");

/// What has come out of the terminal so far.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// The number of its bytes that have been parsed.
    shown: usize,
    /// The program's exit status, once it has ended.
    status: Option<ExitStatus>,
    /// Whether the output has ended.
    closed: bool,
}

impl Seen {
    /// Parses the new output. The parser gives `\u{fffd}` no cell, unlike terminals, so another character stands in for
    /// it.
    fn show(&mut self) {
        let new = self.raw.get(self.shown..).unwrap_or_default();
        let whole = str::from_utf8(new).map_or_else(|error| error.valid_up_to(), str::len);
        let text = String::from_utf8_lossy(&new[..whole]).replace('\u{fffd}', "¿");
        self.parser.process(text.as_bytes());
        self.shown += whole;
    }

    /// Whether the last frame is complete.
    fn is_whole(&self) -> bool {
        self.raw.ends_with(b"\x1b[?2026l")
    }
}

/// A terminal and the program that runs in it.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
    slave: Option<Box<dyn SlavePty + Send>>,
    keyboard: Box<dyn Write + Send>,
    process: u32,
    /// The line settings before the program ran.
    settings: Settings,
    /// The state folder, which is removed with the terminal.
    state: Option<TempDir>,
}

/// What a program left behind.
pub struct Left {
    /// With what exit status.
    pub status: u32,
    /// All that was written.
    pub written: String,
    /// Modes that are not as they were.
    pub modes: Vec<u16>,
    /// Whether the line settings (echo, line by line) are as they were.
    pub settings_restored: bool,
}

type Settings = [u64; 4];

fn settings(master: &dyn MasterPty) -> Settings {
    let termios = master.get_termios().expect("a terminal has settings");
    [
        u64::from(termios.input_flags.bits()),
        u64::from(termios.output_flags.bits()),
        u64::from(termios.control_flags.bits()),
        u64::from(termios.local_flags.bits()),
    ]
}

const fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has cells")
}

impl Terminal {
    /// Runs dixit with these arguments.
    pub fn dixit<A: AsRef<OsStr>>(columns: u16, rows: u16, arguments: impl IntoIterator<Item = A>) -> Self {
        let mut command = CommandBuilder::new(DIXIT);
        command.args(arguments);
        Self::run(columns, rows, command)
    }

    /// Runs a line of shell, in which `$DIXIT` is the program and `$FILE` is `file`.
    pub fn shell(columns: u16, rows: u16, line: &str, file: &Path) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        command.env("DIXIT", DIXIT);
        command.env("FILE", file);
        Self::run(columns, rows, command)
    }

    /// Runs dixit on `file`; what it keeps lies in `state`.
    pub fn dixit_in(state: &Path, columns: u16, rows: u16, file: &Path) -> Self {
        let mut command = CommandBuilder::new(DIXIT);
        command.arg(file);
        Self::run_in(state, columns, rows, command)
    }

    /// Runs a command with a state folder of its own, which is removed afterwards.
    fn run(columns: u16, rows: u16, command: CommandBuilder) -> Self {
        let state = tempfile::tempdir().expect("a folder can be had");
        let mut terminal = Self::run_in(state.path(), columns, rows, command);
        terminal.state = Some(state);
        terminal
    }

    fn run_in(state: &Path, columns: u16, rows: u16, mut command: CommandBuilder) -> Self {
        for folder in ["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
            command.env(folder, state);
        }
        for variable in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"] {
            command.env_remove(variable);
            command.env_remove(variable.to_lowercase());
        }
        command.env("TERM", "xterm-256color");
        for variable in ["NO_COLOR", "COLORTERM", "LC_ALL"] {
            command.env_remove(variable);
        }
        let pty = native_pty_system().openpty(size(columns, rows)).expect("a terminal can be had");
        let settings = settings(&*pty.master);
        let mut child = pty.slave.spawn_command(command).expect("the program starts");
        let process = child.process_id().expect("the program has an id");
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let seen = Seen { parser, raw: Vec::new(), shown: 0, status: None, closed: false };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));

        let mut output = pty.master.try_clone_reader().expect("a terminal can be read");
        let screen = Arc::clone(&seen);
        thread::spawn(move || {
            let mut buffer = [0; 1 << 14];
            loop {
                // At the end of the terminal some systems report an error.
                let read = output.read(&mut buffer).unwrap_or(0);
                let mut seen = screen.0.lock().unwrap();
                seen.raw.extend_from_slice(&buffer[..read]);
                seen.show();
                seen.closed = read == 0;
                screen.1.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        let end = Arc::clone(&seen);
        thread::spawn(move || {
            let status = child.wait().expect("a program ends");
            end.0.lock().unwrap().status = Some(status);
            end.1.notify_all();
        });

        let keyboard = pty.master.take_writer().expect("a terminal can be written to");
        Self { seen, master: pty.master, slave: Some(pty.slave), keyboard, process, settings, state: None }
    }

    #[track_caller]
    fn wait(&self, what: &str, mut is_so: impl FnMut(&mut Seen) -> bool) -> MutexGuard<'_, Seen> {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        while !is_so(&mut seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let end = seen.status.as_ref().map(|status| format!(" (it has ended: {status})"));
                let screen = seen.parser.screen().contents();
                drop(seen);
                panic!("waited in vain for: {what}{}\nthe screen:\n{screen}", end.unwrap_or_default());
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        seen
    }

    /// Waits until the rows of the screen satisfy `is_so`, and returns them.
    #[track_caller]
    pub fn wait_for(&self, what: &str, is_so: impl Fn(&[String]) -> bool) -> Vec<String> {
        let mut rows = Vec::new();
        let seen = self.wait(what, |seen| {
            let screen = seen.parser.screen();
            rows = screen.rows(0, screen.size().1.get()).collect();
            is_so(&rows)
        });
        drop(seen);
        rows
    }

    /// Waits until `text` stands somewhere on the screen.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) -> Vec<String> {
        self.wait_for(text, |rows| rows.iter().any(|row| row.contains(text)))
    }

    /// Waits until the output from byte `from` on satisfies `is_so`.
    #[track_caller]
    pub fn wait_for_bytes(&self, what: &str, from: usize, is_so: impl Fn(&str) -> bool) {
        drop(self.wait(what, |seen| is_so(&String::from_utf8_lossy(&seen.raw[from..]))));
    }

    /// How many bytes have been written.
    pub fn written(&self) -> usize {
        self.seen.0.lock().unwrap().raw.len()
    }

    /// Waits until all modes are as they were at the start.
    #[track_caller]
    pub fn wait_for_first_modes(&self) {
        let what = "all modes to be as they were";
        drop(self.wait(what, |seen| changed_modes(&String::from_utf8_lossy(&seen.raw)).is_empty()));
    }

    /// The modes that are not as they were at the start.
    pub fn modes(&self) -> Vec<u16> {
        changed_modes(&String::from_utf8_lossy(&self.seen.0.lock().unwrap().raw))
    }

    /// Whether the line settings are as they were at the start.
    pub fn has_first_settings(&self) -> bool {
        settings(&*self.master) == self.settings
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) {
        self.keyboard
            .write_all(keys.as_bytes())
            .and_then(|()| self.keyboard.flush())
            .expect("keys can be pressed");
    }

    /// Types bytes, whatever they are; `false` where nobody reads them any more.
    pub fn type_bytes(&mut self, bytes: &[u8]) -> bool {
        self.keyboard.write_all(bytes).and_then(|()| self.keyboard.flush()).is_ok() && !self.has_ended()
    }

    /// Presses keys and waits until they have changed the screen. This matters after Escape: directly followed by
    /// another key it would be taken for the start of a sequence.
    #[track_caller]
    pub fn press_for_change(&mut self, keys: &str) {
        let before = self.wait("a whole frame", |seen| seen.is_whole()).parser.screen().contents_formatted();
        self.press(keys);
        let what = format!("a change of the screen by {keys:?}");
        drop(self.wait(&what, |seen| seen.is_whole() && seen.parser.screen().contents_formatted() != before));
    }

    /// Changes the size, and waits until something has been drawn at it.
    #[track_caller]
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let from = {
            let mut seen = self.seen.0.lock().unwrap();
            seen.parser.screen_mut().set_size(cells(rows), cells(columns));
            seen.raw.len()
        };
        self.master.resize(size(columns, rows)).expect("a terminal can be resized");
        self.wait_for_bytes("a frame at the new size", from, |written| written.contains("\u{1b}[?2026l"));
    }

    /// The process that was started.
    pub const fn process(&self) -> u32 {
        self.process
    }

    /// Sets an impossible size. Waits for nothing.
    pub fn claim_size(&self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).expect("a terminal can be resized");
    }

    /// Sends the program a signal.
    pub fn signal(&self, name: &str) {
        kill(name, self.process);
    }

    /// Sends the reader a signal: the process that the program started and waits for.
    #[track_caller]
    pub fn signal_reader(&self, name: &str) {
        kill(name, child_of(self.process));
    }

    /// Waits until the program is stopped.
    #[track_caller]
    pub fn wait_for_stop(&self) {
        let deadline = Instant::now() + PATIENCE;
        let process = self.process.to_string();
        loop {
            let state = Command::new("ps").args(["-o", "stat=", "-p", &process]).output().expect("ps runs");
            if state.stdout.starts_with(b"T") {
                return;
            }
            assert!(Instant::now() < deadline, "waited in vain for the program to stop");
        }
    }

    /// Whether the program has ended.
    pub fn has_ended(&self) -> bool {
        self.seen.0.lock().unwrap().status.is_some()
    }

    /// Waits until the program has ended.
    #[track_caller]
    pub fn end(self) -> Left {
        self.end_after(|written| String::from_utf8(written).expect("what is written is UTF-8"))
    }

    /// Waits until the program has ended. Keys typed after that are echoed by the terminal at the end of the output,
    /// and may be no valid UTF-8.
    #[track_caller]
    pub fn end_after_typing(self) -> Left {
        self.end_after(|written| String::from_utf8_lossy(&written).into_owned())
    }

    #[track_caller]
    fn end_after(mut self, text: impl Fn(Vec<u8>) -> String) -> Left {
        let status = self.wait("the end of the program", |seen| seen.status.is_some()).status.clone();
        let settings_restored = self.has_first_settings();
        // When the last handle of the other side is closed, the terminal can be read to its end.
        self.slave = None;
        self.state = None;
        let seen = self.wait("the last bytes", |seen| seen.closed);
        let written = text(seen.raw.clone());
        drop(seen);
        let modes = changed_modes(&written);
        Left { status: status.map_or(0, |status| status.exit_code()), written, modes, settings_restored }
    }
}

/// Sends a process a signal, if there still is one.
pub fn kill(name: &str, process: u32) {
    Command::new("kill").args(["-s", name, &process.to_string()]).output().expect("kill runs");
}

/// The process that `process` has started.
#[track_caller]
pub fn child_of(process: u32) -> u32 {
    let found = Command::new("pgrep").args(["-P", &process.to_string()]).output().expect("pgrep runs");
    let found = String::from_utf8(found.stdout).expect("a number is text");
    found.trim().parse().expect("the program has one child")
}

/// Waits until there is no such process.
#[track_caller]
pub fn wait_for_death(process: u32) {
    let deadline = Instant::now() + PATIENCE;
    let lives = || Command::new("ps").args(["-p", &process.to_string()]).output().expect("ps runs").status;
    while lives().success() {
        assert!(Instant::now() < deadline, "waited in vain for the end of a process");
        thread::sleep(Duration::from_millis(20));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves no program behind.
        if self.seen.0.lock().is_ok_and(|seen| seen.status.is_none()) {
            let _ = Command::new("kill").args(["-s", "KILL", &self.process.to_string()]).status();
        }
    }
}
