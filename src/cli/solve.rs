//! `earwright solve`: the curves of a design as CSV.

use super::{Outcome, input, output, output::Out, probes::Probes};
use crate::{
    design::LinkEnd,
    exchange::curves_csv,
    network::{Solver, log_grid},
};
use anyhow::Result;
use clap::{Args, value_parser};
use std::{path::PathBuf, sync::Arc};

/// Solve a design and print its curves as CSV.
#[derive(Debug, Args)]
pub struct Solve {
    /// The design.
    file: PathBuf,
    /// At which frequencies.
    #[command(flatten)]
    grid: Grid,
    /// Ports whose curves are columns as well.
    #[command(flatten)]
    probes: Probes,
    /// Write into this file instead of printing.
    #[arg(long, value_name = "CSV")]
    out: Option<PathBuf>,
}

/// Frequencies to solve at: logarithmic, both ends included.
#[derive(Debug, Args)]
pub(super) struct Grid {
    /// How many frequencies.
    #[arg(long, default_value_t = 512, value_parser = value_parser!(u32).range(1..=1_000_000))]
    points: u32,
    /// Lowest frequency, Hz.
    #[arg(long, default_value_t = 20.0, value_name = "HZ", value_parser = hertz)]
    from: f64,
    /// Highest frequency, Hz.
    #[arg(long, default_value_t = 20_000.0, value_name = "HZ", value_parser = hertz)]
    to: f64,
}

/// A frequency as it is typed: `200`, `1k`, `20 kHz`.
fn hertz(text: &str) -> Result<f64, String> {
    let f = crate::quantity::parse(text, &crate::quantity::Unit::HERTZ)
        .map_err(|error| error.to_string())?;
    if (1e-3..=1e6).contains(&f) {
        Ok(f)
    } else {
        Err("a frequency must lie between 0.001 Hz and 1 MHz".to_owned())
    }
}

impl Grid {
    /// The frequencies, Hz.
    pub(super) fn frequencies(&self) -> Result<Arc<[f64]>> {
        if self.points > 1 && self.from >= self.to {
            anyhow::bail!("--from {} Hz must be below --to {} Hz", self.from, self.to);
        }
        Ok(log_grid(self.points as usize, self.from, self.to))
    }
}

impl Solve {
    /// Solves and writes the table.
    pub(super) fn run(&self) -> Result<Outcome> {
        let frequencies = self.grid.frequencies()?;
        let design = input::design(&self.file)?;
        let out = Out::to(self.out.as_deref(), &[&self.file])?;
        let probes = self.probes.find(&design)?;
        let ports: Vec<LinkEnd> = probes.iter().map(|probe| probe.end.clone()).collect();
        let (solution, readings) =
            Solver::default().solve_with_readings(&design, &frequencies, &ports);
        let failed = input::tell(&design, &solution.problems)
            || (solution.drum_pressure.is_none() && solution.input_impedance.is_none());
        if failed {
            output::message("error: the design cannot be solved as it stands");
            return Ok(Outcome::Failure);
        }
        for probe in &probes {
            if !readings.iter().any(|reading| reading.end == probe.end) {
                output::message(&format!(
                    "warning: nothing flows at “{}”: it has no columns",
                    probe.name
                ));
            }
        }
        out.write(&curves_csv::table(&solution, &probes, &readings))?;
        Ok(Outcome::Success)
    }
}
