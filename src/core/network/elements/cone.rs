//! A conical duct.

use super::formula::{Form, Formula, Map, Rare, Values, two_port};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::cone::{self, Cuts};
use crate::physics::loss::DuctLoss;

/// Between its two ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cone<R = f64> {
    /// Length, m.
    pub length: R,
    /// Bore where it begins, m.
    pub bore_in: R,
    /// Bore where it ends, m.
    pub bore_out: R,
    /// How it is cut into pieces.
    pub cuts: Cuts,
}

impl Formula for Cone {
    const FORM: Form = Form::TwoPort(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = Cone<T>;

    fn map<A: Copy, B>(of: &Cone<A>, to: &mut impl Map<A, B>) -> Cone<B> {
        Cone {
            length: to.next(of.length),
            bore_in: to.next(of.bore_in),
            bore_out: to.next(of.bore_out),
            cuts: of.cuts,
        }
    }

    fn values<R: DuctLoss>(of: &Cone<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        let [first, second] = [of.bore_in, of.bore_out].map(|bore| bore * R::splat(0.5));
        let chain = cone::cut(w, of.length, first, second, of.cuts, air);
        two_port(&chain.admittance())
    }

    fn widest_bore(&self) -> Option<f64> {
        Some(self.bore_in.max(self.bore_out))
    }
}
