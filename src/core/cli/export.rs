//! `earwright export`: a design in somebody else's words.

use super::{
    Outcome, input,
    json::{self, Json},
    output::Out,
};
use crate::{
    exchange::{
        self,
        export::{ExportError, Input, Source},
    },
    network::{Solver, log_grid},
    tuning::equaliser::Limits,
};
use anyhow::{Result, anyhow, bail};
use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use serde_json::json as object;
use std::path::PathBuf;

/// Export what others need of a design.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `what`, and `text` or, where it is written into a file, `out`."
)]
pub struct Export {
    /// The design.
    file: PathBuf,
    /// What is exported.
    #[arg(long, value_parser = what(), default_value = "parts")]
    what: exchange::Export,
    /// Most filters of an equaliser.
    #[arg(long, default_value_t = Limits::default().count, value_name = "N")]
    filters: usize,
    /// From where to where an equaliser works, Hz.
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], default_values_t = Limits::default().band)]
    band: Vec<f64>,
    /// Greatest gain of one filter to either side, dB.
    #[arg(long, default_value_t = Limits::default().gain[1], value_name = "DB")]
    gain: f64,
    /// Write into this file instead of printing.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// Highest frequency an equaliser works at, Hz: near half the sample rate filters are no longer what
/// they are called.
const HIGHEST: f64 = 20e3;
/// Most filters of an equaliser.
const MOST_FILTERS: usize = 64;

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
    /// What filters may be.
    fn limits(&self) -> Result<Limits> {
        let &[from, to] = self.band.as_slice() else {
            bail!("--band takes two frequencies, such as --band 20 10000");
        };
        if !(from >= 10.0 && to > from && to <= HIGHEST) {
            bail!("--band takes two ascending frequencies between 10 Hz and {HIGHEST} Hz");
        }
        if self.filters > MOST_FILTERS {
            bail!("--filters takes at most {MOST_FILTERS}: no player has more");
        }
        if !(self.gain > 0.0 && self.gain <= 40.0) {
            bail!("--gain takes a number of dB above 0 and up to 40");
        }
        Ok(Limits {
            count: self.filters,
            band: [from, to],
            gain: [-self.gain, self.gain],
            ..Limits::default()
        })
    }

    /// Writes it into its file, and tells of it in an object.
    fn print_object(&self, out: Out<'_>, bytes: Vec<u8>) -> Result<Outcome> {
        let what = object!({ "what": self.what.id() });
        let (name, value) = match &self.out {
            Some(path) => {
                out.write_bytes(&bytes)?;
                ("out", json::path_of(path))
            }
            None => match String::from_utf8(bytes) {
                Ok(text) => ("text", text.into()),
                Err(_binary) => bail!("--json: this is no text, write it into a file with --out"),
            },
        };
        json::print(&json::with(what, name, value))?;
        Ok(Outcome::Success)
    }

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
        let filters = self.limits()?;
        let bytes = self.what.write(&Input {
            design: &design,
            solution: solution.as_ref(),
            probes: &[],
            readings: &[],
            plot: None,
            filters,
        });
        let bytes = bytes.map_err(|error| match error {
            ExportError::NoCurve => anyhow!("{} has no such curve", self.file.display()),
            ExportError::Image(error) => error.into(),
        })?;
        if self.json.json {
            return self.print_object(out, bytes);
        }
        match String::from_utf8(bytes) {
            Ok(text) => out.write(&text)?,
            Err(error) => out.write_bytes(error.as_bytes())?,
        }
        Ok(Outcome::Success)
    }
}
