//! `earwright ears`: a design in a family of ears, or in a population that is drawn.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
    output::Out,
    solve::Grid,
};
use crate::{
    analysis::EarPopulation,
    design::Design,
    exchange::{ears_csv, population_csv},
    tuning::{
        EarSettings, PopulationSettings, ear_family,
        ear_population::{self, Who},
    },
};
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use serde_json::{Value, json as object};
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Solve a design in shallow to deep insertion, sealed to leaking, in several ears; or with --count in
/// a population of ears that is drawn.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `columns` (`name`, `values`), or `out`, the file that was \
                  written; `notes`, and `worst`: the ear (`name`) that changes the design most, where \
                  (`f_hz`) and by how much (`db`). Of a population `count`, `without_curve`, `inside` (`share`, \
                  `within_db`, `from_hz`, `to_hz`, `band`, or null where no band was asked for and the \
                  design has no mask), `octaves` (`centre_hz`, `deviation_db`, `causes` with `name` and \
                  `share` of the variance) and `notes`."
)]
pub struct Ears {
    /// The design.
    file: PathBuf,
    /// At which frequencies.
    #[command(flatten)]
    grid: Grid,
    /// Draw so many ears: their depth, leak, size and tip by published statistics.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=50_000))]
    count: Option<u32>,
    /// Seed: the same seed gives the same ears.
    #[arg(long, default_value_t = 1, requires = "count")]
    seed: u64,
    /// Whose ears they are.
    #[arg(long, value_enum, default_value_t = Whose::People, requires = "count")]
    of: Whose,
    /// Count the ears in which the response stays so near to the target, in the band of the design's
    /// mask, else from 50 Hz to 8 kHz; without it the mask itself counts.
    #[arg(long, value_name = "DB", requires = "count", value_parser = arguments::decibels)]
    band: Option<f64>,
    /// Write into this file instead of printing.
    #[arg(long, value_name = "CSV")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// Whose ears are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Whose {
    /// Many people's.
    People,
    /// One ear's, put on again and again.
    Reseated,
}

impl From<Whose> for Who {
    fn from(whose: Whose) -> Self {
        match whose {
            Whose::People => Self::People,
            Whose::Reseated => Self::Reseated,
        }
    }
}

impl Ears {
    /// Solves, prints the curves, and names the ear that changes the design most.
    pub(super) fn run(&self) -> Result<Outcome> {
        let f = self.grid.frequencies()?;
        let design = input::design(&self.file)?;
        let out = Out::to(self.out.as_deref(), &[&self.file])?;
        if let Some(count) = self.count {
            return self.population(&design, count, f, out);
        }
        let settings = EarSettings::of(&design);
        let family = ear_family(&design, &settings, Some(f), &mut |_| {
            ControlFlow::Continue(())
        });
        let Some(family) = family.filter(|family| family.as_drawn.iter().any(|l| l.is_finite()))
        else {
            anyhow::bail!(silent(&self.file));
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

    /// Draws ears, prints where their curves lie, and tells how many a band holds and what makes them
    /// differ.
    fn population(
        &self,
        design: &Design,
        count: u32,
        f: Arc<[f64]>,
        out: Out<'_>,
    ) -> Result<Outcome> {
        let settings = PopulationSettings {
            count: count as usize,
            seed: self.seed,
            who: self.of.into(),
            within: self.band,
        };
        let go = &mut |_| ControlFlow::Continue(());
        let found = ear_population::ear_population(design, &settings, Some(f), go);
        let found = found.with_context(|| silent(&self.file))?;
        let path = self.out.as_deref();
        self.json
            .table(out, path, &population_csv(&found), fields(&found))?;
        for line in lines(&found) {
            output::message(&line);
        }
        Ok(Outcome::Success)
    }
}

fn silent(path: &Path) -> String {
    format!("{} makes no sound at its ear", path.display())
}

/// What is told of a population besides its curves.
fn fields(of: &EarPopulation) -> Value {
    let inside = of.inside.as_ref().map(|inside| {
        object!({
            "share": json::number(inside.share),
            "within_db": inside.within,
            "from_hz": inside.band[0],
            "to_hz": inside.band[1],
            "band": inside.words,
        })
    });
    let octaves: Vec<Value> = (of.octaves.iter())
        .map(|octave| {
            let causes = octave.causes.iter();
            let causes = causes
                .map(|(name, share)| object!({ "name": name, "share": json::number(*share) }));
            object!({
                "centre_hz": octave.centre,
                "deviation_db": json::number(octave.deviation),
                "causes": causes.collect::<Vec<Value>>(),
            })
        })
        .collect();
    object!({
        "count": of.count,
        "without_curve": of.without_curve,
        "inside": inside,
        "octaves": octaves,
        "notes": of.notes,
    })
}

/// The same in sentences.
fn lines(of: &EarPopulation) -> Vec<String> {
    let mut lines: Vec<String> = of
        .notes
        .iter()
        .map(|note| format!("note: {note}"))
        .collect();
    if of.without_curve > 0 {
        lines.push(format!(
            "{} of {} ears have no curve that could be trusted and are left out",
            of.without_curve, of.count
        ));
    }
    if let Some(inside) = &of.inside {
        let percent = 100.0 * inside.share;
        lines.push(format!(
            "{percent:.1} % of {} ears stay within {}",
            of.count, inside.words
        ));
    }
    for octave in &of.octaves {
        let causes = octave.causes.iter().filter(|(_, share)| *share >= 0.01);
        let causes: Vec<String> = causes
            .map(|(name, share)| format!("{name} {:.0} %", 100.0 * share))
            .collect();
        lines.push(format!(
            "octave of {} Hz: standard deviation {:.1} dB, of its variance {}",
            octave.centre,
            octave.deviation,
            if causes.is_empty() {
                "nothing stands out".to_owned()
            } else {
                causes.join(", ")
            },
        ));
    }
    lines
}
