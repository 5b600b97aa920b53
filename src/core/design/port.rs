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

/// What a port is to its part. A part that takes the place of another takes over the links of ports
/// of the same role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The terminal that is + of a source or driver.
    Plus,
    /// Their other terminal.
    Minus,
    /// Where a driver's sound leaves.
    Sound,
    /// Behind a diaphragm.
    Rear,
    /// The first of the ports a part is passed between.
    Entry,
    /// The second of them.
    Exit,
    /// None of these.
    Other,
}

impl Role {
    /// Whether a port of this role takes over the links of one of the other. A part in the line can
    /// begin where a driver's + was.
    pub(super) fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Other | Self::Minus | Self::Rear, _) => false,
            (Self::Plus, Self::Entry) | (Self::Entry, Self::Plus) => true,
            (one, other) => one == other,
        }
    }
}

/// The + of a source or a driver.
pub const PLUS: &str = "+";
/// The − of a source or a driver.
pub const MINUS: &str = "-";
/// The first terminal of a part with two.
pub const FIRST: &str = "1";
/// The second terminal of a part with two.
pub const SECOND: &str = "2";
/// The bare front of a diaphragm.
pub const FRONT: &str = "front";
/// The rear of a diaphragm.
pub const REAR: &str = "rear";
/// The end of a driver's spout.
pub const SPOUT: &str = "spout";

/// A port as its part describes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PortInfo {
    /// Name within the part, as files and links use it: `+`, `spout`, `front` …
    pub name: &'static str,
    /// What flows through it.
    pub domain: Domain,
    /// What it is to its part.
    pub role: Role,
    /// Place on the outline, mm, in the part's own unrotated frame (centre at 0, 0).
    pub place_mm: [f64; 2],
    /// Unit vector pointing outwards, in the part's own frame: the way a tube leaves.
    pub outward: [f64; 2],
    /// Whether leaving it unconnected is ordinary (a sealed rear port), not a problem.
    pub optional: bool,
}
