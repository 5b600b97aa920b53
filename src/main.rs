//! The `earwright` program: the window, or the same work without it.

use clap::Parser as _;
use earwright::cli::{self, Arguments};
use std::process::ExitCode;

fn main() -> ExitCode {
    env_logger::init();
    let arguments = Arguments::parse();
    match &arguments.work {
        Some(work) => cli::run(work),
        None => open_window(&arguments),
    }
}

fn open_window(_arguments: &Arguments) -> ExitCode {
    cli::report(&anyhow::anyhow!(
        "this program was built without its window: see `earwright --help` for what it can do"
    ));
    ExitCode::FAILURE
}
