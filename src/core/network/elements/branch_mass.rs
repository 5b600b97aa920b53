//! The mass a side branch has where it leaves its main tube.

use super::formula::{Form, Formula, Map, Rare, Values, mass};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::branch;
use crate::physics::loss::DuctLoss;
use crate::physics::number::Real;

/// In series with the branch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BranchMass<R = f64> {
    /// Bore of the branch, m.
    pub branch: R,
    /// Bore of the main tube, m.
    pub main: R,
}

impl<R: Real> BranchMass<R> {
    /// Acoustic mass, kg/m⁴.
    pub(in crate::network) fn mass(&self, air: &AirConstants<R>) -> R {
        let half = R::splat(0.5);
        branch::branch_mass(self.main * half, self.branch * half, air)
    }
}

impl Formula for BranchMass {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = BranchMass<T>;

    fn map<A: Copy, B>(of: &BranchMass<A>, to: &mut impl Map<A, B>) -> BranchMass<B> {
        BranchMass {
            branch: to.next(of.branch),
            main: to.next(of.main),
        }
    }

    fn values<R: DuctLoss>(of: &BranchMass<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        mass(w, of.mass(air))
    }
}
