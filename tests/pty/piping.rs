//! A command gets the quote or the article, and the terminal; the reader then goes on.

use crate::terminal::Terminal;
use std::fs;
use tempfile::TempDir;

const ARTICLE: &str =
    "Harbour plan passes\n\n“Nobody likes it,” said Ida Brandt, the mayor.\n\nIt rained\u{1b}[31m.\n";

fn open() -> (TempDir, Terminal) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.txt");
    fs::write(&file, ARTICLE).unwrap();
    let mut terminal = Terminal::dixit_in(&folder.path().join("state"), 100, 24, &file);
    terminal.wait_for_text("Quotes 1");
    terminal.press("n");
    terminal.wait_for_text("1/1 · Ida Brandt");
    (folder, terminal)
}

/// Returns to the reader, and quits.
#[track_caller]
fn come_back(mut terminal: Terminal) {
    terminal.press("\r");
    terminal.wait_for_text("Quotes 1");
    terminal.press("?");
    terminal.wait_for_text("Signs and keys");
    terminal.press("qQ");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (0, vec![]), "{}", left.written);
}

#[test]
fn a_quote_goes_to_a_command_and_the_article_after_a_key() {
    let (_folder, mut terminal) = open();
    terminal.press("|");
    terminal.wait_for_text("quote |");
    terminal.press("sed 's/likes/loves/'\r");
    let rows = terminal.wait_for_text("press Enter to return");
    assert!(rows.iter().any(|row| row.contains("“Nobody loves it,”")), "{rows:#?}");
    assert!(rows.iter().any(|row| row.contains("[sed s/likes/loves/: done;")), "{rows:#?}");
    terminal.press("\r");
    terminal.wait_for_text("Quotes 1");
    terminal.press("|\t\u{1b}[A");
    terminal.wait_for_text("article | sed");
    terminal.press("\u{15}cat\r");
    let rows = terminal.wait_for_text("[cat: done; press Enter to return]");
    assert!(rows.iter().any(|row| row.contains("It rained␛[31m.")), "{rows:#?}");
    come_back(terminal);
}

#[test]
fn a_command_has_the_keys_and_what_interrupts() {
    let (_folder, mut terminal) = open();
    // It reads a line from the keyboard while the text is on its standard input.
    terminal.press("|sh -c 'echo ready; read line < /dev/tty; echo \"got $line\"'\r");
    terminal.wait_for("that it runs", |rows| rows.iter().any(|row| row == "ready"));
    terminal.press("hello\r");
    terminal.wait_for_text("got hello");
    terminal.wait_for_text("done; press Enter to return");
    terminal.press("\r");
    terminal.wait_for_text("Quotes 1");
    terminal.press("|sh -c 'echo and on; exec sleep 60'\r");
    terminal.wait_for("that it runs", |rows| rows.iter().any(|row| row == "and on"));
    terminal.press("\u{3}");
    terminal.wait_for_text("ended by signal 2; press Enter to return");
    come_back(terminal);
}

#[test]
fn what_cannot_be_run_is_told() {
    let (_folder, mut terminal) = open();
    terminal.press("|'open\r");
    terminal.wait_for_text("a quotation mark in the command is not closed");
    terminal.press("|no-such-program here\r");
    terminal.wait_for_text("there is no such program; press Enter to return");
    terminal.press("\r");
    terminal.wait_for_text("Quotes 1");
    // A command that stops is continued, and text that it does not read blocks nothing.
    terminal.press("|sh -c 'kill -STOP $$; exit 3'\r");
    terminal.wait_for_text("failed with 3; press Enter");
    come_back(terminal);
}

#[test]
fn the_reader_ends_while_a_command_runs() {
    let (_folder, mut terminal) = open();
    terminal.press("|sh -c 'echo ready; exec sleep 60'\r");
    terminal.wait_for("that it runs", |rows| rows.iter().any(|row| row == "ready"));
    terminal.signal("TERM");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (143, vec![]), "{}", left.written);
}

#[test]
fn commands_of_ones_own_get_arguments_that_no_shell_reads() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("plan.txt"), folder.path().join("out"));
    let text = ARTICLE.replace("likes it", "likes $(touch owned) it; `id` \u{1b}[31m");
    fs::write(&file, text).unwrap();
    fs::create_dir(folder.path().join("dixit")).unwrap();
    let script = format!("printf '%s|' \\\"$@\\\" > {0}; cat >> {0}", out.display());
    let settings = format!(
        "[[share]]\nname = \"post\"\ncommand = [\"sh\", \"-c\", \"{script}\", \"sh\", \"{{quote}} by {{speaker}}\", \
         \"{{title}}\", \"{{url}}\"]\nkey = \"w\"\n[[share]]\nname = \"fail\"\ncommand = [\"sh\", \"-c\", \
         \"echo not today >&2; exit 2\"]\n"
    );
    fs::write(folder.path().join("dixit/config.toml"), settings).unwrap();
    let mut terminal = Terminal::dixit_in(folder.path(), 100, 24, &file);
    terminal.wait_for_text("Quotes 1");
    terminal.press("nw");
    terminal.wait_for_text("share post: done");
    let written = fs::read_to_string(&out).unwrap();
    assert!(
        written.starts_with(
            "“Nobody likes $(touch owned) it; `id` ␛[31m,” by Ida Brandt|Harbour plan passes||“Nobody"
        ),
        "{written}"
    );
    assert!(written.contains("\n— Ida Brandt"), "{written}");
    terminal.press(":share fail");
    terminal.wait_for_text("echo not today");
    terminal.press("\r");
    terminal.wait_for_text("share fail: not today");
    terminal.press("Q");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (0, vec![]), "{}", left.written);
}
