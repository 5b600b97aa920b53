//! The document itself.

use super::{Link, Part, air::Air, drive::Drive, shell::Shell, target::TargetSetting};
use serde::{Deserialize, Serialize};

/// Identity of a part, unique in a design and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartId(pub u32);

/// Identity of a link, unique in a design and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkId(pub u32);

/// A whole design: what one `.ron` file holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// Name shown in title and exports.
    pub name: String,
    /// Free text of the designer.
    #[serde(default)]
    pub notes: String,
    /// The air everything is filled with.
    pub air: Air,
    /// What feeds the source part.
    pub drive: Drive,
    /// Whether added masses at bore steps and side branches are computed.
    pub junction_masses: bool,
    /// Size of a drawn electrical symbol, length and width in mm.
    pub symbol_size_mm: [f64; 2],
    /// Every part, in document order. Exactly one source and one ear.
    pub parts: Vec<Part>,
    /// Every wire, tube and joint, in document order.
    pub links: Vec<Link>,
    /// The outline the parts have to fit into.
    pub shell: Shell,
    /// What the response is compared with.
    pub target: TargetSetting,
    /// Curves kept to compare with.
    #[serde(default)]
    pub snapshots: Vec<StoredCurve>,
    /// Measured responses, embedded.
    #[serde(default)]
    pub measurements: Vec<StoredCurve>,
    /// The next free identity, for parts and links alike.
    pub next_id: u32,
}

/// A response kept in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredCurve {
    /// Name in the legend.
    pub name: String,
    /// Where it came from, in words.
    pub origin: String,
    /// Whether it is drawn.
    pub shown: bool,
    /// Points (Hz, dB, degrees), ascending in frequency; phase NaN-free, absent where unknown.
    pub points: Vec<CurvePoint>,
}

/// One point of a stored curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Frequency, Hz.
    pub f: f64,
    /// Level, dB SPL, or magnitude, Ω, by the curve's use.
    pub value: f64,
    /// Phase, degrees, where known.
    #[serde(default)]
    pub phase_deg: Option<f64>,
}

impl Design {
    /// The part with this identity.
    pub fn part(&self, id: PartId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }

    /// The link with this identity.
    pub fn link(&self, id: LinkId) -> Option<&Link> {
        self.links.iter().find(|link| link.id == id)
    }
}
