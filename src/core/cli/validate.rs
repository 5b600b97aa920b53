//! `earwright validate`: the solver against what others published.

use super::{
    Outcome,
    json::{self, Json},
    output::Out,
};
use crate::validation::{self, Case, Prediction};
use anyhow::Result;
use clap::Args;
use serde_json::{Value, json as object};
use std::path::PathBuf;

/// Run the solver against every published case we hold, and tell each difference with its source. The
/// exit code is 0 when every value is near enough, or its miss is known and its reason told; 1 when one
/// misses that did not before.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `cases` (`name`, `source`, `known`: why its misses stay, or null, and \
                  `checks`: `what`, `unit`, `published`, `ours`, `within`, `hit`), `hits`, `misses`, `new` \
                  (misses in cases where none is known), `predictions` (not yet measured: `name`, `notes`, `day`, \
                  `file`, `design_sha256`, `sha256`, `level_off_db` and `impedance_off_percent`: how far the program \
                  of today is from it at most), `svg`."
)]
pub struct Validate {
    /// Draw it into an SVG file as well.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Write the text into a file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

impl Validate {
    /// Runs every case.
    pub(super) fn run(&self) -> Result<Outcome> {
        let out = Out::to(self.out.as_deref(), &[])?;
        let svg = Out::named("--svg", self.svg.as_deref(), &[])?.beside(out)?;
        let cases = validation::run();
        let predictions = validation::predictions();
        if self.svg.is_some() {
            svg.write(&validation::svg(&cases))?;
        }
        if self.out.is_some() || !self.json.json {
            out.write(&validation::text(&cases, &predictions))?;
        }
        if self.json.json {
            let fields = self.object(&cases, &predictions);
            json::print(&json::wrote(self.out.as_deref(), fields))?;
        }
        Ok(match validation::count(&cases).new {
            0 => Outcome::Success,
            _ => Outcome::Failure,
        })
    }

    fn object(&self, cases: &[Case], predictions: &[Prediction]) -> Value {
        let case = |case: &Case| {
            let checks: Vec<Value> = (case.checks.iter())
                .map(|check| {
                    object!({
                        "what": check.what,
                        "unit": check.unit,
                        "published": json::number(check.published),
                        "ours": json::number(check.ours),
                        "within": json::number(check.within),
                        "hit": check.is_hit(),
                    })
                })
                .collect();
            object!({
                "name": case.name,
                "source": case.source,
                "known": case.known,
                "checks": checks,
            })
        };
        let prediction = |prediction: &Prediction| {
            object!({
                "name": prediction.name,
                "notes": prediction.notes,
                "day": prediction.day,
                "file": prediction.file,
                "design_sha256": prediction.design_sha256,
                "sha256": prediction.sha256,
                "level_off_db": json::number(prediction.level_off_db),
                "impedance_off_percent": json::number(prediction.impedance_off_percent),
            })
        };
        let predictions: Vec<Value> = predictions.iter().map(prediction).collect();
        let count = validation::count(cases);
        let cases: Vec<Value> = cases.iter().map(case).collect();
        object!({
            "cases": cases,
            "hits": count.hits,
            "misses": count.misses,
            "new": count.new,
            "predictions": predictions,
            "svg": self.svg.as_deref().map(json::path_of),
        })
    }
}
