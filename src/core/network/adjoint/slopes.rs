//! Exact derivatives of an element's values by its parameters and by the air.
//!
//! What is wanted is never the derivative of one value but of two weighted sums of them, one for the
//! drum pressure and one for the input impedance. Frequent kinds have their own short formulas, or
//! run on dual numbers that hold eight frequencies; the others run on dual numbers one frequency at
//! a time.

use super::bores::bore;
use super::motors::motor;
use super::simple::simple;
use crate::design::ear::EarModel;
use crate::network::element::{self, MAX_VALUES, Values};
use crate::network::network::{Element, Kind, MAX_PARAMETERS};
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::dual::Dual;
use crate::physics::number::Real;
use std::ops::Range;

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

/// The inputs of an element are numbered: its parameters, and from here on the logarithms of the
/// air's constants in the order of [`AirConstants`].
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
        _ => simple(kind, p, air, w, &[weights[0][0], weights[1][0]], put),
    }
}

/// The weighted sums of the derivatives by these inputs of the dual numbers, the element's from `to`
/// on.
#[inline(always)]
pub(super) fn sums<R: Real, const N: usize>(
    values: &Values<Dual<N, R>>,
    weights: &Weights<R>,
    inputs: Range<usize>,
    to: usize,
    put: &mut impl Put<R>,
) {
    for (n, input) in inputs.enumerate() {
        let mut slope = [Complex::zero(); OUTPUTS];
        for value in 0..MAX_VALUES {
            let of = &values[value];
            let by = Complex::new(of.re.slope[input], of.im.slope[input]);
            for output in 0..OUTPUTS {
                slope[output] = slope[output].plus_product(weights[output][value], by);
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
                let near = difference(&at(1e-3), &at(-1e-3), 2e-3);
                let far = difference(&at(2e-3), &at(-2e-3), 4e-3);
                let slope = weights.map(|of| {
                    let mut sum = Complex::zero();
                    for ((near, far), weight) in near.iter().zip(&far).zip(of) {
                        let by = near.scale(4.0 / 3.0) - far.scale(1.0 / 3.0);
                        sum = sum.plus_product(weight, by);
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
            let seed = |value: f64, slope: f64| Dual::<1>::input(value, 0, slope);
            let inputs = (0..count(kind)).chain(AIR..INPUTS);
            for input in inputs {
                let p = std::array::from_fn(|n| seed(p[n], if n == input { 1.0 } else { 0.0 }));
                let constants = air.list();
                let constants = std::array::from_fn(|n| {
                    let value = constants[n];
                    seed(value, if AIR + n == input { value } else { 0.0 })
                });
                let values =
                    element::cold(kind, &p, &AirConstants::from_list(constants), seed(w, 0.0));
                sums(&values, weights, 0..1, input, put);
            }
        }
    }
}

fn difference(up: &Values<f64>, down: &Values<f64>, step: f64) -> Values<f64> {
    std::array::from_fn(|n| (up[n] - down[n]).scale(1.0 / step))
}
