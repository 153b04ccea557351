//! Trains the models that dixit ships: see `assets/model/README.md` for the data and the commands.

use clap::{Parser, Subcommand};
use dixit::training::{self, ActorData};
use std::{fs, path::PathBuf, process::ExitCode};

/// Learn a model that the reader carries from corpora.
#[derive(Parser)]
#[command(name = "train", version)]
struct Arguments {
    #[command(subcommand)]
    what: What,
    /// The file to write the model to
    #[arg(long, value_name = "FILE", global = true, default_value = "model.bin")]
    out: PathBuf,
}

#[derive(Subcommand)]
enum What {
    /// Cues, content and sources
    Attribution {
        /// The folder with train.jsonl and silver-train.jsonl.gz
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Names and pronouns; learnt on top of the model of attribution that this program was built with
    Actors {
        /// The folder with train.jsonl and silver-train.jsonl.gz
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// Files of texts with gold clusters
        #[arg(long, value_name = "FILE", num_args = 1.., required = true)]
        clusters: Vec<PathBuf>,
    },
    /// What the encoder reads of each text, for its training: a line of JSON a text
    EncoderInput {
        /// The list of pieces that the encoder knows, one a line
        #[arg(long, value_name = "FILE")]
        vocabulary: PathBuf,
        /// Files of texts, a line of JSON each
        #[arg(value_name = "FILE", num_args = 1.., required = true)]
        texts: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    let Arguments { what, out } = Arguments::parse();
    let learnt = match what {
        What::Attribution { data } => training::train(&data),
        What::EncoderInput { vocabulary, texts } => training::write_encoder_input(&vocabulary, &texts),
        What::Actors { data, clusters } => training::train_actors(&ActorData { corpus: data, clusters }),
    };
    let done = learnt.map_err(|error| error.to_string()).and_then(|bytes| {
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
