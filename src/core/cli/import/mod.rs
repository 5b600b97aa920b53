//! `earwright import`: what others measured or stated, without the window.

mod parameters;

use super::{Outcome, input, json, output};
use crate::{
    design::{Edit, file},
    exchange::{Choice, Measurement, Parameters, Quantity, Reading, heading, with_curves},
};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json as object};
use std::{ffi::OsStr, fmt::Write as _, path::PathBuf};

/// Read a measured curve or a driver's parameters, say what was understood and what is doubtful.
///
/// With --json one object: `quantity` ("level", "impedance" or "parameters"), `points` ([f_hz, value,
/// phase_deg or null]), `curves` (what else the file offers), `findings` (`severity`, `line`, `text`).
/// Parameters have `parameters` (`symbol`, `value` in SI, `unit`, `written`, `line`) and `not_taken`.
#[derive(Debug, Args)]
pub struct Import {
    /// The measurement (FRD, ZMA, CSV or other text with a frequency and a value a line), or a
    /// driver's parameters (WinISD, Hornresp, Basta!, Klippel's text, JSON).
    file: PathBuf,
    /// What its values are, whatever the file says.
    #[arg(long = "as", value_enum)]
    quantity: Option<Kind>,
    /// The curve to take: the heading of its column, or the column's number from 1.
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,
    /// Which of several sweeps one after the other, from 1.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    sweep: u16,
    /// Lay the curve over the plots of this design: the design is written again.
    #[arg(long, value_name = "DESIGN")]
    design: Option<PathBuf>,
    /// Print one JSON object instead of rows.
    #[arg(long)]
    json: bool,
}

/// What a curve may be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Levels, dB SPL.
    Level,
    /// Impedances, Ω.
    Impedance,
}

impl From<Kind> for Quantity {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Level => Self::Level,
            Kind::Impedance => Self::Impedance,
        }
    }
}

impl Import {
    /// Reads, tells what was found, and prints the curve or lays it into the design.
    pub(super) fn run(&self) -> Result<Outcome> {
        let cannot = || format!("cannot read {}", self.file.display());
        let bytes = file::read(&self.file).with_context(cannot)?;
        if let Some(read) = Parameters::of(&bytes) {
            if self.design.is_some() || self.column.is_some() || self.quantity.is_some() {
                return Err(anyhow!(
                    "this is {}: driver parameters, not a curve; enter them as a driver's numbers",
                    read.from
                ))
                .with_context(cannot);
            }
            parameters::print(&read, self.json)?;
            return Ok(Outcome::Success);
        }
        let read = self.measurement(&bytes).with_context(cannot)?;
        if !self.json {
            for finding in &read.findings {
                super::fit::say(finding.severity, &finding.message);
            }
        }
        if let Some(path) = &self.design {
            let design = input::design(path)?;
            let part = |part: Option<&OsStr>| {
                let part = part.unwrap_or_default();
                part.to_string_lossy().into_owned()
            };
            let new = read.stored(&part(self.file.file_stem()), &part(self.file.file_name()));
            let all = with_curves(&design.measurements, vec![new]);
            let design = design
                .apply(&Edit::SetMeasurements(all))
                .context("--design")?;
            file::save(path, &design).context("--design")?;
        }
        if self.json {
            json::print(&of(&read))?;
        } else if self.design.is_none() {
            output::result(&rows(&read))?;
        }
        Ok(Outcome::Success)
    }

    fn measurement(&self, bytes: &[u8]) -> Result<Measurement> {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let reading = Reading::of(bytes, &name)?;
        let wanted = self.quantity.map(Quantity::from);
        let mut choice = match &self.column {
            Some(column) => reading.column(column, wanted)?,
            None => reading.choose(wanted)?,
        };
        if let Some(wanted) = wanted {
            choice = Choice {
                quantity: wanted,
                stated: true,
                ..choice
            };
        }
        let sweeps = reading.sweeps(&choice);
        choice.sweep = usize::from(self.sweep) - 1;
        if choice.sweep >= sweeps {
            bail!("--sweep {}: there are {sweeps}", self.sweep);
        }
        Ok(Measurement::taken(reading, choice)?)
    }
}

/// The curve as rows: a heading that is read back, then Hz, value and degrees between tabs.
fn rows(read: &Measurement) -> String {
    let mut text = heading(read.quantity).to_owned();
    for point in &read.trace.points {
        let phase = point
            .phase_deg
            .map_or_else(String::new, |phase| format!("\t{phase}"));
        let _ = writeln!(text, "{}\t{}{phase}", point.f, point.value);
    }
    text
}

/// The curve as one object.
fn of(read: &Measurement) -> Value {
    let points: Vec<Value> = (read.trace.points.iter())
        .map(|point| object!([point.f, point.value, point.phase_deg]))
        .collect();
    let mut curves: Vec<Value> = (read.reading.offers().into_iter())
        .filter(|offer| offer.value != read.choice.value)
        .map(|offer| object!({ "name": offer.name, "quantity": offer.what }))
        .collect();
    for sweep in (0..read.reading.sweeps(&read.choice)).filter(|sweep| *sweep != read.choice.sweep)
    {
        curves.push(
            object!({ "name": format!("sweep {}", sweep + 1), "quantity": read.quantity.word() }),
        );
    }
    let findings: Vec<Value> = read.findings.iter().map(json::finding).collect();
    object!({
        "quantity": read.quantity.word(),
        "stated": read.quantity_stated,
        "voltage": read.trace.voltage,
        "points": points,
        "curves": curves,
        "findings": findings,
    })
}
