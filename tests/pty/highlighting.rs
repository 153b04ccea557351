//! Highlights and notes are kept between runs.

use crate::terminal::Terminal;
use std::{
    fs,
    path::{Path, PathBuf},
};

const ARTICLE: &str = "The harbour plan passes\n\nThe council met late on Monday. “Nobody likes it,” said Ida Brandt, the \
    mayor. Jonas Weil, a fisherman, said that the harbour was his home.\n";

#[track_caller]
fn open(state: &Path, file: &Path) -> Terminal {
    let terminal = Terminal::dixit_in(state, 120, 24, file);
    terminal.wait_for_text("Quotes 2");
    terminal
}

#[track_caller]
fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (0, vec![]), "{}", left.written);
}

/// The files of highlights, each with its permissions.
fn kept(state: &Path) -> Vec<(PathBuf, u32)> {
    use std::os::unix::fs::PermissionsExt as _;
    let entries = fs::read_dir(state.join("dixit").join("highlights")).unwrap().flatten();
    entries.map(|entry| (entry.path(), entry.metadata().unwrap().permissions().mode() & 0o777)).collect()
}

#[test]
fn a_note_is_there_again_after_a_restart_and_in_another_version() {
    let folder = tempfile::tempdir().unwrap();
    let (file, state) = (folder.path().join("plan.txt"), folder.path().join("state"));
    fs::write(&file, ARTICLE).unwrap();
    let mut terminal = open(&state, &file);
    terminal.press("n");
    terminal.wait_for_text("1/2 · Ida Brandt");
    terminal.press("Awho does?\r");
    terminal.wait_for_text("highlighted “Nobody likes it");
    quit(terminal);
    assert!(kept(&state).iter().all(|(_, mode)| *mode == 0o600), "{:?}", kept(&state));

    let mut terminal = open(&state, &file);
    terminal.press("L");
    terminal.wait_for_text("n who does?");
    terminal.press("q");
    quit(terminal);

    fs::write(&file, ARTICLE.replace("The council", "Updated on Tuesday. The council")).unwrap();
    let mut terminal = open(&state, &file);
    terminal.press("L");
    terminal.wait_for_text("n who does?");
    terminal.press("x");
    terminal.wait_for_text("taken away: the highlight “Nobody likes it");
    quit(terminal);
    let mut terminal = open(&state, &file);
    terminal.press("L");
    terminal.wait_for_text("no highlights here");
    quit(terminal);
}

#[test]
fn a_broken_file_is_set_aside_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let (file, state) = (folder.path().join("plan.txt"), folder.path().join("state"));
    fs::write(&file, ARTICLE).unwrap();
    let mut terminal = open(&state, &file);
    terminal.press("nH");
    terminal.wait_for_text("highlighted “Nobody likes it");
    quit(terminal);
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "toml");
    let path = kept(&state).into_iter().map(|(path, _)| path).find(is_toml).unwrap();
    let broken = format!("{}[[half", fs::read_to_string(&path).unwrap());
    fs::write(&path, &broken).unwrap();
    let mut terminal = open(&state, &file);
    terminal.wait_for("that it was damaged", |rows| rows.join(" ").contains("was damaged"));
    terminal.press("nH");
    terminal.wait_for_text("highlighted “Nobody likes it");
    quit(terminal);
    assert_eq!(fs::read_to_string(path.with_extension("damaged")).unwrap(), broken);
    assert!(fs::read_to_string(&path).unwrap().contains("Nobody likes it"));
}

#[test]
fn words_are_selected_with_the_mouse() {
    let folder = tempfile::tempdir().unwrap();
    let (file, state) = (folder.path().join("plan.txt"), folder.path().join("state"));
    fs::write(&file, ARTICLE).unwrap();
    let mut terminal = open(&state, &file);
    let rows = terminal.wait_for_text("The council met late");
    let (y, row) = rows.iter().enumerate().find(|(_, row)| row.contains("council met")).unwrap();
    let x = row.split("council").next().unwrap().chars().count() + 1;
    let y = y + 1;
    terminal.press(&format!("\u{1b}[<0;{x};{y}M\u{1b}[<32;{};{y}M\u{1b}[<0;{0};{y}m", x + 9));
    terminal.wait_for_text("H highlights");
    terminal.press("H");
    terminal.wait_for_text("highlighted “council met”");
    quit(terminal);
}
