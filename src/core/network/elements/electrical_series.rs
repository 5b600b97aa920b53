//! Electrical resistance and inductance in series.

use super::formula::{Form, Formula, Frequent, Map, Values, electrical};
use super::gradient::{BranchGradient, BySlope};
use crate::design::Domain;
use crate::network::simple::Simple;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::loss::DuctLoss;

/// Z = R + jωL; not both are 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ElectricalSeries<R = f64> {
    /// Resistance, Ω.
    pub resistance: R,
    /// Inductance, H.
    pub inductance: R,
}

impl Formula for ElectricalSeries {
    const FORM: Form = Form::Branch(Domain::Electrical);
    type Pace = Frequent;
    type With<T> = ElectricalSeries<T>;

    #[inline(always)]
    fn map<A: Copy, B>(of: &ElectricalSeries<A>, to: &mut impl Map<A, B>) -> ElectricalSeries<B> {
        ElectricalSeries {
            resistance: to.next(of.resistance),
            inductance: to.next(of.inductance),
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &ElectricalSeries<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        let ElectricalSeries {
            resistance,
            inductance,
        } = *of;
        // What is only a resistor or an inductor needs no complex division.
        electrical(if inductance.all_below(f64::MIN_POSITIVE) {
            Complex::real(R::splat(1.0) / resistance)
        } else if resistance.all_below(f64::MIN_POSITIVE) {
            Complex::imaginary(R::splat(-1.0) / (w * inductance))
        } else {
            Complex::new(resistance, w * inductance).inverse()
        })
    }

    fn simple(&self, _: &AirConstants<f64>) -> Option<Simple> {
        if self.inductance == 0.0 {
            Some(Simple::Conductance(1.0 / self.resistance))
        } else if self.resistance == 0.0 {
            Some(Simple::Falling(1.0 / self.inductance))
        } else {
            None
        }
    }
}

impl BranchGradient for ElectricalSeries {
    #[inline(always)]
    fn gradient<R: DuctLoss>(
        of: &ElectricalSeries<R>,
        _: &AirConstants<R>,
        w: R,
    ) -> BySlope<Self, R> {
        let y = Complex::new(of.resistance, w * of.inductance).inverse();
        let by_resistance = -(y * y);
        let slopes = ElectricalSeries {
            resistance: by_resistance,
            inductance: by_resistance.scale(w).times_j(),
        };
        (slopes, None)
    }
}
