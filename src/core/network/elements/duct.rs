//! A straight round duct.

use super::formula::{ADMITTANCE_UNIT, Form, Formula, Large, Map, Values, two_port};
use super::gradient::{Gradient, OUTPUTS, Put, Weights, put_air, put_numbers};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::duct;
use crate::physics::duct_gradient::DuctSlopes;
use crate::physics::loss::DuctLoss;

/// Between its two ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Duct<R = f64> {
    /// Length, m.
    pub length: R,
    /// Bore, m.
    pub bore: R,
}

impl Formula for Duct {
    const FORM: Form = Form::TwoPort(Domain::Acoustic);
    type Pace = Large;
    type With<T> = Duct<T>;

    #[inline(always)]
    fn map<A: Copy, B>(of: &Duct<A>, to: &mut impl Map<A, B>) -> Duct<B> {
        Duct {
            length: to.next(of.length),
            bore: to.next(of.bore),
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &Duct<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        let duct = duct::Duct::round(w, of.length, of.bore * R::splat(0.5), air);
        two_port(&duct.admittance())
    }

    fn widest_bore(&self) -> Option<f64> {
        Some(self.bore)
    }
}

impl Gradient for Duct {
    #[allow(
        clippy::needless_range_loop,
        reason = "an index is the same output of several tables"
    )]
    #[inline(always)]
    fn gradient<R: DuctLoss>(
        of: &Duct<R>,
        air: &AirConstants<R>,
        w: R,
        weights: &Weights<R>,
        put: &mut impl Put<R>,
    ) {
        let duct = DuctSlopes::round(w, of.length, of.bore * R::splat(0.5), air);
        let (one, unit) = (R::splat(1.0), R::splat(ADMITTANCE_UNIT));
        for output in 0..OUTPUTS {
            let by = &weights[output];
            let g = duct.gradient((by[0] + by[2]).scale(unit), by[1].scale(unit));
            let slopes = Duct {
                length: g.length.scale(one / of.length),
                bore: g.radius.scale(one / of.bore),
            };
            put_numbers::<Self, R>(output, &slopes, put);
            put_air(output, &g.by_air(air), put);
        }
    }
}
