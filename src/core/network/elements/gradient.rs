//! Exact derivatives of an element's values by its numbers and by the air.
//!
//! What is wanted is never the derivative of one value but of two weighted sums of them, one for the
//! drum pressure and one for the input impedance. Frequent elements have closed formulas, the others
//! run on dual numbers.

use super::formula::{
    Common, Formula, Frequent, Large, MAX_VALUES, Map, OfF64, PRESSURE_UNIT, Rare, Values, count,
};
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::dual::Dual;
use crate::physics::loss::DuctLoss;
use crate::physics::motor_gradient;
use crate::physics::number::Real;

/// The outputs that are differentiated: ln of drum pressure, ln of input impedance.
pub(in crate::network) const OUTPUTS: usize = 2;

/// How many constants the air has.
pub(in crate::network) const AIR_CONSTANTS: usize = 5;

/// What each value of an element does to each output.
pub(in crate::network) type Weights<R> = [[Complex<R>; MAX_VALUES]; OUTPUTS];

/// Takes the derivatives of an element. A trait and no closure: in vector code everything must be
/// inlined, and only a function can be told so.
pub(in crate::network) trait Put<R> {
    /// Takes the derivative of an output by a number of the element.
    fn number(&mut self, number: usize, output: usize, slope: Complex<R>);
    /// Takes the derivative of an output by the logarithm of a constant of the air, in the order of
    /// [`AirConstants`].
    fn air(&mut self, constant: usize, output: usize, slope: Complex<R>);
}

/// The closed derivative of a branch's only value.
pub(in crate::network) trait BranchGradient: Formula {
    /// ∂y by each number, and by the logarithms of the air's constants where y depends on them;
    /// scaled for the matrix.
    fn gradient<R: DuctLoss>(of: &Self::With<R>, air: &AirConstants<R>, w: R) -> BySlope<Self, R>;
}

/// Derivatives of one value by an element's numbers, and by the air.
pub(in crate::network) type BySlope<E, R> = (
    <E as Formula>::With<Complex<R>>,
    Option<AirConstants<Complex<R>>>,
);

/// Closed derivatives of weighted sums of several values.
pub(in crate::network) trait Gradient: Formula {
    /// Hands the derivatives of both outputs to `put`.
    fn gradient<R: DuctLoss>(
        of: &Self::With<R>,
        air: &AirConstants<R>,
        w: R,
        weights: &Weights<R>,
        put: &mut impl Put<R>,
    );
}

/// Hands over derivatives of one output.
struct Putting<'a, P> {
    put: &'a mut P,
    next: usize,
    output: usize,
}

impl<R: Real, P: Put<R>> Map<Complex<R>, ()> for Putting<'_, P> {
    #[inline(always)]
    fn next(&mut self, slope: Complex<R>) {
        self.put.number(self.next, self.output, slope);
        self.next += 1;
    }
}

/// Hands over the derivatives of one output by an element's numbers, each in the place of its number.
#[inline(always)]
pub(super) fn put_numbers<E: Formula, R: Real>(
    output: usize,
    slopes: &E::With<Complex<R>>,
    put: &mut impl Put<R>,
) {
    let next = 0;
    E::map(slopes, &mut Putting { put, next, output });
}

/// The same by the logarithms of the air's constants.
#[inline(always)]
pub(super) fn put_air<R: Real>(
    output: usize,
    slopes: &AirConstants<Complex<R>>,
    put: &mut impl Put<R>,
) {
    for (constant, slope) in slopes.list().into_iter().enumerate() {
        put.air(constant, output, slope);
    }
}

/// Hands over the derivatives of a branch whose value counts so much in each output.
#[inline(always)]
pub(in crate::network) fn put_branch<E: Formula, R: Real>(
    slopes: &BySlope<E, R>,
    weight: &[Complex<R>; OUTPUTS],
    put: &mut impl Put<R>,
) {
    let (numbers, air) = slopes;
    let next = 0;
    E::map(numbers, &mut PuttingBoth { put, next, weight });
    if let Some(air) = air {
        for (constant, &slope) in air.list().iter().enumerate() {
            for (output, &weight) in weight.iter().enumerate() {
                put.air(constant, output, weight * slope);
            }
        }
    }
}

/// Hands over the derivatives of one value, weighted, to both outputs.
struct PuttingBoth<'a, R, P> {
    put: &'a mut P,
    next: usize,
    weight: &'a [Complex<R>; OUTPUTS],
}

impl<R: Real, P: Put<R>> Map<Complex<R>, ()> for PuttingBoth<'_, R, P> {
    #[inline(always)]
    fn next(&mut self, slope: Complex<R>) {
        for (output, &weight) in self.weight.iter().enumerate() {
            self.put.number(self.next, output, weight * slope);
        }
        self.next += 1;
    }
}

/// The weighted sum of derivatives of values: by the input `input` of the dual numbers.
#[inline(always)]
pub(super) fn weighted<R: Real, const N: usize>(
    values: &Values<Dual<N, R>>,
    weights: &[Complex<R>; MAX_VALUES],
    input: usize,
) -> Complex<R> {
    let mut slope = Complex::zero();
    for value in 0..MAX_VALUES {
        let of = &values[value];
        let by = Complex::new(of.re.slope[input], of.im.slope[input]);
        slope = slope.plus_product(weights[value], by);
    }
    slope
}

/// One number is the input, the others are constants.
struct Seed {
    /// How many come before the input; none once it is past.
    before: Option<usize>,
}

impl Map<f64, Dual<1>> for Seed {
    fn next(&mut self, number: f64) -> Dual<1> {
        let before = self.before;
        self.before = before.and_then(|before| before.checked_sub(1));
        Dual::input(number, 0, if before == Some(0) { 1.0 } else { 0.0 })
    }
}

/// The derivatives of any formula at one frequency.
///
/// One input after the other: with all of them at once the formulas of the ears become functions
/// that take minutes to compile.
pub(in crate::network) fn by_duals<E: OfF64>(
    of: &E,
    air: &AirConstants<f64>,
    w: f64,
    weights: &Weights<f64>,
    put: &mut impl Put<f64>,
) {
    let w = Dual::constant(w);
    let constants = air.map(Dual::constant);
    for number in 0..count(of) {
        let before = Some(number);
        let of = E::map(of, &mut Seed { before });
        let values = E::values(&of, &constants, w);
        for (output, weights) in weights.iter().enumerate() {
            put.number(number, output, weighted(&values, weights, 0));
        }
    }
    let of = E::map(of, &mut Seed { before: None });
    for constant in 0..AIR_CONSTANTS {
        let mut moved = constants.list();
        moved[constant].slope = [moved[constant].value];
        let values = E::values(&of, &AirConstants::from_list(moved), w);
        for (output, weights) in weights.iter().enumerate() {
            put.air(constant, output, weighted(&values, weights, 0));
        }
    }
}

/// How elements of a pace are differentiated at one frequency: by dual numbers, unless it says
/// otherwise.
pub(in crate::network) trait Differentiate<E: OfF64> {
    /// Hands the derivatives of both outputs to `put`.
    fn at(
        of: &E,
        air: &AirConstants<f64>,
        w: f64,
        weights: &Weights<f64>,
        put: &mut impl Put<f64>,
    ) {
        by_duals(of, air, w, weights, put);
    }
}

impl<E: OfF64 + BranchGradient> Differentiate<E> for Frequent {
    fn at(
        of: &E,
        air: &AirConstants<f64>,
        w: f64,
        weights: &Weights<f64>,
        put: &mut impl Put<f64>,
    ) {
        put_branch::<E, f64>(&E::gradient(of, air, w), &weights.map(|of| of[0]), put);
    }
}

impl<E: OfF64 + Gradient> Differentiate<E> for Large {
    fn at(
        of: &E,
        air: &AirConstants<f64>,
        w: f64,
        weights: &Weights<f64>,
        put: &mut impl Put<f64>,
    ) {
        E::gradient(of, air, w, weights, put);
    }
}

impl<E: OfF64> Differentiate<E> for Common {}
impl<E: OfF64> Differentiate<E> for Rare {}

/// The derivatives of any formula at one frequency, in closed form where there is one.
#[inline(never)]
pub(in crate::network) fn at<E: OfF64>(
    of: &E,
    air: &AirConstants<f64>,
    w: f64,
    weights: &Weights<f64>,
    put: &mut impl Put<f64>,
) where
    E::Pace: Differentiate<E>,
{
    E::Pace::at(of, air, w, weights, put);
}

/// The imaginary part of ∂(1/(jωC))/∂C.
#[inline(always)]
pub(super) fn compliance_slope<R: Real>(w: R, compliance: R) -> R {
    R::splat(1.0) / (w * compliance * compliance)
}

/// Weights of a driver's numbers in SI units.
#[inline(always)]
pub(super) fn unscaled<R: Real>(weights: &[Complex<R>; MAX_VALUES]) -> motor_gradient::Weights<R> {
    let unit = R::splat(PRESSURE_UNIT);
    [
        weights[0],
        weights[1].scale(unit),
        weights[2].scale(unit),
        weights[3].scale(unit * unit),
    ]
}
