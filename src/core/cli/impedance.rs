//! `earwright impedance`: an earphone's impedance from its levels behind source resistors.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    design::CurvePoint,
    exchange::{Quantity, curve},
    tuning::level_impedance::{
        Left, LevelImpedance, Options, Run, level_impedance, resistance_of_name,
    },
};
use anyhow::Result;
use clap::Args;
use serde_json::{Value, json as object};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    str::FromStr,
};

/// Find an earphone's impedance from its levels alone: played directly, and through added source
/// resistors. Prints it as ZMA; says how well it explains each file, and how well each is foretold by
/// the others.
#[derive(Debug, Args)]
#[command(
    after_help = "A file is stated as OHM=FILE, as in 0=direct.txt 20=r20.txt 100=r100.txt, or its name \
                  tells the resistance, as in “My IEM 47 ohm.txt”.\n\
                  With --json one object: `f_hz`, `z_ohm`, `z_phase_deg` and `z_deviation` (relative standard \
                  deviation of the magnitude) of every frequency; `level_hz` and `level_db` behind --source; \
                  `noise_db`; `files` (`file`, `ohm`, `offset_db`, `residual` and `held_out`, each `rms_db`, \
                  `worst_db`, `worst_hz`, or null); `findings` (`severity`, `text`); `out` and `response`, \
                  the files written."
)]
pub struct Impedance {
    /// The levels, each with the resistance it was taken through.
    #[arg(required = true, num_args = 1.., value_name = "OHM=FILE")]
    files: Vec<Stated>,
    /// Levels were not kept from file to file: their standard deviation, dB.
    #[arg(long, value_name = "DB", value_parser = arguments::decibels)]
    offset: Option<f64>,
    /// Lowest frequency that counts, Hz.
    #[arg(long, default_value_t = 20.0, value_name = "HZ", value_parser = arguments::hertz)]
    from: f64,
    /// Highest frequency that counts, Hz.
    #[arg(long, default_value_t = 20_000.0, value_name = "HZ", value_parser = arguments::hertz)]
    to: f64,
    /// Source resistance of the level that is told, Ω.
    #[arg(long, default_value_t = 0.0, value_name = "OHM", value_parser = arguments::ohm)]
    source: f64,
    /// Write the level behind --source as FRD.
    #[arg(long, value_name = "FILE")]
    response: Option<PathBuf>,
    /// Write the impedance as ZMA instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// A file and its resistance, Ω.
#[derive(Debug, Clone)]
struct Stated {
    resistance: f64,
    path: PathBuf,
}

impl FromStr for Stated {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        if let Some((resistance, path)) = typed.split_once('=')
            && let Ok(resistance) = arguments::ohm(resistance)
        {
            let path = PathBuf::from(path);
            return Ok(Self { resistance, path });
        }
        let path = PathBuf::from(typed);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let resistance = resistance_of_name(&name).ok_or_else(|| {
            format!("state the resistance of {typed}, as in 47={typed}; 0 is none at all")
        })?;
        Ok(Self { resistance, path })
    }
}

impl Stated {
    /// Reads its levels.
    fn read(&self) -> Result<Run> {
        let path = &self.path;
        let read = input::measured(path, Some(Quantity::Level), "used")?;
        Ok(Run {
            name: path.display().to_string(),
            resistance: self.resistance,
            points: read.trace.points,
        })
    }
}

impl Impedance {
    /// Finds it, and writes what is asked for.
    pub(super) fn run(&self) -> Result<Outcome> {
        arguments::band(self.from, self.to)?;
        let inputs: Vec<&Path> = self.files.iter().map(|file| file.path.as_path()).collect();
        let out = Out::to(self.out.as_deref(), &inputs)?;
        let response = Out::named("--response", self.response.as_deref(), &inputs)?.beside(out)?;
        let runs: Vec<Run> = (self.files.iter().map(Stated::read)).collect::<Result<_>>()?;
        let options = Options {
            offset_db: self.offset.unwrap_or(0.0),
            band: (self.from, self.to),
        };
        let found = level_impedance(&runs, &options)?;
        let levels = found.level(self.source);
        let text = curve(Quantity::Impedance, &found.curve());
        if self.out.is_some() || !self.json.json {
            out.write(&text)?;
        }
        if self.response.is_some() {
            response.write(&curve(Quantity::Level, &levels))?;
        }
        for told in &found.told {
            input::say(told.severity, &told.message);
        }
        if self.json.json {
            json::print(&self.object(&found, &levels))?;
        } else if self.out.is_some() {
            output::result(&table(&found))?;
        } else {
            // The impedance itself has gone to stdout.
            output::message(table(&found).trim_end());
        }
        Ok(Outcome::Success)
    }

    fn object(&self, found: &LevelImpedance, levels: &[CurvePoint]) -> Value {
        let column =
            |values: &mut dyn Iterator<Item = f64>| -> Value { values.map(json::number).collect() };
        let left = |left: &Left| {
            object!({
                "rms_db": json::number(left.rms_db),
                "worst_db": json::number(left.worst_db),
                "worst_hz": json::number(left.worst_hz),
            })
        };
        let files: Vec<Value> = (found.files.iter())
            .map(|file| {
                object!({
                    "file": file.name,
                    "ohm": file.resistance,
                    "offset_db": json::number(file.offset_db),
                    "residual": left(&file.residual),
                    "held_out": file.held_out.as_ref().map(left),
                })
            })
            .collect();
        let findings: Vec<Value> = (found.told.iter())
            .map(
                |told| object!({ "severity": json::severity(told.severity), "text": told.message }),
            )
            .collect();
        let z = &found.impedance;
        object!({
            "f_hz": column(&mut found.f.iter().copied()),
            "z_ohm": column(&mut z.iter().map(|z| z.norm())),
            "z_phase_deg": column(&mut z.iter().map(|z| z.arg().to_degrees())),
            "z_deviation": column(&mut found.deviation.iter().copied()),
            "level_hz": column(&mut levels.iter().map(|point| point.f)),
            "level_db": column(&mut levels.iter().map(|point| point.value)),
            "noise_db": json::number(found.noise_db),
            "files": files,
            "findings": findings,
            "out": self.out.as_deref().map(json::path_of),
            "response": self.response.as_deref().map(json::path_of),
        })
    }
}

/// A line a file: what is left of it, and how well the others foretell it.
fn table(found: &LevelImpedance) -> String {
    let mut lines = String::new();
    let _ = writeln!(lines, "noise\t{:.3} dB", found.noise_db);
    for file in &found.files {
        let held_out = file.held_out.map_or_else(String::new, |left| {
            format!(
                "\theld out {:.3} dB rms, {:.2} dB at {:.0} Hz",
                left.rms_db, left.worst_db, left.worst_hz
            )
        });
        let _ = writeln!(
            lines,
            "{}\t{} Ω\tlevel {:+.2} dB\tleft {:.3} dB rms{held_out}",
            file.name, file.resistance, file.offset_db, file.residual.rms_db
        );
    }
    lines
}
