//! `earwright optimize`: better values for a design, from the catalogues.

use super::{
    Outcome, input,
    interrupt::Interrupt,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    design::{Design, file},
    tuning::{self, Objective, Settings, Variable, What},
};
use anyhow::Result;
use clap::Args;
use serde_json::json as object;
use std::{ops::ControlFlow, path::PathBuf};

/// Search catalogue values that bring a design nearer to its target: resistors, capacitors,
/// inductors, dampers, tube lengths and bores, polarity.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `out`, `error_db`, `was_db`, `free` (values), `solved` \
                  (designs), `interrupted`."
)]
pub struct Optimize {
    /// The design.
    file: PathBuf,
    /// Where the better design goes; the design itself may be named. What is best so far is kept
    /// there when the search is interrupted.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Parts and links to leave as they are, by name.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    keep: Vec<String>,
    /// Generations to search.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    generations: u32,
    /// Designs in a generation.
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u16).range(4..=2000))]
    population: u16,
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
        for name in &self.keep {
            if design.part_named(name).is_none() && !design.links.iter().any(|l| l.name == *name) {
                anyhow::bail!("--keep: there is no part or link “{name}” in the design");
            }
        }
        // Both are designs: the better one may take the place of the other.
        let out = Out::to(Some(&self.out), &[])?;
        let interrupt = Interrupt::watch();
        let variables: Vec<Variable> = tuning::variable::catalogue_variables(&design)
            .into_iter()
            .filter(|variable| !self.keeps(&design, &variable.what))
            .collect();
        let objective = Objective::new(&design, 96);
        let settings = Settings {
            population: usize::from(self.population),
            generations: self.generations as usize,
            seed: self.seed,
            ..Settings::default()
        };
        let mut said = 0;
        let found = tuning::search(&design, &variables, &objective, settings, &mut |progress| {
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
                    progress.evaluations
                ));
            }
            if interrupt.asked() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        out.write(&file::to_text(&found.design))?;
        output::message(&format!(
            "error {:.3} dB, was {:.3} dB, {} values free, {} designs solved",
            found.score.error_db,
            found.start.error_db,
            variables.len(),
            found.evaluations
        ));
        if self.json.json {
            json::print(&object!({
                "out": json::path_of(&self.out),
                "error_db": json::number(found.score.error_db),
                "was_db": json::number(found.start.error_db),
                "free": variables.len(),
                "solved": found.evaluations,
                "interrupted": found.cancelled,
            }))?;
        }
        if found.cancelled {
            output::message(&format!(
                "interrupted: the best so far is in {}",
                self.out.display()
            ));
            return Ok(Outcome::Interrupted);
        }
        Ok(Outcome::Success)
    }

    fn keeps(&self, design: &Design, what: &What) -> bool {
        let name = match what {
            What::Part(id, _) | What::Polarity(id) => {
                design.part(*id).map(|part| part.name.as_str())
            }
            What::Link(id, _) | What::Bore(id) => design.link(*id).map(|link| link.name.as_str()),
        };
        name.is_some_and(|name| self.keep.iter().any(|kept| kept == name))
    }
}
