//! Ducts to ambient, side by side, with what lies at their ends.

use super::formula::{Form, Formula, Large, Map, Values, acoustic, area, flange};
use super::gradient::{AIR_CONSTANTS, Gradient, OUTPUTS, Put, Weights, weighted};
use crate::design::{Domain, Termination};
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::damper;
use crate::physics::dual::Dual;
use crate::physics::duct::{Duct, Ended};
use crate::physics::duct_gradient::{DuctGradient, DuctSlopes};
use crate::physics::loss::DuctLoss;
use crate::physics::number::Real;
use crate::physics::opening;

/// From a port to ambient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vent<R = f64> {
    /// Length of each duct, m; 0: its ends only.
    pub length: R,
    /// Bore of each, m.
    pub bore: R,
    /// Resistance in series with all of them, Pa·s/m³.
    pub resistance: R,
    /// Specific resistance of the mesh over each, Pa·s/m (mks rayl).
    pub mesh_resistance: R,
    /// Specific mass of that mesh, kg/m².
    pub mesh_mass: R,
    /// How many side by side.
    pub count: u32,
    /// End correction at the inner end.
    pub inner: Termination,
    /// Radiation at the outer end.
    pub outer: Termination,
}

/// How many numbers a vent has: its length first, its bore second.
const NUMBERS: usize = 5;

/// The dual numbers of a vent: its own numbers, then the air's constants.
type Ten<R> = Dual<{ NUMBERS + AIR_CONSTANTS }, R>;

impl Formula for Vent {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Large;
    type With<T> = Vent<T>;

    #[inline(always)]
    fn map<A: Copy, B>(of: &Vent<A>, to: &mut impl Map<A, B>) -> Vent<B> {
        Vent {
            length: to.next(of.length),
            bore: to.next(of.bore),
            resistance: to.next(of.resistance),
            mesh_resistance: to.next(of.mesh_resistance),
            mesh_mass: to.next(of.mesh_mass),
            count: of.count,
            inner: of.inner,
            outer: of.outer,
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &Vent<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        let duct = Duct::round(w, of.length, of.bore * R::splat(0.5), air);
        vent(&duct.ended(), of, air, w)
    }

    fn widest_bore(&self) -> Option<f64> {
        Some(self.bore)
    }
}

impl Gradient for Vent {
    /// The duct's derivatives are cheap by themselves; what lies around it runs on them.
    #[allow(
        clippy::needless_range_loop,
        reason = "an index is the same output of several tables"
    )]
    #[inline(always)]
    fn gradient<R: DuctLoss>(
        of: &Vent<R>,
        air: &AirConstants<R>,
        w: R,
        weights: &Weights<R>,
        put: &mut impl Put<R>,
    ) {
        let duct = DuctSlopes::round(w, of.length, of.bore * R::splat(0.5), air);
        let (one, zero) = (Complex::one(), Complex::zero());
        let plain = duct.ended();
        let duct = Ended {
            series: dual(plain.series, &duct.ended_gradient(one, zero), of, air),
            shunt: dual(plain.shunt, &duct.ended_gradient(zero, one), of, air),
        };
        let inputs = Self::map(of, &mut Inputs(0));
        let values = vent(&duct, &inputs, &air.numbered(NUMBERS), Dual::constant(w));
        for number in 0..NUMBERS {
            for output in 0..OUTPUTS {
                let slope = weighted(&values, &weights[output], number);
                put.number(number, output, slope);
            }
        }
        for constant in 0..AIR_CONSTANTS {
            for output in 0..OUTPUTS {
                let slope = weighted(&values, &weights[output], NUMBERS + constant);
                put.air(constant, output, slope);
            }
        }
    }
}

/// The ducts, what lies at their ends, and the resistance of all of them.
#[inline(always)]
fn vent<R: Real>(duct: &Ended<R>, of: &Vent<R>, air: &AirConstants<R>, w: R) -> Values<R> {
    let radius = of.bore * R::splat(0.5);
    let outside = match flange(of.outer) {
        Some(flange) => opening::radiation(w, radius, flange, air),
        None => Complex::zero(),
    };
    // A vent without length is its ends only.
    let mut z = if of.length.all_below(f64::MIN_POSITIVE) {
        outside
    } else {
        duct.input(outside)
    };
    z = z + damper::mesh(w, of.mesh_resistance, of.mesh_mass, area(of.bore));
    if let Some(flange) = flange(of.inner) {
        z = z + opening::end_impedance(w, radius, flange, air);
    }
    let many = R::splat(1.0 / f64::from(of.count));
    acoustic((z.scale(many) + Complex::real(of.resistance)).inverse())
}

/// Every number as the input of its place.
struct Inputs(usize);

impl<R: Real> Map<R, Ten<R>> for Inputs {
    #[inline(always)]
    fn next(&mut self, number: R) -> Ten<R> {
        let input = self.0;
        self.0 += 1;
        Dual::input(number, input, R::splat(1.0))
    }
}

/// A value with a duct's derivatives, by the vent's length and bore and by the air.
#[inline(always)]
fn dual<R: Real>(
    value: Complex<R>,
    by: &DuctGradient<R>,
    of: &Vent<R>,
    air: &AirConstants<R>,
) -> Complex<Ten<R>> {
    let one = R::splat(1.0);
    let mut out = Complex::new(Dual::constant(value.re), Dual::constant(value.im));
    let own = [
        by.length.scale(one / of.length),
        by.radius.scale(one / of.bore),
    ];
    for (input, slope) in own.iter().enumerate() {
        out.re.slope[input] = slope.re;
        out.im.slope[input] = slope.im;
    }
    for (constant, slope) in by.by_air(air).list().iter().enumerate() {
        out.re.slope[NUMBERS + constant] = slope.re;
        out.im.slope[NUMBERS + constant] = slope.im;
    }
    out
}
