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

#[cfg(feature = "window")]
fn open_window(arguments: &Arguments) -> ExitCode {
    use earwright::app::{self, Options};
    let renderer = arguments.renderer.map(|renderer| match renderer {
        cli::Renderer::Wgpu => app::Renderer::Wgpu,
        cli::Renderer::Glow => app::Renderer::Glow,
    });
    let options = Options {
        file: arguments.file.clone(),
        renderer,
    };
    match app::run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            cli::report(&anyhow::anyhow!(message));
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "window"))]
fn open_window(_arguments: &Arguments) -> ExitCode {
    cli::report(&anyhow::anyhow!(
        "this program was built without its window: see `earwright --help` for what it can do"
    ));
    ExitCode::FAILURE
}
