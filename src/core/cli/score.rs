//! `earwright score`: the predicted preference of a design or of a measured response.

use super::{
    Outcome, input,
    json::{self, Json},
    output,
};
use crate::{
    analysis::{
        error,
        examine::Quantity,
        meaning,
        score::{Formula, Levels, figures, score},
        spl, target,
    },
    design::{Design, target::Target},
    network::{Solver, log_grid},
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::json as object;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// Predict how well listeners would like a response, from 0 to 100 (Olive, Welti and Khonsaripour).
#[derive(Debug, Args)]
#[command(
    after_help = "TARGET is a file with levels, or flat, df (diffuse field of ISO 11904-1), df-bass.\n\
                  With --json one object: `scores` (`formula`, `score`, `deviation_db`, `slope_db`, \
                  `mean_db`), `deviation_db` (50 Hz to 8 kHz) and `warning` or null."
)]
pub struct Score {
    /// A design, or a measured level (squiglink text, FRD, CSV and others).
    file: PathBuf,
    /// What it is compared with; a design's own target where it is not stated.
    #[arg(long)]
    target: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// Levels of a file or a design.
struct Curve {
    f: Vec<f64>,
    db: Vec<f64>,
}

impl Curve {
    fn levels(&self) -> Levels<'_> {
        Levels {
            f: &self.f,
            db: &self.db,
        }
    }

    /// A measured level; what is surely wrong with it is no curve to be scored.
    fn measured(path: &Path) -> Result<Self> {
        let read = input::measured(path, Some(Quantity::Level), "scored")?;
        let points = read.trace.points.iter();
        let (f, db) = points.map(|point| (point.f, point.value)).unzip();
        Ok(Self { f, db })
    }
}

impl Score {
    /// Compares, and prints every formula's score with what it is made of.
    pub(super) fn run(&self) -> Result<Outcome> {
        let is_design = input::is_design(&self.file);
        let design = is_design.then(|| input::design(&self.file)).transpose()?;
        let response = match &design {
            Some(design) => self.solved(design)?,
            None => Curve::measured(&self.file)?,
        };
        let target = self.target(design.as_ref(), &response)?;
        let warning = match (&design, &self.target) {
            (Some(design), None) => {
                (design.ear_model()).and_then(|ear| target::rig_warning(&design.target, ear))
            }
            _ => Some("Holds only where response and target are of ears alike"),
        };
        let mut lines = String::new();
        let mut scores = Vec::new();
        for formula in Formula::ALL {
            let Some(found) = figures(formula, response.levels(), target.levels()) else {
                continue;
            };
            let points = score(formula, &found);
            let _ = writeln!(
                lines,
                "{points:.2}\t{}\tdeviation {:.3} dB\tslope {:.3} dB\tmean {:.3} dB",
                formula.name(),
                found.deviation,
                found.slope,
                found.mean
            );
            scores.push(object!({
                "formula": formula.name(),
                "score": points,
                "deviation_db": found.deviation,
                "slope_db": found.slope,
                "mean_db": found.mean,
            }));
        }
        if scores.is_empty() {
            bail!(
                "{}: no score: response and target must reach from 50 Hz, in-ear from 20 Hz, to 10 kHz",
                self.file.display()
            );
        }
        let on_response = target_on(&target, &response.f);
        let deviation = error::deviation_db(&response.f, &response.db, &on_response);
        if self.json.json {
            json::print(&object!({
                "scores": scores,
                "deviation_db": deviation,
                "warning": warning,
            }))?;
            return Ok(Outcome::Success);
        }
        output::result(&lines)?;
        if let Some(deviation) = deviation {
            output::message(&format!(
                "{deviation:.2} dB off. {}",
                error::DEVIATION_WORDS
            ));
        }
        if let Some(warning) = warning {
            output::message(&format!("warning: {warning}"));
        }
        Ok(Outcome::Success)
    }

    fn solved(&self, design: &Design) -> Result<Curve> {
        let f = log_grid(POINTS, 20.0, 20_000.0);
        let solution = meaning::solved(&mut Solver::default(), design, &f);
        input::tell(design, &solution.problems);
        let total = spl::total(&solution)
            .filter(|total| total.y.iter().any(|level| level.is_finite()))
            .with_context(|| format!("{} makes no sound at its ear", self.file.display()))?;
        Ok(Curve {
            f: total.x.to_vec(),
            db: total.y,
        })
    }

    /// What the response is compared with.
    fn target(&self, design: Option<&Design>, response: &Curve) -> Result<Curve> {
        let shape = |target: &Target| Curve {
            f: response.f.clone(),
            db: target::shape_db(target, &response.f),
        };
        Ok(match (&self.target, design) {
            (Some(named), _) => match named.to_str() {
                Some("flat") => shape(&Target::Flat),
                Some("df") => shape(&Target::DiffuseField),
                Some("df-bass") => shape(&Target::DiffuseFieldBass),
                _ => Curve::measured(named).context("--target")?,
            },
            (None, Some(design)) => shape(&design.target.target),
            (None, None) => bail!("a measured response has no target of its own: state --target"),
        })
    }
}

/// Frequencies a design is solved at.
const POINTS: usize = 512;

fn target_on(target: &Curve, f: &[f64]) -> Vec<f64> {
    crate::analysis::interpolate::resample_log(&target.f, &target.db, f)
}
