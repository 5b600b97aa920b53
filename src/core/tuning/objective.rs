//! What a search makes small: the distance from the target, and what must not happen.

use crate::{
    analysis::{error, polarity, spl, target},
    design::Design,
    network::{Solution, Solver},
};
use std::sync::Arc;

/// Distance from a design's own target, with penalties.
#[derive(Debug, Clone)]
pub struct Objective {
    /// The points the error is taken on, then those of the treble, Hz.
    f: Arc<[f64]>,
    shape_db: Vec<f64>,
    /// How far the total may fall below the larger of two near shares, dB, before it costs.
    pub hole_db: f64,
    /// Cost of each dB further.
    pub hole_weight: f64,
    /// Cost of each dB rms from the target between 8 and 16 kHz, where couplers disagree.
    pub treble_weight: f64,
}

/// What a design scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Standard deviation from the target, 50 Hz to 8 kHz, dB.
    pub error_db: f64,
    /// What the search makes small.
    pub cost: f64,
}

impl Score {
    /// Of a design that does not play.
    pub const SILENT: Self = Self {
        error_db: f64::INFINITY,
        cost: f64::INFINITY,
    };
}

/// Where couplers disagree, Hz.
const TREBLE: [f64; 2] = [8000.0, 16_000.0];
/// Number of logarithmic points there, the first of which ends the band below.
const TREBLE_POINTS: usize = 12;

impl Objective {
    /// The distance from `design`'s target.
    pub fn new(design: &Design) -> Self {
        let band = error::log_points(error::BAND, error::POINTS);
        let treble = error::log_points(TREBLE, TREBLE_POINTS);
        let f: Arc<[f64]> = band.into_iter().chain(treble.into_iter().skip(1)).collect();
        let shape_db = target::shape_db(&design.target.target, &f);
        Self {
            f,
            shape_db,
            hole_db: 2.6,
            hole_weight: 1.0,
            treble_weight: 0.02,
        }
    }

    /// The frequencies a design has to be solved at, Hz.
    pub fn f(&self) -> &Arc<[f64]> {
        &self.f
    }

    /// Response less target at every frequency, dB.
    pub(super) fn off(&self, levels_db: impl Iterator<Item = f64>) -> Vec<f64> {
        let pairs = levels_db.zip(&self.shape_db);
        pairs.map(|(level, shape)| level - shape).collect()
    }

    /// A column of differences, dB, or of their derivatives, as residuals: their squares add up to
    /// error² + weight · treble². The level is free.
    pub(super) fn residuals(&self, off: &[f64]) -> Vec<f64> {
        let (band, rest) = off.split_at(error::POINTS.min(off.len()));
        let treble: Vec<f64> = band.last().into_iter().chain(rest).copied().collect();
        let mut out = centred(band, 1.0);
        out.extend(centred(&treble, self.treble_weight.sqrt()));
        out
    }

    /// Scores a design; infinite where it does not play.
    pub fn score(&self, solver: &mut Solver, design: &Design) -> Score {
        self.judge(&solver.solve(design, &self.f))
    }

    /// Scores a solution at [`Self::f`].
    pub(super) fn judge(&self, solution: &Solution) -> Score {
        let Some(pressure) = &solution.drum_pressure else {
            return Score::SILENT;
        };
        let off = self.off(spl::levels_db(pressure).into_iter());
        let (band, _) = off.split_at(error::POINTS.min(off.len()));
        let (_, treble) = off.split_at((error::POINTS - 1).min(off.len()));
        let deviation = |of: &[f64]| error::standard_deviation(of).filter(|d| d.is_finite());
        let (Some(error_db), Some(treble)) = (deviation(band), deviation(treble)) else {
            return Score::SILENT;
        };
        let cost =
            error_db + self.treble_weight * treble + self.hole_weight * self.hole_excess(solution);
        if cost.is_finite() {
            Score { error_db, cost }
        } else {
            Score::SILENT
        }
    }

    /// How much deeper than allowed the worst hole is, dB.
    fn hole_excess(&self, solution: &Solution) -> f64 {
        let Some(total) = &solution.drum_pressure else {
            return 0.0;
        };
        let mut worst = 0.0_f64;
        for (n, total) in total.iter().enumerate() {
            let mut levels: Vec<f64> = solution
                .contributions
                .iter()
                .filter(|share| !share.muted)
                .filter_map(|share| share.pressure.get(n))
                .map(|p| spl::level_db(*p))
                .collect();
            levels.sort_by(|a, b| b.total_cmp(a));
            if let [first, second, ..] = levels.as_slice()
                && first - second <= polarity::NEAR_DB + 0.5
            {
                worst = worst.max(first - spl::level_db(*total) - self.hole_db);
            }
        }
        worst
    }
}

/// Values less their mean, over the root of their count less one, times a weight.
fn centred(values: &[f64], weight: f64) -> Vec<f64> {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count.max(1.0);
    let scale = weight / (count - 1.0).max(1.0).sqrt();
    values.iter().map(|value| (value - mean) * scale).collect()
}
