//! Derivatives of moving coils and armatures.

use super::slopes::{OUTPUTS, Put, Slope, Weights};
use crate::network::element::{self, PRESSURE_UNIT};
use crate::network::network::{Kind, MAX_PARAMETERS};
use crate::physics::coil::{self, Coil};
use crate::physics::complex::Complex;
use crate::physics::motor_gradient::{MotorGradient, motor_gradient, weights_within};
use crate::physics::number::Real;

/// A moving coil or an armature.
#[inline(always)]
pub(super) fn motor<R: Real>(
    kind: &Kind,
    p: &[R; MAX_PARAMETERS],
    w: R,
    weights: &Weights<R>,
    put: &mut impl Put<R>,
) {
    match kind {
        Kind::Armature { eddy } => armature(p, *eddy, w, weights, put),
        _ => moving_coil(p, w, weights, put),
    }
}

/// V = Ze i − (Bl/Sd) q, Δp = (Bl/Sd) i + (Zm/Sd²) q, Ze = Re + jωL.
#[inline(always)]
fn moving_coil<R: Real>(
    p: &[R; MAX_PARAMETERS],
    w: R,
    weights: &Weights<R>,
    put: &mut impl Put<R>,
) {
    let motor = element::moving_coil(p, Coil::Plain { inductance: p[1] });
    let y = motor.transducer(w);
    let one_over_area = R::splat(1.0) / motor.sd;
    let square = one_over_area * one_over_area;
    let zm = motor.mechanical_impedance(w);
    let stiffness = compliance_slope(w, motor.cms);
    let mut slopes = [[Complex::zero(); OUTPUTS]; 7];
    for output in 0..OUTPUTS {
        let by = motor_gradient(&y, &unscaled(&weights[output]));
        let force = by.force.scale(one_over_area);
        let mechanical = by.acoustic.scale(square);
        let area = force.scale(motor.bl) + (mechanical * zm).scale(R::splat(2.0));
        slopes[0][output] = by.electrical;
        slopes[1][output] = by.electrical.scale(w).times_j();
        slopes[2][output] = force;
        slopes[3][output] = mechanical.scale(w).times_j();
        slopes[4][output] = mechanical.scale(stiffness).times_j();
        slopes[5][output] = mechanical;
        slopes[6][output] = -area.scale(one_over_area);
    }
    put_all(put, &slopes, 7);
}

/// As [`crate::physics::armature`] says; without eddy currents Re and L are one impedance.
#[inline(always)]
fn armature<R: Real>(
    p: &[R; MAX_PARAMETERS],
    eddy: bool,
    w: R,
    weights: &Weights<R>,
    put: &mut impl Put<R>,
) {
    let motor = element::armature(p, eddy);
    let inner = motor.within(w);
    let across = motor.with_eddies(w, inner);
    let series = Complex::real(motor.re);
    let outer = across.behind(series);
    let eddies = match motor.semi_inductance {
        // ∂(1/(Ks √jω))/∂Ks.
        Some(k) => {
            -(coil::semi_inductance(w, k)
                .inverse()
                .scale(R::splat(1.0) / k))
        }
        None => Complex::zero(),
    };
    let stiffness = compliance_slope(w, motor.compliance);
    let mut slopes = [[Complex::zero(); OUTPUTS]; 7];
    for output in 0..OUTPUTS {
        let (resistance, weights) =
            weights_within(&across, &outer, series, &unscaled(&weights[output]));
        let by = motor_gradient(&inner, &weights);
        let MotorGradient {
            electrical,
            acoustic,
            force,
        } = by;
        slopes[0][output] = resistance;
        slopes[1][output] = electrical.scale(w).times_j();
        slopes[2][output] = force;
        slopes[3][output] = acoustic.scale(w).times_j();
        slopes[4][output] = acoustic;
        slopes[5][output] = acoustic.scale(stiffness).times_j();
        slopes[6][output] = weights[0] * eddies;
    }
    put_all(put, &slopes, if eddy { 7 } else { 6 });
}

/// The imaginary part of ∂(1/(jωC))/∂C.
#[inline(always)]
fn compliance_slope<R: Real>(w: R, compliance: R) -> R {
    R::splat(1.0) / (w * compliance * compliance)
}

/// Weights of the driver's numbers in SI units.
#[inline(always)]
fn unscaled<R: Real>(weights: &[Complex<R>; 4]) -> [Complex<R>; 4] {
    let unit = R::splat(PRESSURE_UNIT);
    [
        weights[0],
        weights[1].scale(unit),
        weights[2].scale(unit),
        weights[3].scale(unit * unit),
    ]
}

#[inline(always)]
fn put_all<R: Real>(put: &mut impl Put<R>, slopes: &[Slope<R>; 7], many: usize) {
    for (input, slope) in slopes.iter().take(many).enumerate() {
        put.put(input, *slope);
    }
}
