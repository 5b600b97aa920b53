//! `earwright import`: a measured curve without the window.

use super::{Outcome, input, output};
use crate::{
    design::{Edit, Severity, file},
    exchange::{Choice, Measurement, Quantity, Reading, heading, with_curves},
};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::{ffi::OsStr, fmt::Write as _, path::PathBuf};

/// Read a measured curve from a text, say what was understood and what is doubtful.
#[derive(Debug, Args)]
pub struct Import {
    /// The measurement: FRD, ZMA, CSV or other text with a frequency and a value a line.
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
        let read = self
            .measurement()
            .with_context(|| format!("cannot read {}", self.file.display()))?;
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
            output::result(&format!("{}\n", object(&read)))?;
        } else if self.design.is_none() {
            output::result(&rows(&read))?;
        }
        Ok(Outcome::Success)
    }

    fn measurement(&self) -> Result<Measurement> {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let reading = Reading::of(&file::read(&self.file)?, &name)?;
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
fn object(read: &Measurement) -> Value {
    let points: Vec<Value> = (read.trace.points.iter())
        .map(|point| json!([point.f, point.value, point.phase_deg]))
        .collect();
    let mut curves: Vec<Value> = (read.reading.offers().into_iter())
        .filter(|offer| offer.value != read.choice.value)
        .map(|offer| json!({ "name": offer.name, "quantity": offer.what }))
        .collect();
    for sweep in (0..read.reading.sweeps(&read.choice)).filter(|sweep| *sweep != read.choice.sweep)
    {
        curves.push(
            json!({ "name": format!("sweep {}", sweep + 1), "quantity": read.quantity.word() }),
        );
    }
    let findings: Vec<Value> = (read.findings.iter())
        .map(|finding| {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            json!({ "severity": severity, "line": finding.line, "text": finding.message })
        })
        .collect();
    json!({
        "quantity": read.quantity.word(),
        "stated": read.quantity_stated,
        "voltage": read.trace.voltage,
        "points": points,
        "curves": curves,
        "findings": findings,
    })
}
