//! Trains the model that the reader carries. `assets/model/README.md` tells of what and how.

use clap::Parser;
use std::{fs, path::PathBuf, process::ExitCode};

/// Learn the model of cues, content and sources from a corpus.
#[derive(Parser)]
#[command(name = "train", version)]
struct Arguments {
    /// The folder with train.jsonl and silver-train.jsonl.gz
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The file to write the model to
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

fn main() -> ExitCode {
    let Arguments { data, out } = Arguments::parse();
    let done = dixit::training::train(&data).map_err(|error| error.to_string()).and_then(|bytes| {
        fs::write(&out, &bytes).map_err(|error| format!("cannot write {}: {error}", out.display()))
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("train: {problem}");
            ExitCode::FAILURE
        }
    }
}
