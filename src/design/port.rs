//! Ports: where links end.

use serde::{Deserialize, Serialize};

/// What flows through a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Domain {
    /// Voltage and current.
    Electrical,
    /// Pressure and volume velocity.
    Acoustic,
}

/// A port as its part describes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PortInfo {
    /// Name within the part, as files and links use it: `+`, `spout`, `front` …
    pub name: &'static str,
    /// What flows through it.
    pub domain: Domain,
    /// Place on the outline, mm, in the part's own unrotated frame (centre at 0, 0).
    pub place_mm: [f64; 2],
    /// Unit vector pointing outwards, in the part's own frame: the way a tube leaves.
    pub outward: [f64; 2],
    /// Whether leaving it unconnected is ordinary (a sealed rear port), not a problem.
    pub optional: bool,
}
