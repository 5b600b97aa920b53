//! The values of an element at one frequency, or at several side by side.
//!
//! Acoustic potentials are held in units of [`PRESSURE_UNIT`], so that electrical and acoustic
//! entries of the matrix are of one order.

use super::network::{Element, Kind, MAX_PARAMETERS};
use crate::design::{Termination, ear::EarModel};
use crate::physics::{
    air::AirConstants,
    armature::{Armature, SecondMode},
    branch, cavity,
    coil::Coil,
    complex::Complex,
    cone, damper,
    duct::{Duct, Ended},
    ear::{EarLoad, concha, couplers, distributed711, hudde_engel, lumped711, type33, type43},
    electrostatic::Electrostatic as Diaphragm,
    hole,
    moving_coil::MovingCoil,
    number::Real,
    opening::{self, Flange},
    step,
    transducer::Transducer,
    transformer::Transformer as TransformerOf,
    two_port::Admittance,
    twofold::Twofold,
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
        | Kind::ArmatureTwoModes { .. }
        | Kind::Electrostatic
        | Kind::Piezo
        | Kind::Measured(_) => 4,
        _ => 1,
    }
}

/// Whether a kind is computed for all lanes together. The others are rare or change seldom: they
/// are computed one frequency at a time, which keeps the program small.
#[inline(always)]
pub(super) fn is_hot(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Cable
            | Kind::ElectricalSeries
            | Kind::Capacitor
            | Kind::MovingCoilPlain
            | Kind::Armature { .. }
            | Kind::AcousticSeries
            | Kind::Cavity
            | Kind::Duct
            | Kind::Vent { .. }
            | Kind::Ear(EarModel::Iec711Lumped)
    )
}

/// An element's values at one frequency, whatever its kind.
#[inline(never)]
pub(super) fn scalar(element: &Element, air: &AirConstants<f64>, w: f64) -> Values<f64> {
    match &element.kind {
        Kind::Measured(table) => table.values(air, w),
        kind if is_hot(kind) => hot(kind, &element.parameters, air, w),
        kind => cold(kind, &element.parameters, air, w),
    }
}

/// An element's values at one frequency, in twice the precision.
pub(super) fn twofold(element: &Element, air: &AirConstants<f64>, w: Twofold) -> Values<Twofold> {
    let p = element.parameters.map(Twofold::from);
    let air_of_two = air.map(Twofold::from);
    match &element.kind {
        Kind::Measured(table) => table
            .values(air, w.rounded())
            .map(|y| Complex::splat(y.re, y.im)),
        kind @ (Kind::Duct | Kind::Vent { .. }) => bore(kind, &p, &air_of_two, w),
        kind @ (Kind::MovingCoilPlain | Kind::Armature { .. }) => motor(kind, &p, w),
        kind if is_hot(kind) => other(kind, &p, &air_of_two, w),
        kind => cold(kind, &p, &air_of_two, w),
    }
}

/// The values of a hot kind at the angular frequency `w`, scaled for the matrix.
fn hot(kind: &Kind, p: &[f64; MAX_PARAMETERS], air: &AirConstants<f64>, w: f64) -> Values<f64> {
    match kind {
        Kind::Duct | Kind::Vent { .. } => bore(kind, p, air, w),
        Kind::MovingCoilPlain | Kind::Armature { .. } => motor(kind, p, w),
        _ => other(kind, p, air, w),
    }
}

/// A straight duct or a vent.
#[inline(always)]
pub(super) fn bore<R: Real>(
    kind: &Kind,
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
) -> Values<R> {
    let duct = Duct::round(w, p[0], p[1] * R::splat(0.5), air);
    match kind {
        Kind::Vent {
            count,
            inner,
            outer,
        } => vent(&duct.ended(), (*count, *inner, *outer), p, air, w),
        _ => two_port(&duct.admittance()),
    }
}

/// The hot kinds that are neither bores nor motors.
#[inline(always)]
pub(super) fn other<R: Real>(
    kind: &Kind,
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
) -> Values<R> {
    match kind {
        Kind::Cable => one(Complex::new(p[0] + p[1], w * p[2]).inverse()),
        // What is only a resistor, inductor or capacitor needs no complex division.
        Kind::ElectricalSeries => one(if p[1].all_below(f64::MIN_POSITIVE) {
            Complex::real(R::splat(1.0) / p[0])
        } else if p[0].all_below(f64::MIN_POSITIVE) {
            Complex::imaginary(R::splat(-1.0) / (w * p[1]))
        } else {
            Complex::new(p[0], w * p[1]).inverse()
        }),
        Kind::Capacitor => {
            let y = Complex::imaginary(w * p[0]);
            one(if p[1].all_below(f64::MIN_POSITIVE) {
                y
            } else {
                // jωC/(1 + jωC·ESR): no division by a small ωC.
                y / (Complex::one() + y.scale(p[1]))
            })
        }
        Kind::AcousticSeries => acoustic(Complex::new(p[0], w * p[1]).inverse()),
        Kind::Cavity => {
            if p[1].all_below(f64::MIN_POSITIVE) {
                acoustic(cavity::lossless(w, p[0], air))
            } else {
                acoustic(cavity::with_walls(w, p[0], p[1], air))
            }
        }
        Kind::Ear(model) => {
            debug_assert_eq!(*model, EarModel::Iec711Lumped, "the others are cold");
            ear(&lumped711::DEFAULT.splat::<R>().load(w))
        }
        _ => [Complex::zero(); MAX_VALUES],
    }
}

/// The two frequent motors.
#[inline(always)]
pub(super) fn motor<R: Real>(kind: &Kind, p: &[R; MAX_PARAMETERS], w: R) -> Values<R> {
    match kind {
        Kind::Armature { eddy } => transducer(&armature(p, *eddy).transducer(w)),
        _ => transducer(&moving_coil(p, Coil::Plain { inductance: p[1] }).transducer(w)),
    }
}

/// A vent: its duct, what lies at its ends, and the resistance of all of them.
#[inline(always)]
pub(super) fn vent<R: Real>(
    duct: &Ended<R>,
    (count, inner, outer): (u32, Termination, Termination),
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
) -> Values<R> {
    let radius = p[1] * R::splat(0.5);
    let outside = match flange(outer) {
        Some(flange) => opening::radiation(w, radius, flange, air),
        None => Complex::zero(),
    };
    // A vent without length is its ends only.
    let mut z = if p[0].all_below(f64::MIN_POSITIVE) {
        outside
    } else {
        duct.input(outside)
    };
    z = z + damper::mesh(w, p[3], p[4], area(p[1]));
    if let Some(flange) = flange(inner) {
        z = z + opening::end_impedance(w, radius, flange, air);
    }
    let many = R::splat(1.0 / f64::from(count));
    acoustic((z.scale(many) + Complex::real(p[2])).inverse())
}

#[inline(always)]
fn ear<R: Real>(load: &EarLoad<R>) -> Values<R> {
    let [admittance, zero, ..] = acoustic(load.admittance);
    [admittance, load.drum_ratio, zero, zero]
}

/// The values of every other kind.
pub(super) fn cold<R: Real>(
    kind: &Kind,
    p: &[R; MAX_PARAMETERS],
    air: &AirConstants<R>,
    w: R,
) -> Values<R> {
    match kind {
        Kind::Transformer => transformer(p, w),
        Kind::ArmatureTwoModes { eddy } => {
            let motor = armature(p, *eddy);
            let mode = SecondMode {
                pin_compliance: p[7],
                mass: p[8],
                resistance: p[9],
            };
            transducer(&motor.transducer_with(w, &mode))
        }
        Kind::MovingCoilSemi => {
            let coil = Coil::SemiInductance {
                inductance: p[1],
                semi_inductance: p[7],
            };
            transducer(&moving_coil(p, coil).transducer(w))
        }
        Kind::MovingCoilLr2 => {
            let coil = Coil::Lr2 {
                inductance: p[1],
                second_inductance: p[7],
                second_resistance: p[8],
            };
            transducer(&moving_coil(p, coil).transducer(w))
        }
        Kind::MovingCoilLeach => {
            let coil = Coil::Leach {
                factor: p[7],
                exponent: p[8],
            };
            transducer(&moving_coil(p, coil).transducer(w))
        }
        Kind::Electrostatic => {
            let stepped = TransformerOf {
                ratio: p[0],
                resistance: p[1],
                leakage: p[2],
                magnetising: (!p[3].all_below(f64::MIN_POSITIVE)).then_some(p[3]),
            };
            let diaphragm = Diaphragm {
                capacitance: p[4],
                loss_factor: R::splat(0.0),
                coupling: p[5],
                mass: p[6],
                resistance: p[7],
                compliance: p[8],
            };
            transducer(&stepped.drive(w, &diaphragm.transducer(w)))
        }
        Kind::Piezo => {
            let plate = Diaphragm {
                capacitance: p[0],
                loss_factor: p[1],
                coupling: p[3],
                mass: p[4],
                resistance: p[5],
                compliance: p[6],
            };
            transducer(&plate.transducer(w).behind(Complex::real(p[2])))
        }
        Kind::Cone { cuts } => {
            let half = R::splat(0.5);
            let chain = cone::cut(w, p[0], p[1] * half, p[2] * half, *cuts, air);
            two_port(&chain.admittance())
        }
        Kind::Mesh => {
            let z = damper::mesh(w, p[0], p[1], area(p[2]));
            acoustic(z.inverse())
        }
        Kind::OpenEnd { flanged } => {
            let flange = if *flanged {
                Flange::Flanged
            } else {
                Flange::Unflanged
            };
            let z = opening::end_impedance(w, p[0] * R::splat(0.5), flange, air);
            acoustic(z.inverse())
        }
        Kind::Step => {
            let half = R::splat(0.5);
            mass(w, step::mass(p[0] * half, p[1] * half, air))
        }
        Kind::BranchMass => {
            let half = R::splat(0.5);
            mass(w, branch::branch_mass(p[1] * half, p[0] * half, air))
        }
        Kind::MainMass => {
            // Half of it on each side of the junction.
            let half = R::splat(0.5);
            mass(w, branch::main_mass(p[1] * half, p[0] * half, air) * half)
        }
        Kind::LeakSlit => {
            let [width, length, gap, rayl, mass, ..] = *p;
            let duct = Duct::slit(w, length, width, gap, air).chain();
            let z = duct.b / duct.d + damper::mesh(w, rayl, mass, width * gap);
            acoustic(z.inverse())
        }
        Kind::LeakHole => {
            let one = R::splat(1.0);
            let alpha = R::splat(hole::END_RESISTANCE);
            let radius = p[0] * R::splat(0.5);
            let chain = hole::hole(w, radius, p[1], one, alpha, air);
            let z = chain.b / chain.d + damper::mesh(w, p[2], p[3], area(p[0]));
            acoustic(z.inverse())
        }
        Kind::Ear(model) => ear(&ear_load(*model, [p[0], p[1]], air, w)),
        _ => [Complex::zero(); MAX_VALUES],
    }
}

/// What surrounds an end with a correction.
fn flange(termination: Termination) -> Option<Flange> {
    match termination {
        Termination::None => None,
        Termination::Unflanged => Some(Flange::Unflanged),
        Termination::Flanged => Some(Flange::Flanged),
    }
}

/// Area of a bore, m²; diameter in m.
#[inline(always)]
fn area<R: Real>(bore: R) -> R {
    bore * bore * R::splat(PI / 4.0)
}

/// The admittance of an acoustic mass in series, kg/m⁴.
#[inline(always)]
fn mass<R: Real>(w: R, mass: R) -> Values<R> {
    acoustic(Complex::imaginary(w * mass).inverse())
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

/// An armature motor's parameters.
#[inline(always)]
pub(super) fn armature<R: Real>(p: &[R; MAX_PARAMETERS], eddy: bool) -> Armature<R> {
    Armature {
        re: p[0],
        inductance: p[1],
        tau: p[2],
        mass: p[3],
        resistance: p[4],
        compliance: p[5],
        semi_inductance: eddy.then_some(p[6]),
    }
}

/// A moving coil's parameters.
#[inline(always)]
pub(super) fn moving_coil<R: Real>(p: &[R; MAX_PARAMETERS], coil: Coil<R>) -> MovingCoil<R> {
    MovingCoil {
        re: p[0],
        coil,
        bl: p[2],
        mms: p[3],
        cms: p[4],
        rms: p[5],
        sd: p[6],
    }
}

/// Resistance kept in an ideal transformer, Ω: without any, voltages would be tied to each other and
/// no admittance could say so. As much as is none elsewhere.
const TRANSFORMER_FLOOR: f64 = crate::design::nothing::LEAST.resistance;

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

/// Parameters of an ear's element: canal length and diameter, or a bore.
pub(super) fn ear_parameters(model: EarModel) -> [f64; 2] {
    match model {
        EarModel::HuddeEngel {
            canal_length,
            canal_diameter,
        } => [canal_length, canal_diameter],
        EarModel::OuterEar {
            concha_depth,
            concha_diameter,
        } => [concha_depth, concha_diameter],
        EarModel::Anechoic { bore } | EarModel::FlatPlate { bore } => [bore, 0.0],
        _ => [0.0; 2],
    }
}

/// An ear of the document as a load at the angular frequency `w`, rad/s, outside a network.
pub fn ear_at(model: EarModel, w: f64, air: &AirConstants<f64>) -> EarLoad<f64> {
    ear_load(model, ear_parameters(model), air, w)
}

/// An ear as a load, with the parameters of [`ear_parameters`].
pub(super) fn ear_load<R: Real>(
    model: EarModel,
    p: [R; 2],
    air: &AirConstants<R>,
    w: R,
) -> EarLoad<R> {
    let half = R::splat(0.5);
    match model {
        EarModel::Iec711Lumped => lumped711::DEFAULT.splat::<R>().load(w),
        EarModel::Iec711Distributed => distributed711::load(w, air),
        EarModel::Type33 => type33::load(w, air),
        EarModel::Type43 => type43::load(w, air),
        EarModel::HuddeEngel { .. } => hudde_engel::load(w, p[0], p[1] * half, air),
        EarModel::RealCanal => hudde_engel::in_true_canal(w, air),
        EarModel::OuterEar { .. } => concha::on_type33(w, p[0], p[1] * half, air),
        EarModel::TwoCc => couplers::two_cc(w, air),
        EarModel::PointFourCc => couplers::point_four_cc(w, air),
        EarModel::Anechoic { .. } => couplers::anechoic(w, p[0] * half, air),
        EarModel::FlatPlate { .. } => couplers::flat_plate(w, p[0] * half, air),
    }
}
