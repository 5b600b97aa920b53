//! Half of the negative mass a side branch has in its main tube.

use super::formula::{Form, Formula, Map, Rare, Values, mass};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::branch;
use crate::physics::loss::DuctLoss;
use crate::physics::number::Real;

/// In series with the main tube, once on each side of the junction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MainMass<R = f64> {
    /// Bore of the branch, m.
    pub branch: R,
    /// Bore of the main tube, m.
    pub main: R,
}

impl<R: Real> MainMass<R> {
    /// Acoustic mass, kg/m⁴.
    pub(in crate::network) fn mass(&self, air: &AirConstants<R>) -> R {
        let half = R::splat(0.5);
        branch::main_mass(self.main * half, self.branch * half, air) * half
    }
}

impl Formula for MainMass {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = MainMass<T>;

    fn map<A: Copy, B>(of: &MainMass<A>, to: &mut impl Map<A, B>) -> MainMass<B> {
        MainMass {
            branch: to.next(of.branch),
            main: to.next(of.main),
        }
    }

    fn values<R: DuctLoss>(of: &MainMass<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        mass(w, of.mass(air))
    }
}
