//! Copying to the tools of the desktop, and what the status line says of it.

use crate::terminal::Terminal;
use std::fs;
use tempfile::TempDir;

const ARTICLE: &str = "Harbour plan passes\n\n“Nobody likes it,” said Ida Brandt, the mayor.\n";

/// The reader with a script `xclip` on its path, and `settings`. The script may write to the file `copied` in its
/// folder.
fn open(script: &str, variables: &str, settings: &str) -> (TempDir, Terminal) {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (file, tool) = (folder.path().join("plan.txt"), folder.path().join("xclip"));
    fs::write(&file, ARTICLE).unwrap();
    fs::write(&tool, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).unwrap();
    fs::create_dir(folder.path().join("dixit")).unwrap();
    fs::write(folder.path().join("dixit/config.toml"), settings).unwrap();
    let place = folder.path().display();
    let line = format!(
        "unset TMUX SSH_TTY SSH_CONNECTION WAYLAND_DISPLAY WSL_INTEROP WSL_DISTRO_NAME; export DISPLAY=:9 {variables}; \
         PATH='{place}':$PATH COPIED='{place}/copied' XDG_CONFIG_HOME='{place}' XDG_STATE_HOME='{place}/state' \
         exec \"$DIXIT\" --model quick \"$FILE\""
    );
    let mut terminal = Terminal::shell(120, 24, &line, &file);
    terminal.wait_for_text("Quotes 1");
    terminal.press("n");
    terminal.wait_for_text("1/1 · Ida Brandt");
    (folder, terminal)
}

#[track_caller]
fn check(script: &str, variables: &str, settings: &str, told: &str, copied: bool) {
    let (folder, mut terminal) = open(script, variables, settings);
    let before = terminal.written();
    terminal.press("y");
    terminal.wait_for_text(told);
    let text = fs::read_to_string(folder.path().join("copied")).unwrap_or_default();
    assert_eq!(text.contains("— Ida Brandt"), copied, "{text}");
    if told.contains("OSC 52") {
        terminal.wait_for_bytes("the text for the clipboard", before, |bytes| bytes.contains("\u{1b}]52;c;"));
    }
    // The reader goes on as before.
    terminal.press("Q");
    let left = terminal.end();
    assert_eq!((left.status, left.modes), (0, vec![]), "{}", left.written);
}

#[test]
fn a_tool_is_told_what_is_copied() {
    check("cat > \"$COPIED\"", "", "", "copied a quote by Ida Brandt with xclip", true);
}

#[test]
fn where_the_tool_fails_or_hangs_the_terminal_is_asked() {
    for script in ["echo no >&2; exit 1", "exec sleep 60", "exec sleep 60 > /dev/null < /dev/null"] {
        check(script, "", "", "sent a quote by Ida Brandt to the terminal (OSC 52): it may refuse", false);
    }
}

#[test]
fn a_tool_that_stays_in_the_background_holds_nothing_up() {
    let script = "cat > \"$COPIED\"; sleep 5 &";
    check(script, "", "", "copied a quote by Ida Brandt with xclip", true);
}

#[test]
fn far_away_and_where_it_is_set_the_tool_is_not_asked() {
    let script = "cat > \"$COPIED\"";
    check(script, "SSH_TTY=/dev/pts/9", "", "(OSC 52): it may refuse", false);
    check(script, "", "clipboard = \"osc52\"", "(OSC 52): it may refuse", false);
    check(script, "", "clipboard = \"off\"", "not copied: the settings say", false);
    check("exit 1", "", "clipboard = \"native\"", "not copied: xclip failed", false);
}
