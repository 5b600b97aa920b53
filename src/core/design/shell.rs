//! The shell: the outline that drivers, tubes and chambers have to fit into.

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
            nozzle_mm: [0.0, 0.0],
            nozzle_deg: 0.0,
        }
    }
}
