//! A circuit as parts or as a driver: printed, or laid into a design.

use crate::{
    cli::{input, json, output},
    design::{Design, Edit, Parameters as _, Part, PartId, file, operations},
    exchange::{
        Circuit, DriverCircuit, Finding,
        circuit::driver::{AcousticUnits, Pins},
    },
};
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use serde_json::{Value, json as object};
use std::{fmt::Write as _, path::Path};

/// Between a design and a block below it, mm.
const BELOW_MM: f64 = 20.0;

/// Below all of a design, mm.
fn below(design: &Design) -> Option<[f64; 2]> {
    let bounds = design.bounds_mm();
    bounds.map(|[low, high]| [f64::midpoint(low[0], high[0]), high[1] + BELOW_MM])
}

/// What is stated of a circuit that is a driver.
#[derive(Debug, Args)]
pub(super) struct AsDriver {
    /// The circuit's pins that are the driver's +, −, front and, where it has one, back: in+,in-,out.
    #[arg(long, value_name = "PINS", allow_hyphen_values = true)]
    pins: Option<String>,
    /// What its acoustic volts and amperes are [default: si].
    #[arg(long, value_enum)]
    acoustic: Option<Units>,
}

/// Acoustic units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Units {
    /// Pa and m³/s.
    Si,
    /// dyn/cm² and cm³/s.
    Cgs,
}

impl AsDriver {
    /// Whether anything is.
    pub(super) fn is_given(&self) -> bool {
        self.pins.is_some() || self.acoustic.is_some()
    }

    /// Prints the table of admittances, or puts the driver below a design.
    pub(super) fn run(
        &self,
        read: &DriverCircuit,
        design: Option<&Path>,
        as_object: bool,
    ) -> Result<()> {
        let (pins, guess) = match &self.pins {
            Some(names) => (read.stated(names).context("--pins")?, None),
            None => read.guessed().map(|(pins, said)| (pins, Some(said)))?,
        };
        let units = match self.acoustic {
            Some(Units::Cgs) => AcousticUnits::Cgs,
            Some(Units::Si) | None => AcousticUnits::Si,
        };
        let (driver, found) = read.driver(&pins, units)?;
        let taken = format!("acoustic volts and amperes are taken for {}", units.words());
        let told = guess.into_iter().chain(found);
        let findings: Vec<Finding> = told.chain([Finding::note(taken)]).collect();
        let rows: Vec<Value> = (driver.table.iter())
            .map(|row| object!({ "f": row.f, "y": row.y }))
            .collect();
        let mut text = String::new();
        for row in &driver.table {
            let _ = write!(text, "{}", row.f);
            for part in row.y.iter().flatten() {
                let _ = write!(text, "\t{part:e}");
            }
            text.push('\n');
        }
        if let Some(path) = design {
            let before = input::design(path)?;
            let at = below(&before).unwrap_or_default();
            let mut part = Part::new(PartId(before.next_id), driver, at);
            part.name.clone_from(&read.name);
            let added = Edit::AddPart(Box::new(part));
            let after = before.apply(&added).context("--design")?;
            file::save(path, &after).context("--design")?;
        }
        if as_object {
            return json::print(&object!({
                "quantity": "driver",
                "from": read.name,
                "pins": of(&pins),
                "admittances": rows,
                "points": [],
                "curves": [],
                "findings": findings.iter().map(json::finding).collect::<Vec<_>>(),
            }));
        }
        for finding in &findings {
            input::say(finding.severity, &finding.message);
        }
        if design.is_some() {
            return Ok(());
        }
        output::result(&text)
    }
}

fn of(pins: &Pins) -> Value {
    object!({ "plus": pins.plus, "minus": pins.minus, "front": pins.front, "back": pins.back })
}

/// Prints the parts, or adds them below a design.
pub(super) fn run(read: &Circuit, design: Option<&Path>, as_object: bool) -> Result<()> {
    if let Some(path) = design {
        let before = input::design(path)?;
        let pasted =
            operations::paste(&before, &read.text(), below(&before)).context("--design")?;
        let after = before.apply(&pasted.edit).context("--design")?;
        file::save(path, &after).context("--design")?;
    }
    let parts = read.fragment.parts.iter();
    let chief = |part: &Part| part.kind.parameters().first().map(|(_, value)| *value);
    if as_object {
        let parts: Vec<Value> = parts
            .map(|part| object!({ "name": part.name, "kind": part.kind.word(), "value": chief(part) }))
            .collect();
        return json::print(&object!({
            "quantity": "circuit",
            "from": read.name,
            "parts": parts,
            "wires": read.fragment.links.len(),
            "points": [],
            "curves": [],
            "findings": read.findings.iter().map(json::finding).collect::<Vec<_>>(),
        }));
    }
    for finding in &read.findings {
        input::say(finding.severity, &finding.message);
    }
    if design.is_some() {
        return Ok(());
    }
    let mut rows = "part\tkind\tvalue\n".to_owned();
    for part in parts {
        let value = chief(part).unwrap_or_default();
        let _ = writeln!(rows, "{}\t{}\t{value}", part.name, part.kind.word());
    }
    output::result(&rows)
}
