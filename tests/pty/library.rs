//! The library on screen.

use crate::terminal::{DIXIT, Terminal};
use std::{fs, path::Path, process::Command};

#[test]
fn the_library_is_opened_searched_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let (news, state) = (folder.path().join("news"), folder.path().join("state"));
    fs::create_dir(&news).unwrap();
    for (name, said) in [("bridge", "The bridge is naïve"), ("boats", "Boats are back")] {
        let text = format!("Of {name}\n\n8 May 2018\n\n“{said},” said Ida Brandt, the mayor of Hull.\n");
        fs::write(news.join(format!("{name}.txt")), text).unwrap();
    }
    let mut command = Command::new(DIXIT);
    for place in ["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
        command.env(place, &state);
    }
    let added = command.args(["library", "add", "--model", "quick"]).arg(&news).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&added.stdout), "2 added\n");

    let mut terminal = Terminal::dixit_in(&state, 80, 24, Path::new("library"));
    terminal.wait_for_text("Ida Brandt, mayor of Hull");
    terminal.press("/naiv");
    terminal.wait_for("the quote that was typed for", |rows| {
        rows.iter().any(|row| row.contains("The bridge is naïve"))
            && !rows.iter().any(|row| row.contains("Boats"))
    });
    terminal.press("\r\r");
    terminal.wait_for_text("Of bridge");
    terminal.wait_for_text("Quotes 1");
    // A correction on screen reaches the library, even where what is read is not added to it.
    terminal.wait_for_text("1/1 · Ida Brandt");
    terminal.press("rJo Lind\r");
    terminal.wait_for_text("is by Jo Lind");
    terminal.press("\u{7f}");
    terminal.wait_for_text("people · quotes 1");
    terminal.press("Q");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (0, vec![]), "{}", left.written);
    let mut said = Command::new(DIXIT);
    for place in ["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
        said.env(place, &state);
    }
    let said = said.args(["said", "Jo Lind"]).output().unwrap();
    let said = String::from_utf8_lossy(&said.stdout);
    assert!(said.contains("“The bridge is naïve,”"), "{said}");
}
