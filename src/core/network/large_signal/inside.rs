//! A motor seen from inside: what moves in it, and what its departure from linear does outside.
//!
//! The departure of a moving coil is a voltage in series with its coil and a force on its diaphragm;
//! that of an armature a current across its inductance and a pressure on its diaphragm. All of it is
//! linear in what is given: the potentials at the motor's two pairs, and the two departures.

use crate::network::elements::{Kind, formula::PRESSURE_UNIT};
use crate::physics::{
    air::AirConstants,
    armature::{Armature, SecondMode},
    coil::semi_inductance,
    complex::Complex,
};
use num_complex::Complex64;

/// What comes of what is given, at one frequency: rows are the current into `+`, the volume velocity
/// into the front, and the two variables of the law; columns the voltage across the terminals, the
/// pressure across the faces, and the two departures.
pub(super) type Inside = [[Complex64; 4]; 4];

/// A motor from inside at the frequency `w`, rad/s; absent for what has no law.
pub(super) fn inside(kind: &Kind, air: &AirConstants<f64>, w: f64) -> Option<Inside> {
    match kind {
        Kind::MovingCoil(motor) => Some(moving_coil(kind, air, w, motor.sd)),
        Kind::LossyCoil(motor) => Some(moving_coil(kind, air, w, motor.0.sd)),
        Kind::Armature(motor) => Some(armature(motor, None, w)),
        Kind::ArmatureTwoModes(both) => Some(armature(&both.motor, Some(&both.mode), w)),
        _ => None,
    }
}

/// V − jω λ and Δp − F/Sd are what the linear driver has across it.
fn moving_coil(kind: &Kind, air: &AirConstants<f64>, w: f64, sd: f64) -> Inside {
    let y = kind.values(air, w).map(|y| Complex64::new(y.re, y.im));
    let [i_per_v, i_per_p, q_per_v, q_per_p] = y;
    // As they enter the matrix, pressures and flows are counted in a unit of their own.
    let (i_per_p, q_per_v) = (i_per_p / PRESSURE_UNIT, q_per_v / PRESSURE_UNIT);
    let q_per_p = q_per_p / (PRESSURE_UNIT * PRESSURE_UNIT);
    let jw = Complex64::new(0.0, w);
    let row = |by_v: Complex64, by_p: Complex64| [by_v, by_p, -by_v * jw, -by_p / sd];
    let (current, flow) = (row(i_per_v, i_per_p), row(q_per_v, q_per_p));
    [current, flow, current, flow.map(|q| -q / (jw * sd))]
}

/// With Vi across the inductance, p the pressure through the pin, a = 1 + jωCp Za, and the departures
/// ΔI and ΔP: the pin turns ΔP into ΔP/a at the diaphragm and τ jωCp ΔP/a at the coil.
fn armature(motor: &Armature<f64>, mode: Option<&SecondMode<f64>>, w: f64) -> Inside {
    let own = |z: Complex<f64>| Complex64::new(z.re, z.im);
    let jw = Complex64::new(0.0, w);
    let linear = match mode {
        Some(mode) => motor.within_with(w, mode),
        None => motor.within(w),
    };
    let (i_per_v, i_per_p) = (own(linear.i_per_v), own(linear.i_per_p));
    let (q_per_v, q_per_p) = (own(linear.q_per_v), own(linear.q_per_p));
    let pin = mode.map_or(0.0, |mode| mode.pin_compliance);
    let beyond = mode.map_or(Complex64::ZERO, |mode| {
        Complex64::new(mode.resistance, w * mode.mass)
    });
    let apart = 1.0 + jw * pin * own(motor.acoustic_impedance(w));
    let eddies = motor
        .semi_inductance
        .map_or(Complex64::ZERO, |k| 1.0 / own(semi_inductance(w, k)));
    let across = i_per_v + eddies;
    let behind = 1.0 / (1.0 + motor.re * across);
    let (at_diaphragm, at_coil) = (1.0 / apart, motor.tau * jw * pin / apart);
    let zero = Complex64::ZERO;
    let one = Complex64::from(1.0);
    let current = [
        across,
        i_per_p,
        one,
        -(i_per_p * at_diaphragm + i_per_v * at_coil),
    ]
    .map(|value| value * behind);
    // V − Re i, without taking nearly equal numbers from each other at low frequencies.
    let inner: [Complex64; 4] = std::array::from_fn(|n| {
        if n == 0 {
            behind
        } else {
            -motor.re * current[n]
        }
    });
    let pressure = [zero, one, zero, zero];
    let flow: [Complex64; 4] = std::array::from_fn(|n| {
        let departure = [zero, zero, zero, q_per_v * at_coil + q_per_p * at_diaphragm][n];
        q_per_v * inner[n] + q_per_p * pressure[n] - departure
    });
    let linkage = inner.map(|value| value / jw);
    let moved = std::array::from_fn(|n| {
        let through = pressure[n] - beyond * flow[n];
        -flow[n] / jw + pin * through
    });
    [current, flow, linkage, moved]
}
