//! The `earwright` program: the window, or the same work without it.

use clap::Parser as _;
use earwright::{
    cli::{self, Arguments},
    network::STACK,
    words::{self, Language},
};
use std::{path::Path, process::ExitCode};

/// A frame allocates and frees some megabytes of triangles: the system's allocator gives them back to
/// the system every time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    env_logger::init();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return cli::refuse(&error),
    };
    match &arguments.work {
        Some(work) => {
            // The window prepares its own, which give way to it.
            let workers = rayon::ThreadPoolBuilder::new().stack_size(STACK);
            if let Err(error) = workers.build_global() {
                log::warn!("the worker threads keep their small stacks: {error}");
            }
            let language = arguments.language.map(Into::into);
            words::speak(
                language
                    .or_else(Language::of_environment)
                    .unwrap_or_default(),
            );
            cli::run(work)
        }
        None => match arguments.file.as_deref().filter(|file| is_mistyped(file)) {
            Some(word) => {
                cli::report(&anyhow::anyhow!(
                    "there is no command and no file “{}”: `earwright --help` tells what there is",
                    word.display()
                ));
                ExitCode::from(2)
            }
            None => open_window(&arguments),
        },
    }
}

/// Whether this is no file but a command that was mistyped: one word without an ending.
fn is_mistyped(file: &Path) -> bool {
    file.components().count() == 1 && file.extension().is_none() && !file.exists()
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
        language: arguments.language.map(Into::into),
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
