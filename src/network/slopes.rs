//! Exact derivatives of an element's values by its parameters and by the air.
//!
//! What is wanted is never the derivative of one value but of two weighted sums of them, one for the
//! drum pressure and one for the input impedance. Frequent kinds have their own short formulas, or
//! run on dual numbers that hold eight frequencies; the others run on dual numbers one frequency at
//! a time.

use super::element::{self, MAX_VALUES, PRESSURE_UNIT, Values};
use super::network::{Element, Kind, MAX_PARAMETERS};
use crate::design::{Termination, ear::EarModel};
use crate::physics::air::AirConstants;
use crate::physics::cavity;
use crate::physics::complex::Complex;
use crate::physics::dual::Dual;
use crate::physics::duct::Ended;
use crate::physics::duct_gradient::{DuctGradient, DuctSlopes};
use crate::physics::loss;
use crate::physics::number::Real;
use std::f64::consts::FRAC_1_SQRT_2;

/// The outputs that are differentiated: ln of drum pressure, ln of input impedance.
pub(super) const OUTPUTS: usize = 2;

/// What each value of an element does to each output.
pub(super) type Weights<R> = [[Complex<R>; MAX_VALUES]; OUTPUTS];

/// A derivative of every output.
pub(super) type Slope<R> = [Complex<R>; OUTPUTS];

/// Takes derivatives. A trait and no closure: in vector code everything must be inlined, and only a
/// function can be told so; for the same reason arrays are gone through by loops.
pub(super) trait Put<R> {
    /// Takes the derivative by one input of the element.
    fn put(&mut self, input: usize, slope: Slope<R>);
}

/// The inputs of an element are numbered: its parameters, and from here on the constants of the air
/// in the order of [`AirConstants`].
pub(super) const AIR: usize = MAX_PARAMETERS;

/// How many constants the air has.
pub(super) const AIR_CONSTANTS: usize = 5;

/// All inputs of an element.
const INPUTS: usize = MAX_PARAMETERS + AIR_CONSTANTS;

/// How many of an element's parameters its formula reads.
pub(super) fn count(kind: &Kind) -> usize {
    match kind {
        Kind::Measured(_) => 0,
        Kind::OpenEnd { .. } => 1,
        Kind::ElectricalSeries
        | Kind::Capacitor
        | Kind::AcousticSeries
        | Kind::Cavity
        | Kind::Duct
        | Kind::Step
        | Kind::BranchMass
        | Kind::MainMass => 2,
        Kind::Cable | Kind::Mesh | Kind::Cone { .. } => 3,
        Kind::LeakHole => 4,
        Kind::Transformer | Kind::Vent { .. } | Kind::LeakSlit => 5,
        Kind::Armature { eddy: false } => 6,
        Kind::MovingCoilPlain | Kind::Armature { eddy: true } | Kind::Piezo => 7,
        Kind::MovingCoilSemi => 8,
        Kind::MovingCoilLr2 | Kind::MovingCoilLeach | Kind::Electrostatic => 9,
        Kind::ArmatureTwoModes { .. } => 10,
        Kind::Ear(model) => match model {
            EarModel::HuddeEngel { .. } | EarModel::OuterEar { .. } => 2,
            EarModel::Anechoic { .. } | EarModel::FlatPlate { .. } => 1,
            _ => 0,
        },
    }
}

/// Each output's weight of one value times a derivative of that value.
#[inline(always)]
fn times<R: Real>(weights: &Weights<R>, value: usize, derivative: Complex<R>) -> Slope<R> {
    [
        weights[0][value] * derivative,
        weights[1][value] * derivative,
    ]
}

/// A derivative times jω.
#[inline(always)]
fn times_jw<R: Real>(slope: Slope<R>, w: R) -> Slope<R> {
    [slope[0].scale(w).times_j(), slope[1].scale(w).times_j()]
}

/// The derivatives of the weighted sums of a hot kind, handed to `put` with the number of the input.
fn hot(
    kind: &Kind,
    p: &[f64; MAX_PARAMETERS],
    air: &AirConstants<f64>,
    w: f64,
    weights: &Weights<f64>,
    put: &mut impl Put<f64>,
) {
    match kind {
        Kind::Duct | Kind::Vent { .. } => bore(kind, p, air, w, weights, put),
        Kind::MovingCoilPlain | Kind::Armature { .. } => motor(kind, p, w, weights, put),
        _ => other(kind, p, air, w, weights, put),
    }
}

/// A straight duct or a vent.
#[inline(always)]
pub(super) fn bore<R: Real>(
    kind: &Kind,
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
    weights: &Weights<R>,
    put: &mut impl Put<R>,
) {
    let duct = DuctSlopes::round(w, p[0], p[1] * R::splat(0.5), air);
    if let Kind::Vent {
        count,
        inner,
        outer,
    } = kind
    {
        vent(&duct, (*count, *inner, *outer), p, air, w, weights, put);
        return;
    }
    let mut all = [[Complex::zero(); OUTPUTS]; 2 + AIR_CONSTANTS];
    for output in 0..OUTPUTS {
        let of = &weights[output];
        let gradient = duct.gradient(of[0] + of[2], of[1]);
        let slopes = by_input(&gradient, p, air);
        for input in 0..2 + AIR_CONSTANTS {
            all[input][output] = slopes[input].scale(R::splat(PRESSURE_UNIT * PRESSURE_UNIT));
        }
    }
    let [length, bore, air @ ..] = all;
    put.put(0, length);
    put.put(1, bore);
    for (constant, slope) in air.into_iter().enumerate() {
        put.put(AIR + constant, slope);
    }
}

/// A moving coil or an armature.
#[inline(always)]
pub(super) fn motor<R: Real>(
    kind: &Kind,
    p: &[R; MAX_PARAMETERS],
    w: R,
    weights: &Weights<R>,
    put: &mut impl Put<R>,
) {
    let inputs = seeded::<R, 7>(p);
    let values = element::motor(kind, &inputs, Dual::constant(w));
    sums(&values, weights, 0, count(kind), put);
}

/// The hot kinds that are neither bores nor motors; the lumped 711 has no parameters and is of its
/// own air.
#[inline(always)]
pub(super) fn other<R: Real>(
    kind: &Kind,
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
    weights: &Weights<R>,
    put: &mut impl Put<R>,
) {
    match kind {
        Kind::Cable => {
            let y = Complex::new(p[0] + p[1], w * p[2]).inverse();
            let slope = times(weights, 0, -(y * y));
            put.put(0, slope);
            put.put(1, slope);
            put.put(2, times_jw(slope, w));
        }
        Kind::ElectricalSeries | Kind::AcousticSeries => {
            let y = Complex::new(p[0], w * p[1]).inverse();
            let mut square = -(y * y);
            if matches!(kind, Kind::AcousticSeries) {
                square = square.scale(R::splat(PRESSURE_UNIT * PRESSURE_UNIT));
            }
            let slope = times(weights, 0, square);
            put.put(0, slope);
            put.put(1, times_jw(slope, w));
        }
        Kind::Capacitor => {
            // y = jωC q with q = 1/(1 + jωC·ESR): ∂y/∂C = jω q², ∂y/∂ESR = −y².
            let y = Complex::imaginary(w * p[0]);
            let q = (Complex::one() + y.scale(p[1])).inverse();
            let y = y * q;
            put.put(0, times(weights, 0, (q * q).scale(w).times_j()));
            put.put(1, times(weights, 0, -(y * y)));
        }
        Kind::Cavity => cavity(p, air, w, weights, put),
        _ => {}
    }
}

/// A vent: the duct's derivatives are cheap by themselves; what lies around it runs on them.
#[inline(always)]
fn vent<R: Real>(
    duct: &DuctSlopes<R>,
    ends: (u32, Termination, Termination),
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
    weights: &Weights<R>,
    put: &mut impl Put<R>,
) {
    let (one, zero) = (Complex::one(), Complex::zero());
    let by_series = by_input(&duct.ended_gradient(one, zero), p, air);
    let by_shunt = by_input(&duct.ended_gradient(zero, one), p, air);
    let plain = duct.ended();
    let duct = Ended {
        series: vent_dual(plain.series, &by_series),
        shunt: vent_dual(plain.shunt, &by_shunt),
    };
    let inputs = seeded::<R, 10>(p);
    let values = element::vent(&duct, ends, &inputs, &air.numbered(5), Dual::constant(w));
    sums(&values, weights, 0, 5, put);
    sums_from(&values, weights, 5, AIR, AIR_CONSTANTS, put);
}

/// A volume, without or with walls: y = jωV/(ρc²)·[1 + (γ−1) F(s)], s = kt V/A.
#[inline(always)]
fn cavity<R: Real>(
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
    weights: &Weights<R>,
    put: &mut impl Put<R>,
) {
    let one = R::splat(1.0);
    let half = R::splat(0.5);
    let unit = R::splat(PRESSURE_UNIT * PRESSURE_UNIT);
    let plain = cavity::lossless(w, p[0], air).scale(unit);
    let gain = air.gamma - one;
    let wave_number = air.thermal_wave_number(w);
    if p[1].all_below(f64::MIN_POSITIVE) {
        put_over(put, weights, 0, plain, p[0]);
        // Walls that begin to count: F → 1/z, so C grows by (γ−1) A/(kt ρc²) e^{−jπ/4}.
        let turn = gain * R::splat(FRAC_1_SQRT_2);
        put_over(
            put,
            weights,
            1,
            plain * Complex::new(turn, -turn),
            wave_number * p[0],
        );
        put_over(put, weights, AIR, -plain, air.density);
        put_over(put, weights, AIR + 1, -plain, half * air.speed_of_sound);
        return;
    }
    let s = wave_number * p[0] / p[1];
    let loss = loss::slit(s);
    let y = plain * (Complex::one() + loss.f.scale(gain));
    // By ln s.
    let by_s = plain * loss::slit_slope(s, &loss).scale(s * gain);
    let by_half = by_s.scale(half);
    put_over(put, weights, 0, y + by_s, p[0]);
    put_over(put, weights, 1, -by_s, p[1]);
    put_over(put, weights, AIR, by_half - y, air.density);
    put_over(put, weights, AIR + 1, -y, half * air.speed_of_sound);
    put_over(put, weights, AIR + 2, -by_half, air.viscosity);
    put_over(put, weights, AIR + 3, plain * loss.f, one);
    put_over(put, weights, AIR + 4, by_half, air.prandtl);
}

/// Hands on a derivative of the only value, over a number.
#[inline(always)]
fn put_over<R: Real>(
    put: &mut impl Put<R>,
    weights: &Weights<R>,
    input: usize,
    slope: Complex<R>,
    by: R,
) {
    put.put(input, times(weights, 0, slope.scale(R::splat(1.0) / by)));
}

/// A duct's derivatives by length, bore and the constants of the air.
#[inline(always)]
fn by_input<R: Real>(
    g: &DuctGradient<R>,
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
) -> [Complex<R>; 2 + AIR_CONSTANTS] {
    let one = R::splat(1.0);
    [
        g.length.scale(one / p[0]),
        g.radius.scale(one / p[1]),
        g.density.scale(one / air.density),
        g.speed_of_sound.scale(one / air.speed_of_sound),
        g.viscosity.scale(one / air.viscosity),
        g.gamma,
        g.prandtl.scale(one / air.prandtl),
    ]
}

/// A value with derivatives by a vent's length and bore (inputs 0 and 1) and the air (from input 5).
#[inline(always)]
fn vent_dual<R: Real>(
    value: Complex<R>,
    slopes: &[Complex<R>; 2 + AIR_CONSTANTS],
) -> Complex<Dual<10, R>> {
    let mut out = Complex::new(Dual::constant(value.re), Dual::constant(value.im));
    for (n, slope) in slopes.iter().enumerate() {
        let at = if n < 2 { n } else { n + 3 };
        out.re.slope[at] = slope.re;
        out.im.slope[at] = slope.im;
    }
    out
}

/// The first parameters as inputs.
#[inline(always)]
fn seeded<R: Real, const N: usize>(p: &[R; MAX_PARAMETERS]) -> [Dual<N, R>; MAX_PARAMETERS] {
    let zero = Dual::constant(R::splat(0.0));
    let mut out = [zero; MAX_PARAMETERS];
    for n in 0..MAX_PARAMETERS {
        out[n] = Dual::input(p[n], n, R::splat(1.0));
    }
    out
}

/// The weighted sums of the derivatives by `many` inputs, the n-th of the dual numbers being the
/// element's n-th.
#[inline(always)]
fn sums<R: Real, const N: usize>(
    values: &Values<Dual<N, R>>,
    weights: &Weights<R>,
    from: usize,
    many: usize,
    put: &mut impl Put<R>,
) {
    sums_from(values, weights, from, from, many, put);
}

#[inline(always)]
fn sums_from<R: Real, const N: usize>(
    values: &Values<Dual<N, R>>,
    weights: &Weights<R>,
    from: usize,
    to: usize,
    many: usize,
    put: &mut impl Put<R>,
) {
    for n in 0..many {
        let mut slope = [Complex::zero(); OUTPUTS];
        for value in 0..MAX_VALUES {
            let of = &values[value];
            let by = Complex::new(of.re.slope[from + n], of.im.slope[from + n]);
            for output in 0..OUTPUTS {
                slope[output] = slope[output] + weights[output][value] * by;
            }
        }
        put.put(to + n, slope);
    }
}

/// The derivatives of the weighted sums of any kind at one frequency.
#[inline(never)]
pub(super) fn scalar(
    element: &Element,
    air: &AirConstants<f64>,
    w: f64,
    weights: &Weights<f64>,
    put: &mut impl Put<f64>,
) {
    let p = &element.parameters;
    match &element.kind {
        Kind::Measured(table) => {
            // Known by its curves only: the air enters through the coupler they were taken in.
            for constant in 0..AIR_CONSTANTS {
                let at = |share: f64| {
                    let mut moved = air.list();
                    moved[constant] *= 1.0 + share;
                    table.values(&AirConstants::from_list(moved), w)
                };
                let size = air.list()[constant];
                let near = difference(&at(1e-3), &at(-1e-3), 2e-3 * size);
                let far = difference(&at(2e-3), &at(-2e-3), 4e-3 * size);
                let slope = weights.map(|of| {
                    let mut sum = Complex::zero();
                    for ((near, far), weight) in near.iter().zip(&far).zip(of) {
                        let by = near.scale(4.0 / 3.0) - far.scale(1.0 / 3.0);
                        sum = sum + weight * by;
                    }
                    sum
                });
                put.put(AIR + constant, slope);
            }
        }
        kind if element::is_hot(kind) => {
            hot(kind, p, air, w, weights, put);
        }
        kind => {
            // One input after the other: with all of them at once the formulas of the ears become
            // functions that take minutes to compile.
            let seed = |value: f64, on: bool| Dual::<1>::input(value, 0, f64::from(u8::from(on)));
            let inputs = (0..count(kind)).chain(AIR..INPUTS);
            for input in inputs {
                let p = std::array::from_fn(|n| seed(p[n], n == input));
                let constants = air.list();
                let constants = std::array::from_fn(|n| seed(constants[n], AIR + n == input));
                let values = element::cold(
                    kind,
                    &p,
                    &AirConstants::from_list(constants),
                    seed(w, false),
                );
                sums_from(&values, weights, 0, input, 1, put);
            }
        }
    }
}

fn difference(up: &Values<f64>, down: &Values<f64>, step: f64) -> Values<f64> {
    std::array::from_fn(|n| (up[n] - down[n]).scale(1.0 / step))
}
