//! A wall that gives way, to ambient.

use super::formula::{Form, Formula, Map, Rare, Values, acoustic};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::loss::DuctLoss;
use crate::physics::wall;

/// From a port to ambient: y = jωC/(1 + jη).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wall<R = f64> {
    /// Compliance, m³/Pa.
    pub compliance: R,
    /// Loss factor.
    pub loss_factor: R,
}

impl Formula for Wall {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = Wall<T>;

    fn map<A: Copy, B>(of: &Wall<A>, to: &mut impl Map<A, B>) -> Wall<B> {
        Wall {
            compliance: to.next(of.compliance),
            loss_factor: to.next(of.loss_factor),
        }
    }

    fn values<R: DuctLoss>(of: &Wall<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        acoustic(wall::elastic(w, of.compliance, of.loss_factor))
    }
}
