//! A mesh or cloth over a bore.

use super::formula::{Form, Formula, Map, Rare, Values, acoustic, area};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::damper;
use crate::physics::loss::DuctLoss;

/// In series with what lies on either side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mesh<R = f64> {
    /// Specific resistance, Pa·s/m (mks rayl).
    pub specific_resistance: R,
    /// Specific mass, kg/m².
    pub specific_mass: R,
    /// The bore it covers, m.
    pub bore: R,
}

impl Formula for Mesh {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = Mesh<T>;

    fn map<A: Copy, B>(of: &Mesh<A>, to: &mut impl Map<A, B>) -> Mesh<B> {
        Mesh {
            specific_resistance: to.next(of.specific_resistance),
            specific_mass: to.next(of.specific_mass),
            bore: to.next(of.bore),
        }
    }

    fn values<R: DuctLoss>(of: &Mesh<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        let [resistance, mass] = [of.specific_resistance, of.specific_mass];
        acoustic(damper::mesh(w, resistance, mass, area(of.bore)).inverse())
    }
}
