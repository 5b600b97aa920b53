//! What every element that is a formula tells about itself.
//!
//! An element is a struct with a name for each of its numbers, generic over the kind of number: on
//! `f64` it lies in the network, on lanes it is solved, on dual numbers it is differentiated, and
//! with derivatives in the places of its numbers it is its own gradient.

use crate::design::Domain;
use crate::network::simple::Simple;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::loss::DuctLoss;
use crate::physics::number::Real;
use crate::physics::transducer::Transducer;
use crate::physics::two_port::Admittance;
use std::f64::consts::PI;

/// Pa. An acoustic unknown times this is a pressure; an acoustic flow over this is its entry: so
/// electrical and acoustic entries of the matrix are of one order.
pub const PRESSURE_UNIT: f64 = 1e5;

/// An acoustic admittance times this is its entry.
pub(super) const ADMITTANCE_UNIT: f64 = PRESSURE_UNIT * PRESSURE_UNIT;

/// Greatest number of values an element has.
pub(in crate::network) const MAX_VALUES: usize = 4;

/// An element's values, scaled for the matrix, in the order of its [`Form`].
pub(in crate::network) type Values<R> = [Complex<R>; MAX_VALUES];

/// What an element sits between, and which values tie flows to potentials there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One pair of nodes: y.
    Branch(Domain),
    /// An ear: y to ambient, then its drum ratio, which is no entry of the matrix.
    Ear,
    /// Two pairs of nodes, reciprocal: y11, y12 = y21, y22.
    TwoPort(Domain),
    /// Terminals and faces: y11, y12, y21, y22.
    Driver,
}

impl Form {
    /// How many values there are.
    pub fn values(self) -> usize {
        match self {
            Self::Branch(_) => 1,
            Self::Ear => 2,
            Self::TwoPort(_) => 3,
            Self::Driver => 4,
        }
    }

    /// The domain of each pair of nodes.
    pub fn domains(self) -> &'static [Domain] {
        const ACOUSTIC: [Domain; 2] = [Domain::Acoustic; 2];
        const ELECTRICAL: [Domain; 2] = [Domain::Electrical; 2];
        match self {
            Self::Branch(Domain::Acoustic) | Self::Ear => &ACOUSTIC[..1],
            Self::Branch(Domain::Electrical) => &ELECTRICAL[..1],
            Self::TwoPort(Domain::Acoustic) => &ACOUSTIC,
            Self::TwoPort(Domain::Electrical) => &ELECTRICAL,
            Self::Driver => &[Domain::Electrical, Domain::Acoustic],
        }
    }
}

/// An element, described.
pub(in crate::network) trait Formula: Sized {
    /// What it sits between.
    const FORM: Form;

    /// How often it is met, which decides how it is computed: [`Frequent`], [`Large`],
    /// [`Common`] or [`Rare`].
    type Pace;

    /// The same element with something else in the places of its numbers.
    type With<T>;

    /// Hands over the numbers one by one, always in the same order, and puts what comes back in
    /// their places. This order is the only one there is.
    fn map<A: Copy, B>(of: &Self::With<A>, to: &mut impl Map<A, B>) -> Self::With<B>;

    /// The values at the angular frequency `w`, rad/s.
    fn values<R: DuctLoss>(of: &Self::With<R>, air: &AirConstants<R>, w: R) -> Values<R>;

    /// The value as a coefficient, where no formula is needed for it.
    fn simple(&self, _: &AirConstants<f64>) -> Option<Simple> {
        None
    }

    /// The widest round bore sound passes along, m, where there is one.
    fn widest_bore(&self) -> Option<f64> {
        None
    }
}

/// Met often, with one value and a short formula: computed for all lanes together, derivatives
/// included.
#[derive(Debug, Clone, Copy)]
pub(in crate::network) struct Frequent;

/// Met often, with a long formula: computed for all lanes together where eight numbers fit in
/// registers, derivatives included.
#[derive(Debug, Clone, Copy)]
pub(in crate::network) struct Large;

/// Met often, without derivatives in closed form: computed for all lanes together where eight numbers
/// fit in registers, and differentiated by dual numbers.
#[derive(Debug, Clone, Copy)]
pub(in crate::network) struct Common;

/// Met seldom, or changed seldom: computed one frequency at a time, which keeps the program small,
/// and differentiated by dual numbers.
#[derive(Debug, Clone, Copy)]
pub(in crate::network) struct Rare;

/// A formula that is of `f64`.
pub(in crate::network) trait OfF64: Formula<With<f64> = Self> {}

impl<E: Formula<With<f64> = E>> OfF64 for E {}

/// What is done to each number of an element. A trait and no closure: in vector code everything must
/// be inlined, and only a function can be told so.
pub(in crate::network) trait Map<A, B> {
    /// Takes the next number.
    fn next(&mut self, number: A) -> B;
}

/// The same number in every lane, or as another kind of number.
struct Splat;

impl<R: Real> Map<f64, R> for Splat {
    #[inline(always)]
    fn next(&mut self, number: f64) -> R {
        R::splat(number)
    }
}

/// An element with another kind of number.
#[inline(always)]
pub(in crate::network) fn splat<E: OfF64, R: Real>(of: &E) -> E::With<R> {
    E::map::<f64, R>(of, &mut Splat)
}

/// Counts.
struct Count(usize);

impl<A> Map<A, ()> for Count {
    fn next(&mut self, _: A) {
        self.0 += 1;
    }
}

/// Lists.
struct List<'a>(&'a mut Vec<f64>);

impl Map<f64, ()> for List<'_> {
    fn next(&mut self, number: f64) {
        self.0.push(number);
    }
}

/// Changes one number.
struct Set {
    /// How many come before it.
    before: Option<usize>,
    value: f64,
}

impl Map<f64, f64> for Set {
    fn next(&mut self, number: f64) -> f64 {
        let before = self.before;
        self.before = before.and_then(|before| before.checked_sub(1));
        if before == Some(0) {
            self.value
        } else {
            number
        }
    }
}

/// The values of an element at one frequency: one function for all who ask.
#[inline(never)]
pub(in crate::network) fn values<E: OfF64>(of: &E, air: &AirConstants<f64>, w: f64) -> Values<f64> {
    E::values(of, air, w)
}

/// How many numbers an element has.
pub(super) fn count<E: OfF64>(of: &E) -> usize {
    let mut count = Count(0);
    E::map::<f64, ()>(of, &mut count);
    count.0
}

/// Adds an element's numbers to a list.
pub(super) fn list<E: OfF64>(of: &E, to: &mut Vec<f64>) {
    E::map(of, &mut List(to));
}

/// An element with its `n`-th number changed.
pub(super) fn set<E: OfF64>(of: &mut E, n: usize, value: f64) {
    let before = Some(n);
    *of = E::map(of, &mut Set { before, value });
}

/// What surrounds an end with a correction.
#[inline(always)]
pub(super) fn flange(end: crate::design::Termination) -> Option<crate::physics::opening::Flange> {
    use crate::design::Termination;
    use crate::physics::opening::Flange;
    match end {
        Termination::None => None,
        Termination::Unflanged => Some(Flange::Unflanged),
        Termination::Flanged => Some(Flange::Flanged),
    }
}

/// Area of a bore, m²; diameter in m.
#[inline(always)]
pub(super) fn area<R: Real>(bore: R) -> R {
    bore * bore * R::splat(PI / 4.0)
}

/// An electrical branch, S.
#[inline(always)]
pub(super) fn electrical<R: Real>(y: Complex<R>) -> Values<R> {
    let zero = Complex::zero();
    [y, zero, zero, zero]
}

/// An acoustic branch, m³/(Pa·s).
#[inline(always)]
pub(super) fn acoustic<R: Real>(y: Complex<R>) -> Values<R> {
    electrical(y.scale(R::splat(ADMITTANCE_UNIT)))
}

/// An acoustic mass in series, kg/m⁴.
#[inline(always)]
pub(super) fn mass<R: Real>(w: R, mass: R) -> Values<R> {
    acoustic(Complex::imaginary(w * mass).inverse())
}

/// An acoustic two-port.
#[inline(always)]
pub(super) fn two_port<R: Real>(y: &Admittance<R>) -> Values<R> {
    let unit = R::splat(ADMITTANCE_UNIT);
    [
        y.y11.scale(unit),
        y.y12.scale(unit),
        y.y22.scale(unit),
        Complex::zero(),
    ]
}

/// A driver.
#[inline(always)]
pub(super) fn driver<R: Real>(t: &Transducer<R>) -> Values<R> {
    let unit = R::splat(PRESSURE_UNIT);
    [
        t.i_per_v,
        t.i_per_p.scale(unit),
        t.q_per_v.scale(unit),
        t.q_per_p.scale(unit * unit),
    ]
}
