//! `earwright tolerance`: what production does to a design.

use super::{Outcome, arguments, input, json::Json, output, output::Out};
use crate::{
    network::log_grid,
    tuning::tolerance::{self, Tolerances},
};
use anyhow::Result;
use clap::Args;
use serde_json::{Value, json as object};
use std::{fmt::Write as _, path::PathBuf};

/// Units that can be built: the curves of all of them are kept to be ranked, 100 MB of them.
const MOST_UNITS: i64 = 50_000;

/// Build many units of a design, every part within its tolerance, and print the band they fill.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `columns` (`name`, `values`), or `out`, the file that was \
                  written; `units`, `without_curve`, `yield` and `pairs` (shares within `within_db`), \
                  `sensitive` (`name`, `db`)."
)]
pub struct Tolerance {
    /// The design.
    file: PathBuf,
    /// Units to build.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(2..=MOST_UNITS))]
    units: u32,
    /// Seed: the same seed gives the same units.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A unit is good within this distance from the nominal curve, dB.
    #[arg(long, default_value_t = 1.0, value_name = "DB", value_parser = arguments::decibels)]
    within: f64,
    /// Write the band into this file instead of printing it.
    #[arg(long, value_name = "CSV")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// Frequencies of the band.
const POINTS: usize = 256;
/// Parts named as the most sensitive.
const NAMED: usize = 5;

impl Tolerance {
    /// Builds, prints the band, and tells yield, matching and the most sensitive parts.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let out = Out::to(self.out.as_deref(), &[&self.file])?;
        let f = log_grid(POINTS, 20.0, 20_000.0);
        let tolerances = Tolerances::default();
        let spread = tolerance::spread(&design, &tolerances, self.units as usize, self.seed, &f);
        let Some(spread) = spread else {
            anyhow::bail!("{} makes no sound at its ear", self.file.display());
        };
        let mut table = "f_hz,spl_db,spl_db:5 %,spl_db:50 %,spl_db:95 %\n".to_owned();
        let curves = spread.low.iter().zip(&spread.median).zip(&spread.high);
        for ((f, nominal), ((low, median), high)) in
            spread.f.iter().zip(&spread.nominal).zip(curves)
        {
            let _ = writeln!(table, "{f:.6},{nominal:.6},{low:.6},{median:.6},{high:.6}");
        }
        let sensitive: Vec<Value> = (spread.culprits.iter())
            .map(|(name, db)| object!({ "name": name, "db": db }))
            .collect();
        let fields = object!({
            "units": self.units,
            "without_curve": spread.without_curve,
            "within_db": self.within,
            "yield": spread.yield_within(self.within),
            "pairs": spread.pairs_within(self.within),
            "sensitive": sensitive,
        });
        self.json.table(out, self.out.as_deref(), &table, fields)?;
        if spread.without_curve > 0 {
            output::message(&format!(
                "{} of {} units have no curve that could be trusted and are left out",
                spread.without_curve, self.units
            ));
        }
        output::message(&format!(
            "{:.1} % of {} units within {} dB of the nominal curve, {:.1} % of the pairs match within {} dB",
            100.0 * spread.yield_within(self.within),
            self.units,
            self.within,
            100.0 * spread.pairs_within(self.within),
            self.within
        ));
        let named: Vec<String> = spread
            .culprits
            .iter()
            .take(NAMED)
            .map(|(name, db)| format!("{name} {db:.2} dB"))
            .collect();
        output::message(&format!("most sensitive: {}", named.join(", ")));
        Ok(Outcome::Success)
    }
}
