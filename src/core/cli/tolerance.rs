//! `earwright tolerance`: what production does to a design.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    analysis::interpolate,
    design::{Design, file},
    network::log_grid,
    tuning::tolerance::{
        self, Run, Spreading,
        part::{self, Part, Shard},
        production::{Production, Worn},
    },
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::{Value, json as object};
use std::{fmt::Write as _, path::PathBuf};

/// Units that can be built: the curves of all of them are kept to be ranked, 30 MB of them.
const MOST_UNITS: i64 = 50_000;

/// What is said of units.
const FIELDS: &str = "With --json one object: `columns` (`name`, `values`), or `out`, the file that \
    was written; `units`, `without_curve`; `yield_everywhere` and `yield_deviation`, shares of the \
    units that stay within ±`within_db` of the nominal curve at every frequency from 50 Hz to 8 kHz, \
    level included, and whose difference from it has a standard deviation of `within_db` at most; \
    `pairs_everywhere` and `pairs_deviation`, the same of left against right; `sensitive` (`name`, \
    `what`, `db`).";

/// Build many units of a design, every part within its tolerance, and print the band they fill.
#[derive(Debug, Args)]
#[command(after_help = FIELDS)]
pub struct Tolerance {
    /// The design.
    file: PathBuf,
    /// Units to build.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(2..=MOST_UNITS))]
    units: u32,
    /// Seed: the same seed gives the same units.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Wear each unit anew, as the design's fit says: another insertion and another seal.
    #[arg(long)]
    fit: bool,
    /// Build the K-th of N parts of these units and write it to --out; `earwright merge` joins them.
    #[arg(long, value_name = "K/N", value_parser = Shard::parse, requires = "out")]
    shard: Option<Shard>,
    #[command(flatten)]
    told: Told,
}

/// How units are told.
#[derive(Debug, Args)]
pub(super) struct Told {
    /// A unit is good within this distance from the nominal curve, dB: 1 unless said otherwise.
    #[arg(long, value_name = "DB", value_parser = arguments::decibels)]
    pub(super) within: Option<f64>,
    /// Write the band (or with --shard the part) into this file instead of printing it.
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    pub(super) json: Json,
}

/// Frequencies of the band as it is printed.
const POINTS: usize = 256;
/// A unit is good within this unless it is said, dB.
const WITHIN_DB: f64 = 1.0;
/// Parts named as the most sensitive.
const NAMED: usize = 5;

impl Tolerance {
    /// Builds, prints the band, and tells yield, matching and the most sensitive parts.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let out = Out::to(self.told.out.as_deref(), &[&self.file])?;
        let run = Run {
            units: self.units as usize,
            seed: self.seed,
            worn: if self.fit {
                Worn::EachAnew
            } else {
                Worn::Alike
            },
        };
        let f = tolerance::grid();
        let silent = || format!("{} makes no sound at its ear", self.file.display());
        let Some(shard) = self.shard else {
            let spread = tolerance::spread(&design, &run, &f).with_context(silent)?;
            return self.told.tell(out, &run, &spread);
        };
        let production = Production::of(&design, run.worn);
        let which = shard.range(run.units);
        let count = which.len();
        let curves = tolerance::curves(&design, &production, run.seed, which, &f);
        let part = Part {
            design: file::to_text(&design),
            run,
            shard,
            curves: curves.with_context(silent)?,
        };
        out.write_bytes(&part.to_bytes()?)?;
        let (part, of) = (shard.part, shard.of);
        if self.told.json.json {
            let fields = object!({ "part": part, "of": of, "units": count });
            json::print(&json::wrote(self.told.out.as_deref(), fields))?;
        }
        output::message(&format!(
            "part {part} of {of}: {count} of {} units",
            self.units
        ));
        Ok(Outcome::Success)
    }
}

/// Joins parts of a run, each beside its name, and tells what one run would have told.
pub(super) fn merge(parts: Vec<(String, Part)>, told: &Told, out: Out<'_>) -> Result<Outcome> {
    let (design, run, curves) = part::join(parts).map_err(anyhow::Error::msg)?;
    let f = tolerance::grid();
    if curves.points() != f.len() {
        bail!("these parts are of another version of this program; build them again");
    }
    let production = Production::of(&design, run.worn);
    let spread = tolerance::summarise(&design, &production, &curves, &f);
    let spread = spread.with_context(|| silence(&design))?;
    told.tell(out, &run, &spread)
}

fn silence(design: &Design) -> String {
    format!("“{}” makes no sound at its ear", design.name)
}

impl Told {
    fn tell(&self, out: Out<'_>, run: &Run, spread: &Spreading) -> Result<Outcome> {
        let mut table = "f_hz,spl_db,spl_db:5 %,spl_db:50 %,spl_db:95 %\n".to_owned();
        let f = log_grid(POINTS, 20.0, 20_000.0);
        let on = |curve: &[f64]| interpolate::resample_smooth_held(&spread.f, curve, &f);
        let levels = &spread.levels;
        let nominal = on(&spread.nominal);
        let (low, median, high) = (on(&levels.low), on(&levels.median), on(&levels.high));
        let curves = low.iter().zip(&median).zip(&high);
        for ((f, nominal), ((low, median), high)) in f.iter().zip(&nominal).zip(curves) {
            let _ = writeln!(table, "{f:.6},{nominal:.6},{low:.6},{median:.6},{high:.6}");
        }
        let sensitive: Vec<Value> = (spread.causes.iter())
            .map(|cause| object!({ "name": cause.name, "what": cause.what, "db": cause.db }))
            .collect();
        let (units, pairs, db) = (
            &spread.units,
            &spread.pairs,
            self.within.unwrap_or(WITHIN_DB),
        );
        let fields = object!({
            "units": run.units,
            "without_curve": spread.without_curve,
            "within_db": db,
            "yield_everywhere": units.everywhere_within(db),
            "yield_deviation": units.deviating_within(db),
            "pairs_everywhere": pairs.everywhere_within(db),
            "pairs_deviation": pairs.deviating_within(db),
            "sensitive": sensitive,
        });
        self.json.table(out, self.out.as_deref(), &table, fields)?;
        if spread.without_curve > 0 {
            output::message(&format!(
                "{} of {} units have no curve that could be trusted and are left out",
                spread.without_curve, run.units
            ));
        }
        output::message(&format!(
            "{:.1} % of {} units stay within ±{db} dB of the nominal curve at every frequency from 50 Hz to 8 kHz, {:.1} % of the pairs within ±{db} dB of each other",
            100.0 * units.everywhere_within(db),
            run.units,
            100.0 * pairs.everywhere_within(db),
        ));
        output::message(&format!(
            "{:.1} % of the units have a standard deviation of at most {db} dB from the nominal curve there, {:.1} % of the pairs from each other (a difference in level alone counts nothing)",
            100.0 * units.deviating_within(db),
            100.0 * pairs.deviating_within(db),
        ));
        let named: Vec<String> = (spread.causes.iter().take(NAMED))
            .map(|cause| format!("{} ({}) {:.2} dB", cause.name, cause.what, cause.db))
            .collect();
        output::message(&format!("most sensitive: {}", named.join(", ")));
        Ok(Outcome::Success)
    }
}
