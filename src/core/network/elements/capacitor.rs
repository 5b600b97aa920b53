//! A capacitor with the resistance in series with it.

use super::formula::{Form, Formula, Frequent, Map, Values, electrical};
use super::gradient::{BranchGradient, BySlope};
use crate::design::Domain;
use crate::network::simple::Simple;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::loss::DuctLoss;

/// y = jωC/(1 + jωC·ESR).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Capacitor<R = f64> {
    /// Capacitance, F.
    pub capacitance: R,
    /// Equivalent series resistance, Ω.
    pub series_resistance: R,
}

impl Formula for Capacitor {
    const FORM: Form = Form::Branch(Domain::Electrical);
    type Pace = Frequent;
    type With<T> = Capacitor<T>;

    #[inline(always)]
    fn map<A: Copy, B>(of: &Capacitor<A>, to: &mut impl Map<A, B>) -> Capacitor<B> {
        Capacitor {
            capacitance: to.next(of.capacitance),
            series_resistance: to.next(of.series_resistance),
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &Capacitor<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        let y = Complex::imaginary(w * of.capacitance);
        electrical(if of.series_resistance.all_below(f64::MIN_POSITIVE) {
            y
        } else {
            // No division by a small ωC.
            y / (Complex::one() + y.scale(of.series_resistance))
        })
    }

    fn simple(&self, _: &AirConstants<f64>) -> Option<Simple> {
        (self.series_resistance == 0.0).then_some(Simple::Rising(self.capacitance))
    }
}

impl BranchGradient for Capacitor {
    #[inline(always)]
    fn gradient<R: DuctLoss>(of: &Capacitor<R>, _: &AirConstants<R>, w: R) -> BySlope<Self, R> {
        // y = jωC q with q = 1/(1 + jωC·ESR): ∂y/∂C = jω q², ∂y/∂ESR = −y².
        let y = Complex::imaginary(w * of.capacitance);
        let q = (Complex::one() + y.scale(of.series_resistance)).inverse();
        let y = y * q;
        let slopes = Capacitor {
            capacitance: (q * q).scale(w).times_j(),
            series_resistance: -(y * y),
        };
        (slopes, None)
    }
}
