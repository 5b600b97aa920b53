//! An open end inside a device, which does not radiate.

use super::formula::{Form, Formula, Map, Rare, Values, acoustic};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::loss::DuctLoss;
use crate::physics::opening::{self, Flange};

/// In series with the bore that ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenEnd<R = f64> {
    /// The bore that ends, m.
    pub bore: R,
    /// What surrounds it.
    pub flange: Flange,
}

impl Formula for OpenEnd {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = OpenEnd<T>;

    fn map<A: Copy, B>(of: &OpenEnd<A>, to: &mut impl Map<A, B>) -> OpenEnd<B> {
        OpenEnd {
            bore: to.next(of.bore),
            flange: of.flange,
        }
    }

    fn values<R: DuctLoss>(of: &OpenEnd<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        let radius = of.bore * R::splat(0.5);
        acoustic(opening::end_impedance(w, radius, of.flange, air).inverse())
    }
}
