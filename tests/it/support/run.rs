//! The program run off the screen.

use std::process::{Command, Stdio};

/// Runs `command`, which is the program, without proxies and standard input; gives its exit status, what it wrote, and
/// what it said on standard error.
pub fn run(command: &mut Command) -> (Option<i32>, String, String) {
    for variable in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"] {
        command.env_remove(variable).env_remove(variable.to_lowercase());
    }
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}
