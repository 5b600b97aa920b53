//! `earwright limits`: how loud a design plays, and which part has enough then.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
    output::Out,
    solve::Grid,
};
use crate::{
    analysis::maximum::{self, CREST_DB, Maximum, Strained},
    design::kinds::burden::Bound,
    exchange::maximum_csv,
    network::Solver,
    quantity::{Unit, text},
};
use anyhow::{Result, bail};
use clap::Args;
use serde_json::{Value, json as object};
use std::path::PathBuf;

/// Say how loud a design plays, and which part has enough then.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `columns` (`name`, `values`; null where nothing bounds the level), \
                  or `out`, the file that was written; `stretches`: from where to where (`from_hz`, `to_hz`) \
                  which `part` and `strain` bounds a sine; `least`: where the headroom is least (`f_hz`, \
                  `headroom_db`, `part`, `strain`); `programme`: music with peaks `crest_db` above its \
                  average (`spl_db`, `headroom_db`, `part`, `strain`); `bounds`: what every part bears \
                  (`part`, `strain`, `bound` in SI units, `basis`: \"stated\" or \"customary\"); \
                  `unknown`: strains nobody states a bound of (`part`, `strain`)."
)]
pub struct Limits {
    /// The design.
    file: PathBuf,
    /// At which frequencies.
    #[command(flatten)]
    grid: Grid,
    /// How far the peaks of music stand above its average, dB.
    #[arg(long, value_name = "DB", default_value_t = CREST_DB, value_parser = arguments::crest)]
    crest: f64,
    /// Write into this file instead of printing.
    #[arg(long, value_name = "CSV")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

impl Limits {
    /// Solves, and says what has enough first.
    pub(super) fn run(&self) -> Result<Outcome> {
        let frequencies = self.grid.frequencies()?;
        let design = input::design(&self.file)?;
        let out = Out::to(self.out.as_deref(), &[&self.file])?;
        let ports = maximum::ports(&design);
        let (solution, readings) =
            Solver::default().solve_with_readings(&design, &frequencies, &ports);
        if input::tell(&design, &solution.problems) {
            output::message("error: the design cannot be solved as it stands");
            return Ok(Outcome::Failure);
        }
        let Some(found) = Maximum::of(&design, &solution, &readings) else {
            bail!("{} makes no sound at its ear", self.file.display());
        };
        let table = maximum_csv(&found);
        let path = self.out.as_deref();
        self.json.table(out, path, &table, self.fields(&found))?;
        if !self.json.json {
            self.tell(&found);
        }
        Ok(Outcome::Success)
    }

    /// What the object holds beside the table.
    fn fields(&self, found: &Maximum) -> Value {
        let stretches = found
            .stretches()
            .into_iter()
            .filter_map(|([from, to], by)| {
                let by = named(found.strained.get(by)?);
                Some(json::with(
                    json::with(by, "from_hz", from.into()),
                    "to_hz",
                    to.into(),
                ))
            });
        let least = found.least().map(|(f, headroom, by)| {
            let named = json::with(named(by), "f_hz", f.into());
            json::with(named, "headroom_db", json::number(headroom))
        });
        let programme = found.programme(self.crest).map(|found| {
            let level = found.drive_db + found.headroom_db;
            let named = json::with(named(found.by), "crest_db", self.crest.into());
            let named = json::with(named, "spl_db", json::number(level));
            json::with(named, "headroom_db", json::number(found.headroom_db))
        });
        let bounds = found.strained.iter().map(|one| {
            let basis = match one.burden.bound {
                Bound::Stated(_) => "stated",
                Bound::Customary(_) => "customary",
                Bound::Unknown => "unknown",
            };
            let value = json::option(one.burden.bound.value());
            json::with(
                json::with(named(one), "bound", value),
                "basis",
                basis.into(),
            )
        });
        let unknown = found.unstated.iter();
        let unknown = unknown.map(|one| object!({ "part": one.name, "strain": one.strain.word() }));
        object!({
            "stretches": stretches.collect::<Vec<_>>(),
            "least": least,
            "programme": programme,
            "bounds": bounds.collect::<Vec<_>>(),
            "unknown": unknown.collect::<Vec<_>>(),
        })
    }

    /// The same in words.
    fn tell(&self, found: &Maximum) {
        let hertz = |f| text::rounded(f, &Unit::HERTZ, 3);
        for ([from, to], by) in found.stretches() {
            if let Some(by) = found.strained.get(by) {
                output::message(&format!(
                    "{} to {}: {} ({})",
                    hertz(from),
                    hertz(to),
                    by.title(),
                    by.bound_text()
                ));
            }
        }
        match found.least() {
            Some((f, headroom, by)) => output::message(&format!(
                "least headroom: {headroom:.1} dB at {}, by {}",
                hertz(f),
                by.title()
            )),
            None => output::message("warning: nothing here states what it bears"),
        }
        if let Some(programme) = found.programme(self.crest) {
            output::message(&format!(
                "music with peaks {} dB above its average: {:.1} dB SPL, {:.1} dB above the drive, by {}",
                self.crest,
                programme.drive_db + programme.headroom_db,
                programme.headroom_db,
                programme.by.title()
            ));
        }
        for unknown in &found.unstated {
            output::message(&format!("unknown, and not counted: {}", unknown.title()));
        }
    }
}

/// Part and strain as an object.
fn named(one: &Strained) -> Value {
    object!({ "part": one.name, "strain": one.burden.strain.word() })
}
