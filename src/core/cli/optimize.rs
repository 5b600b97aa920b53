//! `earwright optimize`: better values for a design, from the catalogues.

use super::{
    Outcome,
    free::{self, Chosen},
    input,
    interrupt::Interrupt,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    design::{Design, file},
    tuning::{
        self, Objective,
        optimise::{Ear, Effort, Found, Goals, Progress, Task, Tried},
    },
};
use anyhow::Result;
use clap::Args;
use serde_json::{Value, json as object};
use std::{ops::ControlFlow, path::PathBuf};

/// Search values that bring a design nearer to its target: by default resistors, capacitors,
/// inductors, dampers, tube lengths and bores from the catalogues, and polarity. What fails a goal of
/// the design is not taken.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `out`, `error_db`, `was_db`, `free` (values), `changed` \
                  (`name`, `from`, `to`, SI), `solved` (designs), `interrupted`, `tried` (`what`, \
                  `error_db`, `verdict`)."
)]
pub struct Optimize {
    /// The design.
    file: PathBuf,
    /// Where the better design goes; the design itself may be named. What is best so far is kept
    /// there when the search is interrupted.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    what: Chosen,
    /// Points scattered over the ranges to start from.
    #[arg(long, default_value_t = 96, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    draws: u32,
    /// Seed: the same seed gives the same result.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

impl Optimize {
    /// Searches and writes the better design.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let (variables, allowed) = self.what.of(&design)?;
        // Both are designs: the better one may take the place of the other.
        let out = Out::to(Some(&self.out), &[])?;
        let interrupt = Interrupt::watch();
        let task = Task {
            variables,
            allowed,
            seed: self.seed,
            effort: Effort::with_draws(self.draws as usize),
        };
        let mut said = 0;
        let mut tell = |progress: Progress| {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a fraction of ten"
            )]
            let tenth = (progress.done * 10.0) as u32;
            if tenth > said {
                said = tenth;
                output::message(&format!(
                    "{:3.0} %  error {:.3} dB after {} designs",
                    progress.done * 100.0,
                    progress.best.error_db,
                    progress.solved
                ));
            }
            ControlFlow::Continue(())
        };
        let mut ear = Ear {
            tell: &mut tell,
            stop: &|| interrupt.asked(),
        };
        let objective = Objective::new(&design);
        let found = tuning::optimise(&design, &task, &objective, &Goals::default(), &mut ear);
        out.write(&file::to_text(&found.design))?;
        self.tell(&design, &task, &found)?;
        if found.cancelled {
            output::message(&format!(
                "interrupted: the best so far is in {}",
                self.out.display()
            ));
            return Ok(Outcome::Interrupted);
        }
        Ok(Outcome::Success)
    }

    fn tell(&self, design: &Design, task: &Task, found: &Found) -> Result<()> {
        for Tried {
            what,
            score,
            verdict,
        } in &found.tried
        {
            output::message(&format!(
                "{:8.3} dB  {what}: {}",
                score.error_db,
                verdict.words()
            ));
        }
        output::message(&format!(
            "error {:.3} dB, was {:.3} dB, {} values free, {} designs solved",
            found.score.error_db,
            found.start.error_db,
            task.variables.len(),
            found.solved
        ));
        if !self.json.json {
            return Ok(());
        }
        let changed: Vec<Value> = (task.variables.iter())
            .filter_map(|variable| {
                let (from, to) = (
                    variable.value_in(design)?,
                    variable.value_in(&found.design)?,
                );
                let name = free::name(design, &variable.number)?;
                let change = object!({
                    "name": name, "from": json::number(from), "to": json::number(to),
                });
                (from != to).then_some(change)
            })
            .collect();
        let tried: Vec<Value> = (found.tried.iter())
            .map(|tried| {
                object!({
                    "what": tried.what,
                    "error_db": json::number(tried.score.error_db),
                    "verdict": tried.verdict.words(),
                })
            })
            .collect();
        json::print(&object!({
            "out": json::path_of(&self.out),
            "error_db": json::number(found.score.error_db),
            "was_db": json::number(found.start.error_db),
            "free": task.variables.len(),
            "changed": changed,
            "solved": found.solved,
            "interrupted": found.cancelled,
            "tried": tried,
        }))
    }
}
