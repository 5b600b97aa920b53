//! `earwright distortion`: what drivers add at large amplitudes.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    analysis::distortion::{self, Distortion, Heard, Intermodulation, Rise},
    design::{Design, drive::Drive},
    exchange::distortion_csv,
    network::{large_signal::Unable, log_grid},
};
use anyhow::{Result, anyhow, bail};
use clap::{Args, value_parser};
use serde_json::{Value, json as object};
use std::{path::PathBuf, sync::Arc};

/// Tell what drivers add at large amplitudes: harmonics, compression, intermodulation.
///
/// Over frequency at the drive; with --level over the drive at one frequency; with --greatest the
/// greatest levels at 1, 5 and 10 % THD; with --tones what two tones make of each other.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `columns` (`name`, `values`; null where no steady sound was found), or \
                  `out`, the file that was written; `drive_v`, `of`: the drivers that say how they distort, \
                  `unstated`: those taken as linear, `worst`: the greatest THD (`thd`, a ratio, `f_hz` or \
                  `drive_v`). With --tones: `tones_hz`, `levels_db`, `modulation` (a ratio) and `products` \
                  (`turns`, `f_hz`, `spl_db`), loudest first."
)]
pub struct Distort {
    /// The design.
    file: PathBuf,
    /// How many frequencies.
    #[arg(
        long,
        default_value_t = 64,
        value_parser = value_parser!(u32).range(1..=2000),
        conflicts_with_all = ["level", "tones"]
    )]
    points: u32,
    /// Lowest frequency, Hz.
    #[arg(
        long,
        default_value_t = 20.0,
        value_name = "HZ",
        value_parser = arguments::hertz,
        conflicts_with_all = ["level", "tones"]
    )]
    from: f64,
    /// Highest frequency, Hz.
    #[arg(
        long,
        default_value_t = 20_000.0,
        value_name = "HZ",
        value_parser = arguments::hertz,
        conflicts_with_all = ["level", "tones"]
    )]
    to: f64,
    /// Drive instead of the design's, V rms.
    #[arg(long, value_name = "VOLT", value_parser = arguments::volt, conflicts_with = "greatest")]
    drive: Option<f64>,
    /// Over the drive at this frequency.
    #[arg(long, value_name = "HZ", value_parser = arguments::hertz, conflicts_with_all = ["greatest", "tones"])]
    level: Option<f64>,
    /// The greatest levels at 1, 5 and 10 % THD.
    #[arg(long, conflicts_with = "tones")]
    greatest: bool,
    /// Two tones at once, Hz.
    #[arg(long, num_args = 2, value_names = ["HZ", "HZ"], value_parser = arguments::hertz)]
    tones: Option<Vec<f64>>,
    /// Amplitude of the first tone over that of the second.
    #[arg(long, default_value_t = 4.0, value_name = "RATIO", requires = "tones", conflicts_with_all = ["level", "greatest"], value_parser = arguments::ratio)]
    ratio: f64,
    /// Write into this file instead of printing.
    #[arg(long, value_name = "CSV", conflicts_with = "tones")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// The distortions whose greatest levels are told.
const ALLOWED: [f64; 3] = [0.01, 0.05, 0.1];

impl Distort {
    /// Balances, and writes the table.
    pub(super) fn run(&self) -> Result<Outcome> {
        let mut design = input::design(&self.file)?;
        if let Some(emf) = self.drive {
            design.drive = Drive::Voltage { emf };
        }
        if self.points > 1 {
            arguments::band(self.from, self.to)?;
        }
        let f = log_grid(self.points as usize, self.from, self.to);
        let out = Out::to(self.out.as_deref(), &[&self.file])?;
        if let Some(tones) = &self.tones {
            return self.tones(&design, tones);
        }
        let path = self.out.as_deref();
        if let Some(f) = self.level {
            let drives = distortion::drives_around(&design);
            let rise =
                distortion::over_level(&design, f, &drives).map_err(|why| self.refused(&why))?;
            let table = distortion_csv::over_level(&rise);
            self.json.table(out, path, &table, fields_of_rise(&rise))?;
            self.tell(&rise.of, &rise.unstated, &rise.heard);
        } else if self.greatest {
            let all =
                distortion::greatest(&design, &f, &ALLOWED).map_err(|why| self.refused(&why))?;
            let table = distortion_csv::greatest(&all);
            self.json.table(out, path, &table, object!({}))?;
        } else {
            let found = over_frequency(&design, &f).map_err(|why| self.refused(&why))?;
            let table = distortion_csv::over_frequency(&found);
            self.json.table(out, path, &table, fields(&found))?;
            self.tell(&found.of, &found.unstated, &found.heard);
        }
        Ok(Outcome::Success)
    }

    fn tones(&self, design: &Design, tones: &[f64]) -> Result<Outcome> {
        let &[first, second] = tones else {
            bail!("--tones: two frequencies are asked for");
        };
        if first == second {
            bail!("--tones {first} {second}: two tones of one frequency are one, name another");
        }
        let whole = 1.0 + self.ratio;
        let shares = [self.ratio / whole, 1.0 / whole];
        let found = distortion::intermodulation(design, [first, second], shares)
            .map_err(|why| self.refused(&why))?;
        let Some(found) = found else {
            bail!(
                "{}: no steady sound was found at this drive. Lower it by --drive",
                self.file.display()
            );
        };
        if self.json.json {
            json::print(&of_tones(&found))?;
        } else {
            output::result(&distortion_csv::products(&found))?;
            output::message(&format!(
                "modulation distortion {:.3} %",
                100.0 * found.modulation
            ));
        }
        Ok(Outcome::Success)
    }

    /// Why there is nothing to tell.
    fn refused(&self, why: &Unable) -> anyhow::Error {
        let file = self.file.display();
        match why {
            Unable::NoLaw => anyhow!(
                "{file}: no driver states how it distorts. Give an armature its gap and saturation (`magnet`), or a moving coil its large-signal curves (`stroke`)"
            ),
            Unable::NoSolution => anyhow!("{file}: nothing is heard that could be distorted"),
        }
    }

    /// What the table does not say.
    fn tell(&self, of: &[String], unstated: &[String], heard: &[Option<Heard>]) {
        if self.json.json {
            return;
        }
        output::message(&format!("distortion of {}", of.join(", ")));
        if !unstated.is_empty() {
            output::message(&format!(
                "taken as linear, nothing is known: {}",
                unstated.join(", ")
            ));
        }
        let lost = heard.iter().filter(|heard| heard.is_none()).count();
        if lost > 0 {
            output::message(&format!(
                "warning: at {lost} of {} points no steady sound was found",
                heard.len()
            ));
        }
        let known = heard.iter().flatten();
        let beyond = known.filter(|heard| heard.reached > 1.0).count();
        if beyond > 0 {
            output::message(&format!(
                "warning: at {beyond} of {} points a driver moves further than is known of it",
                heard.len()
            ));
        }
    }
}

fn over_frequency(design: &Design, f: &Arc<[f64]>) -> std::result::Result<Distortion, Unable> {
    distortion::over_frequency(design, f)
}

fn fields(found: &Distortion) -> Value {
    let all = found.f.iter().zip(&found.heard);
    let known = all.filter_map(|(f, heard)| Some((*f, heard.as_ref()?)));
    let worst = known.max_by(|a, b| a.1.thd.total_cmp(&b.1.thd));
    object!({
        "drive_v": found.drive,
        "of": found.of,
        "unstated": found.unstated,
        "worst": worst.map(|(f, heard)| object!({ "f_hz": f, "thd": heard.thd })),
    })
}

fn fields_of_rise(rise: &Rise) -> Value {
    let all = rise.drives.iter().zip(&rise.heard);
    let known = all.filter_map(|(drive, heard)| Some((*drive, heard.as_ref()?)));
    let worst = known.max_by(|a, b| a.1.thd.total_cmp(&b.1.thd));
    object!({
        "f_hz": rise.f,
        "of": rise.of,
        "unstated": rise.unstated,
        "worst": worst.map(|(drive, heard)| object!({ "drive_v": drive, "thd": heard.thd })),
    })
}

fn of_tones(found: &Intermodulation) -> Value {
    let products = found.products.iter().map(|product| {
        object!({
            "turns": product.turns,
            "f_hz": product.f,
            "spl_db": json::number(product.level_db),
        })
    });
    object!({
        "tones_hz": found.tones,
        "levels_db": found.levels_db.map(json::number),
        "modulation": json::number(found.modulation),
        "products": products.collect::<Vec<_>>(),
    })
}
