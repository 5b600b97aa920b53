//! What a search makes small: the distance from the target, and what must not happen.

use crate::{
    analysis::{error, polarity, spl, target},
    design::Design,
    network::{Solver, log_grid},
};
use std::sync::Arc;

/// Distance from a design's own target, with penalties.
#[derive(Debug, Clone)]
pub struct Objective {
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

/// Where couplers disagree, Hz.
const TREBLE: [f64; 2] = [8000.0, 16_000.0];

impl Objective {
    /// The distance from `design`'s target at `points` frequencies.
    pub fn new(design: &Design, points: usize) -> Self {
        let f = log_grid(points, 30.0, 18_000.0);
        let shape_db = target::shape_db(&design.target.target, &f);
        Self {
            f,
            shape_db,
            hole_db: 2.6,
            hole_weight: 1.0,
            treble_weight: 0.02,
        }
    }

    /// Scores a design; infinite where it does not play.
    pub fn score(&self, solver: &mut Solver, design: &Design) -> Score {
        let silent = Score {
            error_db: f64::INFINITY,
            cost: f64::INFINITY,
        };
        let solution = solver.solve(design, &self.f);
        let Some(pressure) = &solution.drum_pressure else {
            return silent;
        };
        let response = spl::levels_db(pressure);
        let Some(error_db) = error::deviation_db(&self.f, &response, &self.shape_db) else {
            return silent;
        };
        let at = error::log_points(TREBLE, 12);
        let off = error::difference_db(&self.f, &response, &self.shape_db, &at);
        let treble = error::standard_deviation(&off).unwrap_or(0.0);
        let mut cost = error_db + self.treble_weight * treble;
        cost += self.hole_weight * self.hole_excess(&solution);
        if cost.is_finite() {
            Score { error_db, cost }
        } else {
            silent
        }
    }

    /// How much deeper than allowed the worst hole is, dB.
    fn hole_excess(&self, solution: &crate::network::Solution) -> f64 {
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
