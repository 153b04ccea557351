//! A home folder for a test, and the program run in it.

use super::run::run;
use serde_json::{Value, json};
use std::{fs, path::PathBuf, process::Command};
use tempfile::TempDir;

/// A home of one's own.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.args(arguments).current_dir(self.0.path());
        command.env("XDG_STATE_HOME", self.path("state")).env("XDG_CONFIG_HOME", self.path("config"));
        command
    }

    /// Standard output of a run that succeeds.
    #[track_caller]
    pub fn says(&self, arguments: &[&str]) -> String {
        let (code, out, err) = run(&mut self.command(arguments));
        assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}: {out}");
        out
    }

    /// The one-line error of a run that fails.
    #[track_caller]
    pub fn fails(&self, arguments: &[&str]) -> String {
        let (code, _, err) = run(&mut self.command(arguments));
        assert!(code == Some(1) && err.lines().count() == 1, "{arguments:?}: {code:?}, {err}");
        err
    }

    pub fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        self.says(arguments).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Writes a file of articles, each a name, a day and what it says.
    pub fn write(&self, file: &str, articles: &[(&str, &str, &str)]) {
        let lines = articles.iter().map(|(doc, day, said)| {
            json!({"doc": doc, "text": format!("News of {doc} today\n\n{day} 2018\n\n{said}\n")}).to_string()
                + "\n"
        });
        fs::write(self.path(file), lines.collect::<String>()).unwrap();
    }

    pub fn add(&self, file: &str) -> String {
        self.says(&["library", "add", "--model", "quick", "--from", "jsonl", file])
    }
}
