//! `earwright export`: a design in somebody else's words.

use super::{Outcome, input, output::Out};
use crate::{
    exchange::{
        self,
        export::{ExportError, Input, Source},
    },
    network::{Solver, log_grid},
};
use anyhow::{Result, anyhow};
use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use std::path::PathBuf;

/// Export what others need of a design.
#[derive(Debug, Args)]
pub struct Export {
    /// The design.
    file: PathBuf,
    /// What is exported.
    #[arg(long, value_parser = what(), default_value = "parts")]
    what: exchange::Export,
    /// Write into this file instead of printing.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Points of an exported curve: 1/48 octave.
const POINTS: usize = 480;

/// Every export that is not of a plot: those are `earwright plot`'s.
fn what() -> impl TypedValueParser<Value = exchange::Export> {
    let all = || {
        exchange::Export::ALL
            .into_iter()
            .filter(|what| what.source() != Source::Plot)
    };
    let values = all().map(|what| {
        let help = what.tooltip().trim_end_matches('.');
        PossibleValue::new(what.id()).help(help)
    });
    PossibleValuesParser::new(values).try_map(move |id| {
        let named = all().find(|what| what.id() == id);
        named.ok_or_else(|| format!("{id} is no export"))
    })
}

impl Export {
    /// Writes it.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let out = Out::to(self.out.as_deref(), &[&self.file])?;
        let solution = (self.what.source() == Source::Curves).then(|| {
            let grid = log_grid(POINTS, 20.0, 20_000.0);
            let solution = Solver::default().solve(&design, &grid);
            input::tell(&design, &solution.problems);
            solution
        });
        let bytes = self.what.write(&Input {
            design: &design,
            solution: solution.as_ref(),
            probes: &[],
            readings: &[],
            plot: None,
        });
        let bytes = bytes.map_err(|error| match error {
            ExportError::NoCurve => anyhow!("{} has no such curve", self.file.display()),
            ExportError::Image(error) => error.into(),
        })?;
        match String::from_utf8(bytes) {
            Ok(text) => out.write(&text)?,
            Err(error) => out.write_bytes(error.as_bytes())?,
        }
        Ok(Outcome::Success)
    }
}
