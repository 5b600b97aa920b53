//! `earwright check`: what is wrong or doubtful in a design.

use super::{Outcome, input, output};
use crate::{
    design::check,
    network::{Solver, log_grid},
};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

/// List what is wrong or doubtful in a design. The exit code is 1 when something is wrong.
#[derive(Debug, Args)]
pub struct Check {
    /// The design.
    file: PathBuf,
}

impl Check {
    /// Prints one line a problem.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let mut problems = check::check(&design);
        // Solved too: what only shows in the numbers, a short or a driver into nothing.
        let solution = Solver::default().solve(&design, &log_grid(64, 20.0, 20_000.0));
        for problem in solution.problems {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        let lines: String = problems
            .iter()
            .map(|problem| input::line(&design, problem) + "\n")
            .collect();
        output::result(&lines)?;
        if input::has_error(&problems) {
            return Ok(Outcome::Failure);
        }
        if problems.is_empty() {
            output::message(&format!("{}: nothing to complain of", self.file.display()));
        }
        Ok(Outcome::Success)
    }
}
