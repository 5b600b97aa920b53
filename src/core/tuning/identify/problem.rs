//! The residuals of a fit and their exact derivatives.
//!
//! The variables are the logarithms of the free parameters (all are positive, and their scale is
//! what is unknown) and, where the response has a phase, a delay. A residual is a difference over
//! the noise stated for it: dB, fractions of an impedance, radians.

use super::{
    model::Model,
    rig::{Curves, Rig, Slopes},
};
use crate::noticed::OrNoticed as _;
use crate::physics::level::{DB_PER_NEPER, level_of_ln};
use crate::tuning::least_squares::{Normal, SumOfSquares};
use num_complex::Complex64;
use std::f64::consts::{PI, TAU};
use std::sync::Arc;

/// The delay variable is in units of this, s, so that it moves like a logarithm.
pub(super) const DELAY_UNIT: f64 = 1e-5;

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
}

/// A fit as a sum of squares.
#[derive(Debug)]
pub(super) struct Problem {
    pub model: Model,
    /// Driver and fixture, at the points' frequencies.
    pub rig: Rig,
    pub points: Vec<Point>,
    pub noise: Noise,
    /// Every parameter's value, SI; those of the free ones are overwritten.
    pub given: Vec<f64>,
    /// Places of the free parameters.
    pub free: Vec<usize>,
    /// Expected ln and its standard deviation, for each free parameter.
    pub expected: Vec<(f64, f64)>,
    /// Whether the phase of the response takes part, with a delay as last variable.
    pub with_phase: bool,
    /// The measured phase is turned by half a turn against the model's.
    pub inverted: bool,
}

impl Problem {
    /// Number of variables.
    pub(super) fn variables(&self) -> usize {
        self.free.len() + usize::from(self.with_phase)
    }

    /// Sum of squares of what is expected beforehand.
    pub(super) fn expected_squares(&self, x: &[f64]) -> f64 {
        self.expected
            .iter()
            .zip(x)
            .map(|((mean, deviation), ln)| ((ln - mean) / deviation).powi(2))
            .sum()
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

    /// Delay at x, s.
    pub(super) fn delay(&self, x: &[f64]) -> f64 {
        match x.get(self.free.len()) {
            Some(delay) if self.with_phase => delay * DELAY_UNIT,
            _ => 0.0,
        }
    }

    /// The same problem on every so many of its points.
    pub(super) fn thinned(&self, every: usize) -> Self {
        let points: Vec<Point> = self.points.iter().copied().step_by(every).collect();
        Self {
            rig: self.rig.at(&frequencies(&points)),
            points,
            model: self.model,
            noise: self.noise,
            given: self.given.clone(),
            free: self.free.clone(),
            expected: self.expected.clone(),
            with_phase: self.with_phase,
            inverted: self.inverted,
        }
    }

    /// Phase residual, rad, wrapped: model less measured.
    fn phase_error(&self, angle: f64, measured: f64, f: f64, delay: f64) -> f64 {
        let turn = if self.inverted { PI } else { 0.0 };
        wrap(angle + turn - TAU * f * delay - measured)
    }

    /// Tells every difference between these curves and the measurement.
    fn residuals(&self, curves: &Curves, delay: f64, mut tell: impl FnMut(Residual)) {
        let of_model = curves.pressure.iter().zip(&curves.impedance);
        for (at, (point, (&pressure, &impedance))) in self.points.iter().zip(of_model).enumerate() {
            if let Some(level) = point.level_db {
                tell(Residual {
                    value: (level_db(pressure) - level) / self.noise.level_db,
                    at,
                    of: |slopes| &slopes.pressure,
                    part: |slope| slope.re,
                    scale: DB_PER_NEPER / self.noise.level_db,
                    by_delay: 0.0,
                });
            }
            if let Some(phase) = point.phase.filter(|_| self.with_phase) {
                let scale = 1.0 / self.noise.phase;
                tell(Residual {
                    value: self.phase_error(pressure.arg(), phase, point.f, delay) * scale,
                    at,
                    of: |slopes| &slopes.pressure,
                    part: |slope| slope.im,
                    scale,
                    by_delay: -TAU * point.f * DELAY_UNIT * scale,
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
                });
            }
        }
    }
}

impl SumOfSquares for Problem {
    /// Not finite where the network could not be solved.
    fn normal(&mut self, x: &[f64]) -> Normal {
        let variables = self.variables();
        let mut normal = Normal::new(variables);
        let Some((curves, slopes)) = self.rig.differentiated(x) else {
            normal.cost = f64::INFINITY;
            return normal;
        };
        let mut row = vec![0.0; variables];
        self.residuals(&curves, self.delay(x), |residual| {
            // The delay comes after the parameters.
            row.fill(residual.by_delay);
            for (entry, slopes) in row.iter_mut().zip(&slopes) {
                let slope = (residual.of)(slopes).get(residual.at).copied();
                let slope = slope.or_noticed(Complex64::ZERO, "a slope at every point");
                *entry = (residual.part)(slope) * residual.scale;
            }
            normal.add(residual.value, &row);
        });
        for (k, ((mean, deviation), ln)) in self.expected.iter().zip(x).enumerate() {
            normal.add_own(k, (ln - mean) / deviation, 1.0 / deviation);
        }
        normal.fill();
        normal
    }

    /// Infinite where the network could not be solved.
    fn cost(&mut self, x: &[f64]) -> f64 {
        let Some(curves) = self.rig.curves(x) else {
            return f64::INFINITY;
        };
        let mut sum = self.expected_squares(x);
        self.residuals(&curves, self.delay(x), |residual| {
            sum += residual.value.powi(2);
        });
        0.5 * sum
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
