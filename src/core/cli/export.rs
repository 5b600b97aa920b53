//! `earwright export`: a design in somebody else's words.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output::{self, Out},
    probes::Probes,
};
use crate::{
    design::LinkEnd,
    exchange::{
        self,
        export::{Choice, ExportError, Input, Options, Product, Source},
        sound::Format,
    },
    network::{Solver, log_grid},
    tuning::equaliser::{BANDS, GAINS, Limits, MOST_FILTERS},
};
use anyhow::{Result, anyhow, bail};
use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use serde_json::json as object;
use std::path::{Path, PathBuf};

/// Export what others need of a design.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `what`, and `remarks`, and `text`, or `out` or `files` where it is written."
)]
pub struct Export {
    /// The design.
    file: PathBuf,
    /// What is exported.
    #[arg(long, value_parser = what(), default_value = "parts")]
    what: exchange::Export,
    /// Most filters of an equaliser: 10 unless said otherwise.
    #[arg(long, value_name = "N")]
    filters: Option<usize>,
    /// From where to where an equaliser works, Hz: 20 to 10000 unless said otherwise.
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"])]
    band: Option<Vec<f64>>,
    /// Greatest gain of one filter to either side, dB: 12 unless said otherwise.
    #[arg(long, value_name = "DB")]
    gain: Option<f64>,
    /// Wall of tubes to print, such as 0.5mm.
    #[arg(long, value_parser = arguments::wall, value_name = "LENGTH")]
    wall: Option<f64>,
    /// What parts cost: a table with the headings part, value and price. A parts list with prices
    /// filled in is one.
    #[arg(long, value_name = "FILE")]
    prices: Option<PathBuf>,
    /// Sample rate of sound, Hz; a file each for all three where it is left out.
    #[arg(long, value_parser = arguments::rate(), value_name = "HZ")]
    rate: Option<u32>,
    /// Write sound as 32-bit floating point instead of 24-bit integers.
    #[arg(long)]
    float: bool,
    /// Seed of a pair's tolerances: the same seed gives the same pair; 1 unless said otherwise.
    #[arg(long)]
    seed: Option<u64>,
    /// Ports whose curves a table of curves has as well.
    #[command(flatten)]
    probes: Probes,
    /// Write into this file instead of printing. What is several files needs it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
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
    /// Options that were given, with what they choose.
    fn given(&self) -> impl Iterator<Item = (&'static str, Choice)> {
        let all = [
            ("--filters", Choice::Filters, self.filters.is_some()),
            ("--band", Choice::Limits, self.band.is_some()),
            ("--gain", Choice::Limits, self.gain.is_some()),
            ("--wall", Choice::Wall, self.wall.is_some()),
            ("--prices", Choice::Prices, self.prices.is_some()),
            ("--rate", Choice::Sound, self.rate.is_some()),
            ("--float", Choice::Sound, self.float),
            ("--seed", Choice::Seed, self.seed.is_some()),
            ("--probe", Choice::Probes, self.probes.are_given()),
        ];
        let given = all.into_iter().filter(|(_, _, is_given)| *is_given);
        given.map(|(name, choice, _)| (name, choice))
    }

    /// What is given must matter: else somebody believes that it did.
    fn refuse_what_is_ignored(&self) -> Result<()> {
        for (name, choice) in self.given() {
            if !self.what.takes().contains(&choice) {
                let heeding = exchange::Export::ALL.into_iter();
                let heeding = heeding.filter(|export| export.takes().contains(&choice));
                let heeding: Vec<&str> = heeding.map(exchange::Export::id).collect();
                bail!(
                    "{name} changes nothing of --what {}: it is for {}",
                    self.what.id(),
                    heeding.join(", ")
                );
            }
        }
        Ok(())
    }

    /// What filters may be.
    fn limits(&self) -> Result<Limits> {
        let standard = Limits::default();
        let (from, to) = match self.band.as_deref() {
            None => (standard.band[0], standard.band[1]),
            Some(&[from, to]) => (from, to),
            Some(_) => bail!("--band takes two frequencies, such as --band 20 10000"),
        };
        let filters = self.filters.unwrap_or(standard.count);
        let gain = self.gain.unwrap_or(standard.gain[1]);
        if !(BANDS.contains(&from) && to > from && BANDS.contains(&to)) {
            bail!(
                "--band takes two ascending frequencies between {} Hz and {} Hz",
                BANDS.start(),
                BANDS.end()
            );
        }
        if filters > MOST_FILTERS {
            bail!("--filters takes at most {MOST_FILTERS}: no player has more");
        }
        if !GAINS.contains(&gain) {
            bail!(
                "--gain takes a number of dB from {} to {}",
                GAINS.start(),
                GAINS.end()
            );
        }
        Ok(Limits {
            count: filters,
            band: [from, to],
            gain: [-gain, gain],
            ..standard
        })
    }

    /// The files that are read.
    fn inputs(&self) -> Vec<&Path> {
        let prices = self.prices.as_deref();
        std::iter::once(self.file.as_path()).chain(prices).collect()
    }

    /// Writes files beside each other, and says which. All of them are looked at before the first is
    /// written.
    fn write_all(&self, path: &Path, product: &Product) -> Result<Vec<PathBuf>> {
        let files = product.files_at(path);
        let outs: Result<Vec<Out<'_>>> = files
            .iter()
            .map(|(path, _)| Out::to(Some(path), &self.inputs()))
            .collect();
        for (out, (_, bytes)) in outs?.into_iter().zip(&files) {
            out.write_bytes(bytes)?;
        }
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }

    /// Writes it into its file or files, and tells of it in an object.
    fn print_object(&self, out: Out<'_>, product: &Product) -> Result<Outcome> {
        let what = object!({ "what": self.what.id(), "remarks": product.remarks });
        let (name, value) = match (&self.out, product.files.as_slice()) {
            (Some(path), [(_, bytes)]) => {
                out.write_bytes(bytes)?;
                ("out", json::path_of(path))
            }
            (Some(path), _) => {
                let paths = self.write_all(path, product)?;
                let paths = paths.iter().map(|path| json::path_of(path));
                ("files", paths.collect::<Vec<_>>().into())
            }
            (None, [(_, bytes)]) => match str::from_utf8(bytes) {
                Ok(text) => ("text", text.into()),
                Err(_binary) => bail!("--json: this is no text, write it into a file with --out"),
            },
            (None, _) => bail!("--json: this export is several files: name one with --out"),
        };
        json::print(&json::with(what, name, value))?;
        Ok(Outcome::Success)
    }

    /// Writes it.
    pub(super) fn run(&self) -> Result<Outcome> {
        self.refuse_what_is_ignored()?;
        let options = self.options()?;
        let design = input::design(&self.file)?;
        let out = Out::to(self.out.as_deref(), &self.inputs())?;
        let probes = self.probes.find(&design)?;
        let solved = (self.what.source() == Source::Curves).then(|| {
            let grid = log_grid(POINTS, 20.0, 20_000.0);
            let ports: Vec<LinkEnd> = probes.iter().map(|probe| probe.end.clone()).collect();
            let solved = Solver::default().solve_with_readings(&design, &grid, &ports);
            input::tell(&design, &solved.0.problems);
            solved
        });
        let (solution, readings) = solved.unzip();
        let product = self.what.write(&Input {
            design: &design,
            solution: solution.as_ref(),
            probes: &probes,
            readings: readings.as_deref().unwrap_or_default(),
            plot: None,
            options: &options,
        });
        let product = product.map_err(|error| match error {
            ExportError::NoCurve => anyhow!("{} has no such curve", self.file.display()),
            ExportError::Lacks(what) => anyhow!("{} has no {what}", self.file.display()),
            other => other.into(),
        })?;
        for remark in &product.remarks {
            output::message(&format!("warning: {remark}"));
        }
        if self.json.json {
            return self.print_object(out, &product);
        }
        match (self.out.as_deref(), product.files.as_slice()) {
            (_, [(_, bytes)]) => match str::from_utf8(bytes) {
                Ok(text) => out.write(text)?,
                Err(_) => out.write_bytes(bytes)?,
            },
            (Some(path), _) => {
                self.write_all(path, &product)?;
            }
            (None, _) => bail!("this export is several files: name one with --out"),
        }
        Ok(Outcome::Success)
    }

    /// What was chosen.
    fn options(&self) -> Result<Options> {
        let standard = Options::default();
        Ok(Options {
            filters: self.limits()?,
            wall: self.wall.unwrap_or(standard.wall),
            prices: self.prices.as_deref().map(input::prices).transpose()?,
            sound: Format {
                rate: self.rate,
                float: self.float,
            },
            seed: self.seed.unwrap_or(standard.seed),
        })
    }
}
