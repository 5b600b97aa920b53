//! `earwright goals`: whether a design reaches what it is to reach.

use super::{
    Outcome, input,
    json::{self, Json},
    output,
};
use crate::{
    analysis::{
        goals::{Known, State, decider, judge},
        meaning,
    },
    design::{Goal, Parameters as _},
    exchange,
    network::{Solver, log_grid},
    tuning::tolerance::{self, Run},
};
use anyhow::Result;
use clap::Args;
use serde_json::json as object;
use std::{fmt::Write as _, path::PathBuf};

/// Judge a design by the goals it has. The exit code is 0 when every one is met, 1 when one is missed or
/// unknown.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `met`, whether all are, and `goals` (`name`, `bounds`, `state`: \
                  \"met\", \"missed\" or \"unknown\", `figure` and `margin` in SI units or null, `at_hz`, \
                  `how` it was computed, and `decided_by`: the number (`name`, `key`) whose change by 1 % \
                  moves the figure most, and by how much (`per_percent`); null where there is none)."
)]
pub struct Goals {
    /// The design.
    file: PathBuf,
    /// What parts cost: a table with the headings part, value and price.
    #[arg(long, value_name = "FILE")]
    prices: Option<PathBuf>,
    /// Units to build where a goal asks for a yield.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(2..=50_000))]
    units: u32,
    /// Seed: the same seed gives the same units.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// Frequencies the design is solved at.
const POINTS: usize = 512;

impl Goals {
    /// Judges, and prints one line a goal.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let prices = self.prices.as_deref().map(input::prices).transpose()?;
        let price = prices.map(|prices| exchange::price(&design, &prices));
        let wants_units = |goal: &Goal| matches!(goal, Goal::Yield { .. });
        let wanted = design.goals.iter().any(wants_units);
        let units = wanted.then(|| {
            let run = Run::of(self.units as usize, self.seed);
            tolerance::spread(&design, &run, &tolerance::grid())
        });
        let units = units.flatten();
        let known = Known {
            price: price.as_ref(),
            deviations: wanted.then(|| {
                let units = units.as_ref();
                units.map_or(&[][..], |units| &units.units.deviations)
            }),
        };
        let f = log_grid(POINTS, 20.0, 20_000.0);
        let solution = meaning::solved(&mut Solver::default(), &design, &f);
        input::tell(&design, &solution.problems);
        let all = judge(&design, &solution, &known);
        let met = all.iter().all(|judged| judged.state() == State::Met);
        let mut lines = String::new();
        let mut objects = Vec::new();
        for judged in &all {
            let decider = decider(&design, &solution, judged);
            let name = decider.map(|found| found.name(&design));
            let bounds: Vec<String> = (judged.goal.parameters().iter())
                .map(|(info, value)| {
                    let value = crate::quantity::text::exact(*value, info.unit);
                    format!("{} {value}", info.label.to_lowercase())
                })
                .collect();
            let bounds = bounds.join(", ");
            let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
            let _ = write!(
                lines,
                "{}\t{} {bounds}\t{}\t{}\t{}",
                judged.state().word(),
                judged.goal.name(),
                or_none(judged.figure_text()),
                or_none(judged.margin_text()),
                judged.how
            );
            if let Some(name) = &name {
                let _ = write!(lines, "; decided by {name}");
            }
            lines.push('\n');
            let decided = decider.map(|found| {
                object!({
                    "name": name,
                    "key": found.info.key,
                    "per_percent": json::number(found.per_percent),
                })
            });
            objects.push(object!({
                "name": judged.goal.name(),
                "bounds": bounds,
                "state": judged.state().word(),
                "figure": json::option(judged.figure),
                "margin": json::option(judged.margin),
                "at_hz": json::option(judged.at),
                "how": judged.how,
                "decided_by": decided,
            }));
        }
        if self.json.json {
            json::print(&object!({ "met": met, "goals": objects }))?;
        } else {
            output::result(&lines)?;
            if all.is_empty() {
                output::message(&format!("{}: no goals are set", self.file.display()));
            }
        }
        Ok(if met {
            Outcome::Success
        } else {
            Outcome::Failure
        })
    }
}
