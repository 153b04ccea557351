//! Corrections are kept between runs.

use crate::terminal::Terminal;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

const ARTICLE: &str = "Harbour plan passes\n\nThe council met late on Monday. “Nobody likes it,” said Ida Brandt, the \
    mayor. Jonas Weil, a fisherman, said that the harbour was his home.\n";

/// An article, and a folder to keep things in.
fn place() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (file, state) = (folder.path().join("plan.txt"), folder.path().join("state"));
    fs::write(&file, ARTICLE).unwrap();
    (folder, file, state)
}

#[track_caller]
fn open(state: &Path, file: &Path) -> Terminal {
    let terminal = Terminal::dixit_in(state, 120, 24, file);
    terminal.wait_for_text("Quotes 2");
    terminal
}

/// Goes to the first quote.
#[track_caller]
fn first(terminal: &mut Terminal, speaker: &str) {
    terminal.press("n");
    terminal.wait_for_text(&format!("1/2 · {speaker}"));
}

#[track_caller]
fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (0, vec![]), "{}", left.written);
}

/// The files of corrections.
fn kept(state: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(state.join("dixit").join("corrections")).unwrap().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "toml")).collect()
}

/// Waits for words that may stand on several rows.
#[track_caller]
fn wait_for_words(terminal: &Terminal, words: &str) {
    let joined = |rows: &[String]| rows.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    terminal.wait_for(words, |rows| joined(rows).contains(words));
}

#[test]
fn a_correction_is_there_again_until_it_is_taken_back() {
    let (_folder, file, state) = place();
    let mut terminal = open(&state, &file);
    first(&mut terminal, "Ida Brandt");
    terminal.press("rweil\r");
    terminal.wait_for_text("is by Jonas Weil; U takes it back");
    quit(terminal);
    let kept = kept(&state);
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(fs::read_to_string(&kept[0]).unwrap().contains("Nobody likes it"));

    let mut terminal = open(&state, &file);
    first(&mut terminal, "Jonas Weil");
    terminal.press("U");
    terminal.wait_for_text("taken back: “Nobody likes it” is by Jonas Weil");
    terminal.wait_for_text("1/2 · Ida Brandt");
    quit(terminal);

    let mut terminal = open(&state, &file);
    first(&mut terminal, "Ida Brandt");
    quit(terminal);
}

#[test]
fn two_readers_lose_nothing_of_each_other() {
    let (_folder, file, state) = place();
    let (mut one, mut other) = (open(&state, &file), open(&state, &file));
    first(&mut one, "Ida Brandt");
    first(&mut other, "Ida Brandt");
    one.press("rnew one\r");
    one.wait_for_text("is by new one");
    quit(one);
    // The other reader has not seen this correction, but reads it when it adds its own.
    other.press("nx");
    other.wait_for_text("Quotes 1");
    other.wait_for_text("=new one");
    quit(other);
    let mut terminal = Terminal::dixit_in(&state, 120, 24, &file);
    terminal.wait_for_text("=new one");
    terminal.wait_for_text("Quotes 1");
    terminal.press("Q");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn what_cannot_be_saved_is_told_on_the_screen_or_after_it() {
    let (_folder, file, state) = place();
    // A file where the folder should be.
    fs::write(&state, "in the way").unwrap();
    let mut terminal = open(&state, &file);
    first(&mut terminal, "Ida Brandt");
    terminal.press("x");
    wait_for_words(&terminal, "cannot save corrections");
    terminal.wait_for_text("Quotes 1");
    terminal.press("Uxq");
    let left = terminal.end();
    assert_eq!(left.modes, []);
    assert!(left.status == 0 || left.written.contains("dixit: cannot save corrections"), "{}", left.written);
    assert_eq!(fs::read_to_string(&state).unwrap(), "in the way");
}

#[test]
fn a_broken_file_is_told_and_left_alone() {
    let (_folder, file, state) = place();
    let mut terminal = open(&state, &file);
    first(&mut terminal, "Ida Brandt");
    terminal.press("x");
    terminal.wait_for_text("Quotes 1");
    quit(terminal);
    let path = kept(&state).remove(0);
    let broken = format!("{}[[half", fs::read_to_string(&path).unwrap());
    fs::write(&path, &broken).unwrap();
    let mut terminal = open(&state, &file);
    wait_for_words(&terminal, "mend it, or move it away");
    first(&mut terminal, "Ida Brandt");
    terminal.press("x");
    wait_for_words(&terminal, "mend it, or move it away");
    quit(terminal);
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
}

/// What is under `folder`, each with its permissions.
#[cfg(unix)]
fn permissions(folder: &Path) -> Vec<(PathBuf, u32)> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let (path, facts) = (entry.path(), entry.metadata().unwrap());
            found.push((path.clone(), facts.permissions().mode() & 0o777));
            if facts.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_nobody_elses_business_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let (_folder, file, state) = place();
        fs::create_dir(&state).unwrap();
        let line = format!("umask {umask}; XDG_STATE_HOME='{}' exec \"$DIXIT\" \"$FILE\"", state.display());
        let mut terminal = Terminal::shell(120, 24, &line, &file);
        terminal.wait_for_text("Quotes 2");
        first(&mut terminal, "Ida Brandt");
        terminal.press("x");
        terminal.wait_for_text("Quotes 1");
        quit(terminal);
        let found = permissions(&state);
        assert!(found.len() >= 4, "{found:?}");
        for (path, mode) in found {
            assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}, umask {umask}", path.display());
        }
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_nothing_is_left_on_it() {
    let (_folder, file, state) = place();
    fs::create_dir(&state).unwrap();
    // A limit on file size of 0 stands for a full disk.
    let line =
        format!("trap '' XFSZ; ulimit -f 0; XDG_STATE_HOME='{}' exec \"$DIXIT\" \"$FILE\"", state.display());
    let mut terminal = Terminal::shell(120, 24, &line, &file);
    terminal.wait_for_text("Quotes 2");
    first(&mut terminal, "Ida Brandt");
    terminal.press("x");
    wait_for_words(&terminal, "cannot save corrections");
    quit(terminal);
    let files: Vec<_> = permissions(&state).into_iter().filter(|(path, _)| path.is_file()).collect();
    assert!(files.iter().all(|(path, _)| path.ends_with(".lock")), "{files:?}");
}
