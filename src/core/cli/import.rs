//! `earwright import`: a measured curve without the window.

use super::{Outcome, input, output};
use crate::{
    design::{CurveKind, Edit, Severity, StoredCurve, file},
    exchange::{Choice, Measurement, Quantity, Reading},
};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::{fmt::Write as _, path::PathBuf};

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
            let mut all = design.measurements.clone();
            all.push(self.stored(&read, &all));
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

    /// The curve as the design keeps it, under a name of its own.
    fn stored(&self, read: &Measurement, present: &[StoredCurve]) -> StoredCurve {
        let part = |part: Option<&std::ffi::OsStr>| {
            part.unwrap_or_default().to_string_lossy().into_owned()
        };
        let mut origin = format!("Imported from {}.", part(self.file.file_name()));
        if let Some(voltage) = read.trace.voltage {
            let _ = write!(origin, " Taken at {voltage} V by its heading.");
        }
        for finding in &read.findings {
            let mut letters = finding.message.chars();
            let first = letters.next().map(char::to_uppercase);
            origin.push(' ');
            origin.extend(first.into_iter().flatten());
            origin.push_str(letters.as_str());
            origin.push('.');
        }
        let stem = part(self.file.file_stem());
        let taken = |name: &str| present.iter().any(|known| known.name == name);
        let free = (2..=present.len() + 2)
            .map(|n| format!("{stem} {n}"))
            .find(|name| !taken(name));
        StoredCurve {
            name: if taken(&stem) {
                free.unwrap_or(stem)
            } else {
                stem
            },
            origin,
            shown: true,
            kind: match read.quantity {
                Quantity::Level => CurveKind::Level,
                Quantity::Impedance => CurveKind::Impedance,
            },
            align_hz: None,
            points: read.trace.points.clone(),
        }
    }
}

/// The word of a quantity.
fn word(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Level => "level",
        Quantity::Impedance => "impedance",
    }
}

/// The curve as rows: a heading that is read back, then Hz, value and degrees between tabs.
fn rows(read: &Measurement) -> String {
    let mut text = match read.quantity {
        Quantity::Level => "* Freq(Hz)\tSPL(dB)\tPhase(degrees)\n".to_owned(),
        Quantity::Impedance => "* Freq(Hz)\tZ(Ohms)\tPhase(degrees)\n".to_owned(),
    };
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
            json!({ "name": format!("sweep {}", sweep + 1), "quantity": word(read.quantity) }),
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
        "quantity": word(read.quantity),
        "stated": read.quantity_stated,
        "voltage": read.trace.voltage,
        "points": points,
        "curves": curves,
        "findings": findings,
    })
}
