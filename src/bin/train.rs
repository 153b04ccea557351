//! Trains the model.
use dixit::training;
fn main() -> std::process::ExitCode { training::main() }
