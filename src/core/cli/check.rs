//! `earwright check`: what is wrong or doubtful in a design.

use super::{
    Outcome, input,
    json::{self, Json},
    output,
};
use crate::{
    analysis::limits::limits,
    design::check,
    network::{Solver, log_grid},
};
use anyhow::Result;
use clap::Args;
use serde_json::json as object;
use std::path::PathBuf;

/// List what is wrong or doubtful in a design. The exit code is 1 when something is wrong.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `problems` (`severity`, `about`, `text`) and `wrong`, whether \
                  one of them is an error."
)]
pub struct Check {
    /// The design.
    file: PathBuf,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

impl Check {
    /// Prints one line a problem.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let drawn = check::check(&design);
        // Solved too: what only shows in the numbers, a short or a driver into nothing.
        let solution = Solver::default().solve(&design, &log_grid(64, 20.0, 20_000.0));
        let mut solved = limits(&design, &solution);
        solved.extend(solution.problems);
        let problems = check::merged(&design, &drawn, &solved);
        let wrong = input::has_error(&problems);
        if self.json.json {
            let problems = json::problems(&design, &problems);
            json::print(&object!({ "problems": problems, "wrong": wrong }))?;
            return Ok(if wrong {
                Outcome::Failure
            } else {
                Outcome::Success
            });
        }
        let lines: String = input::lines(&design, &problems)
            .into_iter()
            .map(|line| line + "\n")
            .collect();
        output::result(&lines)?;
        if wrong {
            return Ok(Outcome::Failure);
        }
        if problems.is_empty() {
            output::message(&format!("{}: nothing to complain of", self.file.display()));
        }
        Ok(Outcome::Success)
    }
}
