//! A motor seen from inside: what moves in it, and what its departure from linear does outside.
//!
//! The departure of a moving coil is a voltage in series with its coil and a force on its diaphragm;
//! that of an armature a current across its inductance and a pressure on its diaphragm. All of it is
//! linear in what is given: the potentials at the motor's two pairs, and the two departures.

use crate::network::elements::{
    Kind,
    formula::{self, PRESSURE_UNIT, Values},
};
use crate::physics::{
    armature::{Armature, SecondMode},
    coil::semi_inductance,
    complex::Complex,
    number::Real,
};

/// What comes of what is given: rows are the current into `+`, the volume velocity into the front, and
/// the two variables of the law; columns the voltage across the terminals, the pressure across the
/// faces, and the two departures.
pub(super) type Inside<R> = [[Complex<R>; 4]; 4];

/// A motor from inside at the frequency `w`, rad/s, where its values are known as they enter the
/// matrix; all 0 for what has no law.
#[inline(always)]
pub(super) fn inside<R: Real>(kind: &Kind, values: &Values<R>, w: R) -> Inside<R> {
    match kind {
        Kind::MovingCoil(motor) => moving_coil(values, w, motor.sd),
        Kind::LossyCoil(motor) => moving_coil(values, w, motor.0.sd),
        Kind::Armature(motor) => armature(&formula::splat(motor), None, w),
        Kind::ArmatureTwoModes(both) => {
            let both = formula::splat(both);
            armature(&both.motor, Some(&both.mode), w)
        }
        _ => {
            debug_assert!(false, "{kind:?} has no law");
            [[Complex::zero(); 4]; 4]
        }
    }
}

/// V − jω λ and Δp − F/Sd are what the linear driver has across it.
#[inline(always)]
fn moving_coil<R: Real>(values: &Values<R>, w: R, sd: f64) -> Inside<R> {
    let number = R::splat;
    let [i_per_v, i_per_p, q_per_v, q_per_p] = *values;
    // As they enter the matrix, pressures and flows are counted in a unit of their own.
    let current = [i_per_v, i_per_p.scale(number(1.0 / PRESSURE_UNIT))];
    let flow = [
        q_per_v.scale(number(1.0 / PRESSURE_UNIT)),
        q_per_p.scale(number(1.0 / (PRESSURE_UNIT * PRESSURE_UNIT))),
    ];
    let (current, flow) = (row(current, w, sd), row(flow, w, sd));
    let moved = number(1.0 / sd) / w;
    // Over −jω Sd.
    let [a, b, c, d] = flow;
    let excursion = [
        a.times_j().scale(moved),
        b.times_j().scale(moved),
        c.times_j().scale(moved),
        d.times_j().scale(moved),
    ];
    [current, flow, current, excursion]
}

/// What voltage and pressure do, and through them the departures.
#[inline(always)]
fn row<R: Real>([by_v, by_p]: [Complex<R>; 2], w: R, sd: f64) -> [Complex<R>; 4] {
    [
        by_v,
        by_p,
        -(by_v.scale(w).times_j()),
        by_p.scale(R::splat(-1.0 / sd)),
    ]
}

/// With Vi across the inductance, p the pressure through the pin, a = 1 + jωCp Za, and the departures
/// ΔI and ΔP: the pin turns ΔP into ΔP/a at the diaphragm and τ jωCp ΔP/a at the coil.
#[inline(always)]
fn armature<R: Real>(motor: &Armature<R>, mode: Option<&SecondMode<R>>, w: R) -> Inside<R> {
    let zero = Complex::zero();
    let linear = match mode {
        Some(mode) => motor.within_with(w, mode),
        None => motor.within(w),
    };
    let (pin, beyond) = match mode {
        Some(mode) => (
            Complex::imaginary(w * mode.pin_compliance),
            Complex::new(mode.resistance, w * mode.mass),
        ),
        None => (zero, zero),
    };
    let at_diaphragm = (Complex::one() + pin * motor.acoustic_impedance(w)).inverse();
    let at_coil = pin.scale(motor.tau) * at_diaphragm;
    let eddies = match motor.semi_inductance {
        Some(k) => semi_inductance(w, k).inverse(),
        None => zero,
    };
    let across = linear.i_per_v + eddies;
    let behind = (Complex::one() + across.scale(motor.re)).inverse();
    let pull = linear.i_per_p * at_diaphragm + linear.i_per_v * at_coil;
    let current = [
        across * behind,
        linear.i_per_p * behind,
        behind,
        -(pull * behind),
    ];
    // V − Re i, without taking nearly equal numbers from each other at low frequencies.
    let inner = [
        behind,
        -(current[1].scale(motor.re)),
        -(current[2].scale(motor.re)),
        -(current[3].scale(motor.re)),
    ];
    let given = linear.q_per_v * at_coil + linear.q_per_p * at_diaphragm;
    let flow = [
        linear.q_per_v * inner[0],
        linear.q_per_v * inner[1] + linear.q_per_p,
        linear.q_per_v * inner[2],
        linear.q_per_v * inner[3] - given,
    ];
    let slow = R::splat(1.0) / w;
    let (mut linkage, mut moved) = (inner, flow);
    for (linkage, moved) in linkage.iter_mut().zip(&mut moved) {
        // Over jω and over −jω; jω Cp over jω is the pin's compliance.
        *linkage = -(linkage.scale(slow).times_j());
        let through = (beyond * *moved).scale(pin.im * slow);
        *moved = moved.scale(slow).times_j() - through;
    }
    moved[1] = moved[1] + Complex::real(pin.im * slow);
    [current, flow, linkage, moved]
}
