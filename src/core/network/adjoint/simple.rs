//! Derivatives of single branches: resistors, inductors, capacitors, cables, acoustic resistances
//! and masses, volumes.

use super::slopes::{AIR, OUTPUTS, Put, Slope};
use crate::network::element::PRESSURE_UNIT;
use crate::network::network::{Kind, MAX_PARAMETERS};
use crate::physics::air::AirConstants;
use crate::physics::cavity;
use crate::physics::complex::Complex;
use crate::physics::loss;
use crate::physics::number::Real;
use std::f64::consts::FRAC_1_SQRT_2;

/// What the only value of a branch does to each output.
pub(super) type Weight<R> = [Complex<R>; OUTPUTS];

/// A branch of one value.
#[inline(always)]
pub(super) fn simple<R: Real>(
    kind: &Kind,
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
    weight: &Weight<R>,
    put: &mut impl Put<R>,
) {
    match kind {
        Kind::Cable => {
            let y = Complex::new(p[0] + p[1], w * p[2]).inverse();
            let slope = times(weight, -(y * y));
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
            let slope = times(weight, square);
            put.put(0, slope);
            put.put(1, times_jw(slope, w));
        }
        Kind::Capacitor => {
            // y = jωC q with q = 1/(1 + jωC·ESR): ∂y/∂C = jω q², ∂y/∂ESR = −y².
            let y = Complex::imaginary(w * p[0]);
            let q = (Complex::one() + y.scale(p[1])).inverse();
            let y = y * q;
            put.put(0, times(weight, (q * q).scale(w).times_j()));
            put.put(1, times(weight, -(y * y)));
        }
        Kind::Cavity => cavity(p, air, w, weight, put),
        _ => {}
    }
}

/// A volume, without or with walls: y = jωV/(ρc²)·[1 + (γ−1) F(s)], s = kt V/A.
#[inline(always)]
fn cavity<R: Real>(
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
    weight: &Weight<R>,
    put: &mut impl Put<R>,
) {
    let one = R::splat(1.0);
    let half = R::splat(0.5);
    let unit = R::splat(PRESSURE_UNIT * PRESSURE_UNIT);
    let plain = cavity::lossless(w, p[0], air).scale(unit);
    let gain = air.gamma - one;
    let wave_number = air.thermal_wave_number(w);
    if p[1].all_below(f64::MIN_POSITIVE) {
        put.put(0, times(weight, plain.scale(one / p[0])));
        // Walls that begin to count: F → 1/z, so C grows by (γ−1) A/(kt ρc²) e^{−jπ/4}.
        let turn = gain * R::splat(FRAC_1_SQRT_2) / (wave_number * p[0]);
        put.put(1, times(weight, plain * Complex::new(turn, -turn)));
        let by_density = times(weight, -plain);
        put.put(AIR, by_density);
        put.put(
            AIR + 1,
            [
                by_density[0].scale(R::splat(2.0)),
                by_density[1].scale(R::splat(2.0)),
            ],
        );
        return;
    }
    let s = wave_number * p[0] / p[1];
    let loss = loss::slit(s);
    let y = plain * (Complex::one() + loss.f.scale(gain));
    // By ln s.
    let by_s = plain * loss::slit_slope(s, &loss).scale(s * gain);
    let by_half = by_s.scale(half);
    put.put(0, times(weight, (y + by_s).scale(one / p[0])));
    put.put(1, times(weight, -by_s.scale(one / p[1])));
    put.put(AIR, times(weight, by_half - y));
    put.put(AIR + 1, times(weight, -y.scale(R::splat(2.0))));
    put.put(AIR + 2, times(weight, -by_half));
    put.put(AIR + 3, times(weight, (plain * loss.f).scale(air.gamma)));
    put.put(AIR + 4, times(weight, by_half));
}

/// Each output's weight times a derivative of the value.
#[inline(always)]
fn times<R: Real>(weight: &Weight<R>, derivative: Complex<R>) -> Slope<R> {
    [weight[0] * derivative, weight[1] * derivative]
}

/// A derivative times jω.
#[inline(always)]
fn times_jw<R: Real>(slope: Slope<R>, w: R) -> Slope<R> {
    [slope[0].scale(w).times_j(), slope[1].scale(w).times_j()]
}
