//! A hole to ambient.

use super::formula::{Form, Formula, Map, Rare, Values, acoustic, area};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::damper;
use crate::physics::hole;
use crate::physics::loss::DuctLoss;

/// From a port to ambient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeakHole<R = f64> {
    /// Diameter, m.
    pub diameter: R,
    /// Thickness of the wall, m.
    pub thickness: R,
    /// Specific resistance of the mesh over it, Pa·s/m (mks rayl).
    pub mesh_resistance: R,
    /// Specific mass of that mesh, kg/m².
    pub mesh_mass: R,
}

impl Formula for LeakHole {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = LeakHole<T>;

    fn map<A: Copy, B>(of: &LeakHole<A>, to: &mut impl Map<A, B>) -> LeakHole<B> {
        LeakHole {
            diameter: to.next(of.diameter),
            thickness: to.next(of.thickness),
            mesh_resistance: to.next(of.mesh_resistance),
            mesh_mass: to.next(of.mesh_mass),
        }
    }

    fn values<R: DuctLoss>(of: &LeakHole<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        // Alone in its wall, with the usual resistance of its ends.
        let one = R::splat(1.0);
        let alpha = R::splat(hole::END_RESISTANCE);
        let radius = of.diameter * R::splat(0.5);
        let chain = hole::hole(w, radius, of.thickness, one, alpha, air);
        let area = area(of.diameter);
        let z = chain.b / chain.d + damper::mesh(w, of.mesh_resistance, of.mesh_mass, area);
        acoustic(z.inverse())
    }
}
