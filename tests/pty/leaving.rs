//! However the reader ends, the terminal is as it was.

use crate::terminal::{Left, Terminal};
use std::path::Path;

/// The alternate screen.
const ALTERNATE: u16 = 1049;
/// Reports of the mouse: buttons, and their form.
const MOUSE: [u16; 2] = [1000, 1006];

/// Opens the reader, ends it somehow, and looks at what is left.
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
fn q_quits() {
    check(0, |terminal| terminal.press("q"));
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
    terminal.press("q");
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
    terminal.press("q");
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
