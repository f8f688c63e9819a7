//! `polysemy`: parses the arguments and does what they say.

use std::process::ExitCode;

fn main() -> ExitCode {
    polysemy::cli::run()
}
