//! A passive radiator: a sprung plate between two spaces.

use super::formula::{Form, Formula, Map, Rare, Values, acoustic};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::complex::Complex;
use crate::physics::loss::DuctLoss;
use crate::physics::transducer::resonator;

/// Z = (R + jωM + 1/(jωC))/S²: R. H. Small (1974), Passive-Radiator Loudspeaker Systems, Part I:
/// Analysis, J. Audio Eng. Soc. 22.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PassiveRadiator<R = f64> {
    /// Moving mass, kg.
    pub mass: R,
    /// Compliance of the suspension, m/N.
    pub compliance: R,
    /// Mechanical resistance of the suspension, N·s/m.
    pub resistance: R,
    /// Effective area, m².
    pub area: R,
}

impl Formula for PassiveRadiator {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = PassiveRadiator<T>;

    fn map<A: Copy, B>(of: &PassiveRadiator<A>, to: &mut impl Map<A, B>) -> PassiveRadiator<B> {
        PassiveRadiator {
            mass: to.next(of.mass),
            compliance: to.next(of.compliance),
            resistance: to.next(of.resistance),
            area: to.next(of.area),
        }
    }

    fn values<R: DuctLoss>(of: &PassiveRadiator<R>, _: &AirConstants<R>, w: R) -> Values<R> {
        let mechanical: Complex<R> = resonator(w, of.mass, of.resistance, of.compliance);
        acoustic(mechanical.inverse().scale(of.area * of.area))
    }
}
