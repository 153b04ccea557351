//! Files that would need more than any machine has: each gets an answer, or a one-line error, in memory that does not
//! depend on what it asks for.
//!
//! Run against the release build with `DIXIT=target/release/dixit cargo test --test it hostile`, as the checks of every
//! change do. Where the developers' shared folder is present, its files that broke earlier versions are run as well.

mod bombs;
mod guarded;

use guarded::{Ended, extract};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Most memory that reading any of the files may take, in kilobytes.
const MEMORY: u64 = 600_000;

/// Asserts that the program ended by itself, within the limit of memory, with an answer or a one-line error.
#[track_caller]
fn check(name: &str, Ended { status, memory, out, err }: &Ended) {
    let shown = String::from_utf8_lossy(err);
    let shown = shown.get(..300).unwrap_or(&shown);
    assert!(matches!(status, Some(0 | 1)), "{name}: ended with {status:?}: {shown}");
    assert!(*memory < MEMORY, "{name}: took {} MB", memory / 1000);
    let lines = err.split(|&b| b == b'\n').filter(|line| !line.is_empty()).count();
    assert!(lines <= 1, "{name}: says {lines} lines: {shown}");
    assert!(!out.is_empty() || lines == 1, "{name}: says nothing");
    assert!(!shown.contains("a fault in dixit"), "{name}: {shown}");
}

#[test]
fn what_asks_for_too_much_is_bounded() {
    let folder = tempfile::tempdir().expect("a folder can be had");
    for (name, bytes) in bombs::all() {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file can be written");
        let ended = extract(&[path.as_os_str()]);
        check(name, &ended);
        fs::remove_file(path).expect("a file can be removed");
    }
}

#[test]
fn what_broke_earlier_versions_is_bounded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/hostile");
    let Ok(files) = fs::read_dir(&folder) else {
        eprintln!("skipped: there is no {}", folder.display());
        return;
    };
    let mut files: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending != "md")) {
        check(&path.display().to_string(), &extract(&[path.as_os_str()]));
    }
}

/// A bad file between good ones does not affect these.
#[test]
fn what_is_done_is_written() {
    let folder = tempfile::tempdir().expect("a folder can be had");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), "“No,” said Ada Brandt.\n").expect("a file can be written");
    fs::write(path("b.html"), bombs::attributes()).expect("a file can be written");
    fs::write(path("c.txt"), "“Yes,” said Bo Lind.\n").expect("a file can be written");
    let files = ["a.txt", "b.html", "c.txt"].map(path);
    let ended = extract(&files.each_ref().map(|path| path.as_os_str()));
    let out = String::from_utf8_lossy(&ended.out).into_owned();
    assert!(out.contains("Ada Brandt") && out.contains("Bo Lind"), "{out}");
}

#[cfg(unix)]
#[test]
fn endless_and_huge_input_is_refused() {
    use std::process::Command;
    let folder = tempfile::tempdir().expect("a folder can be had");
    // A sparse file takes no space on disk.
    let huge = folder.path().join("huge.txt");
    fs::File::create(&huge).and_then(|file| file.set_len(2 << 30)).expect("a file can be made");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let zero = Path::new("/dev/zero");
    for (path, arguments) in [
        (zero, &["extract"][..]),
        (&huge, &["extract"]),
        (&huge, &["extract", "--from", "jsonl"]),
        (zero, &["extract", "--from", "jsonl"]),
        (zero, &["evaluate"]),
        (&huge, &["--plain"]),
        (zero, &["extract", "--corrections", "/dev/zero"]),
        (Path::new("-"), &["extract"]),
        (&pipe, &["extract"]),
    ] {
        let writer = (path == pipe).then(|| {
            let pipe = pipe.clone();
            std::thread::spawn(move || {
                let mut zeros = fs::File::open("/dev/zero").expect("there is an end of zeros");
                let mut into = fs::OpenOptions::new().write(true).open(pipe).expect("a pipe can be opened");
                // Ends with a broken pipe when the program stops reading.
                let _ = std::io::copy(&mut zeros, &mut into);
            })
        });
        let mut words: Vec<_> = arguments.iter().map(AsRef::as_ref).collect();
        words.push(path.as_os_str());
        let ended = guarded::run(&words);
        let err = String::from_utf8_lossy(&ended.err).into_owned();
        assert_eq!(ended.status, Some(1), "{words:?}: {err}");
        assert!(ended.memory < MEMORY, "{words:?}: took {} MB", ended.memory / 1000);
        assert!(
            err.contains("is too large: more than 256 MB") && err.lines().count() == 1,
            "{words:?}: {err}"
        );
        if let Some(writer) = writer {
            writer.join().expect("the writer ends");
        }
    }
}
