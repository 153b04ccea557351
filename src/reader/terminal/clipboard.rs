//! The clipboard of the desktop, by external tools. A tool is run without a shell and gets the text on its standard
//! input; one that hangs is killed.

use crate::settings::Clipboard;
use std::{
    io::Write as _,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a tool may take.
const PATIENCE: Duration = Duration::from_millis(700);
/// The interval at which a tool is polled for its end.
const PAUSE: Duration = Duration::from_millis(5);

/// A program that puts its standard input on a clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tool {
    /// The name of the program.
    pub name: &'static str,
    arguments: &'static [&'static str],
    /// Whether it expects UTF-16.
    is_wide: bool,
}

const fn tool(name: &'static str, arguments: &'static [&'static str]) -> Tool {
    Tool { name, arguments, is_wide: false }
}

/// The tools that may be there by the environment, the best first. In an SSH session those of the desktop are left out,
/// since they would reach the clipboard of the remote machine. tmux passes the text on to the terminal by OSC 52.
pub fn tools(choice: Clipboard, variable: impl Fn(&str) -> Option<String>) -> Vec<Tool> {
    let has = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let is_far = choice == Clipboard::Auto && (has("SSH_TTY") || has("SSH_CONNECTION"));
    let mut out = Vec::new();
    match choice {
        Clipboard::Auto | Clipboard::Native => {}
        Clipboard::Osc52 | Clipboard::Off => return out,
    }
    if !is_far {
        if cfg!(target_os = "macos") {
            out.push(tool("pbcopy", &[]));
        }
        if has("WAYLAND_DISPLAY") {
            out.push(tool("wl-copy", &[]));
        }
        if has("DISPLAY") {
            out.push(tool("xclip", &["-selection", "clipboard", "-in"]));
            out.push(tool("xsel", &["--clipboard", "--input"]));
        }
        if has("WSL_DISTRO_NAME") || has("WSL_INTEROP") {
            out.push(Tool { is_wide: true, ..tool("clip.exe", &[]) });
        }
    }
    if has("TMUX") {
        out.push(tool("tmux", &["load-buffer", "-w", "-"]));
    }
    out
}

/// Puts `text` on the clipboard by the first tool that is installed and succeeds. Returns its name.
///
/// # Errors
/// Where none succeeds: the reason of the first that is installed.
pub fn copy(tools: &[Tool], text: &str) -> Result<&'static str, String> {
    let mut first = None;
    for tool in tools {
        match run(*tool, text) {
            Ok(()) => return Ok(tool.name),
            Err(None) => {}
            Err(Some(reason)) => first = first.or(Some(format!("{} {reason}", tool.name))),
        }
    }
    Err(first.unwrap_or_else(|| "no tool for the clipboard is there".to_owned()))
}

/// Runs a tool. The error is the reason, or `None` where it is not installed.
fn run(tool: Tool, text: &str) -> Result<(), Option<String>> {
    let mut command = Command::new(tool.name);
    // A tool may stay in the background to serve the clipboard: it must not hold on to the terminal.
    command.args(tool.arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(None),
        Err(error) => return Err(Some(format!("cannot be run: {error}"))),
    };
    let bytes = if tool.is_wide { wide(text) } else { text.as_bytes().to_vec() };
    if let Some(mut input) = child.stdin.take() {
        // A tool that does not read would block the writer. A write error shows in the exit status of the tool.
        thread::spawn(move || {
            let _ = input.write_all(&bytes);
        });
    }
    wait(&mut child).map_err(Some)
}

fn wait(child: &mut Child) -> Result<(), String> {
    let end = Instant::now() + PATIENCE;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(_)) => return Err("failed".to_owned()),
            Ok(None) if Instant::now() < end => thread::sleep(PAUSE),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("did not answer".to_owned());
            }
            Err(error) => return Err(format!("cannot be waited for: {error}")),
        }
    }
}

/// `text` as UTF-16LE with a byte order mark, as `clip.exe` expects it.
fn wide(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(choice: Clipboard, set: &[&str], expected: &[&str]) {
        let tools = tools(choice, |name| set.contains(&name).then(|| "x".to_owned()));
        let names: Vec<&str> = tools.iter().map(|tool| tool.name).filter(|name| *name != "pbcopy").collect();
        assert_eq!(names, expected, "{choice:?} {set:?}");
    }

    #[test]
    fn the_environment_tells_which_tools_there_may_be() {
        check(Clipboard::Auto, &[], &[]);
        check(Clipboard::Auto, &["WAYLAND_DISPLAY", "DISPLAY"], &["wl-copy", "xclip", "xsel"]);
        check(Clipboard::Auto, &["DISPLAY", "TMUX"], &["xclip", "xsel", "tmux"]);
        check(Clipboard::Auto, &["WSL_INTEROP"], &["clip.exe"]);
        check(Clipboard::Auto, &["DISPLAY", "SSH_TTY", "TMUX"], &["tmux"]);
        check(Clipboard::Native, &["DISPLAY", "SSH_TTY"], &["xclip", "xsel"]);
        check(Clipboard::Osc52, &["DISPLAY"], &[]);
        check(Clipboard::Off, &["DISPLAY", "TMUX"], &[]);
    }

    #[test]
    #[cfg(unix)]
    fn the_first_that_succeeds_is_told_and_one_that_hangs_is_given_up() {
        assert_eq!(copy(&[tool("no-such-tool", &[]), tool("false", &[]), tool("cat", &[])], "x"), Ok("cat"));
        assert_eq!(copy(&[tool("false", &[])], "x"), Err("false failed".to_owned()));
        assert_eq!(copy(&[], "x"), Err("no tool for the clipboard is there".to_owned()));
        let begun = Instant::now();
        let much = "much ".repeat(100_000);
        assert_eq!(copy(&[tool("sleep", &["60"])], &much), Err("sleep did not answer".to_owned()));
        assert!(begun.elapsed() < PATIENCE * 4);
    }

    #[test]
    fn windows_gets_utf_16() {
        assert_eq!(wide("é"), [0xff, 0xfe, 0xe9, 0x00]);
    }
}
