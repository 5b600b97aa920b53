//! A mesh or cloth over an opening.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        parameter::Parameters,
        parameters::{Visit, amount},
    },
    quantity::{Unit, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// A mesh or cloth over an opening.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mesh {
    /// Specific resistance, Pa·s/m (mks rayl).
    #[serde(with = "q::rayl")]
    pub specific_resistance: f64,
    /// Specific acoustic mass, kg/m².
    #[serde(with = "q::surface_mass")]
    pub specific_mass: f64,
}

impl Mesh {
    /// One as it starts.
    pub const FIRST: Self = Self {
        specific_resistance: 100.0,
        specific_mass: 0.0,
    };
}

impl Parameters for Mesh {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &amount(
                "mesh.specific_resistance",
                "rs",
                "Specific resistance of the mesh",
                &Unit::RAYL,
                1e6,
            ),
            &mut self.specific_resistance,
        );
        visit(
            &amount(
                "mesh.specific_mass",
                "ms",
                "Specific mass of the mesh",
                &Unit::SURFACE_MASS,
                1e3,
            ),
            &mut self.specific_mass,
        );
    }
}

const MESH: ChoiceInfo = ChoiceInfo::switch("mesh", "Mesh", "A mesh or cloth over the opening.");

/// Visits whether there is a mesh over an opening.
pub(in crate::design::kinds) fn visit_mesh(mesh: &mut Option<Mesh>, visit: VisitChoices<'_>) {
    if let Some(on) = MESH.offer_switch(mesh.is_some(), visit) {
        *mesh = on.then_some(Mesh::FIRST);
    }
}
