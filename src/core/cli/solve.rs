//! `earwright solve`: the curves of a design as CSV.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
    output::Out,
    probes::Probes,
};
use crate::{
    design::LinkEnd,
    exchange::curves_csv,
    network::{Solver, log_grid},
};
use anyhow::Result;
use clap::{Args, value_parser};
use serde_json::json as object;
use std::{path::PathBuf, sync::Arc};

/// Solve a design and print its curves as CSV.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `columns` (`name`, `values`; null where there is none), or \
                  `out`, the file that was written; `problems` (`severity`, `about`, `text`)."
)]
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
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// Frequencies that can be asked for: a design of many drivers then takes 100 MB.
const MOST_POINTS: i64 = 100_000;

/// Frequencies to solve at: logarithmic, both ends included.
#[derive(Debug, Args)]
pub(super) struct Grid {
    /// How many frequencies.
    #[arg(long, default_value_t = 512, value_parser = value_parser!(u32).range(1..=MOST_POINTS))]
    points: u32,
    /// Lowest frequency, Hz.
    #[arg(long, default_value_t = 20.0, value_name = "HZ", value_parser = arguments::hertz)]
    from: f64,
    /// Highest frequency, Hz.
    #[arg(long, default_value_t = 20_000.0, value_name = "HZ", value_parser = arguments::hertz)]
    to: f64,
}

impl Grid {
    /// The frequencies, Hz.
    pub(super) fn frequencies(&self) -> Result<Arc<[f64]>> {
        if self.points > 1 {
            arguments::band(self.from, self.to)?;
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
        let table = curves_csv::table(&solution, &probes, &readings);
        let problems = json::problems(&design, &solution.problems);
        let fields = object!({ "problems": problems });
        self.json.table(out, self.out.as_deref(), &table, fields)?;
        Ok(Outcome::Success)
    }
}
