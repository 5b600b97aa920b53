//! The shell: the outline that drivers, tubes and chambers have to fit into.

use super::geometry;
use crate::quantity::unit_serde as q;
use serde::{Deserialize, Serialize};

/// A shell's outline and depth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shell {
    /// Name of the outline; empty for none.
    pub name: String,
    /// Closed outline, mm; empty: no shell is drawn.
    pub outline_mm: Vec<[f64; 2]>,
    /// Inner depth, mm.
    pub depth_mm: f64,
    /// Inner volume where it is known, m³; else that of the outline over the whole depth.
    #[serde(
        default,
        with = "q::optional_volume",
        skip_serializing_if = "Option::is_none"
    )]
    pub inner_volume: Option<f64>,
    /// Where the nozzle leaves and its direction in degrees, mm.
    pub nozzle_mm: [f64; 2],
    /// Direction the nozzle points, degrees, clockwise from +x.
    pub nozzle_deg: f64,
}

impl Default for Shell {
    fn default() -> Self {
        Self {
            name: String::new(),
            outline_mm: Vec::new(),
            depth_mm: 12.0,
            inner_volume: None,
            nozzle_mm: [0.0, 0.0],
            nozzle_deg: 0.0,
        }
    }
}

impl Shell {
    /// Volume of the outline over the whole depth, m³: more than a rounded shell holds.
    pub fn straight_volume(&self) -> f64 {
        geometry::area_mm2(&self.outline_mm) * self.depth_mm * 1e-9
    }

    /// What it holds, m³; 0 without an outline.
    pub fn volume(&self) -> f64 {
        match self.inner_volume {
            Some(stated) if !self.outline_mm.is_empty() => stated,
            _ => self.straight_volume(),
        }
    }
}
