//! Acoustic resistance and mass in series: a damper.

use super::formula::{ADMITTANCE_UNIT, Form, Formula, Frequent, Map, Values, acoustic};
use super::gradient::{BranchGradient, BySlope};
use crate::design::Domain;
use crate::network::simple::Simple;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::loss::DuctLoss;

/// Z = R + jωM; not both are 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AcousticSeries<R = f64> {
    /// Acoustic resistance, Pa·s/m³.
    pub resistance: R,
    /// Acoustic mass, kg/m⁴.
    pub mass: R,
}

impl Formula for AcousticSeries {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Frequent;
    type With<T> = AcousticSeries<T>;

    #[inline(always)]
    fn map<A: Copy, B>(of: &AcousticSeries<A>, to: &mut impl Map<A, B>) -> AcousticSeries<B> {
        AcousticSeries {
            resistance: to.next(of.resistance),
            mass: to.next(of.mass),
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &AcousticSeries<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        acoustic(Complex::new(of.resistance, w * of.mass).inverse())
    }

    fn simple(&self, _: &AirConstants<f64>) -> Option<Simple> {
        if self.mass == 0.0 {
            Some(Simple::Conductance(ADMITTANCE_UNIT / self.resistance))
        } else if self.resistance == 0.0 {
            Some(Simple::Falling(ADMITTANCE_UNIT / self.mass))
        } else {
            None
        }
    }
}

impl BranchGradient for AcousticSeries {
    #[inline(always)]
    fn gradient<R: DuctLoss>(
        of: &AcousticSeries<R>,
        _: &AirConstants<R>,
        w: R,
    ) -> BySlope<Self, R> {
        let y = Complex::new(of.resistance, w * of.mass).inverse();
        let by_resistance = -(y * y).scale(R::splat(ADMITTANCE_UNIT));
        let slopes = AcousticSeries {
            resistance: by_resistance,
            mass: by_resistance.scale(w).times_j(),
        };
        (slopes, None)
    }
}
