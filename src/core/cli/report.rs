//! `earwright report`: report cards of designs, side by side.

use super::{
    Outcome, input,
    json::{self, Json},
    output,
};
use crate::{
    analysis::report::{Beside, Figure, Report, report},
    design::HOURS,
    exchange, library,
    tuning::tolerance::{self, Run},
};
use anyhow::{Result, bail};
use clap::Args;
use serde_json::{Value, json as object};
use std::path::PathBuf;

/// Answer the eight questions between a dynamic driver and armatures, in figures of designs side by side:
/// bass, detail, natural sound, range, power, size, cost, durability.
#[derive(Debug, Args)]
#[command(
    after_help = "Names of built-in designs are taken too (earwright library designs). The table has a row \
                  a figure and a column a design, then how it was computed.\n\
                  With --json one object: `designs`, each with `name`, `file` and `answers` (`question`, \
                  `figures`: `key`, `name`, `value` in SI units or null, `shown`, `how`)."
)]
pub struct ReportCards {
    /// The designs: files, or names of built-in ones.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What parts cost: a table with the headings part, value and price.
    #[arg(long, value_name = "FILE")]
    prices: Option<PathBuf>,
    /// Hours one unit takes to build, of every design; left out, those that its file says.
    #[arg(long, value_parser = hours)]
    hours: Option<f64>,
    /// Units to build for the yield; none: it is unknown.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=50_000))]
    units: u32,
    /// Seed: the same seed gives the same units.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// A unit is good within this of its design, dB.
const GOOD_DB: f64 = 1.5;
/// The same in words.
const GOOD: &str = "within 1.5 dB of the design (standard deviation, 50 Hz to 8 kHz)";

fn hours(typed: &str) -> Result<f64, String> {
    match typed.trim_end_matches('h').trim().parse::<f64>() {
        Ok(value) if HOURS.objection(value).is_none() => Ok(value),
        _ => Err(format!("hours are a number from 0 to {}", HOURS.max)),
    }
}

impl ReportCards {
    /// Reports, and prints the table.
    pub(super) fn run(&self) -> Result<Outcome> {
        let prices = self.prices.as_deref().map(input::prices).transpose()?;
        let mut reports = Vec::new();
        for file in &self.files {
            let preset = file.to_str().and_then(library::design);
            let design = match preset.filter(|_| !file.exists()) {
                Some(preset) => preset.design.clone(),
                None => input::design(file)?,
            };
            let price = prices
                .as_ref()
                .map(|prices| exchange::price(&design, prices));
            let good = if self.units > 1 {
                let run = Run::of(self.units as usize, self.seed);
                tolerance::spread(&design, &run, &tolerance::grid())
                    .map(|units| units.units.deviating_within(GOOD_DB))
            } else {
                None
            };
            reports.push(report(
                &design,
                &Beside {
                    price: price.as_ref(),
                    hours: self.hours,
                    good: good.map(|good| (good, GOOD)),
                },
            ));
        }
        if self.json.json {
            let designs: Vec<Value> = (reports.iter().zip(&self.files))
                .map(|(report, file)| of(report, file))
                .collect();
            json::print(&object!({ "designs": designs }))?;
        } else {
            output::result(&table(&reports)?)?;
        }
        Ok(Outcome::Success)
    }
}

/// A row a figure, a column a design.
fn table(reports: &[Report]) -> Result<String> {
    let Some(first) = reports.first() else {
        bail!("no design was named");
    };
    let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let names: Vec<String> = reports.iter().map(|report| clean(&report.name)).collect();
    let mut out = format!("question\tfigure\t{}\thow\n", names.join("\t"));
    for answer in &first.answers {
        for figure in &answer.figures {
            let cells: Vec<String> = (reports.iter())
                .map(|report| {
                    let found = report.figure(answer.question, figure.key);
                    found.map_or_else(String::new, |found| clean(&found.shown))
                })
                .collect();
            let row = [
                answer.question.name(),
                figure.name,
                &cells.join("\t"),
                &clean(&figure.how),
            ];
            out += &row.join("\t");
            out.push('\n');
        }
    }
    Ok(out)
}

fn of(report: &Report, file: &std::path::Path) -> Value {
    let figure = |figure: &Figure| {
        object!({
            "key": figure.key,
            "name": figure.name,
            "value": json::option(figure.value),
            "shown": figure.shown,
            "how": figure.how,
        })
    };
    let answers: Vec<Value> = (report.answers.iter())
        .map(|answer| {
            let figures: Vec<Value> = answer.figures.iter().map(figure).collect();
            object!({ "question": answer.question.name(), "figures": figures })
        })
        .collect();
    object!({ "name": report.name, "file": json::path_of(file), "answers": answers })
}
