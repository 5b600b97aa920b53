//! `earwright convert`: a response from one rig to another.

use super::{
    Outcome, input,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    analysis::{examine::Quantity, spl},
    design::{CurvePoint, ear::EarModel},
    exchange::curves_csv::number,
    network::log_grid,
    quantity::{self, Unit},
    tuning::conversion::{Conversion, Seat},
};
use anyhow::{Context as _, Result};
use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use serde_json::json as object;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// Convert a response from one rig to another, with the design's own source impedance.
#[derive(Debug, Args)]
#[command(
    after_help = "Without a measured curve it is the design's own response. What is converted is what \
                  this very design has on both rigs: another device has another difference. With --json \
                  one object: `columns` (`name`, `values`), or `out`, the file that was written; `from`, \
                  `to`, `device`, `measured` (the file, or null), `left_out`, how many points lie \
                  outside 20 Hz to 20 kHz, and `notes`."
)]
pub struct Convert {
    /// The design: what was, or is to be, measured.
    file: PathBuf,
    /// A measured level, on the rig of --from.
    measured: Option<PathBuf>,
    /// The rig it is on.
    #[arg(long, value_name = "RIG", value_parser = rigs())]
    from: EarModel,
    /// The rig it is to be on.
    #[arg(long, value_name = "RIG", value_parser = rigs())]
    to: EarModel,
    /// Canal between the tip and the reference plane of both rigs; without it as drawn.
    #[arg(long, value_name = "LENGTH", value_parser = depth)]
    depth: Option<f64>,
    /// The same of the rig of --to, where it differs.
    #[arg(long, value_name = "LENGTH", value_parser = depth)]
    to_depth: Option<f64>,
    /// Write into this file instead of printing.
    #[arg(long, value_name = "CSV")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// Points the design's own response is converted at.
const POINTS: usize = 512;
/// Longest canal, m.
const LONGEST: f64 = 30e-3;
/// Rigs by other names than their own, and those that are no coupler of a driver.
const BESIDES: [(&str, EarModel); 3] = [
    ("5128", EarModel::Type43),
    ("real-ear", EarModel::RealCanal),
    ("outer-ear", EarModel::AVERAGE_OUTER),
];

/// The rigs there are, by their words.
fn rigs() -> impl TypedValueParser<Value = EarModel> {
    let all = || {
        let own = EarModel::COUPLERS.into_iter();
        let own = own.filter_map(|ear| Some((ear.facts().coupler?, ear)));
        own.chain(BESIDES)
    };
    PossibleValuesParser::new(all().map(|(word, _)| word)).try_map(move |wanted: String| {
        let named = all().find(|(word, _)| *word == wanted);
        named
            .map(|(_, ear)| ear)
            .ok_or_else(|| format!("{wanted} is no rig"))
    })
}

/// A length of canal.
fn depth(typed: &str) -> Result<f64, String> {
    let length = quantity::parse(typed, &Unit::LENGTH).map_err(|error| error.to_string())?;
    if (0.0..=LONGEST).contains(&length) {
        Ok(length)
    } else {
        Err("the canal before the reference plane must lie between 0 and 30 mm".to_owned())
    }
}

impl Convert {
    /// Converts, and prints the curve beside what was added.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let mut inputs = vec![self.file.as_path()];
        inputs.extend(self.measured.as_deref());
        let out = Out::to(self.out.as_deref(), &inputs)?;
        let seats = [
            Seat {
                ear: self.from,
                depth: self.depth,
            },
            Seat {
                ear: self.to,
                depth: self.to_depth.or(self.depth),
            },
        ];
        let cannot = || format!("cannot convert for {}", self.file.display());
        let (conversion, points, left_out) = match &self.measured {
            Some(path) => {
                let measured = level(path)?;
                let (conversion, points) =
                    Conversion::points(&design, seats, &measured).with_context(cannot)?;
                let left_out = measured.len() - points.len();
                (conversion, points, left_out)
            }
            None => {
                let f = log_grid(POINTS, 20.0, 20_000.0);
                let conversion = Conversion::of(&design, seats, &f).with_context(cannot)?;
                let points = f.iter().zip(&conversion.pressure);
                let points = points.map(|(&f, pressure)| CurvePoint {
                    f,
                    value: spl::level_db(*pressure),
                    phase_deg: Some(pressure.arg().to_degrees()),
                });
                (conversion.clone(), points.collect(), 0)
            }
        };
        let [from, to] = [self.from, self.to].map(|ear| ear.facts().description);
        let fields = object!({
            "from": from,
            "to": to,
            "device": design.name,
            "measured": self.measured.as_deref().map(json::path_of),
            "left_out": left_out,
            "notes": conversion.notes,
        });
        let table = table(&points, &conversion.difference_db());
        self.json.table(out, self.out.as_deref(), &table, fields)?;
        for note in &conversion.notes {
            output::message(&format!("note: {note}"));
        }
        if left_out > 0 {
            output::message(&format!(
                "note: {left_out} points lie outside 20 Hz to 20 kHz and are left out"
            ));
        }
        Ok(Outcome::Success)
    }
}

/// A measured level; one that is surely wrong is not converted.
fn level(path: &Path) -> Result<Vec<CurvePoint>> {
    let read = input::measured(path, Some(Quantity::Level), "converted")?;
    Ok(read.trace.points)
}

/// The converted curve and what was added, as CSV.
fn table(points: &[CurvePoint], added: &[f64]) -> String {
    let mut table = "f_hz,spl_db,phase_deg,added_db\n".to_owned();
    for (point, added) in points.iter().zip(added) {
        let phase = number(point.phase_deg.unwrap_or(f64::NAN), 6);
        let (f, level, added) = (
            number(point.f, 6),
            number(point.value, 9),
            number(*added, 9),
        );
        let _ = writeln!(table, "{f},{level},{phase},{added}");
    }
    table
}
