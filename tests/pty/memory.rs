//! What was read and opened, and widths, are remembered between runs.

use crate::terminal::{DIXIT, Terminal};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// A folder with three articles, and one to keep things in.
fn place() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (files, state) = (folder.path().join("news"), folder.path().join("state"));
    fs::create_dir(&files).unwrap();
    for (name, title) in [("a", "A bridge is closed"), ("b", "Boats are back"), ("c", "Council votes")] {
        let text = format!("{title}\n\n“Nobody likes it,” said Ida Brandt, the mayor of {name}.\n");
        fs::write(files.join(format!("{name}.txt")), text).unwrap();
    }
    (folder, files, state)
}

fn memory(state: &Path) -> PathBuf {
    state.join("dixit").join("memory")
}

#[track_caller]
fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (0, vec![]), "{}", left.written);
}

/// The rows of the list, once the survey is done.
fn listed(terminal: &Terminal) -> Vec<String> {
    terminal.wait_for("the list to be looked through", |rows| {
        rows.iter().filter(|row| row.trim_end().ends_with(" 1")).count() == 3
    })
}

/// The output about what was opened lately.
fn recent(state: &Path) -> (String, String) {
    printed(state, "--recent")
}

/// Standard output and standard error.
fn printed(state: &Path, what: &str) -> (String, String) {
    let mut command = Command::new(DIXIT);
    for folder in ["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
        command.env(folder, state);
    }
    let out = command.arg(what).output().unwrap();
    (String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
}

#[test]
fn what_was_read_is_told_from_what_was_not() {
    let (_folder, files, state) = place();
    let mut terminal = Terminal::dixit_in(&state, 80, 24, &files);
    assert!(!listed(&terminal).concat().contains('✓'));
    terminal.press("j\r");
    terminal.wait_for_text("Quotes 1");
    quit(terminal);

    let mut terminal = Terminal::dixit_in(&state, 80, 24, &files);
    let rows = listed(&terminal);
    assert!(rows[2].contains("✓ Boats are back") && rows[0].contains("3, 2 unread"), "{rows:#?}");
    assert_eq!(rows.concat().matches('✓').count(), 1, "{rows:#?}");
    // A key marks it as unread again.
    terminal.press("jN");
    terminal.wait_for("it to be unread", |rows| !rows.concat().contains('✓'));
    quit(terminal);
    let terminal = Terminal::dixit_in(&state, 80, 24, &files);
    assert!(!listed(&terminal).concat().contains('✓'));
    quit(terminal);
}

#[test]
fn what_was_opened_lately_is_listed_and_opened_again() {
    let (_folder, files, state) = place();
    let (out, err) = recent(&state);
    assert!(out.is_empty() && err.contains("nothing has been opened yet"), "{out}{err}");
    for name in ["a", "c"] {
        let terminal = Terminal::dixit_in(&state, 80, 24, &files.join(format!("{name}.txt")));
        terminal.wait_for_text("Quotes 1");
        quit(terminal);
        // It is a list even with one entry.
        let terminal = Terminal::dixit_in(&state, 80, 24, Path::new("--recent"));
        terminal.wait_for_text("Opened lately");
        quit(terminal);
    }
    let (out, _) = recent(&state);
    let lines: Vec<Vec<&str>> = out.lines().map(|line| line.split('\t').collect()).collect();
    let titles: Vec<&str> = lines.iter().map(|line| line[2]).collect();
    assert_eq!(titles, ["Council votes", "A bridge is closed"]);
    assert_eq!(lines[1][1], files.join("a.txt").to_str().unwrap());

    let mut terminal = Terminal::dixit_in(&state, 80, 24, Path::new("--recent"));
    let rows = terminal.wait_for_text("Opened lately 2");
    assert!(rows[1].contains("Council votes"), "{rows:#?}");
    terminal.press("j\r");
    terminal.wait_for_text(" of a.");
    quit(terminal);
    assert!(recent(&state).0.lines().next().unwrap().ends_with("A bridge is closed"));

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        for name in ["lately", "read"] {
            let mode = fs::metadata(memory(&state).join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }
}

#[test]
fn nothing_is_kept_of_it_where_the_settings_say_so() {
    let (_folder, files, state) = place();
    fs::create_dir_all(state.join("dixit")).unwrap();
    fs::write(state.join("dixit/config.toml"), "recent = \"nothing\"\npositions = \"nothing\"\n").unwrap();
    let terminal = Terminal::dixit_in(&state, 80, 24, &files.join("a.txt"));
    terminal.wait_for_text("Quotes 1");
    quit(terminal);
    assert!(!memory(&state).exists());
    assert!(recent(&state).1.contains("recent = \"nothing\""));
}

#[test]
fn widths_and_order_stay_as_they_were_made() {
    let (_folder, files, state) = place();
    let mut terminal = Terminal::dixit_in(&state, 120, 24, &files);
    listed(&terminal);
    terminal.press("s");
    terminal.wait_for_text("by title");
    terminal.press("\r");
    terminal.wait_for_text("Quotes 1");
    terminal.press("-");
    terminal.wait_for_text("text 68 columns wide");
    terminal.press(">");
    quit(terminal);
    assert_eq!(
        fs::read_to_string(memory(&state).join("look")).unwrap(),
        "text 68 72\nsidebar 4\nsort title\n"
    );

    let mut terminal = Terminal::dixit_in(&state, 120, 24, &files);
    terminal.wait_for_text("by title");
    terminal.press("\r");
    terminal.wait_for_text("Quotes 1");
    terminal.press("-");
    terminal.wait_for_text("text 64 columns wide");
    // A width newly set in the settings overrides one set with keys.
    fs::write(state.join("dixit/config.toml"), "width = 50\n").unwrap();
    quit(terminal);
    let mut terminal = Terminal::dixit_in(&state, 120, 24, &files.join("a.txt"));
    terminal.wait_for_text("Quotes 1");
    terminal.press("-");
    terminal.wait_for_text("text 46 columns wide");
    quit(terminal);

    // A damaged file is set aside, and a message says so.
    fs::write(memory(&state).join("look"), "sidebar wide\n").unwrap();
    let terminal = Terminal::dixit_in(&state, 120, 24, &files.join("a.txt"));
    terminal.wait_for_text("Quotes 1");
    quit(terminal);
    assert_eq!(fs::read_to_string(memory(&state).join("look.damaged")).unwrap(), "sidebar wide\n");
}

#[test]
fn what_is_kept_for_another_day_is_read_then() {
    let (_folder, files, state) = place();
    assert!(printed(&state, "--later").1.contains("nothing is kept to be read later: D in the reader keeps"));
    let mut terminal = Terminal::dixit_in(&state, 80, 24, &files);
    listed(&terminal);
    terminal.press("jD");
    terminal.wait_for_text("+Boats are back");
    terminal.wait_for_text("on the reading list: I shows it, D takes this off");
    terminal.press("I");
    terminal.wait_for_text("To read later 1");
    quit(terminal);
    let (out, _) = printed(&state, "--later");
    let parts: Vec<&str> = out.trim_end().split('\t').collect();
    assert_eq!((parts[1], parts[2]), (files.join("b.txt").to_str().unwrap(), "Boats are back"));

    // The whole article is in view, and counts as read to the end once the user has moved in it.
    for (keys, is_kept) in [("", true), (" ", false)] {
        let mut terminal = Terminal::dixit_in(&state, 80, 24, Path::new("--later"));
        terminal.wait_for_text("To read later 1");
        terminal.press("\r");
        terminal.wait_for_text("Quotes 1");
        terminal.press(keys);
        quit(terminal);
        assert_eq!(printed(&state, "--later").0.contains("Boats are back"), is_kept);
    }
    assert!(printed(&state, "--later").1.contains("nothing is kept"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(memory(&state).join("later")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
