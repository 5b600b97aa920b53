//! A volume of air.

use crate::{
    design::{
        parameter::Parameters,
        parameters::{Visit, amount, volume},
    },
    quantity::{Unit, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// A volume of air. Ports `west`, `east`, `north`, `south`, all of them the same node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chamber {
    /// Volume, m³.
    #[serde(with = "q::volume")]
    pub volume: f64,
    /// Area of its walls for heat exchange, m²; 0: lossless.
    #[serde(with = "q::area")]
    pub wall_area: f64,
    /// Drawn sides, length and width in mm; absent: a cube of the volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides_mm: Option<[f64; 2]>,
}

impl Parameters for Chamber {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&volume("volume", "V", "Volume"), &mut self.volume);
        visit(
            &amount("wall_area", "A", "Wall area", &Unit::AREA, 10.0),
            &mut self.wall_area,
        );
    }
}
