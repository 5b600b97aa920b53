//! The values of an element at one frequency, or at several side by side.
//!
//! Acoustic potentials are held in units of [`PRESSURE_UNIT`], so that electrical and acoustic
//! entries of the matrix are of one order.

use super::network::{Kind, MAX_PARAMETERS};
use crate::design::ear::EarModel;
use crate::physics::{
    air::AirConstants,
    armature::Armature,
    cavity,
    coil::Coil,
    complex::Complex,
    damper,
    duct::Duct,
    ear::{EarLoad, lumped711},
    moving_coil::MovingCoil,
    number::Real,
    transducer::Transducer,
    two_port::Admittance,
};
use std::f64::consts::PI;

/// Pa. An acoustic unknown times this is a pressure; an acoustic flow over this is its entry.
pub(super) const PRESSURE_UNIT: f64 = 1e5;

/// Greatest number of values an element has.
pub(super) const MAX_VALUES: usize = 4;

/// An element's values, in the order of its pins.
pub(super) type Values<R> = [Complex<R>; MAX_VALUES];

/// How many values a kind has; an ear has its drum ratio after the admittance.
pub(super) fn count(kind: &Kind) -> usize {
    match kind {
        Kind::Ear(_) => 2,
        Kind::Transformer | Kind::Duct | Kind::Cone { .. } => 3,
        Kind::MovingCoilPlain
        | Kind::MovingCoilSemi
        | Kind::MovingCoilLr2
        | Kind::MovingCoilLeach
        | Kind::Armature { .. }
        | Kind::Electrostatic
        | Kind::Piezo
        | Kind::Measured(_) => 4,
        _ => 1,
    }
}

/// Computes an element's values at the angular frequency `w`, scaled for the matrix.
#[inline(always)]
pub(super) fn evaluate<R: Real>(
    kind: &Kind,
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
) -> Values<R> {
    match kind {
        Kind::Cable => one(Complex::new(p[0] + p[1], w * p[2]).inverse()),
        Kind::ElectricalSeries => one(Complex::new(p[0], w * p[1]).inverse()),
        Kind::Capacitor => {
            // jωC/(1 + jωC·ESR): no division by a small ωC.
            let y = Complex::imaginary(w * p[0]);
            one(y / (Complex::one() + y.scale(p[1])))
        }
        Kind::Transformer => transformer(p, w),
        Kind::MovingCoilPlain => moving_coil(p, w, Coil::Plain { inductance: p[1] }),
        Kind::MovingCoilSemi => {
            let coil = Coil::SemiInductance {
                inductance: p[1],
                semi_inductance: p[7],
            };
            moving_coil(p, w, coil)
        }
        Kind::MovingCoilLr2 => {
            let coil = Coil::Lr2 {
                inductance: p[1],
                second_inductance: p[7],
                second_resistance: p[8],
            };
            moving_coil(p, w, coil)
        }
        Kind::MovingCoilLeach => {
            let coil = Coil::Leach {
                factor: p[7],
                exponent: p[8],
            };
            moving_coil(p, w, coil)
        }
        Kind::Armature { eddy } => {
            let motor = Armature {
                re: p[0],
                inductance: p[1],
                tau: p[2],
                mass: p[3],
                resistance: p[4],
                compliance: p[5],
                semi_inductance: eddy.then_some(p[6]),
            };
            transducer(&motor.transducer(w))
        }
        Kind::AcousticSeries => acoustic(Complex::new(p[0], w * p[1]).inverse()),
        Kind::Cavity => {
            if p[1].all_below(f64::MIN_POSITIVE) {
                acoustic(cavity::lossless(w, p[0], air))
            } else {
                acoustic(cavity::with_walls(w, p[0], p[1], air))
            }
        }
        Kind::Duct => {
            let radius = p[1] * R::splat(0.5);
            two_port(&Duct::round(w, p[0], radius, air).admittance())
        }
        Kind::Ear(model) => ear(model, w),
        Kind::Vent { count, .. } => {
            let radius = p[1] * R::splat(0.5);
            let many = R::splat(f64::from(*count));
            let duct = Duct::round(w, p[0], radius, air).admittance().y11;
            let area = R::splat(PI) * radius * radius;
            let one_of_them = duct.inverse() + damper::mesh(w, p[3], p[4], area);
            let all = one_of_them.scale(R::splat(1.0) / many) + Complex::real(p[2]);
            acoustic(all.inverse())
        }
        Kind::LeakSlit => {
            let [width, length, gap, rayl, mass, ..] = *p;
            let duct = Duct::slit(w, length, width, gap, air).admittance().y11;
            let all = duct.inverse() + damper::mesh(w, rayl, mass, width * gap);
            acoustic(all.inverse())
        }
        _ => [Complex::zero(); MAX_VALUES],
    }
}

#[inline(always)]
fn one<R: Real>(y: Complex<R>) -> Values<R> {
    let zero = Complex::zero();
    [y, zero, zero, zero]
}

#[inline(always)]
fn acoustic<R: Real>(y: Complex<R>) -> Values<R> {
    one(y.scale(R::splat(PRESSURE_UNIT * PRESSURE_UNIT)))
}

#[inline(always)]
fn two_port<R: Real>(y: &Admittance<R>) -> Values<R> {
    let unit = R::splat(PRESSURE_UNIT * PRESSURE_UNIT);
    [
        y.y11.scale(unit),
        y.y12.scale(unit),
        y.y22.scale(unit),
        Complex::zero(),
    ]
}

#[inline(always)]
fn transducer<R: Real>(t: &Transducer<R>) -> Values<R> {
    let unit = R::splat(PRESSURE_UNIT);
    [
        t.i_per_v,
        t.i_per_p.scale(unit),
        t.q_per_v.scale(unit),
        t.q_per_p.scale(unit * unit),
    ]
}

#[inline(always)]
fn moving_coil<R: Real>(p: &[R; MAX_PARAMETERS], w: R, coil: Coil<R>) -> Values<R> {
    let motor = MovingCoil {
        re: p[0],
        coil,
        bl: p[2],
        mms: p[3],
        cms: p[4],
        rms: p[5],
        sd: p[6],
    };
    transducer(&motor.transducer(w))
}

/// Resistance kept in an ideal transformer, Ω: without any, voltages would be tied to each other and
/// no admittance could say so. Its error is this over the load.
const TRANSFORMER_FLOOR: f64 = 1e-6;

/// With Zp in series with the primary, Ym across it, Rs in series with the secondary and
/// q = 1 + Zp Ym, D = Zp + q Rs/n²: y11 = Ym/q + 1/(qD), y12 = −1/(nD), y22 = q/(n²D).
#[inline(always)]
fn transformer<R: Real>(p: &[R; MAX_PARAMETERS], w: R) -> Values<R> {
    let [ratio, primary, secondary, leakage, magnetising, ..] = *p;
    let series = Complex::new(primary + R::splat(TRANSFORMER_FLOOR), w * leakage);
    let across = if magnetising.all_below(f64::MIN_POSITIVE) {
        Complex::zero()
    } else {
        Complex::imaginary(w * magnetising).inverse()
    };
    let q = Complex::one() + series * across;
    let square = R::splat(1.0) / (ratio * ratio);
    let d = (series + q.scale(secondary * square)).inverse();
    let q_inverse = q.inverse();
    [
        q_inverse * (across + d),
        -d.scale(R::splat(1.0) / ratio),
        (q * d).scale(square),
        Complex::zero(),
    ]
}

#[inline(always)]
fn ear<R: Real>(model: &EarModel, w: R) -> Values<R> {
    let load: EarLoad<R> = match model {
        _ => lumped711::DEFAULT.splat::<R>().load(w),
    };
    let [admittance, ..] = acoustic(load.admittance);
    [
        admittance,
        load.drum_ratio,
        Complex::zero(),
        Complex::zero(),
    ]
}
