//! `earwright plot`: a plot of a design as SVG, PDF or PNG.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
    output::Out,
    probes::Probes,
    solve::Grid,
};
use crate::{
    analysis::{
        distortion::{self, Distortion, Rise},
        sensitivity::Weights,
        time::time_grid,
    },
    design::Design,
    exchange::trace,
    network::{Include, Solver, large_signal::Unable},
    picture::{
        Distorted, Input, Reference, SMOOTHINGS, View,
        pdf::{self, About},
        plot_model, png,
        style::Theme,
        svg,
    },
};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum, builder::PossibleValue};
use serde_json::json as object;
use std::{path::PathBuf, sync::Arc};

/// Draw a plot of a design into an SVG, PDF or PNG file.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `what`, `out`, `width` and `height` in points, `traces` (names), \
                  `empty` (why there is nothing to draw, or null), `problems` (`severity`, `about`, \
                  `text`)."
)]
pub struct Plot {
    /// The design.
    file: PathBuf,
    /// What is drawn.
    #[arg(long, value_enum)]
    what: View,
    /// The file to draw into: its ending, `.svg`, `.pdf` or `.png`, says how.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Ports whose curves are drawn as well.
    #[command(flatten)]
    probes: Probes,
    /// At which frequencies.
    #[command(flatten)]
    grid: Grid,
    /// Width of the plot, points (PNG: half a pixel each; PDF: 96 to the inch).
    #[arg(long, default_value_t = 900, value_parser = clap::value_parser!(u16).range(200..=8000))]
    width: u16,
    /// Height of the plot, points.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u16).range(150..=8000))]
    height: u16,
    /// Where distortion is drawn over level, Hz: 1000 unless said otherwise.
    #[arg(long, value_name = "HZ", value_parser = arguments::hertz)]
    at: Option<f64>,
    /// Smooth levels over an octave in so many parts.
    #[arg(long, value_name = "PARTS", value_parser = smoothing)]
    smoothing: Option<u8>,
    /// Draw on a dark ground.
    #[arg(long)]
    dark: bool,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

fn smoothing(typed: &str) -> Result<u8, String> {
    let parts = typed.trim_start_matches("1/").parse().ok();
    (parts.filter(|parts| SMOOTHINGS.contains(parts)))
        .ok_or_else(|| "an octave is smoothed in 48, 24, 12, 6 or 3 parts".to_owned())
}

impl ValueEnum for View {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = self.tooltip().trim_end_matches('.');
        Some(PossibleValue::new(self.id()).help(help))
    }
}

/// Points of a PNG, four pixels each: drawing it takes some 50 bytes a point.
const MOST_POINTS: f64 = 4e6;
/// Frequencies of a plot of sensitivities: every number of a design has a curve.
const MOST_SENSITIVITIES: usize = 20_000;
/// Frequencies of a plot of distortion: each is balanced by itself.
const MOST_DISTORTED: usize = 2000;
/// Where distortion is drawn over level unless it is said, Hz.
const AT: f64 = 1000.0;
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
        let (raster, page) = match ending.as_deref() {
            Some("svg") => (false, false),
            Some("pdf") => (false, true),
            Some("png") => (true, false),
            _ => bail!(
                "--out {}: the file's ending must be .svg, .pdf or .png",
                self.out.display()
            ),
        };
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        if raster && width * height > MOST_POINTS {
            bail!(
                "--width {width} --height {height}: a PNG may have {:.0} million points, such as 2600 × 1500; an SVG has no such limit",
                MOST_POINTS / 1e6
            );
        }
        let frequencies = self.grid.frequencies()?;
        let view = self.what;
        self.refuse_what_is_ignored()?;
        if view.needs_weights() && frequencies.len() > MOST_SENSITIVITIES {
            bail!(
                "--points {}: sensitivities are found at 1 to {MOST_SENSITIVITIES} frequencies",
                frequencies.len()
            );
        }
        if view.needs_distortion() == Some(Distorted::OverFrequency)
            && frequencies.len() > MOST_DISTORTED
        {
            bail!(
                "--points {}: distortion is found at 1 to {MOST_DISTORTED} frequencies",
                frequencies.len()
            );
        }
        let design = input::design(&self.file)?;
        let out = Out::to(Some(&self.out), &[&self.file])?;
        let probes = self.probes.find(&design)?;
        let mut ports = view.ports(&design);
        ports.extend(probes.iter().map(|probe| probe.end.clone()));
        let (solution, readings) =
            Solver::default().solve_with_readings(&design, &frequencies, &ports);
        if input::tell(&design, &solution.problems) {
            output::message("error: the design cannot be solved as it stands");
            return Ok(Outcome::Failure);
        }
        let time = view
            .needs_time()
            .then(|| Solver::default().solve(&design, &time_grid()));
        let weights = (view.needs_weights()).then(|| {
            let f = &frequencies;
            let list = Solver::default().sensitivities(&design, f, Include::NonZero);
            Weights::new(f, &list)
        });
        let shown = design
            .kept
            .iter()
            .enumerate()
            .filter(|(_, kept)| kept.shown);
        let references: Vec<Reference> = shown
            .map(|(at, kept)| {
                let solution = Solver::default().solve(&kept.design(), &frequencies);
                Reference::new(at, kept.name.as_str(), &Arc::new(solution))
            })
            .collect();
        let distortion = self.distortion(&design, &frequencies);
        let rise = self.rise(&design);
        let model = plot_model(
            view,
            &Input {
                references: &references,
                time: time.as_ref(),
                readings: &readings,
                probes: &probes,
                weights: weights.as_ref(),
                distortion: distortion.as_ref(),
                rise: rise.as_ref(),
                smoothing: self.smoothing,
                ..Input::new(&design, &solution)
            },
        );
        if let Some(message) = &model.empty_message {
            output::message(&format!("warning: nothing to draw: {message}"));
        }
        let theme = if self.dark { Theme::Dark } else { Theme::Light };
        let bytes = if raster {
            png::png(&model, width, height, PNG_SCALE, theme).context("the plot cannot be drawn")?
        } else if page {
            let drawing = svg::svg(&model, width, height, theme);
            let about = About {
                title: &model.title,
                origin: &trace::line(&design),
            };
            pdf::pdf(&drawing, about).context("the plot cannot be drawn")?
        } else {
            svg::svg(&model, width, height, theme).into_bytes()
        };
        out.write_bytes(&bytes)?;
        if self.json.json {
            let traces: Vec<&str> = (model.traces.iter())
                .map(|trace| trace.name.as_str())
                .collect();
            json::print(&object!({
                "what": view.id(),
                "out": json::path_of(&self.out),
                "width": width,
                "height": height,
                "traces": traces,
                "empty": model.empty_message,
                "problems": json::problems(&design, &solution.problems),
            }))?;
        }
        Ok(Outcome::Success)
    }

    /// What is given must matter: else somebody believes that it did.
    fn refuse_what_is_ignored(&self) -> Result<()> {
        let view = self.what;
        let over_level = view.needs_distortion() == Some(Distorted::OverLevel);
        let ignored = [
            ("--at", self.at.is_some() && !over_level),
            ("--probe", self.probes.are_given() && !view.draws_probes()),
            ("--smoothing", self.smoothing.is_some() && !view.smooths()),
        ];
        for (name, is_ignored) in ignored {
            if is_ignored {
                bail!("{name} changes nothing of --what {}", view.id());
            }
        }
        Ok(())
    }

    /// Distortion over frequency, where the plot tells it.
    fn distortion(&self, design: &Design, f: &Arc<[f64]>) -> Option<Result<Distortion, Unable>> {
        let wanted = self.what.needs_distortion() == Some(Distorted::OverFrequency);
        wanted.then(|| distortion::over_frequency(design, f))
    }

    /// Distortion over level, where the plot tells it.
    fn rise(&self, design: &Design) -> Option<Result<Rise, Unable>> {
        let wanted = self.what.needs_distortion() == Some(Distorted::OverLevel);
        wanted.then(|| {
            distortion::over_level(
                design,
                self.at.unwrap_or(AT),
                &distortion::drives_around(design),
            )
        })
    }
}
