//! A slit to ambient.

use super::formula::{Form, Formula, Map, Rare, Values, acoustic};
use crate::design::Domain;
use crate::physics::air::AirConstants;
use crate::physics::damper;
use crate::physics::duct::Duct;
use crate::physics::loss::DuctLoss;

/// From a port to ambient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeakSlit<R = f64> {
    /// Width across the flow, m.
    pub width: R,
    /// Length along the flow, m.
    pub length: R,
    /// Gap, m.
    pub gap: R,
    /// Specific resistance of the mesh over it, Pa·s/m (mks rayl).
    pub mesh_resistance: R,
    /// Specific mass of that mesh, kg/m².
    pub mesh_mass: R,
}

impl Formula for LeakSlit {
    const FORM: Form = Form::Branch(Domain::Acoustic);
    type Pace = Rare;
    type With<T> = LeakSlit<T>;

    fn map<A: Copy, B>(of: &LeakSlit<A>, to: &mut impl Map<A, B>) -> LeakSlit<B> {
        LeakSlit {
            width: to.next(of.width),
            length: to.next(of.length),
            gap: to.next(of.gap),
            mesh_resistance: to.next(of.mesh_resistance),
            mesh_mass: to.next(of.mesh_mass),
        }
    }

    fn values<R: DuctLoss>(of: &LeakSlit<R>, air: &AirConstants<R>, w: R) -> Values<R> {
        let duct = Duct::slit(w, of.length, of.width, of.gap, air).chain();
        let area = of.width * of.gap;
        let z = duct.b / duct.d + damper::mesh(w, of.mesh_resistance, of.mesh_mass, area);
        acoustic(z.inverse())
    }
}
