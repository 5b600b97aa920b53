//! `earwright saturation`: from a data sheet's distortion to the current at which an armature
//! saturates.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
};
use crate::{
    design::{
        file,
        kinds::armature::{gap, with_saturation},
    },
    network::large_signal::Unable,
    quantity::{Unit, text},
    tuning::saturation::{Stated, Unfit, saturation_current},
};
use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use serde_json::json as object;
use std::path::PathBuf;

/// Find the saturation current of an armature from the level at which its data sheet states a
/// distortion. The design is the sheet's fixture, and the armature's gap is known.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `saturation_current` in A, and `out`, the file that was written, or \
                  null."
)]
pub struct Saturation {
    /// The design.
    file: PathBuf,
    /// The armature's name.
    #[arg(long, value_name = "NAME")]
    driver: String,
    /// The distortion that is stated, %.
    #[arg(long, default_value_t = 5.0, value_name = "PERCENT", value_parser = arguments::distorted)]
    thd: f64,
    /// The frequency it is stated at.
    #[arg(long, value_name = "HZ", value_parser = arguments::hertz)]
    at: f64,
    /// The level it is stated at, dB SPL.
    #[arg(long, value_name = "DB", value_parser = arguments::spl)]
    level: f64,
    /// Write the design with that current into this file.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

impl Saturation {
    /// Searches, and writes the design.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let name = &self.driver;
        let part = design
            .drivers()
            .find(|part| part.name == *name)
            .with_context(|| format!("{}: there is no driver “{name}”", self.file.display()))?;
        let stated = Stated {
            f: self.at,
            thd: self.thd / 100.0,
            level_db: self.level,
        };
        let current = saturation_current(&design, part.id, &stated).map_err(|why| match why {
            Unfit::NoGap => anyhow!(
                "“{name}” is no armature whose gap is stated: give it a `magnet` with a `gap` first"
            ),
            Unfit::Unable(Unable::NoLaw | Unable::NoSolution) => {
                anyhow!("“{name}” is not heard in this design")
            }
            Unfit::TooLoud(level) => anyhow!(
                "whatever its iron carries, {} % is distorted at {level:.1} dB SPL at the latest: its gap is larger than {}",
                self.thd,
                gap(&design, part.id).map_or_else(String::new, |gap| text::rounded(gap, &Unit::VOLUME, 3))
            ),
            Unfit::Never => anyhow!(
                "whatever its iron carries, less than {} % is distorted at this level",
                self.thd
            ),
        })?;
        let better = with_saturation(&design, part.id, text::round_to(current, 4))
            .with_context(|| format!("“{name}” does not take this current"))?;
        if let Some(out) = &self.out {
            file::save(out, &better)?;
        }
        if self.json.json {
            let fields = object!({ "saturation_current": current });
            json::print(&json::wrote(self.out.as_deref(), fields))?;
        } else {
            output::result(&format!("{}\n", text::rounded(current, &Unit::AMPERE, 4)))?;
        }
        Ok(Outcome::Success)
    }
}
