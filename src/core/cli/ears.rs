//! `earwright ears`: a design in a family of ears.

use super::{Outcome, input, json::Json, output, output::Out, solve::Grid};
use crate::{
    exchange::ears_csv,
    tuning::{EarSettings, ear_family},
};
use anyhow::Result;
use clap::Args;
use serde_json::json as object;
use std::{ops::ControlFlow, path::PathBuf};

/// Solve a design in shallow to deep insertion, sealed to leaking, in several ears.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `columns` (`name`, `values`), or `out`, the file that was \
                  written; `notes`, and `worst`: the ear (`name`) that changes the design most, where \
                  (`f_hz`) and by how much (`db`)."
)]
pub struct Ears {
    /// The design.
    file: PathBuf,
    /// At which frequencies.
    #[command(flatten)]
    grid: Grid,
    /// Write into this file instead of printing.
    #[arg(long, value_name = "CSV")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

impl Ears {
    /// Solves, prints the curves, and names the ear that changes the design most.
    pub(super) fn run(&self) -> Result<Outcome> {
        let f = self.grid.frequencies()?;
        let design = input::design(&self.file)?;
        let out = Out::to(self.out.as_deref(), &[&self.file])?;
        let settings = EarSettings::of(&design);
        let family = ear_family(&design, &settings, Some(f), &mut |_| {
            ControlFlow::Continue(())
        });
        let Some(family) = family.filter(|family| family.as_drawn.iter().any(|l| l.is_finite()))
        else {
            anyhow::bail!("{} makes no sound at its ear", self.file.display());
        };
        let worst = family.worst_member().and_then(|worst| {
            let (f, by) = worst.deviation?;
            Some(object!({ "name": worst.name, "f_hz": f, "db": by }))
        });
        let fields = object!({ "notes": family.notes, "worst": worst });
        let path = self.out.as_deref();
        self.json.table(out, path, &ears_csv(&family), fields)?;
        for note in &family.notes {
            output::message(&format!("note: {note}"));
        }
        if let Some(worst) = family.worst_member()
            && let Some((f, by)) = worst.deviation
        {
            output::message(&format!(
                "worst of {}: {}, {by:+.1} dB from the design as drawn at {f:.0} Hz",
                family.members.len(),
                worst.name
            ));
        }
        Ok(Outcome::Success)
    }
}
