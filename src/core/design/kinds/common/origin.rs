//! Where a driver's numbers come from.

use serde::{Deserialize, Serialize};

/// Where a driver's numbers come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Name of the preset it came from.
    pub preset: String,
    /// Data sheet, fit, measurement or archetype, in words.
    pub provenance: String,
    /// How far to trust it.
    pub trust: Trust,
    /// Symbols of the parameters edited since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modified: Vec<String>,
}

impl Origin {
    /// Nothing said yet, and nothing to be trusted.
    pub const fn blank() -> Self {
        Self {
            preset: String::new(),
            provenance: String::new(),
            trust: Trust::C,
            modified: Vec::new(),
        }
    }
}

/// How far a driver's numbers can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trust {
    /// Seen in two independent places, or measured and consistent.
    A,
    /// One good source.
    B,
    /// A fit or an estimate.
    C,
}
