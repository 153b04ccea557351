//! `dixit config`, and invalid settings.

use crate::support::run::run;
use std::{fs, path::Path, process::Command};

/// What is printed on standard output and on standard error, with this folder for configuration.
fn dixit(folder: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command
        .args(arguments)
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .env_remove("NO_COLOR");
    let (_, out, err) = run(&mut command);
    (out, err)
}

fn write(folder: &Path, text: &str) {
    fs::create_dir_all(folder.join("dixit")).unwrap();
    fs::write(folder.join("dixit/config.toml"), text).unwrap();
}

#[test]
fn what_is_printed_is_a_file_of_settings() {
    let folder = tempfile::tempdir().unwrap();
    let (before, _) = dixit(folder.path(), &["config"]);
    assert!(
        before.contains("width = 72") && before.contains("# default; --width goes before it"),
        "{before}"
    );
    write(folder.path(), "width = 60\n[keys]\nnext-quote = [\"ctrl-n\"]\n");
    let (set, _) = dixit(folder.path(), &["config"]);
    assert!(set.contains("width = 60") && set.contains("next-quote = [\"ctrl-n\"]"), "{set}");
    let (path, _) = dixit(folder.path(), &["config", "--path"]);
    assert!(set.contains(&format!("# set in {}; --width goes before it", path.trim())), "{set}");
    write(folder.path(), &set);
    let (again, err) = dixit(folder.path(), &["config"]);
    assert_eq!(err, "");
    let values = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    };
    assert_eq!(values(&again), values(&set));
    let (schema, _) = dixit(folder.path(), &["config", "--schema"]);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["properties"]["width"]["default"], 72);
}

#[test]
fn what_means_nothing_is_told_a_line_each() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "[keys]\nnext-qoute = \"n\"\nquit = [\"Q\", \"hyper-q\"]\n");
    let (out, err) = dixit(folder.path(), &["config"]);
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!((out.as_str(), lines.len()), ("", 2), "{err}");
    assert!(
        lines[0].ends_with("line 2, column 1: no command is called \"next-qoute\": did you mean next-quote?")
    );
    assert!(lines[1].ends_with("line 3, column 14: no key is called \"hyper-q\""), "{err}");
    // The path can be printed even so.
    assert!(dixit(folder.path(), &["config", "--path"]).0.ends_with("config.toml\n"));
}
