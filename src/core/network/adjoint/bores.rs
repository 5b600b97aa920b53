//! Derivatives of straight ducts and vents.

use super::slopes::{AIR, AIR_CONSTANTS, OUTPUTS, Put, Weights, sums};
use crate::design::Termination;
use crate::network::element::{self, PRESSURE_UNIT};
use crate::network::network::{Kind, MAX_PARAMETERS};
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::dual::Dual;
use crate::physics::duct::Ended;
use crate::physics::duct_gradient::{DuctGradient, DuctSlopes};
use crate::physics::number::Real;

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
    let unit = R::splat(PRESSURE_UNIT * PRESSURE_UNIT);
    let mut all = [[Complex::zero(); OUTPUTS]; 2 + AIR_CONSTANTS];
    for output in 0..OUTPUTS {
        let of = &weights[output];
        let gradient = duct.gradient((of[0] + of[2]).scale(unit), of[1].scale(unit));
        let slopes = by_input(&gradient, p, air);
        for input in 0..2 + AIR_CONSTANTS {
            all[input][output] = slopes[input];
        }
    }
    let [length, bore, air @ ..] = all;
    put.put(0, length);
    put.put(1, bore);
    for (constant, slope) in air.into_iter().enumerate() {
        put.put(AIR + constant, slope);
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
    sums(&values, weights, 0..5, 0, put);
    sums(&values, weights, 5..10, AIR, put);
}

/// A duct's derivatives by length and bore, and by the logarithms of the air's constants.
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
        g.density,
        g.speed_of_sound,
        g.viscosity,
        g.gamma.scale(air.gamma),
        g.prandtl,
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
