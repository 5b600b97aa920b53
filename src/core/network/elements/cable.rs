//! Amplifier and cable in series.

use super::formula::{Form, Formula, Frequent, Map, Values, electrical};
use super::gradient::{BranchGradient, BySlope};
use crate::design::Domain;
use crate::network::simple::Simple;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::loss::DuctLoss;
use crate::physics::number::Real;

/// Z = R_out + R_cable + jωL.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cable<R = f64> {
    /// Output resistance of the amplifier, Ω.
    pub output_resistance: R,
    /// Cable resistance, both ways, Ω.
    pub cable_resistance: R,
    /// Cable inductance, H.
    pub inductance: R,
}

impl Formula for Cable {
    const FORM: Form = Form::Branch(Domain::Electrical);
    type Pace = Frequent;
    type With<T> = Cable<T>;

    #[inline(always)]
    fn map<A: Copy, B>(of: &Cable<A>, to: &mut impl Map<A, B>) -> Cable<B> {
        Cable {
            output_resistance: to.next(of.output_resistance),
            cable_resistance: to.next(of.cable_resistance),
            inductance: to.next(of.inductance),
        }
    }

    #[inline(always)]
    fn values<R: DuctLoss>(of: &Cable<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        electrical(admittance(of, w))
    }

    fn simple(&self, _: &AirConstants<f64>) -> Option<Simple> {
        let resistance = self.output_resistance + self.cable_resistance;
        (self.inductance == 0.0).then(|| Simple::Conductance(1.0 / resistance))
    }
}

impl BranchGradient for Cable {
    #[inline(always)]
    fn gradient<R: DuctLoss>(of: &Cable<R>, _: &AirConstants<R>, w: R) -> BySlope<Self, R> {
        let y = admittance(of, w);
        let by_resistance = -(y * y);
        let slopes = Cable {
            output_resistance: by_resistance,
            cable_resistance: by_resistance,
            inductance: by_resistance.scale(w).times_j(),
        };
        (slopes, None)
    }
}

#[inline(always)]
fn admittance<R: Real>(of: &Cable<R>, w: R) -> Complex<R> {
    Complex::new(
        of.output_resistance + of.cable_resistance,
        w * of.inductance,
    )
    .inverse()
}
