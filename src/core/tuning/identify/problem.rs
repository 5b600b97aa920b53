//! The residuals of a fit and their exact derivatives.
//!
//! The variables are the logarithms of the free parameters (all are positive, and their scale is
//! what is unknown), what is known only to within a tolerance (lengths of a fixture, levels), and, where
//! a response has a phase, a delay. All measurements share the driver; the rest is each one's own. A
//! residual is a difference over the noise stated for it: dB, fractions of an impedance, radians.

use super::{
    fixture::Freed,
    model::Model,
    rig::{Curves, Rig, Slopes},
};
use crate::noticed::OrNoticed as _;
use crate::physics::level::{DB_PER_NEPER, level_of_ln};
use crate::tuning::least_squares::{Minimum, Normal, SumOfSquares};
use num_complex::Complex64;
use rayon::prelude::*;
use std::f64::consts::{PI, TAU};
use std::sync::Arc;

/// The delay variable is in units of this, s, so that it moves like a logarithm.
pub(super) const DELAY_UNIT: f64 = 1e-5;

/// A residual this many times the stated noise is above it.
pub(super) const ABOVE: f64 = 1.5;

/// What was measured at one frequency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    /// Hz.
    pub f: f64,
    /// dB SPL.
    pub level_db: Option<f64>,
    /// Phase of the pressure, rad.
    pub phase: Option<f64>,
    /// ln of the impedance in Ω.
    pub ln_impedance: Option<f64>,
    /// Phase of the impedance, rad.
    pub impedance_phase: Option<f64>,
}

/// Standard deviations of the data, each in its own unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Noise {
    /// dB.
    pub level_db: f64,
    /// rad.
    pub phase: f64,
    /// Fraction.
    pub impedance: f64,
    /// rad.
    pub impedance_phase: f64,
}

/// The frequencies of points, Hz.
pub(super) fn frequencies(points: &[Point]) -> Arc<[f64]> {
    points.iter().map(|point| point.f).collect()
}

/// A difference between model and measurement over its noise, and which derivatives are its own.
#[derive(Debug, Clone, Copy)]
struct Residual {
    value: f64,
    /// Which point.
    at: usize,
    /// Of the pressure or of the impedance, and of that the logarithm's real or imaginary part.
    of: fn(&Slopes) -> &[Complex64],
    part: fn(Complex64) -> f64,
    /// What a neper or radian more adds to it.
    scale: f64,
    /// What the delay variable adds to it.
    by_delay: f64,
    /// What the offset of the level adds to it, by the neper.
    by_offset: f64,
}

/// A number beside the driver's that is known only so well: of a fixture, or of a level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extra {
    /// Which measurement it belongs to.
    pub take: usize,
    /// Which number of its fixture; else the offset of its level, in nepers.
    pub freed: Option<Freed>,
    /// What is stated: ln of a number, or 0.
    pub mean: f64,
    /// Its standard deviation.
    pub deviation: f64,
    /// What it may be.
    pub bounds: (f64, f64),
}

/// One measurement of a fit.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Driver and fixture, at the points' frequencies.
    pub rig: Rig,
    pub points: Vec<Point>,
    /// The noise, less where it counts more than once.
    pub noise: Noise,
    /// How often it counts.
    pub weight: f64,
    /// Places among the variables of what is freed of its fixture, in the order of the rig.
    pub freed: Vec<usize>,
    /// Place of the offset of its level.
    pub offset: Option<usize>,
    /// Place of its delay, where the phase of its response takes part.
    pub delay: Option<usize>,
    /// The measured phase is turned by half a turn against the model's.
    pub inverted: bool,
}

/// A fit as a sum of squares. Its variables are the logarithms of the free parameters, then what else is
/// known only so well, then the delays.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    pub model: Model,
    pub parts: Vec<Part>,
    /// Every parameter's value, SI; those of the free ones are overwritten.
    pub given: Vec<f64>,
    /// Places of the free parameters.
    pub free: Vec<usize>,
    /// Expected ln and its standard deviation, for each free parameter.
    pub expected: Vec<(f64, f64)>,
    pub extras: Vec<Extra>,
    /// How many delays there are.
    pub delays: usize,
}

impl Problem {
    /// Number of variables.
    pub(super) fn variables(&self) -> usize {
        self.free.len() + self.extras.len() + self.delays
    }

    /// What is expected beforehand of the first variables: mean and standard deviation.
    pub(super) fn prior(&self) -> impl Iterator<Item = (f64, f64)> {
        let extras = self.extras.iter();
        (self.expected.iter().copied()).chain(extras.map(|extra| (extra.mean, extra.deviation)))
    }

    /// Sum of squares of what is expected beforehand.
    pub(super) fn expected_squares(&self, x: &[f64]) -> f64 {
        self.prior()
            .zip(x)
            .map(|((mean, deviation), ln)| ((ln - mean) / deviation).powi(2))
            .sum()
    }

    /// Residual over the stated noise, rms.
    pub(super) fn misfit(&self, best: &Minimum) -> f64 {
        let normal = &best.normal;
        // What is expected beforehand is no datum: it steadies the search and does not count here.
        let expected = self.expected_squares(&best.x);
        let data: f64 = self.parts.iter().map(Part::data).sum();
        let freedom = (data - self.variables() as f64).max(1.0);
        ((2.0 * normal.cost - expected).max(0.0) / freedom).sqrt()
    }

    /// Every parameter at x, SI.
    pub(super) fn values(&self, x: &[f64]) -> Vec<f64> {
        let mut values = self.given.clone();
        for (&place, ln) in self.free.iter().zip(x) {
            if let Some(value) = values.get_mut(place) {
                *value = ln.exp();
            }
        }
        values
    }

    /// The same problem on about so many of the points of each measurement.
    pub(super) fn thinned(&self, few: usize) -> Self {
        let thin = |part: &Part| {
            let every = part.points.len().div_ceil(few).max(1);
            let points: Vec<Point> = part.points.iter().copied().step_by(every).collect();
            Part {
                rig: part.rig.at(&frequencies(&points)),
                points,
                ..part.clone()
            }
        };
        Self {
            parts: self.parts.iter().map(thin).collect(),
            ..self.clone()
        }
    }

    /// The sums of one measurement alone, with what is expected beforehand.
    pub(super) fn alone(&mut self, take: usize, x: &[f64]) -> Option<Normal> {
        let (variables, free) = (self.variables(), self.free.len());
        let part = self.parts.get_mut(take)?;
        let mut normal = part.normal(x, variables, free);
        self.add_prior(&mut normal, x);
        normal.fill();
        Some(normal)
    }

    fn add_prior(&self, normal: &mut Normal, x: &[f64]) {
        for (k, ((mean, deviation), ln)) in self.prior().zip(x).enumerate() {
            normal.add_own(k, (ln - mean) / deviation, 1.0 / deviation);
        }
    }
}

impl Part {
    /// How many differences it tells, each as often as it counts.
    fn data(&self) -> f64 {
        let with_phase = self.delay.is_some();
        let of = |point: &Point| {
            usize::from(point.level_db.is_some())
                + usize::from(point.phase.is_some() && with_phase)
                + usize::from(point.ln_impedance.is_some())
                + usize::from(point.impedance_phase.is_some())
        };
        self.weight * self.points.iter().map(of).sum::<usize>() as f64
    }

    /// Delay at x, s.
    pub(super) fn delay(&self, x: &[f64]) -> f64 {
        let delay = self.delay.and_then(|place| x.get(place));
        delay.map_or(0.0, |delay| delay * DELAY_UNIT)
    }

    /// Offset of the level at x, dB: the measurement is louder by it than its fixture says.
    pub(super) fn offset_db(&self, x: &[f64]) -> f64 {
        let offset = self.offset.and_then(|place| x.get(place));
        offset.map_or(0.0, |neper| neper * DB_PER_NEPER)
    }

    /// What the rig is told of x: the driver's free parameters, then its own freed numbers.
    pub(super) fn own(&self, x: &[f64], free: usize) -> Vec<f64> {
        let driver = x.iter().take(free);
        let freed = self.freed.iter().filter_map(|&place| x.get(place));
        driver.chain(freed).copied().collect()
    }

    /// Phase residual, rad, wrapped: model less measured.
    fn phase_error(&self, angle: f64, measured: f64, f: f64, delay: f64) -> f64 {
        let turn = if self.inverted { PI } else { 0.0 };
        wrap(angle + turn - TAU * f * delay - measured)
    }

    /// Tells every difference between these curves and the measurement.
    fn residuals(&self, curves: &Curves, x: &[f64], mut tell: impl FnMut(Residual)) {
        let (delay, offset_db) = (self.delay(x), self.offset_db(x));
        for (at, (point, &impedance)) in self.points.iter().zip(&curves.impedance).enumerate() {
            let pressure = curves.pressure.get(at).copied();
            if let (Some(level), Some(pressure)) = (point.level_db, pressure) {
                let scale = DB_PER_NEPER / self.noise.level_db;
                tell(Residual {
                    value: (level_db(pressure) + offset_db - level) / self.noise.level_db,
                    at,
                    of: |slopes| &slopes.pressure,
                    part: |slope| slope.re,
                    scale,
                    by_delay: 0.0,
                    by_offset: scale,
                });
            }
            let phase = point.phase.filter(|_| self.delay.is_some());
            if let (Some(phase), Some(pressure)) = (phase, pressure) {
                let scale = 1.0 / self.noise.phase;
                tell(Residual {
                    value: self.phase_error(pressure.arg(), phase, point.f, delay) * scale,
                    at,
                    of: |slopes| &slopes.pressure,
                    part: |slope| slope.im,
                    scale,
                    by_delay: -TAU * point.f * DELAY_UNIT * scale,
                    by_offset: 0.0,
                });
            }
            if let Some(measured) = point.ln_impedance {
                let scale = 1.0 / self.noise.impedance;
                tell(Residual {
                    value: (impedance.norm().ln() - measured) * scale,
                    at,
                    of: |slopes| &slopes.impedance,
                    part: |slope| slope.re,
                    scale,
                    by_delay: 0.0,
                    by_offset: 0.0,
                });
            }
            if let Some(phase) = point.impedance_phase {
                let scale = 1.0 / self.noise.impedance_phase;
                tell(Residual {
                    value: wrap(impedance.arg() - phase) * scale,
                    at,
                    of: |slopes| &slopes.impedance,
                    part: |slope| slope.im,
                    scale,
                    by_delay: 0.0,
                    by_offset: 0.0,
                });
            }
        }
    }

    /// Its sums among so many variables, of which the first `free` are the driver's; not finite where the
    /// network could not be solved.
    fn normal(&mut self, x: &[f64], variables: usize, free: usize) -> Normal {
        let mut normal = Normal::new(variables);
        let own = self.own(x, free);
        let Some((curves, slopes)) = self.rig.differentiated(&own) else {
            normal.cost = f64::INFINITY;
            return normal;
        };
        let places: Vec<usize> = (0..free).chain(self.freed.iter().copied()).collect();
        let mut row = vec![0.0; variables];
        self.residuals(&curves, x, |residual| {
            row.fill(0.0);
            for (&place, slopes) in places.iter().zip(&slopes) {
                let slope = (residual.of)(slopes).get(residual.at).copied();
                let slope = slope.or_noticed(Complex64::ZERO, "a slope at every point");
                row[place] = (residual.part)(slope) * residual.scale;
            }
            if let Some(place) = self.delay {
                row[place] = residual.by_delay;
            }
            if let Some(place) = self.offset {
                row[place] = residual.by_offset;
            }
            normal.add(residual.value, &row);
        });
        normal
    }

    /// Half its sum of squares; infinite where the network could not be solved.
    fn cost(&mut self, x: &[f64], free: usize) -> f64 {
        let own = self.own(x, free);
        let Some(curves) = self.rig.curves(&own) else {
            return f64::INFINITY;
        };
        let mut sum = 0.0;
        self.residuals(&curves, x, |residual| sum += residual.value.powi(2));
        0.5 * sum
    }
}

impl SumOfSquares for Problem {
    /// Not finite where the network could not be solved.
    fn normal(&mut self, x: &[f64]) -> Normal {
        let (variables, free) = (self.variables(), self.free.len());
        let each = self.parts.par_iter_mut();
        let each: Vec<Normal> = each.map(|part| part.normal(x, variables, free)).collect();
        let mut normal = Normal::new(variables);
        for part in &each {
            normal.join(part);
        }
        self.add_prior(&mut normal, x);
        normal.fill();
        normal
    }

    /// Infinite where the network could not be solved.
    fn cost(&mut self, x: &[f64]) -> f64 {
        let free = self.free.len();
        let each = self.parts.par_iter_mut();
        let each: Vec<f64> = each.map(|part| part.cost(x, free)).collect();
        each.iter().sum::<f64>() + 0.5 * self.expected_squares(x)
    }
}

/// Level of a pressure, dB SPL.
pub(super) fn level_db(pressure: Complex64) -> f64 {
    level_of_ln(pressure.norm().ln())
}

/// An angle brought into (−π, π].
pub(super) fn wrap(angle: f64) -> f64 {
    let turned = angle - TAU * (angle / TAU).round();
    if turned <= -PI { turned + TAU } else { turned }
}
