//! `earwright plot`: a plot of a design as SVG or PNG.

use super::{Outcome, input, output, solve::Grid};
use crate::{
    network::Solver,
    picture::{Input, View, plot_model, png, style::Theme, svg},
};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Draw a plot of a design into an SVG or PNG file.
#[derive(Debug, Args)]
pub struct Plot {
    /// The design.
    file: PathBuf,
    /// What is drawn.
    #[arg(long, value_enum)]
    what: What,
    /// The file to draw into: its ending, `.svg` or `.png`, says how.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// At which frequencies.
    #[command(flatten)]
    grid: Grid,
    /// Width of the plot, points (PNG: half a pixel each).
    #[arg(long, default_value_t = 900, value_parser = clap::value_parser!(u16).range(200..=8000))]
    width: u16,
    /// Height of the plot, points.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u16).range(150..=8000))]
    height: u16,
    /// Draw on a dark ground.
    #[arg(long)]
    dark: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Sound pressure level: total, drivers, target.
    Spl,
    /// Electrical impedance, magnitude and phase.
    Impedance,
    /// Phase of the sound pressure.
    Phase,
    /// Group delay.
    Delay,
}

/// Pixels a point of a PNG.
const PNG_SCALE: f64 = 2.0;

impl Plot {
    /// Solves, draws and writes.
    pub(super) fn run(&self) -> Result<Outcome> {
        let ending = self
            .out
            .extension()
            .and_then(|ending| ending.to_str())
            .map(str::to_lowercase);
        let raster = match ending.as_deref() {
            Some("svg") => false,
            Some("png") => true,
            _ => bail!(
                "--out {}: the file's ending must be .svg or .png",
                self.out.display()
            ),
        };
        let frequencies = self.grid.frequencies()?;
        let design = input::design(&self.file)?;
        let solution = Solver::default().solve(&design, &frequencies);
        if input::tell(&design, &solution.problems) {
            output::message("error: the design cannot be solved as it stands");
            return Ok(Outcome::Failure);
        }
        let view = match self.what {
            What::Spl => View::Spl,
            What::Impedance => View::Impedance,
            What::Phase => View::Phase,
            What::Delay => View::Delay,
        };
        let model = plot_model(view, &Input::new(&design, &solution));
        if let Some(message) = &model.empty_message {
            output::message(&format!("warning: nothing to draw: {message}"));
        }
        let theme = if self.dark { Theme::Dark } else { Theme::Light };
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        let bytes = if raster {
            png::png(&model, width, height, PNG_SCALE, theme).context("the plot cannot be drawn")?
        } else {
            svg::svg(&model, width, height, theme).into_bytes()
        };
        output::file(&self.out, &bytes)?;
        Ok(Outcome::Success)
    }
}
