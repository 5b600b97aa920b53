//! The same work without a window: one file a subcommand.
//!
//! Results go to stdout or `--out`, messages to stderr. The exit code is 0 only on success: 1 when
//! the work failed, 2 when the command line was not understood, 130 when it was interrupted and what
//! there was so far is kept.

mod arguments;
mod check;
mod choices;
mod compare;
mod convert;
mod distortion;
mod ears;
mod explain;
mod export;
mod fit;
mod free;
mod goals;
mod impedance;
mod import;
mod input;
mod interrupt;
mod json;
mod library;
mod limits;
mod merge;
mod optimize;
mod output;
mod plot;
mod probes;
mod render;
mod report;
mod saturation;
mod score;
mod solve;
mod tolerance;
mod validate;

use crate::words;
use clap::{Parser, Subcommand, ValueEnum};
use std::{path::PathBuf, process::ExitCode};

/// Hybrid in-ear monitors and headphones, electrics and acoustics solved together.
#[derive(Debug, Parser)]
#[command(
    name = "earwright",
    version,
    about,
    args_conflicts_with_subcommands = true
)]
pub struct Arguments {
    /// What to do; nothing opens the window.
    #[command(subcommand)]
    pub work: Option<Work>,
    /// The design to open in the window.
    pub file: Option<PathBuf>,
    /// What draws the window.
    #[arg(long, value_enum)]
    pub renderer: Option<Renderer>,
    /// The language: of the window, and of what is found in designs and files.
    #[arg(long, global = true, value_enum)]
    pub language: Option<Language>,
}

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese (中文).
    Zh,
}

impl From<Language> for words::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::English,
            Language::Zh => Self::Chinese,
        }
    }
}

/// What draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// Vulkan, Metal or Direct3D, on a real graphics processor.
    Wgpu,
    /// OpenGL, on anything that has it.
    Glow,
}

/// The work there is without a window.
#[derive(Debug, Subcommand)]
pub enum Work {
    /// Solve a design and print its curves as CSV.
    Solve(solve::Solve),
    /// Draw a plot of a design into an SVG or PNG file.
    Plot(plot::Plot),
    /// List what is wrong or doubtful in a design.
    Check(check::Check),
    /// Compare a design with another, with a snapshot of its own or with a measured curve.
    Compare(compare::Compare),
    /// Convert a response from one rig to another for one device.
    Convert(convert::Convert),
    /// Tell what drivers add at large amplitudes: harmonics, compression, intermodulation.
    Distortion(distortion::Distort),
    /// Explain how a built unit differs from its design.
    Explain(explain::Explain),
    /// Judge a design by the goals it has.
    Goals(goals::Goals),
    /// Search catalogue values that bring a design nearer to its target.
    Optimize(optimize::Optimize),
    /// Rank every combination of what may be chosen.
    Choices(Box<choices::Choices>),
    /// Fit a driver's parameters to its measured response and impedance.
    Fit(Box<fit::Fit>),
    /// Find an earphone's impedance from its levels behind source resistors.
    Impedance(impedance::Impedance),
    /// Read a measured curve or a driver's parameters, and say what was understood.
    Import(import::Import),
    /// Build many units of a design within tolerances and print the band they fill.
    Tolerance(tolerance::Tolerance),
    /// Join the parts of a run that was shared out with --shard.
    Merge(merge::Merge),
    /// Solve a design in a family of ears, insertions and leaks.
    Ears(ears::Ears),
    /// Say how loud a design plays, and which part has enough then.
    Limits(limits::Limits),
    /// Answer eight questions about designs, side by side.
    Report(report::ReportCards),
    /// Find the saturation current of an armature from its data sheet's distortion.
    Saturation(saturation::Saturation),
    /// Predict how well listeners would like a response.
    Score(score::Score),
    /// Export what others need of a design: the parts list, its curves, the target.
    Export(export::Export),
    /// Render a sound through a design, as it is heard at the drum.
    Render(Box<render::Render>),
    /// Run the solver against what others published.
    Validate(validate::Validate),
    /// List what the library holds.
    Library(library::Library),
}

/// How a subcommand ended, when nothing stopped it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It did what was asked.
    Success,
    /// It said what is wrong with the design.
    Failure,
    /// It was asked to stop, and kept what it had.
    Interrupted,
}

/// Exit code of interrupted work, as shells count it.
const INTERRUPTED: u8 = 130;

/// Does the work and says how it ended.
pub fn run(work: &Work) -> ExitCode {
    let outcome = match work {
        Work::Solve(solve) => solve.run(),
        Work::Plot(plot) => plot.run(),
        Work::Check(check) => check.run(),
        Work::Compare(compare) => compare.run(),
        Work::Convert(convert) => convert.run(),
        Work::Distortion(distortion) => distortion.run(),
        Work::Explain(explain) => explain.run(),
        Work::Goals(goals) => goals.run(),
        Work::Optimize(optimize) => optimize.run(),
        Work::Choices(choices) => choices.run(),
        Work::Fit(fit) => fit.run(),
        Work::Impedance(impedance) => impedance.run(),
        Work::Import(import) => import.run(),
        Work::Ears(ears) => ears.run(),
        Work::Limits(limits) => limits.run(),
        Work::Report(report) => report.run(),
        Work::Saturation(saturation) => saturation.run(),
        Work::Score(score) => score.run(),
        Work::Export(export) => export.run(),
        Work::Tolerance(tolerance) => tolerance.run(),
        Work::Merge(merge) => merge.run(),
        Work::Render(render) => render.run(),
        Work::Validate(validate) => validate.run(),
        Work::Library(library) => library.run(),
    };
    match outcome {
        Ok(Outcome::Success) => ExitCode::SUCCESS,
        Ok(Outcome::Failure) => ExitCode::FAILURE,
        Ok(Outcome::Interrupted) => ExitCode::from(INTERRUPTED),
        Err(error) if output::is_broken_pipe(&error) => {
            // The reader has seen enough, as in `earwright solve … | head`.
            ExitCode::SUCCESS
        }
        Err(error) => {
            output::message(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Says why a command line was not understood, or prints the help that was asked for.
pub fn refuse(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        output::message(error.render().to_string().trim_end());
        return ExitCode::from(2);
    }
    // Help and version go to stdout, in colour where it has any.
    let _ = error.print();
    ExitCode::SUCCESS
}

/// Prints an error about a design that was to be opened, as the subcommands do.
pub fn report(error: &anyhow::Error) {
    output::message(&format!("error: {error:#}"));
}
