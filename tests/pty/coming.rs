//! Articles that change or arrive slowly while they are read.

use crate::terminal::Terminal;
use std::{fs, io::Write as _};

#[test]
fn a_slow_pipe_is_shown_as_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let gate = folder.path().join("gate");
    let script = "{ printf 'A bridge\\n\\nNobody knows when it opens.\\n'; while ! [ -e \"$FILE\" ]; do sleep 0.1; \
        done; printf '\\n“It is closed,” said Ida Brandt, the mayor.\\n'; } | \"$DIXIT\"; echo over";
    let mut terminal = Terminal::shell(80, 24, script, &gate);
    terminal.wait_for_text("Nobody knows when it opens.");
    terminal.wait_for_text("so far, and more may come");
    fs::write(&gate, "").unwrap();
    terminal.wait_for_text("“It is closed,”");
    terminal.wait_for_text("Quotes 1");
    terminal.press("Q");
    terminal.wait_for_text("over");
}

#[test]
fn a_file_that_is_followed_is_read_again_and_its_end_stays_in_sight() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("live.txt");
    let lines = (1..40).fold(String::new(), |text, n| text + &format!("Line {n} of what goes on.\n\n"));
    fs::write(&path, format!("A bridge\n\n{lines}")).unwrap();
    let mut terminal = Terminal::shell(80, 24, "\"$DIXIT\" --follow \"$FILE\"; echo over", &path);
    terminal.wait_for_text("Quotes 0");
    terminal.press("G");
    terminal.wait_for_text("Line 39 of what goes on.");
    let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all("“It is closed,” said Ida Brandt, the mayor.\n".as_bytes()).unwrap();
    terminal.wait_for_text("“It is closed,”");
    terminal.wait_for_text("Quotes 1");
    terminal.press("Q");
    terminal.wait_for_text("over");
}

#[test]
fn what_is_piped_in_is_read_line_by_line_with_commands_from_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "A bridge\n\n“It is closed,” said Ida Brandt, the mayor.\n").unwrap();
    let script = "cat \"$FILE\" | \"$DIXIT\" --linear --model quick; echo over";
    let mut terminal = Terminal::shell(80, 24, script, &path);
    terminal.wait_for_text("1 paragraph, 1 quote by 1 speaker");
    terminal.press("n\r");
    terminal.wait_for_text("Quote 1 of 1, Ida Brandt, direct: “It is closed,”");
    terminal.press("q\r");
    terminal.wait_for_text("over");
}
