//! Ten thousand units in the time of two hundred: a model of the level in what is drawn.
//!
//! Level is the real part of the logarithm of a pressure, and that is smooth in every number. The
//! **model** at each frequency is
//!
//! ```text
//! L(x) = L₀ + Σ sᵢ xᵢ + ½ Σ dᵢ xᵢ² + ½ yᵀ H y,   y = Vᵀ x
//! ```
//!
//! with x the draws in standard deviations, sᵢ and dᵢ from whole solves one and a half deviations up
//! and down, and H the second derivatives between the few directions V in which the curves move most
//! (principal components of s over all frequencies), whose own part dᵢ lacks. How a design is worn
//! bends more than that: its draws have a table each. What the model misses is learned from some
//! units that are solved in full: their error as a quadratic in the level is added at every
//! frequency, and what is left of it widens the percentiles.

mod bends;
mod correction;

use super::{
    Cause, Run, Spreading, causes_of, distances, narrow, nominal, one, production::Production,
    statistics::Curves,
};
use crate::{
    analysis::error,
    design::{Design, Subject},
    network::Solver,
};
use bends::{between, coefficients, combine, directions, pairs};
use correction::{Correction, Corrections};
use nalgebra::{DMatrix, DMatrixView, DMatrixViewMut};
use rayon::prelude::*;
use std::{array, sync::Arc};

/// Standard deviations at which draws are solved.
const STEP: f64 = 1.5;
/// Directions between which second derivatives are taken, at most.
const DIRECTIONS: usize = 8;
/// Units that are solved in full.
const CONTROLS: usize = 128;
/// Where the level is tabled for how a design is worn, standard deviations.
const TABLE: [f64; 6] = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0];
/// Units whose levels are computed at once.
const TOGETHER: usize = 250;

/// What the levels of a design's units are computed with.
#[derive(Debug, Clone)]
pub struct Model {
    production: Production,
    f: Arc<[f64]>,
    nominal: Vec<f64>,
    /// Draws that have slopes; those behind them have tables.
    smooth: usize,
    /// How many directions there are.
    count: usize,
    /// How far each smooth draw leads along each of them.
    directions: Vec<[f64; DIRECTIONS]>,
    /// By frequency and feature, dB.
    coefficients: DMatrix<f32>,
    /// Slopes in dB a standard deviation, by draw.
    slopes: Vec<Vec<f64>>,
    /// What is added at each frequency.
    corrections: Corrections,
}

/// Solves units on all threads, in order.
struct Solves<'a> {
    production: &'a Production,
    f: &'a Arc<[f64]>,
    muted: bool,
    cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl Solves<'_> {
    /// Levels of units by what they draw; absent when cancelled.
    fn of(&self, drawn: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
        drawn
            .par_chunks(8)
            .map_init(Solver::default, |solver, some| {
                if (self.cancelled)() {
                    return None;
                }
                let solved = some.iter().map(|drawn| {
                    let mut row = vec![0.0; self.f.len()];
                    let built = self.production.build(drawn);
                    if !one(solver, &built, self.muted, self.f, &mut row) {
                        row.fill(f64::NAN);
                    }
                    row
                });
                Some(solved.collect::<Vec<_>>())
            })
            .collect::<Option<Vec<_>>>()
            .map(|chunks| chunks.into_iter().flatten().collect())
    }
}

impl Model {
    /// Learns a design. Absent where it makes no sound, and when `cancelled` says so.
    pub fn new(
        design: &Design,
        run: &Run,
        f: &Arc<[f64]>,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let nominal = nominal(design, f)?;
        let production = Production::of(design, run.worn);
        let count = production.draws().len();
        let worn = production.worn();
        let smooth = count - worn;
        let solves = Solves {
            production: &production,
            f,
            muted: design.drivers().any(|part| part.muted),
            cancelled,
        };
        let at = |places: &[(usize, f64)]| {
            let mut drawn = vec![0.0; count];
            for &(place, sigmas) in places {
                if let Some(one) = drawn.get_mut(place) {
                    *one = sigmas;
                }
            }
            drawn
        };
        let mut wanted = vec![at(&[])];
        wanted.extend((0..smooth).flat_map(|n| [at(&[(n, STEP)]), at(&[(n, -STEP)])]));
        wanted.extend((smooth..count).flat_map(|n| TABLE.map(|sigmas| at(&[(n, sigmas)]))));
        let solved = solves.of(&wanted)?;
        let (base, rest) = solved.split_first()?;
        let (pairs, tables) = rest.split_at_checked(2 * smooth)?;
        let slope = |pair: &[Vec<f64>], weights: [f64; 3]| match pair {
            [up, down] => combine(&[up, base, down], &weights),
            _ => vec![0.0; f.len()],
        };
        let first = [0.5 / STEP, 0.0, -0.5 / STEP];
        let second = [1.0, -2.0, 1.0].map(|w| w / (STEP * STEP));
        let slopes: Vec<Vec<f64>> = pairs.chunks(2).map(|pair| slope(pair, first)).collect();
        let bends: Vec<Vec<f64>> = pairs.chunks(2).map(|pair| slope(pair, second)).collect();
        let directions = directions(&slopes, f.len());
        let between = between(&solves, &directions, base)?;
        let coefficients = coefficients(base, (&slopes, &bends), &between, &directions, tables);
        let mut model = Self {
            production: production.clone(),
            f: f.clone(),
            nominal,
            smooth,
            count: directions.ncols(),
            directions: (directions.row_iter())
                .map(|row| array::from_fn(|k| row.get(k).copied().unwrap_or(0.0)))
                .collect(),
            coefficients,
            slopes,
            corrections: Corrections::default(),
        };
        let controls: Vec<Vec<f64>> = (0..CONTROLS)
            .map(|unit| production.unit(run.seed, unit))
            .collect();
        let exact = solves.of(&controls)?;
        model.corrections = model.learn(&controls, &exact);
        Some(model)
    }

    /// The features of a unit by what it draws.
    fn features(&self, drawn: &[f64], out: &mut [f32]) {
        #[allow(clippy::cast_possible_truncation, reason = "a few standard deviations")]
        let mut put = {
            let mut out = out.iter_mut();
            move |value: f64| {
                if let Some(out) = out.next() {
                    *out = value as f32;
                }
            }
        };
        let (smooth, worn) = drawn.split_at(self.smooth.min(drawn.len()));
        put(1.0);
        for x in smooth {
            put(*x);
        }
        for x in smooth {
            put(0.5 * x * x);
        }
        let mut y = [0.0; DIRECTIONS];
        for (x, along) in smooth.iter().zip(&self.directions) {
            for (y, share) in y.iter_mut().zip(along) {
                *y += x * share;
            }
        }
        for (a, b) in pairs(self.count) {
            if let (Some(a), Some(b)) = (y.get(a), y.get(b)) {
                put(a * b);
            }
        }
        for z in worn {
            // Linear between the places of the table, and from 0 to the first.
            let place = z.abs().min(3.0) / 0.5;
            for n in 1..=TABLE.len() {
                put((1.0 - (place - n as f64).abs()).max(0.0));
            }
        }
    }

    /// Levels as modelled, unit by unit, not corrected yet.
    fn modelled(&self, drawn: impl Fn(usize) -> Vec<f64> + Sync, units: usize) -> Vec<f32> {
        let (points, features) = self.coefficients.shape();
        let mut levels = vec![0.0_f32; units * points];
        levels
            .par_chunks_mut((TOGETHER * points).max(1))
            .enumerate()
            .for_each(|(chunk, levels)| {
                let count = levels.len() / points.max(1);
                let mut phi = vec![0.0_f32; features * count];
                for (n, phi) in phi.chunks_exact_mut(features.max(1)).enumerate() {
                    self.features(&drawn(chunk * TOGETHER + n), phi);
                }
                let phi = DMatrixView::from_slice(&phi, features, count);
                let mut out = DMatrixViewMut::from_slice(levels, points, count);
                out.gemm(1.0, &self.coefficients, &phi, 0.0);
                for unit in levels.chunks_exact_mut(points.max(1)) {
                    self.corrections.apply(unit);
                }
            });
        levels
    }

    /// What units that were solved say of the model.
    fn learn(&self, controls: &[Vec<f64>], exact: &[Vec<f64>]) -> Corrections {
        let points = self.f.len();
        let drawn = |n: usize| controls.get(n).cloned().unwrap_or_default();
        let modelled = self.modelled(drawn, controls.len());
        (0..points)
            .map(|n| {
                let levels = modelled.chunks_exact(points.max(1)).zip(exact);
                let both: Vec<(f64, f64)> = levels
                    .filter_map(|(level, exact)| Some((f64::from(*level.get(n)?), *exact.get(n)?)))
                    .filter(|(level, exact)| level.is_finite() && exact.is_finite())
                    .collect();
                Correction::fit(&both)
            })
            .collect()
    }

    /// Curves of units, where one part or link is made to `share` if asked for.
    pub fn curves(&self, run: &Run, better: Option<(Subject, f64)>) -> Curves {
        let factors: Vec<f64> = (self.production.draws().iter())
            .map(|draw| match better {
                Some((subject, share)) if subject == draw.subject => {
                    (share / draw.share().max(share)).min(1.0)
                }
                _ => 1.0,
            })
            .collect();
        let drawn = |unit: usize| {
            let mut drawn = self.production.unit(run.seed, unit);
            if better.is_some() {
                for (x, factor) in drawn.iter_mut().zip(&factors) {
                    *x *= factor;
                }
            }
            drawn
        };
        Curves::from_levels(self.f.len(), self.modelled(drawn, run.units))
    }

    /// What units of the design do.
    pub fn spreading(&self, run: &Run) -> Spreading {
        let curves = self.curves(run, None);
        let mut levels = curves.percentiles();
        for (n, wider) in self.corrections.wider.iter().enumerate() {
            let Some(&median) = levels.median.get(n) else {
                continue;
            };
            for row in [&mut levels.low, &mut levels.high] {
                if let Some(level) = row.get_mut(n) {
                    *level = median + (*level - median) * wider;
                }
            }
        }
        let mut drawn = vec![0.0; self.nominal.len()];
        narrow(&self.nominal, &mut drawn);
        let [units, pairs] = distances(&curves, &drawn, &self.f);
        Spreading {
            levels,
            units,
            pairs,
            without_curve: 0,
            causes: self.causes(),
            f: self.f.clone(),
            nominal: self.nominal.clone(),
        }
    }

    /// What moves the curve; the most sensitive first.
    fn causes(&self) -> Vec<Cause> {
        let [from, to] = error::BAND;
        let within = |slope: &Vec<f64>| -> Vec<f64> {
            // By equal ratios of frequency, whatever the grid.
            let points = error::log_points([from, to], error::POINTS);
            let at = points
                .iter()
                .map(|at| crate::analysis::interpolate::at_log(&self.f, slope, *at).unwrap_or(0.0));
            at.collect()
        };
        let slopes: Vec<Vec<f64>> = self.slopes.iter().map(within).collect();
        causes_of(&self.production, &slopes)
    }

    /// Share of the units that would stay within ±`db` at every frequency if a part or link were made
    /// to `share`.
    pub fn yield_if(&self, run: &Run, subject: Subject, share: f64, db: f64) -> f64 {
        let curves = self.curves(run, Some((subject, share)));
        let mut drawn = vec![0.0; self.nominal.len()];
        narrow(&self.nominal, &mut drawn);
        let [units, _] = distances(&curves, &drawn, &self.f);
        units.everywhere_within(db)
    }
}

/// What `run.units` units of a design do, by the model. Absent where it makes no sound.
pub fn band(design: &Design, run: &Run, f: &Arc<[f64]>) -> Option<Spreading> {
    Some(Model::new(design, run, f, &|| false)?.spreading(run))
}
