//! Runs the program under limits, and measures its memory.

use std::{
    env,
    ffi::OsStr,
    fs::{self, File},
    io::Read as _,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long to wait for an answer.
const PATIENCE: Duration = Duration::from_mins(2);

/// How a run ended.
pub struct Ended {
    /// The exit status; `None` where a signal ended it.
    pub status: Option<i32>,
    /// The greatest memory use observed, in kilobytes; 0 where it cannot be observed.
    pub memory: u64,
    /// What it wrote.
    pub out: Vec<u8>,
    /// What it said on standard error.
    pub err: Vec<u8>,
}

/// `dixit extract` on `files`.
pub fn extract(files: &[&OsStr]) -> Ended {
    let words: Vec<&OsStr> = std::iter::once(OsStr::new("extract")).chain(files.iter().copied()).collect();
    run(&words)
}

/// Runs the program with these arguments; standard input is endless.
pub fn run(words: &[&OsStr]) -> Ended {
    let program = env::var_os("DIXIT").unwrap_or_else(|| env!("CARGO_BIN_EXE_dixit").into());
    let folder = tempfile::tempdir().expect("a folder can be had");
    let (out, err) = (folder.path().join("out"), folder.path().join("err"));
    let mut command = if cfg!(unix) {
        // Address space is limited above the budget of memory, so that the program fails before the machine does.
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -v 4000000; exec \"$0\" \"$@\""]).arg(program);
        command
    } else {
        Command::new(program)
    };
    let input = File::open("/dev/zero").map_or_else(|_| Stdio::null(), Stdio::from);
    for variable in ["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
        command.env(variable, folder.path());
    }
    let mut child = command
        .args(words)
        .stdin(input)
        .stdout(File::create(&out).expect("a file can be made"))
        .stderr(File::create(&err).expect("a file can be made"))
        .spawn()
        .expect("the program starts");
    let (deadline, mut memory) = (Instant::now() + PATIENCE, 0);
    let status = loop {
        memory = memory.max(peak(child.id()));
        if let Some(status) = child.try_wait().expect("a program can be waited for") {
            break status;
        }
        if Instant::now() > deadline {
            child.kill().expect("a program can be ended");
            panic!("{words:?}: no answer after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(2));
    };
    let read = |path| {
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(64 << 20).read_to_end(&mut bytes))
            .expect("a file can be read");
        bytes
    };
    Ended { status: status.code(), memory, out: read(&out), err: read(&err) }
}

/// The most memory that a process has had so far, in kilobytes.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
