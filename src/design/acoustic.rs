//! Acoustic parts that are not drivers or ears.

use super::{link::Termination, port::Domain};
use crate::quantity::unit_serde as q;
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

/// A duct to ambient, with a mesh or a damper at its inner end. Port `in`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vent {
    /// Length, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Bore (diameter), m.
    #[serde(with = "q::length")]
    pub bore: f64,
    /// How many of them side by side.
    pub count: u32,
    /// End correction at the inner end.
    #[serde(default)]
    pub inner: Termination,
    /// Radiation at the outer end.
    #[serde(default)]
    pub outer: Termination,
    /// Mesh over the bore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mesh: Option<Mesh>,
    /// Acoustic resistance in series besides the mesh, for all of them together, Pa·s/m³.
    #[serde(with = "q::acoustic_resistance")]
    pub resistance: f64,
}

/// An unwanted opening to ambient. Port `in`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leak {
    /// Its shape.
    pub shape: LeakShape,
    /// Mesh or foam over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mesh: Option<Mesh>,
}

/// The shape of a leak.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum LeakShape {
    /// A slit.
    Slit {
        /// Width across the flow, m.
        #[serde(with = "q::length")]
        width: f64,
        /// Length along the flow, m.
        #[serde(with = "q::length")]
        length: f64,
        /// Gap, m.
        #[serde(with = "q::length")]
        gap: f64,
    },
    /// A round hole in a thin wall, both ends flanged.
    Hole {
        /// Diameter, m.
        #[serde(with = "q::length")]
        diameter: f64,
        /// Wall thickness, m.
        #[serde(with = "q::length")]
        thickness: f64,
    },
}

/// A conical duct. Ports `throat`, `mouth`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Horn {
    /// Length, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Diameter at the throat, m.
    #[serde(with = "q::length")]
    pub throat: f64,
    /// Diameter at the mouth, m.
    #[serde(with = "q::length")]
    pub mouth: f64,
}

/// Where links meet without a part: one node. Port `node`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Junction {
    /// Electrical or acoustic.
    pub domain: Domain,
    /// Volume of an acoustic junction, m³ (0: none).
    #[serde(with = "q::volume")]
    pub volume: f64,
}

/// An eartip on the nozzle: its bore, the canal up to the reference plane, the seal. Ports
/// `nozzle`, `canal`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eartip {
    /// Length of the tip's bore, m.
    #[serde(with = "q::length")]
    pub length: f64,
    /// Bore (diameter), m.
    #[serde(with = "q::length")]
    pub bore: f64,
    /// Length of canal between the tip and the ear's reference plane, m (0: at the plane).
    #[serde(with = "q::length")]
    pub canal_length: f64,
    /// Diameter of that canal, m.
    #[serde(with = "q::length")]
    pub canal_diameter: f64,
    /// Leak past the seal, in front of the tip; absent: sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leak: Option<LeakShape>,
}
