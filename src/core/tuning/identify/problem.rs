//! The residuals of a fit and their exact derivatives.
//!
//! The variables are the logarithms of the free parameters (all are positive, and their scale is
//! what is unknown) and, where the response has a phase, a delay. A residual is a difference over
//! the noise stated for it: dB, fractions of an impedance, radians.

use super::{
    fixture::Fixture,
    model::{Model, Output, Site},
};
use crate::physics::{
    air::AirConstants,
    complex::Complex,
    dual::Dual,
    duct::Duct,
    ear::EarLoad,
    level::{DB_PER_NEPER, level_of_ln},
    number::Real,
    two_port::Chain,
};
use crate::tuning::least_squares::{Normal, SumOfSquares};
use std::f64::consts::{PI, TAU};

/// Most parameters a model has.
pub(super) const MOST: usize = 20;
/// The delay variable is in units of this, s, so that it moves like a logarithm.
pub(super) const DELAY_UNIT: f64 = 1e-5;

/// What was measured at one frequency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    /// Hz.
    pub f: f64,
    /// The fixture there.
    pub load: EarLoad<f64>,
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

/// A fit as a sum of squares.
#[derive(Debug, Clone)]
pub(super) struct Problem<'a> {
    pub model: Model,
    pub fixture: &'a Fixture,
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

impl Problem<'_> {
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

    /// What the model gives at a point with these parameters.
    pub(super) fn output(&self, values: &[f64], point: &Point) -> Output<f64> {
        let site = self.site(point);
        let air = &self.fixture.air;
        let ducts: Vec<Chain<f64>> = self
            .model
            .ducts()
            .iter()
            .map(|&[length, bore]| {
                Duct::round(site.w, values[length], 0.5 * values[bore], air).chain()
            })
            .collect();
        self.model.at(values, &ducts, &site)
    }

    /// The same with the slopes against the free parameters' logarithms.
    fn output_with_slopes<const N: usize>(
        &self,
        values: &[Dual<N>],
        places: &[[usize; 2]],
        point: &Point,
    ) -> Output<Dual<N>> {
        let site = self.site(point);
        let mut ducts = [Chain::identity(); 3];
        for (duct, &[length, bore]) in ducts.iter_mut().zip(places) {
            let inputs = [values[length], values[bore]];
            *duct = duct_chain(site.w, &inputs, &self.fixture.air);
        }
        let count = places.len().min(ducts.len());
        self.model.at(values, &ducts[..count], &site)
    }

    fn site(&self, point: &Point) -> Site<'_> {
        Site {
            w: TAU * point.f,
            load: point.load,
            fixture: self.fixture,
        }
    }

    /// Phase residual, rad, wrapped: model less measured.
    fn phase_error(&self, angle: f64, measured: f64, f: f64, delay: f64) -> f64 {
        let turn = if self.inverted { PI } else { 0.0 };
        wrap(angle + turn - TAU * f * delay - measured)
    }

    fn gather<const N: usize>(&self, x: &[f64]) -> Normal {
        let mut values: Vec<Dual<N>> = self.given.iter().map(|&v| Dual::constant(v)).collect();
        for (k, (&place, ln)) in self.free.iter().zip(x).enumerate() {
            let value = ln.exp();
            values[place] = Dual::input(value, k, value);
        }
        let places = self.model.ducts();
        let delay = self.delay(x);
        let variables = self.variables();
        let mut normal = Normal::new(variables);
        let mut row = vec![0.0; variables];
        for point in &self.points {
            let out = self.output_with_slopes(&values, &places, point);
            let pressure = logarithm(out.pressure);
            let impedance = logarithm(out.impedance);
            let mut add = |residual: f64, slopes: &[f64; N], factor: f64, last: f64| {
                for (entry, slope) in row.iter_mut().zip(slopes) {
                    *entry = slope * factor;
                }
                if self.with_phase
                    && let Some(entry) = row.last_mut()
                {
                    *entry = last;
                }
                normal.add(residual, &row);
            };
            if let Some(level) = point.level_db {
                let scale = DB_PER_NEPER / self.noise.level_db;
                let model = level_of_ln(pressure.re.value);
                let residual = (model - level) / self.noise.level_db;
                add(residual, &pressure.re.slope, scale, 0.0);
            }
            if let Some(phase) = point.phase.filter(|_| self.with_phase) {
                let scale = 1.0 / self.noise.phase;
                let error = self.phase_error(pressure.im.value, phase, point.f, delay);
                let last = -TAU * point.f * DELAY_UNIT * scale;
                add(error * scale, &pressure.im.slope, scale, last);
            }
            if let Some(measured) = point.ln_impedance {
                let scale = 1.0 / self.noise.impedance;
                let error = impedance.re.value - measured;
                add(error * scale, &impedance.re.slope, scale, 0.0);
            }
            if let Some(phase) = point.impedance_phase {
                let scale = 1.0 / self.noise.impedance_phase;
                let error = wrap(impedance.im.value - phase);
                add(error * scale, &impedance.im.slope, scale, 0.0);
            }
        }
        for (k, ((mean, deviation), ln)) in self.expected.iter().zip(x).enumerate() {
            row.fill(0.0);
            row[k] = 1.0 / deviation;
            normal.add((ln - mean) / deviation, &row);
        }
        normal.fill();
        normal
    }
}

impl SumOfSquares for Problem<'_> {
    fn normal(&self, x: &[f64]) -> Normal {
        // The fewer slopes a number carries, the faster it is; but every further width takes long to
        // compile.
        match self.free.len() {
            0..=12 => self.gather::<12>(x),
            _ => self.gather::<MOST>(x),
        }
    }

    fn cost(&self, x: &[f64]) -> f64 {
        let values = self.values(x);
        let delay = self.delay(x);
        let mut sum = 0.0;
        for point in &self.points {
            let out = self.output(&values, point);
            if let Some(level) = point.level_db {
                let error = level_db(out.pressure) - level;
                sum += (error / self.noise.level_db).powi(2);
            }
            if let Some(phase) = point.phase.filter(|_| self.with_phase) {
                let error = self.phase_error(angle(out.pressure), phase, point.f, delay);
                sum += (error / self.noise.phase).powi(2);
            }
            if let Some(measured) = point.ln_impedance {
                let error = out.impedance.norm().ln() - measured;
                sum += (error / self.noise.impedance).powi(2);
            }
            if let Some(phase) = point.impedance_phase {
                let error = wrap(angle(out.impedance) - phase);
                sum += (error / self.noise.impedance_phase).powi(2);
            }
        }
        0.5 * (sum + self.expected_squares(x))
    }
}

/// A duct's chain matrix: its formula runs on the slopes of length and bore alone.
fn duct_chain<const N: usize>(
    w: f64,
    inputs: &[Dual<N>; 2],
    air: &AirConstants<f64>,
) -> Chain<Dual<N>> {
    let length = Dual::<2>::input(inputs[0].value, 0, 1.0);
    let radius = Dual::<2>::input(0.5 * inputs[1].value, 1, 0.5);
    Duct::round(Dual::splat(w), length, radius, &air.splat())
        .chain()
        .widen(inputs)
}

/// ln z with its slopes: ln |z| and the angle.
fn logarithm<const N: usize>(z: Complex<Dual<N>>) -> Complex<Dual<N>> {
    let (re, im) = (z.re.value, z.im.value);
    let square = re * re + im * im;
    let mut size = Dual::constant(0.5 * square.ln());
    let mut angle = Dual::constant(im.atan2(re));
    for k in 0..N {
        let (dre, dim) = (z.re.slope[k], z.im.slope[k]);
        size.slope[k] = (re * dre + im * dim) / square;
        angle.slope[k] = (re * dim - im * dre) / square;
    }
    Complex::new(size, angle)
}

/// Level of a pressure, dB SPL.
pub(super) fn level_db(pressure: Complex<f64>) -> f64 {
    level_of_ln(pressure.norm().ln())
}

/// Angle, rad.
pub(super) fn angle(z: Complex<f64>) -> f64 {
    z.im.atan2(z.re)
}

/// An angle brought into (−π, π].
pub(super) fn wrap(angle: f64) -> f64 {
    let turned = angle - TAU * (angle / TAU).round();
    if turned <= -PI { turned + TAU } else { turned }
}
