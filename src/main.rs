//! The `dixit` program: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    dixit::cli::main()
}
