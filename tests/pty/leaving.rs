//! The terminal is restored however the reader ends.

use crate::terminal::{DIXIT, Left, Terminal, child_of, kill, wait_for_death};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::{fs, io::Read as _, path::Path, thread, time::Duration};

/// The alternate screen.
const ALTERNATE: u16 = 1049;
/// Reports of the mouse: buttons, and their form.
const MOUSE: [u16; 2] = [1000, 1006];

/// Opens the reader, ends it by `end`, and checks what is left.
#[track_caller]
fn check(status: u32, end: impl Fn(&mut Terminal)) {
    let mut terminal = open();
    end(&mut terminal);
    let Left { status: found, modes, settings_restored, written } = terminal.end();
    assert_eq!(modes, [], "modes are left changed");
    assert!(settings_restored, "the line settings are left changed");
    assert_eq!(found, status, "{}", written.lines().last().unwrap_or_default());
}

#[track_caller]
fn open() -> Terminal {
    let terminal = Terminal::dixit(100, 30, [] as [&str; 0]);
    terminal.wait_for_text("? help");
    let modes = terminal.modes();
    assert!(modes.contains(&ALTERNATE) && MOUSE.iter().all(|mode| modes.contains(mode)), "{modes:?}");
    assert!(!terminal.has_first_settings());
    terminal
}

#[test]
fn q_goes_back_to_the_list_and_quits_from_there() {
    check(0, |terminal| terminal.press("qq"));
}

#[test]
fn capital_q_quits() {
    check(0, |terminal| terminal.press("Q"));
}

#[test]
fn control_c_quits() {
    check(0, |terminal| terminal.press("\u{3}"));
}

#[test]
fn sigterm_ends_it() {
    check(143, |terminal| terminal.signal("TERM"));
}

#[test]
fn sighup_ends_it() {
    check(129, |terminal| terminal.signal("HUP"));
}

#[test]
fn sigint_ends_it() {
    check(130, |terminal| terminal.signal("INT"));
}

#[test]
fn sigquit_ends_it() {
    check(131, |terminal| terminal.signal("QUIT"));
}

#[test]
fn a_reader_that_is_asked_to_end_does_so_as_if_its_guardian_had_been() {
    check(131, |terminal| terminal.signal_reader("QUIT"));
    check(143, |terminal| terminal.signal_reader("TERM"));
}

/// Kills the reader with a signal that it cannot handle. Returns the last line on the terminal.
#[track_caller]
fn last_words(status: u32, signal: &str) -> String {
    let terminal = open();
    let reader = child_of(terminal.process());
    // Rust's handler for stack overflow resets itself at the first fault and expects the fault to recur; here it has to
    // be sent again.
    while !terminal.has_ended() {
        kill(signal, reader);
        thread::sleep(Duration::from_millis(20));
    }
    let Left { status: found, modes, settings_restored, written } = terminal.end();
    assert_eq!((found, modes, settings_restored), (status, vec![], true), "{signal}");
    let (_, after) = written.rsplit_once("\u{1b}[?25h").expect("the cursor is shown again");
    assert_eq!(after.matches('\n').count(), 1, "{signal}: {after:?}");
    after.trim_end().to_owned()
}

#[test]
fn whatever_the_reader_dies_of_the_terminal_is_given_back() {
    for (status, signal) in [(134, "ABRT"), (139, "SEGV"), (135, "BUS"), (132, "ILL"), (137, "KILL")] {
        // The numbers of some signals differ between systems.
        if signal == "BUS" && cfg!(not(target_os = "linux")) {
            continue;
        }
        let words = last_words(status, signal);
        assert!(words.starts_with("dixit: the reader is gone"), "{words}");
        assert!(words.contains(signal) && words.contains("corrections"), "{words}");
    }
}

#[test]
fn a_reader_whose_guardian_is_killed_does_not_stay() {
    let terminal = open();
    let reader = child_of(terminal.process());
    terminal.signal("KILL");
    wait_for_death(reader);
    terminal.wait_for_first_modes();
    assert!(terminal.has_first_settings());
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).unwrap();
    let state = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(DIXIT);
    command.env("XDG_STATE_HOME", state.path());
    command.env("TERM", "xterm-256color");
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut output = pty.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("? help") {
        let mut buffer = [0; 1 << 14];
        let read = output.read(&mut buffer).unwrap();
        seen.extend_from_slice(&buffer[..read]);
    }
    let reader = child_of(child.process_id().unwrap());
    drop((output, pty.master));
    assert_eq!(child.wait().unwrap().exit_code(), 129);
    wait_for_death(reader);
}

#[test]
fn a_terminal_that_claims_to_be_larger_than_any_is_told_so() {
    let words = "65535 columns and 65535 rows";
    let terminal = open();
    terminal.claim_size(65535, 65535);
    let left = terminal.end();
    assert_eq!((left.status, left.modes, left.settings_restored), (1, vec![], true));
    assert!(left.written.trim_end().ends_with("too large"), "{}", left.written.len());
    assert!(left.written.contains(words));
    // The same when the terminal is too large from the start.
    let script = r#"
        stty cols 65535 rows 65535
        "$DIXIT"
        echo "over: $?""#;
    let terminal = Terminal::shell(100, 30, script, Path::new(""));
    terminal.wait_for_text("over: 1");
    let left = terminal.end();
    assert!(left.written.contains(words), "{}", left.written);
    assert_eq!((left.modes, left.settings_restored), (vec![], true));
}

#[test]
fn what_is_still_being_read_can_be_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    // The shell holds the pipe open, and nothing is ever written to it.
    let script = r#"mkfifo "$FILE"; exec 3<>"$FILE"; "$DIXIT" "$FILE"; echo "over: $?""#;
    for script in [script, r#"sleep 60 | { "$DIXIT" -; echo "over: $?"; kill 0; }"#] {
        let mut terminal = Terminal::shell(100, 30, script, &path);
        terminal.wait_for_text("opening");
        terminal.press("\u{1b}");
        terminal.wait_for_text("cancelled");
        terminal.press("Q");
        terminal.wait_for_text("over: 0");
        assert_eq!(terminal.modes(), []);
        let _ = fs::remove_file(&path);
    }
}

#[test]
fn what_comes_late_is_shown_and_what_cannot_be_read_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("late.txt");
    fs::write(&path, "Late news\n\nThe boat is here, a man said.\n").unwrap();
    let script = r#"{ sleep 1; cat "$FILE"; } | "$DIXIT" -; echo "over: $?""#;
    let mut terminal = Terminal::shell(100, 30, script, &path);
    terminal.wait_for_text("opening");
    terminal.wait_for_text("The boat is here");
    terminal.press("Q");
    terminal.wait_for_text("over: 0");
    fs::write(&path, "").unwrap();
    let terminal = Terminal::shell(100, 30, script, &path);
    terminal.wait_for_text("opening");
    terminal.wait_for_text("over: 1");
    let left = terminal.end();
    assert!(left.written.contains("- is empty: there is nothing to read"), "{}", left.written);
    assert_eq!((left.modes, left.settings_restored), (vec![], true));
}

#[test]
fn a_signal_in_the_middle_of_a_frame_ends_it_cleanly() {
    check(143, |terminal| {
        terminal.press("    jjjjGg");
        terminal.signal("TERM");
    });
}

#[test]
fn the_mouse_is_left_to_the_terminal_and_taken_again() {
    let mut terminal = open();
    let is_taken = |terminal: &Terminal| terminal.modes().contains(&MOUSE[0]);
    for taken in [false, true, false] {
        let from = terminal.written();
        terminal.press("T");
        let mode = if taken { "\u{1b}[?1000h" } else { "\u{1b}[?1000l" };
        terminal.wait_for_bytes(mode, from, |written| written.contains(mode));
        assert_eq!(is_taken(&terminal), taken);
    }
    terminal.press("Q");
    assert_eq!(terminal.end().modes, []);
}

#[test]
fn control_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    let script = r#"
        set -m
        "$DIXIT"
        echo "in the shell"
        read -r _
        fg > /dev/null
        echo "over: $?""#;
    let mut terminal = Terminal::shell(100, 30, script, Path::new(""));
    terminal.wait_for_text("? help");
    terminal.press("\u{1a}");
    terminal.wait_for_text("in the shell");
    assert_eq!(terminal.modes(), []);
    assert!(terminal.has_first_settings());
    terminal.press("\r");
    terminal.wait_for_text("? help");
    assert!(terminal.modes().contains(&ALTERNATE));
    assert!(!terminal.has_first_settings());
    terminal.press("Q");
    terminal.wait_for_text("over: 0");
    let left = terminal.end();
    assert_eq!((left.modes, left.settings_restored), (vec![], true));
}

#[test]
fn stopped_and_continued_from_elsewhere_it_draws_its_screen_anew() {
    let terminal = open();
    for stop in ["STOP", "TSTP"] {
        terminal.signal(stop);
        terminal.wait_for_stop();
        if stop == "TSTP" {
            terminal.wait_for_first_modes();
        }
        let from = terminal.written();
        terminal.signal("CONT");
        terminal.wait_for_bytes("the alternate screen", from, |written| {
            written.contains("\u{1b}[?1049h") && written.contains("help")
        });
        assert!(!terminal.has_first_settings());
    }
    terminal.signal("TERM");
    assert_eq!(terminal.end().modes, []);
}
