//! The added mass of a step between two bores.

use super::formula::{Form, Formula, Map, Rare, Values, mass};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::loss::DuctLoss;
use crate::physics::number::Real;
use crate::physics::step;

/// In series with the bores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<R = f64> {
    /// The narrower bore, m.
    pub narrow: R,
    /// The wider bore, m.
    pub wide: R,
}

impl<R: Real> Step<R> {
    /// Acoustic mass, kg/m⁴.
    pub(in crate::network) fn mass(&self, air: &AirConstants<R>) -> R {
        let half = R::splat(0.5);
        step::mass(self.narrow * half, self.wide * half, air)
    }
}

impl Formula for Step {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = Step<T>;

    fn map<A: Copy, B>(of: &Step<A>, to: &mut impl Map<A, B>) -> Step<B> {
        Step {
            narrow: to.next(of.narrow),
            wide: to.next(of.wide),
        }
    }

    fn values<R: DuctLoss>(of: &Step<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        mass(w, of.mass(air))
    }
}
