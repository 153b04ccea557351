//! An article opens where it was left.

use crate::terminal::Terminal;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

const TOLD: &str = "continued where you stopped";

/// An article whose paragraphs are numbered and as long as wide screens need to break them, and a folder to keep things
/// in.
fn place() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (file, state) = (folder.path().join("plan.txt"), folder.path().join("state"));
    let paragraph = |number: usize| {
        format!(
            "Part {number}. “Nobody likes it,” said Ida Brandt, the mayor. {}\n\n",
            "It goes on. ".repeat(20)
        )
    };
    fs::write(&file, (1..=60).map(paragraph).collect::<String>()).unwrap();
    (folder, file, state)
}

fn kept(state: &Path) -> PathBuf {
    state.join("dixit").join("positions").join("positions")
}

#[track_caller]
fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (0, vec![]), "{}", left.written);
}

/// Goes to the paragraph with this number.
#[track_caller]
fn go_to(terminal: &mut Terminal, number: usize) {
    // Keys typed before raw mode is on may arrive changed.
    terminal.wait_for_text("? help");
    terminal.press(&format!("/Part {number}.\r"));
    terminal.wait_for_text(&format!("/Part {number}. 1 of 1 "));
    terminal.press("\u{1b}");
    terminal.wait_for("the search to end", |rows| !rows.concat().contains("1 of 1 "));
    terminal.wait_for_text(&format!("Part {number}."));
}

#[test]
fn it_goes_on_where_it_was_left_on_any_width_until_it_is_left_at_the_top() {
    let (_folder, file, state) = place();
    let mut terminal = Terminal::dixit_in(&state, 80, 24, &file);
    terminal.wait_for_text("Part 1.");
    go_to(&mut terminal, 30);
    quit(terminal);

    let terminal = Terminal::dixit_in(&state, 120, 40, &file);
    let rows = terminal.wait_for_text(TOLD);
    assert!(rows.concat().contains("Part 30."), "{rows:#?}");
    // The position stays when the quotes arrive.
    let rows = terminal.wait_for_text("Quotes 60");
    assert!(rows.concat().contains("Part 30."), "{rows:#?}");
    quit(terminal);

    let mut terminal = Terminal::dixit_in(&state, 60, 20, &file);
    terminal.wait_for_text("Part 30.");
    terminal.press("g");
    terminal.wait_for_text("Part 1.");
    quit(terminal);
    assert_eq!(fs::read_to_string(kept(&state)).unwrap(), "");

    let terminal = Terminal::dixit_in(&state, 80, 24, &file);
    let rows = terminal.wait_for_text("Quotes 60");
    assert!(rows.concat().contains("Part 1.") && !rows.concat().contains(TOLD), "{rows:#?}");
    quit(terminal);
}

#[test]
fn a_text_that_changed_begins_at_its_top() {
    let (_folder, file, state) = place();
    let mut terminal = Terminal::dixit_in(&state, 80, 24, &file);
    go_to(&mut terminal, 30);
    // Ending by a signal stores the position as well.
    terminal.signal("TERM");
    assert_eq!(terminal.end().status, 143);
    assert_eq!(fs::read_to_string(kept(&state)).unwrap().lines().count(), 1);

    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("Part 60.", "Part sixty.")).unwrap();
    let terminal = Terminal::dixit_in(&state, 80, 24, &file);
    let rows = terminal.wait_for_text("Quotes 60");
    assert!(rows.concat().contains("Part 1.") && !rows.concat().contains(TOLD), "{rows:#?}");
    quit(terminal);
}

#[test]
fn nothing_is_kept_where_the_settings_say_so() {
    let (_folder, file, state) = place();
    let folder = state.join("dixit");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), "positions = \"nothing\"\n").unwrap();
    let mut terminal = Terminal::dixit_in(&state, 80, 24, &file);
    go_to(&mut terminal, 30);
    quit(terminal);
    assert!(!folder.join("positions").exists());
}

#[test]
fn a_damaged_file_is_told_and_set_aside() {
    let (_folder, file, state) = place();
    fs::create_dir_all(kept(&state).parent().unwrap()).unwrap();
    fs::write(kept(&state), "no positions").unwrap();
    let mut terminal = Terminal::dixit_in(&state, 200, 24, &file);
    terminal.wait_for("what is wrong", |rows| rows.join(" ").contains("was damaged (line 1)"));
    go_to(&mut terminal, 30);
    quit(terminal);
    assert_eq!(fs::read_to_string(kept(&state).with_extension("damaged")).unwrap(), "no positions");
    let terminal = Terminal::dixit_in(&state, 80, 24, &file);
    terminal.wait_for_text(TOLD);
    quit(terminal);
}
